"""Draws events at random from real news for judging by hand: `python bench/event_sample.py N SEED` prints them.

Reports that an earlier draw judged are left out, so that every draw is fresh.
Not a figure by itself: what was judged and how it came out stands in docs/methods/events.md. Each line: the report's
hash, the offsets of the trigger, actors > recipients, type, status, date, confidence, and the sentence with the trigger
between [[ ]]. With `silent` as third word it prints N sentences that name two states and tell no event; outlets,
datelines and reports of sport are left out.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Sequence

import pyarrow.parquet as pq

import harness
from detente.reading.contexts import is_game
from detente.reading.model import Actor, Event, Reading
from detente.reading.parse import cut_sentences
from detente.reading.read import read_many
from detente.sources.report import Report

N_REPORTS = 1_200
SAMPLE = harness.ROOT / "docs/methods/events-sample.tsv"


def drawn_readings(seed: int) -> list[Reading]:
    """The readings of reports drawn from the corpus."""
    folder = harness.shared()
    if folder is None:
        raise SystemExit("the shared corpus is not here: nothing to draw from")
    table = pq.read_table(folder / "corpus" / "news2014.parquet").to_pylist()
    rows = random.Random(seed).sample(table, N_REPORTS)
    reports = [Report(row["text"], date=str(row["date"])[:10]) for row in rows]
    known = _judged(seed)
    reports = [report for report in reports if report.id[:8] not in known]
    return [reading for reading in read_many(reports, processes=1) if isinstance(reading, Reading)]


def _judged(seed: int) -> set[str]:
    """The reports that another draw has judged, and from which the confidence was learned (training/trust.py)."""
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        return {row["report"] for row in csv.DictReader(file, delimiter="\t") if row["seed"] != str(seed)}


def main(n: int, seed: int, what: str) -> None:
    """Print n drawn events, or n drawn sentences without any."""
    readings = drawn_readings(seed)
    if what == "silent":
        return _silent(readings, n, seed)
    every = [(reading, event) for reading in readings for event in reading.events if event.counted]
    print(f"{len(every)} events in {len(readings)} reports", file=sys.stderr)
    for i, (reading, e) in enumerate(random.Random(seed).sample(every, min(n, len(every)))):
        parties = f"{_names(e.actors)} > {_names(e.recipients)}"
        print(f"{i:3} {reading.report_id[:8]} {e.trigger.start}-{e.trigger.end} {parties} {e.type} {e.status} {e.date}")
        print(f"      {e.confidence} {_marked(e)}")
    return None


def _names(actors: Sequence[Actor]) -> str:
    return ",".join(actor.state or actor.name or actor.text for actor in actors)


def _marked(event: Event) -> str:
    first, last = event.trigger.start - event.start, event.trigger.end - event.start
    return f"{event.text[:first]}[[{event.text[first:last]}]]{event.text[last:]}".replace("\n", " ")


def _silent(readings: Sequence[Reading], n: int, seed: int) -> None:
    every = []
    for reading in (reading for reading in readings if not is_game(reading.text)):
        for start, end in cut_sentences(reading.text)[0]:
            named = [m for m in reading.mentions if start <= m.start < end and m.sector != "MED"]
            states = {m.state for m in named if m.state}
            is_dateline = reading.text[start:end].rstrip().endswith("-")
            if len(states) > 1 and not is_dateline and not any(e.start < end and start < e.end for e in reading.events):
                every.append((reading, start, end, sorted(states)))
    print(f"{len(every)} sentences", file=sys.stderr)
    for reading, start, end, states in random.Random(seed).sample(every, n):
        sentence = reading.text[start:end].replace("\n", " ")
        print(reading.report_id[:8], f"{start}-{end}", ",".join(states), "|", sentence)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "events")
