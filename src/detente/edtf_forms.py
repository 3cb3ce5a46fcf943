"""The forms of EDTF that Détente writes, read in microseconds; all other forms through the `edtf` package.

`canonical` proves a text to be EDTF, `covered` gives its days. The package takes 5 to 50 ms an expression and a quarter
of a second to import, so it is imported only for forms that are not read here.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

Days = tuple[date, date]

OPEN = ".."
LONGEST = 80
_TIME = r"(?:T\d\d(?::?\d\d(?::?\d\d(?:[.,]\d+)?)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?"
POINT = re.compile(rf"(\d{{4}}|\d{{3}}X|\d\dXX)(?:-(\d\d|XX)(?:-(\d\d|XX)({_TIME}))?)?[~?%]?\Z")
_DECADE = re.compile(r"(\d{3})0['’]?s\Z", re.IGNORECASE)
_YEARS = re.compile(r"(\d{4})\s*[-–—]\s*(\d{4})\Z")
_QUARTER = re.compile(r"(\d{4})-?Q([1-4])\Z", re.IGNORECASE)
# Codes of ISO 8601-2, 4.8: (first month, number of months). Winter 24 begins in December of the year that it names;
# 29 to 32 are the seasons of the southern hemisphere.
_SPANS: dict[int, tuple[int, int]] = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3),
    29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    37: (1, 4), 38: (5, 4), 39: (9, 4), 40: (1, 6), 41: (7, 6),
}  # fmt: skip


@lru_cache(maxsize=65536)
def canonical(edtf: str) -> str | None:
    """The text as proper EDTF with a known meaning; None where it is none."""
    text = edtf.strip()
    if not text or len(text) > LONGEST:
        return None
    if match := _DECADE.match(text):
        return f"{match[1]}X"
    if match := _YEARS.match(text):
        text = f"{match[1]}/{match[2]}"
    if match := _QUARTER.match(text):
        return f"{match[1]}-{32 + int(match[2])}"
    if text.count("/") == 1:
        left, right = (canonical(side) if side not in ("", OPEN) else side for side in text.split("/"))
        if left is not None and right is not None and (left or right) and "/" not in left + right:
            return f"{left}/{right}" if _ordered(left, right) else None
    if POINT.match(text):
        return text if _point_days(text) else None
    return text if _package_reads(text) else None


def _ordered(left: str, right: str) -> bool:
    """Whether an interval does not end before it begins; sides beyond the calendar are taken on trust."""
    a = covered(left) if left not in ("", OPEN) else None
    b = covered(right) if right not in ("", OPEN) else None
    return not (a and b) or a[0] < b[1]


@lru_cache(maxsize=65536)
def covered(text: str) -> Days | None:
    """The half-open days of a canonical text; None where they lie outside the years 1 to 9999."""
    if text.count("/") == 1:
        left, right = text.split("/")
        low = (date.min, date.min) if left in ("", OPEN) else covered(left)
        high = (date.max, date.max) if right in ("", OPEN) else covered(right)
        return (low[0], high[1]) if low and high and low[0] < high[1] else None
    return _point_days(text) if POINT.match(text) else _package_days(text)


def _point_days(text: str) -> Days | None:
    match = POINT.match(text)
    assert match is not None
    year, month, day = match[1], match[2] or "XX", match[3] or "XX"
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month == "XX":
        return _whole_years(max(low, 1), high) if day == "XX" and high >= 1 else None
    if low != high or low < 1:
        return None
    if int(month) in _SPANS and day == "XX":
        first, length = _SPANS[int(month)]
        return date(low, first, 1), _first_of(low, first + length)
    if not 1 <= int(month) <= 12:
        return None
    if day == "XX":
        return date(low, int(month), 1), _first_of(low, int(month) + 1)
    if not 1 <= int(day) <= calendar.monthrange(low, int(month))[1]:
        return None
    one = date(low, int(month), int(day))
    return (one, one + timedelta(days=1)) if one < date.max else (one - timedelta(days=1), one)


def _whole_years(low: int, high: int) -> Days:
    return date(low, 1, 1), _first_of(high + 1, 1)


def _first_of(year: int, month: int) -> date:
    """The first day of a month, counting on past December; `date.max` after the last year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1) if year <= 9999 else date.max


def _package_reads(text: str) -> bool:
    # Letters other than those of EDTF make the package's slow parser pointless.
    if not re.search(r"\d", text) or re.search(r"[^\dXYESTZuxy~?%./:,{}\[\]+ -]", text):
        return False
    return _package_parse(text) is not None


def _package_parse(text: str) -> Any:
    from edtf import EDTFParseException, parse_edtf

    try:
        return parse_edtf(text)
    except (EDTFParseException, ValueError, TypeError, AttributeError, IndexError, RecursionError):
        return None


def _package_days(text: str) -> Days | None:
    parsed = _package_parse(text)
    try:
        low = parsed.lower_strict()
        high = parsed.upper_strict()
        first, last = date(low.tm_year, low.tm_mon, low.tm_mday), date(high.tm_year, high.tm_mon, high.tm_mday)
    except (AttributeError, ValueError, TypeError, OverflowError):
        return None
    return (first, last + timedelta(days=1)) if first <= last < date.max else None
