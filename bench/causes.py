"""Is there a cause in the sentence: the Causal News Corpus V2, dev, sentence F1, and whose words the spans share.

Gold: 340 sentences, 185 of them causal. `sentence`: what the model of cause_sentences.py says of the whole sentence;
`drivers`: the sentence counts as causal where `find_drivers` finds a driver; `pair`: cause and effect each right.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import harness
from detente.reading.cause_sentences import is_causal
from detente.reading.causes import find_links
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


def pairs(path: Path) -> dict[str, float]:
    """F1 of gold pairs: right where a driver shares at least half of the words of cause and of effect."""
    gold = [(row["text"], argument(row["text_w_pairs"], "ARG0"), argument(row["text_w_pairs"], "ARG1"))
            for row in rows(path) if "<ARG0>" in row["text_w_pairs"]]  # fmt: skip
    hits, told = 0, {}
    for (text, cause, effect), parsed in zip(
        gold, parse_reports([Report(t) for t, _, _ in gold], choose=False), strict=True
    ):
        found: list[tuple[Span, Span]] = [(d.cause, d.effect) for d in find_drivers(parsed, ())]
        told[text] = len(found)
        hits += any(overlap(tokens(c.text), cause) >= 0.5 and overlap(tokens(e.text), effect) >= 0.5 for c, e in found)
    return {f"pair_{name}": value for name, value in f1(hits, sum(told.values()), len(gold)).items()}


def measure(shared: Path) -> dict[str, float]:
    """Precision, recall and F1 of sentences, by the model and by drivers, and of whole pairs."""
    folder = shared / "bench" / "causes"
    sentences = rows(folder / "dev_subtask1.csv")
    gold = [row["label"] == "1" for row in sentences]
    parses = list(parse_reports([Report(r["text"]) for r in sentences], choose=False))
    answers = {
        "sentence": [any(is_causal(s.doc, find_links(s.doc)) for s in p.sentences) for p in parses],
        "drivers": [bool(find_drivers(p, ())) for p in parses],
    }
    figures: dict[str, float] = {}
    for name, told in answers.items():
        score = f1(sum(t and g for t, g in zip(told, gold, strict=True)), sum(told), sum(gold))
        figures |= {f"{name}_{key}": value for key, value in score.items()}
    return figures | pairs(folder / "dev_subtask2.csv")


if __name__ == "__main__":
    raise SystemExit(harness.main(__file__, measure, DATA))
