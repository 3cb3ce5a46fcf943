"""Phases of a relation as a text tells them: "frosty during the Cold War", "improved in the late 1990s".

A sentence tells a phase where a noun that names the relation stands with a word of level (frosty, cordial) or of
direction (plunged, thawed) that is neither denied nor only wished for. Words: `knowledge/relation_words.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from detente import dates
from detente.reading.model import Mention, Phase, TimeExpression
from detente.reading.parsed import ParsedReport, Sentence
from detente.states import dyad
from detente.tables import toml_table

Direction = Literal["warmer", "cooler", "warm", "cold", "unchanged"]
_ORDER: tuple[Direction, ...] = ("warmer", "cooler", "unchanged", "warm", "cold")
_AFTER, _BEFORE = 90, 34
_CLAUSE = re.compile(r"[;:—]|,\s+(?:but|while|whereas|although|though)\b|\b(?:but|while|whereas|although)\b")
_COPULA = re.compile(
    r"\b(?:is|are|was|were|been|be|being|remain\w*|became|become|grew|grown|turned|stay\w*|seem\w*|look\w*|appear\w*|"
    r"described as|called)\b",
    re.IGNORECASE,
)
_NO_TREATY = r"(?!-|\s+(?:agreement|deal|treaty|accord|pact|council|talks|minister|office)\b)"
_BETWEEN = re.compile(r"\s*(?:also\s+)?(?:between|among|of|with|towards?|to)\s+(?:the\s+)?", re.IGNORECASE)
_SAME_SUBJECT = re.compile(
    r"\b(?:and|but)\s+(?:\w+\s+)?(?:has|have|had|keeps?|kept|maintain\w*|enjoy\w*)\b", re.IGNORECASE
)
"""Words by which a sentence goes on to tell of its first subject."""


@dataclass(frozen=True, slots=True)
class _Words:
    heads: re.Pattern[str]
    nominal: re.Pattern[str]
    nominal_of: dict[str, Direction]
    predicates: tuple[tuple[Direction, re.Pattern[str]], ...]
    unreal: re.Pattern[str]
    negated: re.Pattern[str]


def _any(words: Sequence[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return r"\b(?:" + "|".join(re.escape(w).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for w in ordered) + r")(?!\w)"


@cache
def _words() -> _Words:
    table = toml_table("relation_words")
    nominal = {word.rstrip("*"): key for key, forms in table["nominal"].items() for word in forms}
    sets = {**table["direction"], **table["level"]}
    unreal = table["unreal"]
    return _Words(
        heads=re.compile(_any(table["heads"]["words"]) + _NO_TREATY, re.IGNORECASE),
        nominal=re.compile(_any([w for forms in table["nominal"].values() for w in forms]), re.IGNORECASE),
        nominal_of=nominal,
        predicates=tuple((key, re.compile(_any(sets[key]), re.IGNORECASE)) for key in _ORDER),
        unreal=re.compile(_any(unreal["words"]) + r"(?:\s+\w+){0,2}\s*\Z", re.IGNORECASE),
        negated=re.compile(r"(?:" + _any(unreal["negation"]) + r"|n['’]t\b)(?:\s+\w+){0,2}\s*\Z", re.IGNORECASE),
    )


def find_phases(
    parsed: ParsedReport, mentions: Sequence[Mention], times: Sequence[TimeExpression]
) -> tuple[Phase, ...]:
    """The phases that a report tells, in the order of its text; one a sentence and dyad, with the sentence as evidence.

    `interval` is the EDTF of the time that the sentence names nearest to the word that characterises, None if none.
    """
    found: list[Phase] = []
    last: str | None = None
    dated = [t for t in times if t.edtf and not _of_the_news(t, parsed.report.date)]
    for sentence in parsed.sentences:
        inside = [m for m in mentions if sentence.start <= m.start and m.end <= sentence.end]
        for phase in _phases(parsed.text, sentence, inside, dated, last):
            if not any(p.dyad == phase.dyad and p.start == phase.start for p in found):
                found.append(phase)
                last = phase.dyad
        last = _dyad_named(inside) or last
    return tuple(found)


def _of_the_news(time: TimeExpression, date: str | None) -> bool:
    """Whether a time is a day of the report's own week, or still to come: it dates the report's news, not the phase."""
    here, there = dates.day_range(date), dates.day_range(time.edtf)
    if not here or not there:
        return False
    return there[0] >= here[1] or (dates.precision(time.edtf) == "day" and abs((there[0] - here[0]).days) <= 7)


def _phases(
    text: str, sentence: Sentence, mentions: Sequence[Mention], times: Sequence[TimeExpression], last: str | None
) -> Iterator[Phase]:
    words = text[sentence.start : sentence.end]
    inside = [t for t in times if sentence.start <= t.start and t.end <= sentence.end]
    for start, end, direction, at in _characterised(words):
        pair = _dyad_of(words, sentence.start, start, end, mentions, last)
        if pair is None:
            continue
        interval = _interval(inside, sentence.start + at)
        yield Phase(pair, interval, direction, words, sentence.start, sentence.end)


def _characterised(words: str) -> Iterator[tuple[int, int, Direction, int]]:
    """(start, end) of each noun that names the relation, what is said of it, and where."""
    table = _words()
    for noun in table.heads.finditer(words):
        said = _said_of(words, noun.start(), noun.end())
        if said:
            yield noun.start(), noun.end(), *said
    for noun in table.nominal.finditer(words):
        if table.unreal.search(words, 0, noun.start()) or table.negated.search(words, 0, noun.start()):
            continue
        if table.heads.search(words, noun.end(), noun.end() + 20):
            continue  # "warming relations" is told by its head
        key = noun[0].lower()
        direction = next((d for stem, d in table.nominal_of.items() if key.startswith(stem)), None)
        if direction:
            yield noun.start(), noun.end(), direction, noun.start()


def _said_of(words: str, start: int, end: int) -> tuple[Direction, int] | None:
    """What is said of the relation named at [start, end), directions before levels, and where."""
    table = _words()
    low, high = max(0, start - _BEFORE), min(len(words), end + _AFTER)
    for clause in _CLAUSE.finditer(words, low, high):
        if clause.end() <= start:
            low = clause.end()
        elif clause.start() >= end:
            high = clause.start()
            break
    following = table.heads.search(words, end, high)
    high = following.start() if following else high
    for direction, pattern in table.predicates:
        level = direction in ("warm", "cold")
        for match in pattern.finditer(words, low, high):
            if (
                level
                and match.end() <= start
                and not re.fullmatch(r"[\s,]*(?:[\w-]+\s+){0,2}", words[match.end() : start])
            ):
                continue
            before = words[: match.start()]
            if level and match.start() >= end and not _predicative(before[end:]):
                continue
            if table.negated.search(before):
                if not level:
                    return "unchanged", match.start()
                continue
            if not level and table.unreal.search(before):
                continue
            if level and table.unreal.search(before) and match.start() >= end:
                continue
            return direction, match.start()
    return None


def _predicative(between: str) -> bool:
    """Whether a word of level after the noun is said of it: a copula between, and no article that begins a new noun."""
    return bool(_COPULA.search(between)) and not re.search(r"\b(?:the|a|an|its|their)\s+\Z", between)


def _dyad_of(
    words: str, offset: int, start: int, end: int, mentions: Sequence[Mention], last: str | None
) -> str | None:
    """The two states that the noun names, before it (X-Y ties) or after it (ties with Y), else the dyad last named."""
    states = [m for m in mentions if m.state or len(m.members) == 2]
    after = [m for m in states if m.start - offset >= end and m.start - offset < end + 80]
    before = [m for m in states if m.end - offset <= start]
    named = _BETWEEN.match(words, end)
    if named and words[named.end() : named.end() + 1].isupper() and not _stands_at(after, offset + named.end()):
        return None  # ties with somebody who is no state
    if named and after and after[0].start - offset <= named.end() + 12:
        first = after[0]
        if len(first.members) == 2:
            return dyad(*first.members)
        joined = named[0].strip().lower().split()[0] in ("between", "among", "of")
        if joined and len(after) > 1:
            return _pair(first, after[1])
        if before:
            subject = before[0] if _SAME_SUBJECT.search(words, before[-1].end - offset, start) else before[-1]
            return _pair(subject, first) or (_pair(before[-2], first) if len(before) > 1 else None)
    near = [m for m in before if start - (m.end - offset) <= 30]
    if len(near) >= 2 and (near[-1].start - near[-2].end) <= 5:
        return _pair(near[-2], near[-1])
    if near and len(near[-1].members) == 2:
        return dyad(*near[-1].members)
    return _dyad_named(before) or last or _dyad_named(mentions)


def _stands_at(mentions: Sequence[Mention], at: int) -> bool:
    """Whether one of the mentions holds an offset or begins within a word of it."""
    return any(m.start <= at + 12 and at < m.end for m in mentions)


def _pair(one: Mention, other: Mention) -> str | None:
    return dyad(one.state, other.state) if one.state and other.state and one.state != other.state else None


def _dyad_named(mentions: Sequence[Mention]) -> str | None:
    """The dyad of a sentence that names two states and no third, or a pair as a collective."""
    collective = next((m for m in mentions if len(m.members) == 2), None)
    if collective:
        return dyad(*collective.members)
    named = sorted({m.state for m in mentions if m.state})
    return dyad(named[0], named[1]) if len(named) == 2 else None


def _interval(times: Sequence[TimeExpression], at: int) -> str | None:
    """The EDTF of the time nearest to an offset, whatever side it stands on."""
    nearest = min(times, key=lambda t: min(abs(t.start - at), abs(t.end - at)), default=None)
    return nearest.edtf if nearest and dates.valid(nearest.edtf) else None
