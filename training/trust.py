"""Makes the weights of `src/detente/knowledge/trust.toml`: how far an event of the reader is to be trusted.

    python training/trust.py [--write]

Reads the reports of docs/methods/events-sample.tsv anew (their texts stay in ../shared), pairs what the reader finds
with the verdicts and fits one logistic with a ridge over the facts of `trust.py` and `second_opinion.py`. Prints, by
ten folds of reports, how well the confidence tells right from wrong, how it is calibrated, and what each cut keeps.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "bench")]

import harness  # noqa: E402
from detente.errors import DetenteError  # noqa: E402
from detente.reading import events, trust  # noqa: E402
from detente.reading.model import Event  # noqa: E402
from detente.reading.pair_types import judge, labels  # noqa: E402
from detente.reading.parse import check_report, parse_reports  # noqa: E402
from detente.reading.read import code  # noqa: E402
from detente.reading.second_opinion import facts_of, retyped, spans_of  # noqa: E402
from detente.sources.report import Report  # noqa: E402

SAMPLE = ROOT / "docs/methods/events-sample.tsv"
TABLE = ROOT / "src/detente/knowledge/trust.toml"
RIDGE, FOLDS, FEWEST = 5.0, 10, 8
CUTS = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
NOTE = 1e-8
"""What a confidence is raised by to bear the number of its deed."""

Verdicts = dict[str, list[dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Row:
    """An event that was judged: its report, its facts by name and size, the verdict, and its confidence as it was."""

    report: str
    facts: dict[str, float]
    right: bool
    before: float


def verdicts() -> Verdicts:
    """What was judged of each report, by the first eight digits of its id."""
    out = defaultdict(list)
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            out[row["report"]].append(row)
    return out


def rows_of(shared: Path, wanted: Verdicts) -> list[Row]:
    """The events that the reader finds in the judged reports, before any is left out, with their verdicts."""
    table = pq.read_table(shared / "corpus" / "news2014.parquet").to_pylist()
    reports = [Report(row["text"], date=str(row["date"])[:10]) for row in table]
    noted: list[dict[str, float]] = []
    told: list[Event] = []

    def note(*deed: Any) -> float:
        noted.append(trust.facts_of(*deed))
        return trust.confidence_of(*deed) + len(noted) * NOTE

    def keep(found: Iterable[Event]) -> tuple[Event, ...]:
        kept = tuple(found)
        told.extend(kept)
        return kept

    events.confidence_of, events.weigh_events = note, keep
    rows = []
    for parsed in parse_reports(r for r in reports if r.id[:8] in wanted and _is_readable(r)):
        noted.clear()
        told.clear()
        code(parsed)
        home = parsed.report.id[:8]
        for event in told:
            surely = round(event.confidence, 2)
            deed = noted[round((event.confidence - surely) / NOTE) - 1]
            row = _row(home, replace(event, confidence=surely), deed, wanted[home])
            rows += [row] if row is not None else []
    return rows


def _is_readable(report: Report) -> bool:
    try:
        check_report(report)
    except DetenteError:
        return False
    return True


def _row(home: str, event: Event, deed: dict[str, float], known: list[dict[str, str]]) -> Row | None:
    spans, shares = spans_of(event), None
    if spans is not None:
        shares = dict(zip(labels(), map(float, judge([(event.text, *spans)])[0]), strict=True))
        event = retyped(event, shares)
    facts = {"deed": 1.0} | deed | facts_of(event, shares)
    for verdict in known:
        first, last = map(int, verdict["trigger"].split("-"))
        sides = (_names(event.actors), _names(event.recipients), event.type)
        if sides == (verdict["actors"], verdict["recipients"], verdict["type"]) and (
            first < event.trigger.end and event.trigger.start < last
        ):
            return Row(home, facts, verdict["verdict"] == "right", event.confidence)
    return None


def _names(actors: Iterable[Any]) -> str:
    return ",".join(actor.state or actor.name or actor.text for actor in actors)


def design(rows: Sequence[Row]) -> tuple[list[str], np.ndarray]:
    """The facts that are met often enough, "deed" (the constant) first, and their sizes, rows by facts."""
    counts = Counter(name for row in rows for name, size in row.facts.items() if size)
    names = sorted((name for name, n in counts.items() if n >= FEWEST), key=lambda name: (name != "deed", name))
    return names, np.array([[row.facts.get(name, 0.0) for name in names] for row in rows])


def fit(facts: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights of a logistic with a ridge on all but the constant, by Newton's method."""
    weights = np.zeros(facts.shape[1])
    ridge = np.array([1e-6] + [RIDGE] * (facts.shape[1] - 1))
    for _ in range(30):
        share = 1 / (1 + np.exp(-facts @ weights))
        slope = facts.T @ (share - right) + ridge * weights
        bend = (facts * (share * (1 - share))[:, None]).T @ facts + np.diag(ridge)
        weights -= np.linalg.solve(bend, slope)
    return weights


def cross_validated(rows: Sequence[Row], facts: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The probability of each event by weights that never saw its report."""
    out = np.zeros(len(rows))
    fold = np.array([random.Random(row.report).randrange(FOLDS) for row in rows])
    for k in range(FOLDS):
        out[fold == k] = 1 / (1 + np.exp(-facts[fold == k] @ fit(facts[fold != k], right[fold != k])))
    return out


def under_curve(shares: np.ndarray, right: np.ndarray) -> float:
    """The area under the receiver's curve: how often a right event stands above a wrong one."""
    gaps = shares[right == 1][:, None] - shares[right == 0][None, :]
    return float((gaps > 0).mean() + (gaps == 0).mean() / 2)


def report(shares: np.ndarray, right: np.ndarray) -> None:
    """Print the area under the curve, the calibration by tenths and what each cut keeps."""
    cells = np.minimum((shares * 10).astype(int), 9)
    error = sum(abs(shares[cells == c].mean() - right[cells == c].mean()) * (cells == c).mean() for c in set(cells))
    print(
        f"{len(right)} events, {right.mean():.3f} right; area {under_curve(shares, right):.3f}, reliability {error:.3f}"
    )
    for c in sorted(set(cells)):
        print(f"  said {shares[cells == c].mean():.2f} right {right[cells == c].mean():.2f} of {(cells == c).sum()}")
    for cut in CUTS:
        kept = shares >= cut
        lost = right[~kept].sum() / right.sum()
        print(f"  from {cut:.2f}: {kept.sum():4} events, {right[kept].mean():.3f} right, {lost:.3f} of the right lost")


def write(names: Sequence[str], weights: np.ndarray) -> None:
    """Put the weights into their table; those of a fiftieth and less are left out."""
    head = TABLE.read_text(encoding="utf-8").split("[weights]")[0]
    lines = [f'"{name}" = {weight:.2f}' for name, weight in zip(names, weights, strict=True) if abs(weight) > 0.02]
    TABLE.write_text(head + "[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Print the cross-validated figures; with --write also write the weights fitted to all judged events."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true")
    arguments = options.parse_args()
    shared = harness.shared()
    if shared is None:
        raise SystemExit("the shared corpus is not here: nothing to learn from")
    rows = rows_of(shared, verdicts())
    names, facts = design(rows)
    right = np.array([float(row.right) for row in rows])
    report(cross_validated(rows, facts, right), right)
    if arguments.write:
        write(names, fit(facts, right))


if __name__ == "__main__":
    main()
