"""Who said what: PolNeAR's dev documents read by Détente, scored beside the stored answers of four other programs.

Gold: PolNeAR (Newell et al. 2018), 84 news documents; method of scoring in `../shared/bench/score_attribution.py`.
Nothing here was trained on it; rules and lexicon were developed on its training part alone.
"""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import harness
from detente.reading.claims import find_claims
from detente.reading.mentions import find_mentions
from detente.reading.model import Claim, Source, Span
from detente.reading.parse import parse_reports
from detente.sources.report import Report

DATA = ("bench/attribution/polnear_dev.jsonl.gz", "bench/attribution/peers_dev")
PEERS = {"regex": "regex", "textacy": "textacy_para", "ggt": "ggt", "citron": "citron_polnear_batched"}


def documents(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of a file of JSON lines, gzipped."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def spans(span: Span | Source | None) -> list[list[int]]:
    """A span as the scorer wants it: its pieces."""
    return [] if span is None else [list(piece) for piece in span.parts or ((span.start, span.end),)]


def attribution(claim: Claim) -> dict[str, list[list[int]]]:
    """A claim as the scorer wants it."""
    return {"source": spans(claim.source), "cue": spans(claim.cue), "content": spans(claim.content)}


def read_all(gold: dict[str, dict[str, Any]]) -> tuple[dict[str, dict[str, Any]], float, float]:
    """What we find in each document; the seconds for the claims alone, and for everything with the parse."""
    start, alone = time.perf_counter(), 0.0
    found: dict[str, dict[str, Any]] = {}
    reports = [Report(row["text"]) for row in gold.values()]
    for name, parsed in zip(gold, parse_reports(reports, choose=False), strict=True):
        mentions = find_mentions(parsed)
        before = time.perf_counter()
        claims = find_claims(parsed, mentions, wide=True)
        alone += time.perf_counter() - before
        found[name] = {"doc": name, "attributions": [attribution(claim) for claim in claims]}
    return found, alone, time.perf_counter() - start


def figures(result: dict[str, Any]) -> dict[str, float]:
    """The figures of one system by name."""
    return {
        "full_f1": result["full"]["F1"],
        "full_precision": result["full"]["P"],
        "full_recall": result["full"]["R"],
        "who_said_what_f1": result["who_said_what"]["F1"],
        **{f"{role}_tokens_f1": value["F1"] for role, value in result["role_tokens"].items()},
        "source_head": result["given_pair_0.3"]["source_head"],
        **{f"recall_{kind.replace(' ', '_')}": value["recall_full"] for kind, value in result["by_kind"].items()},
        **{f"found_{kind.replace(' ', '_')}": value["recall_0.3"] for kind, value in result["by_kind"].items()},
    }


def measure(shared: Path) -> dict[str, float]:
    """Ours, then each rival's FULL F1 on the same documents."""
    scorer = harness.scorer("score_attribution")
    folder = shared / "bench" / "attribution"
    gold = {row["doc"]: row for row in documents(folder / "polnear_dev.jsonl.gz")}
    found, alone, whole = read_all(gold)
    words = sum(len(re.findall(r"\S+", row["text"])) for row in gold.values())
    out = figures(scorer.score(gold, found))
    out |= {"words_per_second_claims": round(words / alone), "words_per_second_all": round(words / whole)}
    for name, file in PEERS.items():
        rival = scorer.score(gold, scorer.load(folder / "peers_dev" / f"{file}.dev.jsonl"))
        out |= {f"{name}_full_f1": rival["full"]["F1"], f"{name}_who_said_what_f1": rival["who_said_what"]["F1"]}
    return out


if __name__ == "__main__":
    raise SystemExit(harness.main(__file__, measure, DATA))
