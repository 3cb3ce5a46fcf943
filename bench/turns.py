"""Turning points on TCPD (25 univariate series), beside rivals (turn_rivals.py), and the engine's speed.

One frozen default: Gauss with first-order autoregression on a grid (methods/likelihoods.gauss_grid), prior of one turn
a series, a change reported where the expected number of turns within 5 steps is at least one half, dated by the mode.
It is a check, not a target to tune: docs/methods/eras.md.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
import harness
from detente.relations.methods.segments import find_segments
from turn_rivals import rivals

DATA = ("bench/turns/tcpd/annotations.json", "bench/turns/tcpd/series")
LEFT_OUT = ("run_log", "uk_coal_employ")
"""Left out as in the benchmark itself (missing values); the five quality_control series are made, not real."""


def univariate(shared: Path) -> dict[str, Any]:
    """The 25 series by name, standardised, missing values as NaN."""
    loaded = harness.scorer("score_turns").load(str(shared / "bench" / "turns" / "tcpd"))
    chosen = {}
    for name, row in loaded.items():
        if row["dim"] == 1 and name not in LEFT_OUT and not name.startswith("quality_control"):
            y = np.array([np.nan if v is None else v for v in row["y"][0]], dtype=float)
            chosen[name] = (y, (y - np.nanmean(y)) / np.nanstd(y), row)
    return chosen


def score(found: dict[str, list[int]], series: dict[str, Any]) -> tuple[float, float]:
    """Mean covering and mean F1 over the series."""
    scorer = harness.scorer("score_turns")
    cover = [scorer.covering(series[name][2]["ann"], turns, series[name][2]["n"]) for name, turns in found.items()]
    f1 = [scorer.f1(series[name][2]["ann"], turns, series[name][2]["n"]) for name, turns in found.items()]
    return float(np.mean(cover)), float(np.mean(f1))


def speed(n: int, method: Any = find_segments) -> float:
    """Seconds of the processor for a series of n steps with a turn every 500 (other work on the machine left out)."""
    rng = np.random.default_rng(n)
    y = np.repeat(rng.normal(0, 2, -(-n // 500)), 500)[:n] + rng.normal(0, 1, n)
    start = time.process_time()
    method(y)
    return time.process_time() - start


def measure(shared: Path) -> dict[str, float]:
    """Covering, F1 and number of turns, ours and rivals'; seconds for 500, 5,000 and 50,000 steps."""
    series = univariate(shared)
    ours = {name: [t.at for t in find_segments(y).turns] for name, (y, _, _) in series.items()}
    cover, f1 = score(ours, series)
    n_turns = float(np.mean([len(turns) for turns in ours.values()]))
    figures = {"n_series": float(len(series)), "cover": cover, "f1": f1, "turns_a_series": n_turns}
    for name, method in rivals().items():
        found = {key: method(np.nan_to_num(z)) for key, (_, z, _) in series.items()}
        figures[f"{name}_cover"], figures[f"{name}_f1"] = score(found, series)
    for n in (500, 5_000, 50_000):
        figures[f"seconds_{n}"] = min(speed(n) for _ in range(3))
    figures["seconds_50000_a_5000"] = figures["seconds_50000"] / figures["seconds_5000"]
    for name, method in rivals().items():
        if name != "nothing":
            print(f"{name}: 5,000 steps ...", file=sys.stderr)
            figures[f"{name}_times_ours_5000"] = speed(5_000, method) / figures["seconds_5000"]
    return {name: round(value, 3) for name, value in figures.items()}


if __name__ == "__main__":
    raise SystemExit(harness.main(__file__, measure, DATA))
