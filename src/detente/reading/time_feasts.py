"""The days of feasts, and the end of a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from detente.reading.time_edtf import year_value
from detente.reading.time_values import Found, Match


def feast(match: Match, name: str) -> Iterator[Found]:
    """Christmas, Thanksgiving (of the United States), Easter, and the end of a year."""
    base = match.anchors.base(of_text=match.anchors.narrative)
    if not base:
        return
    if name == "year-end":
        since = match.anchors.text[: match.start].endswith("since ")
        yield from match.found(f"{year_value(base.year - since)}-12-31")
        return
    month = {"christmas": 12, "thanksgiving": 11, "easter": 4}.get(name)
    if month:
        day = 25 if month == 12 else None
        year = match.anchors.year_of_month(month, day, match.start, match.end) or base.year
        if match.anchors.text[: match.start].lower().endswith("last ") and base.month and month >= base.month:
            year = base.year - 1
        if date.min.year < year < date.max.year:
            yield from match.found(f"{year_value(year)}{_day_of_feast(name, year)}")


def _day_of_feast(name: str, year: int) -> str:
    """Month and day of a feast in a year, "-11-27"."""
    if name == "christmas":
        return "-12-25"
    if name == "thanksgiving":
        first = date(year, 11, 1).weekday()
        return f"-11-{1 + (3 - first) % 7 + 21:02d}"
    # Easter by the Gregorian reckoning (Nature, 20 April 1876).
    century, of_century = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    days = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (year % 19 + 11 * moon + 22 * days) // 451
    month, day = divmod(moon + days - 7 * late + 114, 31)
    return f"-{month:02d}-{day + 1:02d}"
