"""What a source says of a relation: 196 sentences of our own with the stance that they take towards a dyad.

Set 1 was written with the table of words, set 2 before the table was widened (9 of 42 right then), set 3 after (17 of
32 then), set 4 later still (28 of 40 then). Words missing there have since been added: only those first figures tell
of sentences not seen.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import harness
from detente.reading.claims import find_claims
from detente.reading.mentions import find_mentions
from detente.reading.parse import parse_reports
from detente.sources.report import Report

SENTENCES = Path(__file__).with_name("stances.tsv")


def told(sentence: str, dyad: str) -> str:
    """The stance towards a dyad that the first claim with one tells, "none" where none does."""
    parsed = next(iter(parse_reports([Report(sentence, date="2015-01-01")], choose=False)))
    claims = find_claims(parsed, find_mentions(parsed), wide=True)
    return next((stance for claim in claims for pair, stance in claim.towards if pair == dyad), "none")


def measure(_shared: Path) -> dict[str, float]:
    """Share of sentences right in per cent, by set; and how often a stance that is told is the right one."""
    with SENTENCES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    right: Counter[str] = Counter()
    spoken, true = 0, 0
    for row in rows:
        answer = told(row["sentence"], row["dyad"])
        right[row["set"]] += answer == row["stance"]
        spoken += answer != "none"
        true += answer not in ("none",) and answer == row["stance"]
    size = Counter(row["set"] for row in rows)
    figures = {f"right_set_{name}": round(100 * right[name] / n, 1) for name, n in sorted(size.items())}
    return {"sentences": len(rows), **figures, "precision": round(100 * true / spoken, 1)}


if __name__ == "__main__":
    raise SystemExit(harness.main(__file__, measure, ()))
