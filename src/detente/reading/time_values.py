"""What each kind of time expression means: the functions that the rules of `time_patterns` name.

Each takes a match over the class string and gives the expressions found in it, as token ranges with TIMEX3 type, value
and EDTF. A value that lacks its anchor keeps X for what is not known and has no EDTF.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from detente import dates
from detente.reading import time_words as words
from detente.reading.model import TimexType
from detente.reading.time_anchors import Anchors, Reference
from detente.reading.time_edtf import month_value, months_back, quarter_value, shifted, week_value, year_value

AUTO = "auto"
_LATTER = ("second", "last", "latter")


@dataclass(frozen=True, slots=True)
class Found:
    """One expression: tokens [first, last), type, value, EDTF (AUTO: the value's own), part, whether it anchors."""

    first: int
    last: int
    type: TimexType
    value: str
    edtf: str | None = AUTO
    part: dates.Part | None = None
    remember: bool = True


class Match:
    """A rule's match with its words."""

    def __init__(self, tokens: words.Tokens, match: re.Match[str], anchors: Anchors) -> None:
        self.tokens, self.match, self.anchors = tokens, match, anchors
        self.first, self.last = match.span()
        self.groups = match.groupdict()
        self.start, self.end = tokens.starts[self.first], tokens.ends[self.last - 1]

    def word(self, name: str) -> str | None:
        """The first word of a named part, None where the part is absent."""
        return self.tokens.words[self.match.start(name)] if self.groups.get(name) else None

    def all(self, name: str) -> list[str]:
        """All words of a named part."""
        return self.tokens.words[self.match.start(name) : self.match.end(name)] if self.groups.get(name) else []

    @property
    def part(self) -> dates.Part | None:
        """Which part of the whole is meant: early, mid, late, a half."""
        for name in ("mod", "mod2", "mod3"):
            if self.groups.get(name):
                return part_of(self.all(name))
        return None

    def found(
        self, value: str, kind: TimexType = "DATE", *, edtf: str | None = AUTO, remember: bool = True
    ) -> Iterator[Found]:
        """The whole match as one expression."""
        yield Found(self.first, self.last, kind, value, edtf, self.part, remember)


Rule = Callable[[Match], Iterator[Found]]


def part_of(modifier: list[str]) -> dates.Part | None:
    """Which part a modifier cuts out."""
    if len(modifier) == 2:
        return "first half" if modifier[0] == "first" else "second half" if modifier[0] in _LATTER else None
    word = modifier[0]
    if word in ("early", "beginning", "start", "outset", "onset", "turn"):
        return "early"
    return "late" if word in ("late", "end", "close") else "mid" if word in ("mid", "middle") else None


def number(tokens: list[str]) -> float | None:
    """The number that words or digits say; the last of "four or five"; None for "several" and plurals alone."""
    total, current, seen = 0.0, 0.0, False
    for word in tokens:
        if word in ("or", "to", "-", "–", "until", "till", "through"):
            total, current, seen = 0.0, 0.0, False
        elif word in ("1/2", "½", "half"):
            current, seen = current + 0.5, True
        elif word.replace(",", "").replace(".", "", 1).isdigit():
            current, seen = current + float(word.replace(",", "")), True
        elif word in words.NUMBERS:
            current, seen = current + words.NUMBERS[word], True
        elif word in words.SCALES:
            current, seen = max(current, 1) * words.SCALES[word], True
            if word == "thousand":
                total, current = total + current, 0
        elif word in ("a", "an"):
            if "couple" in tokens:
                return 2
            if not ({"few", "several", "many", "some", "half", "½"} & set(tokens)):
                current, seen = max(current, 1), True
        elif word == "couple":
            return 2
    return total + current if seen else None


def unit(word: str) -> tuple[str, int]:
    """ISO 8601 letter of a unit, and how many of them it is."""
    if word in ("night", "nights"):
        return "D", 1
    return words.UNITS.get(words.PLURALS.get(word, word), ("Q", 1) if word.startswith("quarter") else ("X", 1))


def amount(n: float | None, word: str) -> str:
    """The TIMEX3 duration of a number of units: P3D, PT2H, P20Y, PXY; halves as TimeML writes them."""
    letter, factor = unit(word)
    time = letter.startswith("T") and len(letter) == 2
    mark, code = ("PT", letter[1]) if time else ("P", letter)
    if n is None:
        vague = {"decade": "DE", "century": "CE", "millennium": "ML"}.get(words.PLURALS.get(word, word))
        return f"PX{vague}" if vague else f"{mark}X{code}"
    n *= factor
    text = f"{n:.1f}" if n % 1 else f"{int(n)}"
    return f"{mark}{text}{code}"


def ordinal(word: str) -> int:
    """The number of an ordinal in words or digits."""
    return words.ORDINALS.get(word) or int(re.sub(r"\D", "", word) or 0)


def full_year(word: str, anchors: Anchors) -> int | None:
    """The year of 1991, '91."""
    digits = re.sub(r"\D", "", word)
    if len(digits) == 4:
        return int(digits)
    return century_year(int(digits), anchors) if len(digits) == 2 else None


def century_year(two: int, anchors: Anchors) -> int:
    """The full year of two digits: the last such year that is at most ten years ahead of the report or reference."""
    base = anchors.base(of_text=anchors.narrative)
    limit = base.year + 10 if base and base.year > 0 else 2030
    return limit - (limit - two) % 100


def said_year(match: Match, *names: str) -> int | None:
    """The year that a date itself gives: in digits, or as "of that year", "last year"."""
    for name in names:
        word = match.word(name)
        if word is None:
            continue
        if name.startswith("ay"):
            return relative_year(match, match.all(name)[0])
        return full_year(word, match.anchors)
    return None


def relative_year(match: Match, word: str) -> int | None:
    """The year of "that year" (the text's), "last year", "this year", "next year" (the report's)."""
    of_text = word in ("that", "those", "same") or match.anchors.narrative
    base = match.anchors.base(of_text=of_text)
    shift = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "following": 1}.get(word, 0)
    return base.year + shift if base else None


