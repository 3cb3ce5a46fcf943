"""Is there a cause in the sentence: the Causal News Corpus V2, dev, sentence F1, and whose words the spans share.

Gold: 340 sentences, 185 of them causal. A sentence is said to be causal where `find_drivers` finds a driver.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import harness
from detente.reading.drivers import find_drivers
from detente.reading.model import Span
from detente.reading.parse import parse_reports
from detente.sources.report import Report

DATA = ("bench/causes/dev_subtask1.csv", "bench/causes/dev_subtask2.csv")
TAG = re.compile(r"</?(?:ARG[01]|SIG\d)>")


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def f1(hit: float, predicted: int, gold: int) -> dict[str, float]:
    """Precision, recall and F1 in per cent."""
    p, r = hit / predicted if predicted else 0.0, hit / gold if gold else 0.0
    return {
        "precision": round(100 * p, 1),
        "recall": round(100 * r, 1),
        "f1": round(200 * p * r / (p + r), 1) if p + r else 0.0,
    }


def tokens(text: str) -> set[str]:
    """The word tokens of a text."""
    return set(re.findall(r"\w+", text.lower()))


def argument(tagged: str, name: str) -> set[str]:
    """The words of one argument of a gold pair."""
    match = re.search(rf"<{name}>(.*?)</{name}>", tagged)
    return tokens(TAG.sub(" ", match.group(1))) if match else set()


def overlap(a: set[str], b: set[str]) -> float:
    """Shared words over all words."""
    return len(a & b) / len(a | b) if a | b else 0.0


def pair_recall(path: Path) -> float:
    """Share of gold pairs for which a driver shares at least half of the words of cause and of effect."""
    gold = [(row["text"], argument(row["text_w_pairs"], "ARG0"), argument(row["text_w_pairs"], "ARG1"))
            for row in rows(path) if "<ARG0>" in row["text_w_pairs"]]  # fmt: skip
    hits = 0
    for (_, cause, effect), parsed in zip(
        gold, parse_reports([Report(t) for t, _, _ in gold], choose=False), strict=True
    ):
        found: list[tuple[Span, Span]] = [(d.cause, d.effect) for d in find_drivers(parsed, ())]
        hits += any(overlap(tokens(c.text), cause) >= 0.5 and overlap(tokens(e.text), effect) >= 0.5 for c, e in found)
    return round(100 * hits / len(gold), 1) if gold else 0.0


def measure(shared: Path) -> dict[str, float]:
    """Sentence precision, recall, F1; recall of whole pairs."""
    folder = shared / "bench" / "causes"
    sentences = rows(folder / "dev_subtask1.csv")
    told = [bool(find_drivers(p, ())) for p in parse_reports([Report(r["text"]) for r in sentences], choose=False)]
    gold = [row["label"] == "1" for row in sentences]
    score = f1(sum(t and g for t, g in zip(told, gold, strict=True)), sum(told), sum(gold))
    return {f"sentence_{k}": v for k, v in score.items()} | {"pair_recall": pair_recall(folder / "dev_subtask2.csv")}


if __name__ == "__main__":
    raise SystemExit(harness.main(__file__, measure, DATA))
