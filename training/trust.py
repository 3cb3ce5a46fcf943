"""Makes the weights of `src/detente/knowledge/trust.toml`: how far an event of the reader is to be trusted.

    python training/trust.py [--write]

Reads the reports of docs/methods/events-sample.tsv anew (their texts stay in ../shared) and pairs what the reader
finds with the verdicts; in a fold of our own paragraphs what is coded is right. Fits one logistic with a ridge over the
facts of `trust.py`, `pair_deeds.py` and `second_opinion.py`. Prints, by ten folds of reports, how well the
confidence tells right from wrong, how it is calibrated, and what each cut keeps.

A second logistic foresees, from what is known of a pair before the encoder is asked, whether a deed of it would be
told: fitted to all pairs of N_UNREAD reports and of our own, and no verdict is needed for it.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "bench")]

from paragraphs import FOR_TRUST, fold_of, paragraphs  # noqa: E402
from parties import keyed  # noqa: E402

import harness  # noqa: E402
from detente.errors import DetenteError  # noqa: E402
from detente.reading import events, pair_deeds, trust  # noqa: E402
from detente.reading.between import Between  # noqa: E402
from detente.reading.model import Event  # noqa: E402
from detente.reading.pair_paths import Link  # noqa: E402
from detente.reading.parse import check_report, parse_reports  # noqa: E402
from detente.reading.read import code  # noqa: E402
from detente.reading.second_opinion import LEAST, facts_of, retyped, sides_of  # noqa: E402
from detente.sources.report import Report  # noqa: E402
from dispatches import event_rows  # noqa: E402

SAMPLE = ROOT / "docs/methods/events-sample.tsv"
TABLE = ROOT / "src/detente/knowledge/trust.toml"
RIDGE, FOLDS, FEWEST = 5.0, 10, 8
CUTS = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
NOTE = 1e-8
"""What a confidence is raised by to bear the number of its deed."""

N_UNREAD, SEED = 300, 301103
SELDOM = 0.05
"""What is expected of a pair that is asked about where not all are."""
STRICT = frozenset(
    {"301301", "301302", "301304"} | {f"3014{group}{draw}" for group in range(3) for draw in range(1, 5)}
)
"""The draws that were judged strictly, by others than the author. What the milder judge called right more often is a
constant of its own, which is not written: confidence means what the strict ones say."""
MILD = "milder judge"
OF_PAIRS = STRICT | {"301101", "301201"}
"""The draws of which pairs were judged that the encoder alone tells."""
OWN_COUNT = 0.3
"""What a pair of our own paragraphs counts: eight times as many as events of news, and hardly any tells a deed."""
LINKED = ("first", "second", "topic", "acts", "suffers", "open", "others", "states", "told turned", "collective")
BEFORE = (*get_args(Link), *LINKED, "first before", "second before", "both before")
"""What is known of a pair before it is asked about, after "pair "."""

Verdicts = dict[str, list[dict[str, str]]]
Judge = Callable[[Report, Event], bool | None]
"""Whether an event of a report is right; None where nobody knows."""


@dataclass(frozen=True, slots=True)
class Row:
    """An event: its report, its facts by name and size, and whether it is right."""

    report: str
    facts: dict[str, float]
    right: bool


def verdicts() -> Verdicts:
    """What was judged of each report, by the first eight digits of its id."""
    out = defaultdict(list)
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            out[row["report"]].append(row)
    return out


def news(shared: Path) -> list[Report]:
    """The reports of the corpus that can be read."""
    table = pq.read_table(shared / "corpus" / "news2014.parquet").to_pylist()
    return [one for row in table if _is_readable(one := Report(row["text"], date=str(row["date"])[:10]))]


def rows_of(reports: Iterable[Report], judged: Judge, *, every: bool) -> list[Row]:
    """The events that the reader finds, before any is left out, if judged; `every`: all pairs are asked about, not only
    those of which a deed is not wholly unexpected."""
    noted: list[dict[str, float]] = []
    told: list[Event] = []
    asked: list[Between] = []

    def note(*deed: Any) -> float:
        noted.append(trust.facts_of(*deed))
        return trust.confidence_of(*deed) + len(noted) * NOTE

    def keep(found: Iterable[Event], between: Between, *_sure: float) -> tuple[Event, ...]:
        kept = tuple(found)
        told.extend(kept)
        asked.append(between)
        return kept

    events.confidence_of, events.weigh_events = note, keep
    pair_deeds.EXPECTED = pair_deeds.SELDOM = 0.0 if every else SELDOM
    rows = []
    for parsed in parse_reports(reports):
        noted.clear()
        told.clear()
        code(parsed)
        for event in told:
            surely = round(event.confidence, 2)
            deed = noted[round((event.confidence - surely) / NOTE) - 1]
            event, facts = _weighed(event, deed, asked[-1])
            right = judged(parsed.report, event)
            rows += [Row(parsed.report.id[:8], facts, right)] if right is not None else []
    return rows


def _is_readable(report: Report) -> bool:
    try:
        check_report(report)
    except DetenteError:
        return False
    return True


def _weighed(event: Event, deed: dict[str, float], between: Between) -> tuple[Event, dict[str, float]]:
    """The event as it is told, and all its facts."""
    shares = between.shares(event.end, *sides_of(event))
    event = event if shares is None else retyped(event, shares)
    return event, {"deed": 1.0} | deed | facts_of(event, shares)


def by_verdict(wanted: Verdicts) -> Judge:
    """What was judged by eye: of the same parties, the same type and a trigger that overlaps."""

    def judged(report: Report, event: Event) -> bool | None:
        sides = (_names(event.actors), _names(event.recipients), event.type)
        for verdict in wanted.get(report.id[:8], ()):
            first, last = map(int, verdict["trigger"].split("-"))
            if sides == (verdict["actors"], verdict["recipients"], verdict["type"]) and (
                first < event.trigger.end and event.trigger.start < last
            ):
                return verdict["verdict"] == "right"
        return None

    return judged


def own_rows() -> list[Row]:
    """The events of our own paragraphs that the encoder has not learned from: right where their sentence tells each of
    their pairs, type and direction included."""
    told = {paragraph.name: paragraph for paragraph in paragraphs() if fold_of(paragraph) == FOR_TRUST}
    scorer = harness.scorer("score_dispatches")

    def judged(report: Report, event: Event) -> bool:
        here = [s for s in told[report.name or ""].sentences if s.start < event.end and event.start < s.end]
        coded = [one.as_row(told[report.name or ""].year) for s in here for one in s.events]
        return all(any(scorer.levels(one, keyed(row)) >= 3 for one in coded) for row in event_rows(event))

    return rows_of([Report(one.text, date=one.year, name=one.name) for one in told.values()], judged, every=True)


def _names(actors: Iterable[Any]) -> str:
    return ",".join(actor.state or actor.name or actor.text for actor in actors)


def design(rows: Sequence[Row]) -> tuple[list[str], np.ndarray]:
    """The facts that are met often enough, "deed" (the constant) first, and their sizes, rows by facts."""
    counts = Counter(name for row in rows for name, size in row.facts.items() if size)
    names = sorted((name for name, n in counts.items() if n >= FEWEST), key=lambda name: (name != "deed", name))
    return names, np.array([[row.facts.get(name, 0.0) for name in names] for row in rows])


def fit(facts: np.ndarray, right: np.ndarray, counts: np.ndarray | float = 1.0) -> np.ndarray:
    """Weights of a logistic with a ridge on all but the constant, by Newton's method; `counts`: how much a row does."""
    weights = np.zeros(facts.shape[1])
    ridge = np.array([1e-6] + [RIDGE] * (facts.shape[1] - 1))
    for _ in range(30):
        share = 1 / (1 + np.exp(-facts @ weights))
        slope = facts.T @ (counts * (share - right)) + ridge * weights
        bend = (facts * (counts * share * (1 - share))[:, None]).T @ facts + np.diag(ridge)
        weights -= np.linalg.solve(bend, slope)
    return weights