def month_number(word: str) -> int:
    """1 to 12 of a month's name."""
    return words.MONTHS[word.rstrip(".")]


def day_value(year: int | None, month: int, day: int) -> str:
    """YYYY-MM-DD, with X for a year not known."""
    return f"{year_value(year)}-{month:02d}-{day:02d}" if year else f"XXXX-{month:02d}-{day:02d}"


def as_day(reference: Reference | None) -> date | None:
    """The day of a reference that has one."""
    if reference is None or reference.month is None or reference.day is None:
        return None
    try:
        return date(reference.year, reference.month, reference.day)
    except ValueError:
        return None


def moved(base: Reference | None, letter: str, n: int) -> str:
    """The value so many units from a reference, as fine as the unit (and as the reference: a quarter stays one)."""
    if base is None:
        return {"Y": "XXXX", "M": "XXXX-XX", "Q": "XXXX-QX", "W": "XXXX-WXX"}.get(letter, "XXXX-XX-XX")
    if letter == "Y":
        year = base.year + n
        return year_value(year) if -9999 <= year <= 9999 and year else "XXXX"
    if letter == "M":
        return month_value(base.year, base.month + n) if base.month else f"{year_value(base.year)}-XX"
    if letter == "Q":
        quarter = base.quarter or ((base.month - 1) // 3 + 1 if base.month else None)
        return quarter_value(base.year, quarter + n) if quarter else f"{year_value(base.year)}-QX"
    day = as_day(base)
    if day is None:
        return f"{year_value(base.year)}-WXX" if letter in ("W", "WE") else "XXXX-XX-XX"
    to = shifted(day, n * (7 if letter in ("W", "WE") else 1))
    if to is None:
        return "XXXX-XX-XX"
    return to.isoformat() if letter == "D" else week_value(to) + ("-WE" if letter == "WE" else "")


def stretch(anchors: Anchors, n: float | None, letter: str, *, ahead: bool) -> str | None:
    """The EDTF of the n units up to the report's date, or from it on; None where the date is not fine enough."""
    if n is None or anchors.year is None:
        return None
    count = int(n) if n >= 1 else 1
    if letter == "Y":
        low, high = (anchors.year, anchors.year + count) if ahead else (anchors.year - count, anchors.year)
        return f"{low:04d}/{high:04d}" if low >= 1 and high <= 9999 else None
    if letter in ("M", "Q"):
        if anchors.month is None:
            return None
        months = count * (3 if letter == "Q" else 1)
        here = date(anchors.year, anchors.month, 1)
        other = months_back(here, -months if ahead else months)
        if other is None:
            return None
        low_day, high_day = (here, other) if ahead else (other, here)
        return f"{low_day:%Y-%m}/{high_day:%Y-%m}" if low_day.year >= 1000 else None
    if anchors.day is None or letter not in ("D", "W"):
        return None
    days = count * (7 if letter == "W" else 1)
    other = shifted(anchors.day, days if ahead else -days)
    if other is None:
        return None
    return "/".join(sorted((anchors.day.isoformat(), other.isoformat())))
