"""Time expressions on four labelled sets, scored in the manner of TempEval-3, beside a simple rival in the same run.

The rival is `dateparser.search`, given the report's date, under a bound of seconds a set; it gives dates only, so it is
told as what it is: the value F1 of a library that is not made for news. `--errors SET [N]` prints what went wrong.
"""

from __future__ import annotations

import datetime
import json
import sys
import time
import warnings
from pathlib import Path
from typing import Any

import harness
from detente.reading.times import find_times

SETS = ("meantime_dev", "timebank", "aquaint", "wikiwars_1_16")
DATA = tuple(f"bench/time/{name}.jsonl" for name in SETS)
NEWSWIRE = ("timebank", "aquaint")
"""Together the training set of TempEval-3."""
RIVAL_SECONDS = 20.0


def documents(shared: Path, name: str) -> dict[str, dict[str, Any]]:
    """The labelled documents of a set, by name."""
    lines = (shared / "bench" / "time" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["doc"]: row for row in map(json.loads, lines)}


def tagged(text: str, anchor: str | None) -> list[dict[str, Any]]:
    """What Détente finds, in the scorer's form."""
    return [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in find_times(text, anchor)]


def predict(gold: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Détente's answer for each document, with the seconds taken."""
    out = {}
    for name, row in gold.items():
        start = time.perf_counter()
        timexes = tagged(row["text"], row["dct"][:10] if row.get("dct") else None)
        out[name] = {"timexes": timexes, "seconds": time.perf_counter() - start}
    return out


def rival(gold: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """dateparser's answer for as many documents as its time allows; empty where it is not installed."""
    try:
        from dateparser.search import search_dates
    except ImportError:
        return {}
    warnings.filterwarnings("ignore")
    out: dict[str, dict[str, Any]] = {}
    began = time.perf_counter()
    for name, row in gold.items():
        if time.perf_counter() - began > RIVAL_SECONDS:
            break
        start = time.perf_counter()
        base = datetime.datetime.fromisoformat(row["dct"][:10])
        timexes, at = [], 0
        for line in row["text"].split("\n"):
            found = search_dates(line, languages=["en"], settings={"RELATIVE_BASE": base}) if line.strip() else None
            for words, when in found or ():
                place = row["text"].find(words, at)
                if place >= 0:
                    value = when.date().isoformat()
                    timexes.append({"start": place, "end": place + len(words), "type": "DATE", "value": value})
                    at = place + len(words)
        out[name] = {"timexes": timexes, "seconds": time.perf_counter() - start}
    return out


def measure(shared: Path) -> dict[str, float]:
    """Relaxed, strict, type and value F1 and words/s of each set; the rival on the documents that it got through; the
    value F1 of TimeBank and AQUAINT together."""
    scorer = harness.scorer("score_time")
    figures: dict[str, float] = {}
    newswire: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
    for name in SETS:
        gold = documents(shared, name)
        found = predict(gold)
        if name in NEWSWIRE:
            for whole, part_ in zip(newswire, (gold, found), strict=True):
                whole.update({f"{name} {doc}": row for doc, row in part_.items()})
        result = scorer.score(gold, found)
        for key in ("relaxed", "strict"):
            figures[f"{name}.{key}_f1"] = result[key]["F1"]
        for key in ("type_F1", "value_F1", "words_per_second"):
            figures[f"{name}.{key.lower()}"] = result[key]
        other = rival(gold)
        if other:
            part = {doc: row for doc, row in gold.items() if doc in other}
            figures[f"{name}.rival_documents"] = len(part)
            figures[f"{name}.rival_value_f1"] = scorer.score(part, other)["value_F1"]
            figures[f"{name}.rival_words_per_second"] = scorer.score(part, other)["words_per_second"]
            own = scorer.score(part, {doc: found[doc] for doc in part})["value_F1"]
            figures[f"{name}.own_value_f1_on_the_same"] = own
            figures[f"{name}.ratio_to_rival"] = round(own / max(figures[f"{name}.rival_value_f1"], 0.01), 2)
    return figures | {"newswire.value_f1": scorer.score(*newswire)["value_F1"]}


def show_errors(name: str, count: int) -> None:
    """Print the faults on one set, for the eyes."""
    shared = harness.shared()
    assert shared is not None
    gold = documents(shared, name)
    result = harness.scorer("score_time").score(gold, predict(gold), errors=count)
    for kind, doc, words, right, given in result.pop("errors"):
        print(f"{kind:9s}{doc[:24]:26s}{' '.join(words.split())[:50]:52s}{right or '':22s}{given or ''}")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    if "--errors" in sys.argv:
        rest = sys.argv[sys.argv.index("--errors") + 1 :]
        show_errors(rest[0], int(rest[1]) if len(rest) > 1 else 10_000)
        raise SystemExit(0)
    raise SystemExit(harness.main(__file__, measure, DATA))