def cross_validated(rows: Sequence[Row], facts: np.ndarray, right: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The probability of each event by weights that never saw its report."""
    out = np.zeros(len(rows))
    fold = np.array([random.Random(row.report).randrange(FOLDS) for row in rows])
    for k in range(FOLDS):
        out[fold == k] = 1 / (
            1 + np.exp(-facts[fold == k] @ fit(facts[fold != k], right[fold != k], counts[fold != k]))
        )
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


def foreseen(rows: Sequence[Row], weights: dict[str, float]) -> dict[str, float]:
    """Weights of what is expected of a pair before it is asked about: whether its confidence would let it be told."""
    names = [f"pair {name}" for name in BEFORE]
    pairs = [row for row in rows if "slot pair" in row.facts]
    known = np.array([[1.0, *(row.facts.get(name, 0.0) for name in names)] for row in pairs])
    sure = [trust.share_of(sum(weights.get(n, 0.0) * size for n, size in row.facts.items())) for row in pairs]
    is_told = np.array([float(one >= LEAST) for one in sure])
    fitted = fit(known, is_told)
    shares = 1 / (1 + np.exp(-known @ fitted))
    print(f"{len(pairs)} pairs, {is_told.mean():.3f} told; foreseen with an area of {under_curve(shares, is_told):.3f}")
    for cut in (0.05, 0.1, 0.15, 0.2, 0.25):
        asked = shares >= cut
        print(f"  from {cut:.2f}: {asked.mean():.3f} asked about, {asked[is_told == 1].mean():.3f} of the told kept")
    return dict(zip(("pair", *names), fitted, strict=True))


def write(expecting: dict[str, float], weights: dict[str, float]) -> None:
    """Put the weights into their table; those of a fiftieth and less are left out."""
    head = TABLE.read_text(encoding="utf-8").split("[expecting]")[0]
    tables = [("expecting", expecting), ("weights", weights)]
    parts = [
        "\n".join([f"[{name}]", *(f'"{n}" = {w:.2f}' for n, w in table.items() if abs(w) > 0.02)])
        for name, table in tables
    ]
    TABLE.write_text(head + "\n\n".join(parts) + "\n", encoding="utf-8")


def main() -> None:
    """Print the cross-validated figures; with --write also write the weights fitted to all judged events."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true")
    arguments = options.parse_args()
    shared = harness.shared()
    if shared is None:
        raise SystemExit("the shared corpus is not here: nothing to learn from")
    wanted, reports, own = verdicts(), news(shared), own_rows()
    of_pairs = {home for home, rows in wanted.items() if any(row["seed"] in OF_PAIRS for row in rows)}
    known = [one for one in reports if one.id[:8] in wanted]
    judged = rows_of([one for one in known if one.id[:8] not in of_pairs], by_verdict(wanted), every=False)
    judged += rows_of([one for one in known if one.id[:8] in of_pairs], by_verdict(wanted), every=True)
    for row in judged:
        row.facts[MILD] = float(STRICT.isdisjoint(verdict["seed"] for verdict in wanted[row.report]))
    rows = judged + own
    names, facts = design(rows)
    right = np.array([float(row.right) for row in rows])
    counts = np.where(np.arange(len(rows)) < len(judged), 1.0, OWN_COUNT)
    shares = cross_validated(rows, facts, right, counts)
    is_news, is_pair = np.arange(len(rows)) < len(judged), np.array(["slot pair" in row.facts for row in rows])
    is_strict = is_news & np.array([not row.facts.get(MILD) for row in rows])
    for title, some in (
        ("news", is_news),
        ("strictly judged", is_strict),
        ("of these, pairs", is_strict & is_pair),
        ("our own", ~is_news),
    ):
        print(title)
        report(shares[some], right[some])
    weights = dict(zip(names, map(float, fit(facts, right, counts)), strict=True))
    weights.pop(MILD, None)
    unread = random.Random(SEED).sample([one for one in reports if one.id[:8] not in wanted], N_UNREAD)
    expecting = foreseen(rows_of(unread, lambda _report, _event: False, every=True) + own, weights)
    if arguments.write:
        write(expecting, weights)


if __name__ == "__main__":
    main()
