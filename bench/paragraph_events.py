"""Whole events in the paragraphs of our own that no weight has learned from (fold 9 of `training/paragraphs`).

Dense text: sentences with three to six actors, and parties that only an earlier sentence names. Scored like the
dispatches; the date is the report's year, parties are compared by their keys ("EU" is the European Union).
"""

from __future__ import annotations

import sys
from pathlib import Path

import harness
from detente.sources.report import Report
from short_reports import found

sys.path.insert(0, str(harness.ROOT / "training"))
from paragraphs import FOR_FIGURES, fold_of, paragraphs
from parties import keyed


def measure(_shared: Path) -> dict[str, float]:
    """Precision, recall and F1 of events at four levels."""
    told = {one.name: one for one in paragraphs() if fold_of(one) == FOR_FIGURES}
    gold = {
        name: [event.as_row(one.year) for sentence in one.sentences for event in sentence.events]
        for name, one in told.items()
    }
    rows = {
        name: [keyed(row) for row in found(Report(one.text, date=one.year, name=name))] for name, one in told.items()
    }
    scores = harness.scorer("score_dispatches").score_events(gold, rows, list(told))
    figures = {"paragraphs": float(len(told)), "coded": scores["gold"], "told": scores["predicted"]}
    for level in ("dyad", "quad", "type", "full"):
        figures |= {f"{level}_{name}": share for name, share in scores[level].items()}
    return figures


if __name__ == "__main__":
    raise SystemExit(harness.main(__file__, measure, ()))
