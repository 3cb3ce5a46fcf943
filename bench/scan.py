"""A scan of 5,000 simulated dyads of ten years: how long it takes, and how many of the turns that it keeps are none.

Every tenth dyad turns in its share of conflict (.3 to .6, or back) somewhere in the middle; rates from 3 to 150 deeds a
year. All noise of simulate.py. `python bench/scan.py`; DETENTE_SCAN sets the number of dyads.
Figures: docs/methods/scan.md.
"""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parent))
import harness
from detente import states
from detente.interfaces.face import open as open_record
from detente.plover import quad_of, score_of
from detente.relations.methods.simulate import NOISE, Shift, simulate_dyad

DATA: tuple[str, ...] = ()
WEEKS = 521
START = date(2010, 1, 4)
NEAR = timedelta(days=122)


def dyads(n: int) -> list[str]:
    """The first n pairs of the states of today."""
    codes = sorted(code for code, state in states.states_by_code().items() if state.end is None and state.cow)
    return ["-".join(pair) for pair in itertools.islice(itertools.combinations(codes, 2), n)]


def write(store: Any, names: list[str], seed: int) -> dict[str, date]:
    """Fill the record with their deeds, and say which turn when."""
    rng, turned = np.random.default_rng(seed), {}
    for k, dyad in enumerate(names):
        at = int(rng.integers(130, 390)) if k % 10 == 0 else None
        before, after = (0.3, 0.6) if rng.random() < 0.5 else (0.6, 0.3)
        rate = float(np.exp(rng.uniform(np.log(3), np.log(150)))) / 52
        shifts = () if at is None else (Shift(at, share=after),)
        made = simulate_dyad(seed + 7 * k, weeks=WEEKS, rate=rate, share=before, shifts=shifts, noise=NOISE)
        if at is not None:
            turned[dyad] = START + timedelta(weeks=at)
        _write(store, dyad, made.total.astype(int), made.conflict.astype(int), k)
    return turned


def _write(store: Any, dyad: str, total: Any, conflict: Any, k: int) -> None:
    n = int(total.sum())
    if not n:
        return
    weeks = np.repeat(np.arange(WEEKS), total)
    place = np.arange(n) - np.repeat(np.cumsum(total) - total, total)
    heavy = place < np.repeat(conflict, total)
    days = np.datetime64(START) + 7 * weeks + place % 7
    kinds = np.where(heavy, "ACCUSE", "CONSULT")
    names = [f"e{k}.{i}" for i in range(n)]
    first, second = dyad.split("-")
    rows = pa.table({
        "dyad": [dyad] * n, "event": names, "deed": [f"{name}-{dyad}" for name in names],
        "report": pa.nulls(n, pa.string()), "actor": [first] * n, "recipient": [second] * n, "reciprocal": [True] * n,
        "type": kinds, "quad": np.where(heavy, quad_of("ACCUSE"), quad_of("CONSULT")).astype(np.int8),
        "score": np.where(heavy, score_of("ACCUSE"), score_of("CONSULT")).astype(float), "status": ["occurred"] * n,
        "date_start": days, "date_end": days + 1, "confidence": np.ones(n), "source": ["simulated"] * n,
    })  # fmt: skip
    store.connection.register("incoming", rows)
    store.connection.execute("INSERT INTO ties BY NAME SELECT * FROM incoming")
    store.connection.unregister("incoming")


def _is_near(found: date, true: date | None) -> bool:
    return true is not None and abs(found - true) <= NEAR


def measure(shared: Path) -> dict[str, float]:
    """Seconds by the clock on this machine; of the turns kept, how many are false; of the true ones, how many kept."""
    n, processes = int(os.environ.get("DETENTE_SCAN", "5000")), os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "record.duckdb") as record:
        turned = write(record.store, dyads(n), 7)
        n_ties = record.sql("SELECT count(*) AS n FROM ties").rows()[0]["n"]
        print(f"{n_ties:,} ties written", file=sys.stderr)
        start = time.perf_counter()
        table = record.scan(by="month", processes=processes)
        seconds = time.perf_counter() - start
    kept = [row for row in table if row["kept"]]
    right = [row for row in kept if _is_near(date.fromisoformat(row["date"]), turned.get(row["dyad"]))]
    return {
        "dyads": float(len(table)),
        "deeds": float(n_ties),
        "processes": float(processes),
        "seconds": round(seconds, 1),
        "kept": float(len(kept)),
        "false_among_kept": round(1 - len(right) / max(len(kept), 1), 3),
        "turnless_among_kept": round(sum(row["dyad"] not in turned for row in kept) / max(len(kept), 1), 3),
        "false_expected": round(float(kept[-1]["false_discovery"]) if kept else 0.0, 3),
        "true_turns": float(len(turned)),
        "true_turns_kept": round(len(right) / max(len(turned), 1), 3),
    }


if __name__ == "__main__":
    raise SystemExit(harness.main(__file__, measure, DATA))
