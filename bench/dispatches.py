"""Whole events and claims: the 97 coded dispatches of `examples/dispatches.jsonl`, read by `detente.read`.

Scored by score_dispatches.py: precision, recall and F1 of events at four levels (dyad, quad, type, full) and of claims
(content, who). An actor is its ISO code, or its name where it is of no state. Nothing is fitted to these.
With `--misses` it lists, for every second dispatch by name, the coded events not found and the found ones not coded.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from itertools import combinations, product
from pathlib import Path
from typing import Any

import harness
from detente.reading.model import Actor, Claim, Event
from detente.reading.read import read
from detente.sources.report import Report

DATA = ("bench/dispatches",)
CORPUS = harness.ROOT / "examples" / "dispatches.jsonl"


def measure(shared: Path) -> dict[str, float]:
    """The figures of events and claims, each level's precision, recall and F1 by name."""
    folder = shared / "bench" / "dispatches"
    scorer = harness.scorer("score_dispatches")
    documents = (folder / "documents.txt").read_text(encoding="utf-8").split()
    events, claims = predictions(set(documents))
    scores = {
        "events": scorer.score_events(scorer.load(folder / "gold_events.jsonl"), events, documents),
        "claims": scorer.score_claims(scorer.load(folder / "gold_claims.jsonl"), claims, documents),
    }
    return dict(_flat(scores))


def predictions(documents: set[str]) -> tuple[dict[str, list[dict[str, Any]]], dict[str, list[dict[str, Any]]]]:
    """Events and claims of the named dispatches, in the scorer's shape."""
    events: dict[str, list[dict[str, Any]]] = defaultdict(list)
    claims: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in CORPUS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["id"] not in documents:
            continue
        reading = read(Report(row["text"], date=row["date"], title=row["title"], name=row["id"]))
        events[row["id"]] = [shaped for event in reading.events for shaped in event_rows(event)]
        claims[row["id"]] = [_claim_row(claim) for claim in reading.claims]
    return events, claims


def print_misses(shared: Path) -> None:
    """List what is missed and what is too much in every second dispatch, to be read for general faults."""
    folder = shared / "bench" / "dispatches"
    scorer = harness.scorer("score_dispatches")
    documents = sorted((folder / "documents.txt").read_text(encoding="utf-8").split())[::2]
    gold = scorer.load(folder / "gold_events.jsonl")
    found, _ = predictions(set(documents))
    for document in documents:
        left = scorer.once(found[document])
        for event in gold[document]:
            best = max(left, key=lambda other: scorer.levels(event, other), default=None)
            level = scorer.levels(event, best) if best is not None else 0
            if level:
                left.remove(best)
            if level < 3:
                print("missed" if level == 0 else "wrong ", document, _line(event))
        for event in left:
            print("extra ", document, _line(event))


def _line(event: dict[str, Any]) -> str:
    return f"{event['source']} > {event['target']} {event['type']} {event['status']}: {event['evidence']}"


def _name(actor: Actor) -> str:
    return actor.state or actor.name or actor.text


def event_rows(event: Event) -> list[dict[str, Any]]:
    """One row an ordered pair; a reciprocal event one row a pair of its actors."""
    pairs = list(product(event.actors, event.recipients)) if event.recipients else list(combinations(event.actors, 2))
    return [
        {
            "source": _name(source),
            "target": _name(target),
            "type": event.type,
            "status": event.status,
            "date": event.date,
            "evidence": event.text,
        }
        for source, target in pairs
    ]


def _claim_row(claim: Claim) -> dict[str, Any]:
    return {
        "source": (claim.source.name or claim.source.text) if claim.source else "",
        "content": claim.content.text,
        "anonymous": bool(claim.source and claim.source.anonymous),
        "direct": claim.direct,
        "certainty": claim.certainty,
    }


def _flat(scores: dict[str, Any], prefix: str = "") -> list[tuple[str, float]]:
    out: list[tuple[str, float]] = []
    for name, value in scores.items():
        if isinstance(value, dict):
            out.extend(_flat(value, f"{prefix}{name}_"))
        elif value is not None:
            out.append((f"{prefix}{name}", value))
    return out


if __name__ == "__main__":
    if "--misses" in sys.argv:
        folder = harness.shared()
        if folder is None:
            raise SystemExit("the shared data are not here")
        print_misses(folder)
        raise SystemExit
    raise SystemExit(harness.main(__file__, measure, DATA))
