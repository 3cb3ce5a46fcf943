"""Actors: of the distinct (name, country) pairs of ICEWS's raw files, how many `resolve` gives the right state.

`all_*` counts each pair once, `rows_*` as often as it stands in the rows: what a name drawn from the rows meets.

Right: the country column names a state and the resolved state is the same. Wrong: another state. Open: unresolved,
or resolved to no state. Pairs without a country (organisations, persons of none) are counted apart: `stateless_wrong`
is the share of them that get a state after all. An outlet counts by its home state. `named_*` leaves out the "Body
(Country)" form, which is easy. `sources_*` are the sources of the dispatches' gold claims, taken out of their text, so
that what only the text tells ("the foreign ministry") must stay open. No table was made from these files; what was
read in them while the tables were written is told in docs/methods/actors.md.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import harness
from detente.reading.actors import resolve
from detente.states import find_state, with_predecessors

DATA = ("record/icews", "bench/dispatches/gold_claims.jsonl")
VERDICTS = ("right", "wrong", "open")
COUNTRIES = {"Congo": "COG"}  # ICEWS calls the other one "Democratic Republic of Congo"


def pairs(folder: Path) -> dict[tuple[str, str], tuple[str, int]]:
    """Distinct (name, country) of sources and targets -> its first date and how often it stands in the rows."""
    found: dict[tuple[str, str], tuple[str, int]] = {}
    for path in sorted(folder.glob("*.tab")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                for side in ("Source", "Target"):
                    if row[f"{side} Name"]:
                        pair = (row[f"{side} Name"], row[f"{side} Country"])
                        first, times = found.get(pair, (row["Event Date"], 0))
                        found[pair] = (first, times + 1)
    return found


def judge(name: str, country: str, date: str) -> tuple[str, str | None, str | None]:
    """The verdict (right, wrong, open, or stateless_right, stateless_wrong), the state found and the state given."""
    given = find_state(COUNTRIES.get(country, country), date) if country else None
    actor = resolve(name, date)
    found = actor.state if actor else None
    if not country:
        return ("stateless_wrong" if found else "stateless_right"), found, None
    if given is None:
        raise SystemExit(f"the country column says {country!r}, which no state's name matches")
    verdict = "open" if found is None else "right" if found == given.code else "wrong"
    return verdict, found, given.code


def sources(path: Path) -> Iterator[tuple[str, str, str]]:
    """Distinct (source of a claim, its state, the dispatch's date) of the dispatches' gold claims."""
    seen: set[tuple[str, str]] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        pair = (claim["source"], claim["source_state"])
        date = re.search(r"\d{4}(?:-\d\d){0,2}", claim["dispatch"])
        if all(pair) and date and pair not in seen:
            seen.add(pair)
            yield *pair, date[0]


def judge_source(text: str, given: str, date: str) -> str:
    """The verdict on a claim's source; a historic state counts as its successor's, as in the gold."""
    actor = resolve(text, date)
    if actor is None or actor.state is None:
        return "open"
    return "right" if actor.state in with_predecessors(given) else "wrong"


def measure(shared: Path) -> dict[str, float]:
    """Shares of the pairs, and their numbers."""
    judged = [
        (name, times, judge(name, country, first)[0])
        for (name, country), (first, times) in pairs(shared / "record/icews").items()
    ]
    of_states = [row for row in judged if not row[2].startswith("stateless")]
    figures: dict[str, float] = {}
    for label, chosen in (
        ("all", Counter(verdict for _, _, verdict in of_states)),
        ("named", Counter(verdict for name, _, verdict in of_states if "(" not in name)),
        ("rows", Counter(verdict for _, times, verdict in of_states for _ in range(times))),
    ):
        figures[f"{label}_pairs"] = chosen.total()
        figures |= {f"{label}_{verdict}": round(chosen[verdict] / chosen.total(), 4) for verdict in VERDICTS}
        figures[f"{label}_precision"] = round(chosen["right"] / (chosen["right"] + chosen["wrong"]), 4)
    stateless = [verdict for _, _, verdict in judged if verdict.startswith("stateless")]
    figures["stateless_pairs"] = len(stateless)
    figures["stateless_wrong"] = round(stateless.count("stateless_wrong") / len(stateless), 4)
    spoken = [judge_source(*claim) for claim in sources(shared / "bench/dispatches/gold_claims.jsonl")]
    figures["sources"] = len(spoken)
    return figures | {f"sources_{verdict}": round(spoken.count(verdict) / len(spoken), 4) for verdict in VERDICTS}


if __name__ == "__main__":
    raise SystemExit(harness.main(__file__, measure, DATA))
