"""Time expressions of a text: TIMEX3 type and value, and the EDTF of the days they cover.

The text becomes a string of word classes (`time_words`), over which the rules (`time_patterns`) are found and given
their meaning (`time_calendar`, `time_spans`, `time_relative`, `time_amounts`, `time_clock`), from the report's date and
the dates named before (`time_anchors`). Method and figures: docs/methods/times.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente import dates
from detente.reading import time_amounts, time_calendar, time_clock, time_relative, time_spans, time_words
from detente.reading.model import TimeExpression
from detente.reading.time_anchors import Anchors
from detente.reading.time_edtf import edtf_of
from detente.reading.time_patterns import EACH, MASTER
from detente.reading.time_periods import find_periods
from detente.reading.time_values import AUTO, Found, Match, Rule

_MODULES = (time_calendar, time_spans, time_relative, time_amounts, time_clock)
_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (pattern, next(getattr(module, name) for module in _MODULES if hasattr(module, name))) for name, pattern in EACH
)
# What must be in a text for any rule to apply: most sentences without it are left after one quick search.
_ANY = re.compile(
    r"\d|\b(?:now|today|tonight|tomorrow|yesterday|recent|current|future|past|present|moment|last|next|this|that|same|ago|"
    r"day|week|month|year|decade|centur|millen|hour|minute|second|(?:mid)?night|midday|morning|afternoon|evening|noon|"
    r"quarter|season|spring|summer|autumn|fall|winter|early|late|every|each|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|"
    r"sep|oct|nov|dec|hundred|thousand|nineteen|fiscal|annual|dail|over|fort|christmas|thanksgiv|easter|nowadays|"
    r"date|twenties|thirties|fift|sixt|sevent|eight|ninet)",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?:\b(?:ever since|since|(?:going|dating|dates|stretching|reaching) (?:all the way )?back to|"
    r"starting (?:in|from)|beginning (?:in|from)|from)(?: (?:at least|about|around|the))?|\bpost-)\s*\Z",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?:\b(?:until|till|up until|up to|through to)(?: (?:at least|about|around|the))?|\bpre-)\s*\Z", re.IGNORECASE
)
_ONWARD = re.compile(r"\s*(?:on(?:wards?)?\b(?! the)|and (?:later|after))", re.IGNORECASE)


def find_times(text: str, anchor: str | None) -> tuple[TimeExpression, ...]:
    """The time expressions of a text in its order, relative ones resolved from `anchor` (EDTF of the report's date).

    Without an anchor what rests on it keeps X in its value and has no EDTF. "Since", "until" and "going back to" open
    the EDTF of the date they govern ("going back to the 1950s": 195X/..); a span gives both its ends the whole span.
    """
    periods = find_periods(text)
    if not _ANY.search(text):
        return periods
    taken = [(p.start, p.end) for p in periods]
    found = [t for t in _scan(text, anchor) if not any(t.start < end and start < t.end for start, end in taken)]
    return tuple(sorted((*found, *periods), key=lambda t: (t.start, t.end)))


def _scan(text: str, anchor: str | None) -> Iterator[TimeExpression]:
    tokens = time_words.lex(text)
    anchors = Anchors(text, anchor)
    at = 0
    while at < len(tokens.classes):
        hit = MASTER.search(tokens.classes, at)
        if hit is None:
            return
        end = hit.start() + 1
        for pattern, rule in _RULES[int((hit.lastgroup or "r0")[1:]) :]:
            again = pattern.match(tokens.classes, hit.start())
            if again is None:
                continue
            found = tuple(rule(Match(tokens, again, anchors)))
            if found or rule is time_calendar.skip:
                end = max(again.end(), end)
                break
        else:
            found = ()
        for one in found:
            if one.remember and one.type in ("DATE", "TIME"):
                anchors.remember(one.value)
            yield _expression(text, tokens, one)
        at = end


def _expression(text: str, tokens: time_words.Tokens, found: Found) -> TimeExpression:
    first, last = found.first, found.last
    while last > first + 1 and tokens.classes[last - 1] in ",-":
        last -= 1
    start, end = tokens.starts[first], tokens.ends[last - 1]
    edtf = edtf_of(found.value) if found.edtf == AUTO and found.type in ("DATE", "TIME") else found.edtf
    edtf = None if edtf == AUTO else edtf
    if edtf and found.part:
        edtf = dates.part(edtf, found.part) or edtf
    if edtf and found.type == "DATE" and "/.." not in edtf:
        edtf = _opened(text, start, end, edtf, whole=found.edtf == AUTO)
    if not dates.valid(edtf):
        edtf = None  # 30 February
    return TimeExpression(text[start:end], start, end, found.type, found.value, edtf)


def _opened(text: str, start: int, end: int, edtf: str, *, whole: bool) -> str:
    """The EDTF with an open side where the words before or after it open it."""
    if not whole or ("/" in edtf and dates.precision(edtf) == "open"):
        return edtf
    before = text[max(0, start - 40) : start]
    since = _SINCE.search(before)
    if since and (not since[0].lower().startswith("from") or _ONWARD.match(text, end)):
        return dates.interval(edtf, None)
    if _UNTIL.search(before):
        return dates.interval(None, edtf)
    return edtf
