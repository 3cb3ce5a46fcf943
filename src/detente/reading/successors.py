"""Mentions with the state that was there when the deed was done: "In 1979 Moscow sent troops" is the Soviet Union's.

The time must hang on the verb that the mention hangs on; a date beside a noun ("the 1972 treaty") moves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from detente import dates
from detente.reading.model import Mention
from detente.reading.parsed import ParsedReport, Sentence
from detente.reading.parties import head_of
from detente.states import at_date, states_by_code


@lru_cache(maxsize=1)
def _starts() -> dict[str, str]:
    """First day of each state that had another in its place before."""
    return {code: state.start for code, state in states_by_code().items() if state.predecessors and state.start}


def at_their_time(parsed: ParsedReport, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, those in clauses about a time before their state began with its predecessor of that time."""
    starts = _starts()
    result = list(mentions)
    for i, mention in enumerate(result):
        if mention.state not in starts and not any(state in starts for state in mention.members):
            continue
        sentence = next((s for s in parsed.sentences if s.start <= mention.start < s.end), None)
        day = _day_of_clause(mention, sentence, parsed) if sentence is not None and sentence.doc is not None else None
        if day is None:
            continue
        state = at_date(mention.state, day) if mention.state and day < starts.get(mention.state, "") else mention.state
        members = tuple(at_date(m, day) if day < starts.get(m, "") else m for m in mention.members)
        result[i] = replace(mention, state=state, members=members)
    return result


def _day_of_clause(mention: Mention, sentence: Sentence, parsed: ParsedReport) -> str | None:
    """The last day of the one time that hangs on the mention's verb; None where none or several do."""
    verb = _verb_above(head_of(mention, sentence))
    days = set()
    for time in parsed.times:
        if not sentence.start <= time.start < sentence.end or time.type != "DATE" or verb is None:
            continue
        token = next((t for t in sentence.doc or () if sentence.start + t.idx >= time.start), None)
        span = dates.day_range(time.edtf)
        if token is not None and span and _verb_of_time(token) == verb.i:
            days.add(span[1].isoformat())
    return days.pop() if len(days) == 1 else None


def _verb_above(token: Any | None) -> Any | None:
    while token is not None and token.pos_ not in ("VERB", "AUX"):
        token = None if token.head.i == token.i else token.head
    return token


def _verb_of_time(token: Any) -> int | None:
    """The verb on which a time hangs by a preposition or alone; none where it stands inside a noun phrase."""
    node = token
    while (node.head.i != node.i and node.head.pos_ in ("NUM", "PROPN")) or node.dep_ in ("nummod", "compound", "amod"):
        if node.head.i == node.i or node.dep_ == "pobj":
            break
        node = node.head
    if node.dep_ == "pobj":
        node = node.head
    elif node.dep_ != "npadvmod":
        return None
    return node.head.i if node.head.pos_ in ("VERB", "AUX") else None
