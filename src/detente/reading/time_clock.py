"""The rules for times of the day, alone or with their date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from detente.reading import time_words as words
from detente.reading.time_edtf import shifted
from detente.reading.time_relative import _FIXED_DAYS
from detente.reading.time_values import Found, Match, as_day, day_value, month_number, ordinal, said_year


def _clock(match: Match) -> str | None:
    """T18:00, T10:30, TNI of the part that says the time."""
    tokens = match.all("clock")
    if not tokens:
        return None
    if tokens[0] in words.DAYPARTS:
        return f"T{words.DAYPARTS[tokens[0]]}"
    found = re.fullmatch(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?", tokens[0])
    if not found:
        return _four_digits(tokens[0])
    hour, minute = int(found[1]), found[2]
    half = next((t.strip()[0] for t in tokens[1:] if re.fullmatch(r"\s*[ap]\.?m\.?", t)), None)
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    zone = "Z" if any(t in ("utc", "gmt") for t in tokens[1:]) else ""
    return f"T{hour:02d}:{minute or '00'}{zone}" if hour <= 24 else None


def _four_digits(word: str) -> str | None:
    found = re.fullmatch(r"([01]\d|2[0-4])([0-5]\d)", word)
    return f"T{found[1]}:{found[2]}Z" if found else None


def _at(match: Match, value: str | None, clock: str | None) -> Iterator[Found]:
    if clock:
        yield from match.found(f"{value or 'XXXX-XX-XX'}{clock}", "TIME", edtf=value)


def clock_date(match: Match) -> Iterator[Found]:
    """5 p.m. EST Nov. 9, 10:30 on 11 November 1918."""
    month, day = month_number(match.word("m") or ""), ordinal(match.word("d") or "")
    year = said_year(match, "y") or match.anchors.year_of_month(month, day, match.start, match.end)
    yield from _at(match, day_value(year, month, day) if year else None, _clock(match))


def part_of_date(match: Match) -> Iterator[Found]:
    """The night of April 18, 1775."""
    month = month_number(match.word("m") or match.word("m1") or "")
    day = ordinal(match.word("d") or match.word("d1") or "")
    year = said_year(match, "y") or match.anchors.year_of_month(month, day, match.start, match.end)
    code = words.DAYPARTS.get((match.word("part") or "").removesuffix("s")) or words.DAYPARTS.get(
        match.word("part") or ""
    )
    yield from _at(match, day_value(year, month, day) if year else None, f"T{code}" if code else None)


def clock_weekday(match: Match) -> Iterator[Found]:
    """10 p.m. Wednesday, noon Thursday."""
    index = words.WEEKDAYS[(match.word("wd") or "").rstrip(".")]
    day = match.anchors.weekday(index, match.start, match.end)
    yield from _at(match, day.isoformat() if day else None, _clock(match))


def clock_word(match: Match) -> Iterator[Found]:
    """10 a.m. today, mid-afternoon yesterday."""
    shift = _FIXED_DAYS.get(match.word("word") or "")
    day = shifted(match.anchors.day, shift) if match.anchors.day and shift is not None else None
    if shift is not None:
        yield from _at(match, day.isoformat() if day else None, _clock(match))


def clock(match: Match) -> Iterator[Found]:
    """10:30 a.m., 18:00 UTC: on the day last named where the text is at one, else the report's."""
    last, anchors = match.anchors.last, match.anchors
    day: date | None = as_day(last) if last and len(last.value) >= 10 else anchors.day
    yield from _at(match, day.isoformat() if day else None, _clock(match))


hours = clock
