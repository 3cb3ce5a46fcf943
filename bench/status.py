"""How events stand: MEANTIME's four-way status, and the UW factuality values, given the gold events.

MEANTIME's wikinews (its airbus and stock-market parts, dev) tests the rules alone; nothing was fitted to it. UW's dev
tests the value, whose weights come from UW's training part.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import harness
from detente.reading.factuality import factuality_of
from detente.reading.factuality_scale import value_of
from detente.reading.parse import parse_reports
from detente.reading.pipelines import pipelines
from detente.sources.report import Report

DATA = ("bench/status/meantime_dev.jsonl", "bench/status/uw_dev.jsonl", "bench/status/uw_train.jsonl")


def lines(path: Path) -> list[dict[str, Any]]:
    """The records of a JSON-lines file."""
    return [json.loads(line) for line in path.open(encoding="utf-8")]


def meantime(path: Path) -> Iterator[tuple[str, str]]:
    """Gold and read status of each event of MEANTIME that is fully labelled."""
    gold_status = harness.scorer("score_status").status
    documents = lines(path)
    reports = [Report(d["text"], date=d["dct"]) for d in documents]
    for document, parsed in zip(documents, parse_reports(reports, choose=False), strict=True):
        for event in document["events"]:
            if not all(event.get(name) for name in ("certainty", "polarity", "time")):
                continue
            told = "happened"
            for sentence in parsed.sentences:
                if sentence.start <= event["start"] < sentence.end and sentence.doc is not None:
                    start, end = event["start"] - sentence.start, min(event["end"], sentence.end) - sentence.start
                    told = factuality_of(sentence.doc.char_span(start, end, alignment_mode="expand").root).standing
            yield gold_status(event), told


def uw(path: Path) -> tuple[list[float], list[float]]:
    """Gold and read values of UW's events; its sentences are tokens already."""
    from spacy.tokens import Doc

    parser = pipelines()[1]
    rows = lines(path)
    gold, told = [], []
    docs = parser.pipe(Doc(parser.vocab, words=row["text"].split()) for row in rows)
    for row, doc in zip(rows, docs, strict=True):
        for target in row["targets"]:
            gold.append(float(target["label"]))
            told.append(value_of(doc[slice(*target["span1"])].root))
    return gold, told


def correlation(a: list[float], b: list[float]) -> float:
    """Pearson's r."""
    ma, mb = sum(a) / len(a), sum(b) / len(b)
    top = sum((x - ma) * (y - mb) for x, y in zip(a, b, strict=True))
    return top / math.sqrt(sum((x - ma) ** 2 for x in a) * sum((y - mb) ** 2 for y in b))


def measure(shared: Path) -> dict[str, float]:
    """Macro F1 of the four-way status on MEANTIME, with each class's F1; MAE and r on UW's dev."""
    folder = shared / "bench" / "status"
    gold, told = zip(*meantime(folder / "meantime_dev.jsonl"), strict=True)
    score = harness.scorer("score_status").macro(gold, told)
    values, read = uw(folder / "uw_dev.jsonl")
    mae = sum(abs(a - b) for a, b in zip(values, read, strict=True)) / len(values)
    figures = {"meantime_macro_f1": score["macro_F1"], "meantime_accuracy": score["accuracy"]}
    figures |= {f"meantime_{name}_f1": found[2] for name, found in score["P,R,F1,n"].items()}
    return figures | {"uw_mae": round(mae, 3), "uw_r": round(correlation(values, read), 3)}


if __name__ == "__main__":
    raise SystemExit(harness.main(__file__, measure, DATA))
