"""Numbers, dates and codes in plain English. Every rule here goes from a number to words, never further."""

from __future__ import annotations

import re
from datetime import date, timedelta

from detente.brief.document import Arrow
from detente.relations.model import Direction, Eras, TurningPoint

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_WITH_ARTICLE = re.compile(
    r"^(?:United|Central African|Czech|Dominican|Democratic|Soviet|Holy) | Islands$|"
    r"^(?:Bahamas|Comoros|Gambia|Maldives|Netherlands|Philippines|Seychelles)$"
)
_TURN: dict[Direction, str] = {
    "warming": "a turn for the warmer",
    "cooling": "a turn for the colder",
    "closer": "more frequent dealings",
    "more distant": "rarer dealings",
}
_TURNED: dict[Direction, tuple[str, str]] = {
    "warming": ("Relations", "turned warmer"),
    "cooling": ("Relations", "turned colder"),
    "closer": ("Dealings", "grew more frequent"),
    "more distant": ("Dealings", "grew rarer"),
}
MEANINGS: dict[Arrow, str] = {
    "↗": "for the better",
    "↘": "for the worse",
    "↕": "more or fewer dealings, cooperation and conflict alike",
    "→": "no turn",
    "?": "cannot tell",
}
"""What each arrow says; for the better: warmer, more of mostly cooperation, less of mostly conflict."""
MOSTLY = 2 / 3
"""The share from which on dealings are mostly of one kind."""


def arrow(eras: Eras) -> Arrow:
    """The arrow of a verdict (see MEANINGS)."""
    if eras.verdict not in ("turn", "young") or not eras.turning_points:
        return "→" if eras.verdict == "none" else "?"
    point = eras.turning_points[-1]
    if point.direction in ("warming", "cooling"):
        return "↗" if point.direction == "warming" else "↘"
    kind = _kind(point)
    if not kind:
        return "↕"
    return "↗" if (point.direction == "closer") == (kind == "cooperation") else "↘"


def _kind(point: TurningPoint) -> str:
    """What the dealings that came or went mostly are: cooperation, conflict, or neither."""
    share = (point.after if point.direction == "closer" else point.before).share
    return "conflict" if share > MOSTLY else "cooperation" if share < 1 - MOSTLY else ""


def turned(point: TurningPoint, pair: str) -> str:
    """What happened to the relations or dealings of a pair: "Relations between Peru and Chile turned warmer"."""
    what, how = _TURNED[point.direction]
    return f"{what} between {pair} {how}{_nature(point)}"


def began(point: TurningPoint, pair: str) -> str:
    """As `turned`, of what may only have begun: "A turn for the warmer between Peru and Chile may have begun"."""
    return f"{turn(point.direction).capitalize()} between {pair}{_nature(point)} may have begun"


def _nature(point: TurningPoint) -> str:
    """Whether dealings that grew more frequent or rarer were mostly conflict; nothing of the other turns."""
    if point.direction in ("warming", "cooling"):
        return ""
    kind = _kind(point)
    return f", mostly {kind}," if kind else ", cooperation and conflict alike,"


def turn(direction: Direction) -> str:
    """The direction as a noun: "a turn for the warmer"."""
    return _TURN[direction]


def percent(share: float) -> str:
    """A share as a whole per cent; what is not quite none or all is said so."""
    if 0 < share < 0.005:
        return "under 1 %"
    if 0.995 < share < 1:
        return "over 99 %"
    return f"{100 * share:.0f} %"


def percent_range(interval: tuple[float, float]) -> str:
    """An interval of shares: "12 to 34 %"."""
    return f"{100 * interval[0]:.0f} to {100 * interval[1]:.0f} %"


def day(iso: str) -> str:
    """An ISO day in words: "3 June 2014"."""
    when = date.fromisoformat(iso)
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def last_day(end: str) -> str:
    """The last day before the end of a half-open interval, in words."""
    return day((date.fromisoformat(end) - timedelta(days=1)).isoformat())


def span(interval: tuple[str, str]) -> str:
    """A half-open interval of days as its first and last day: "12 April to 2 December 2014"."""
    first, last = date.fromisoformat(interval[0]), date.fromisoformat(interval[1]) - timedelta(days=1)
    if last <= first:
        return day(interval[0])
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {day(last.isoformat())}"
    return f"{day(interval[0])} to {day(last.isoformat())}"


def edtf(value: str | None) -> str:
    """An EDTF date in words: "June 2014", "the 1980s", "1948 to 1971"; the expression itself where no rule fits."""
    if not value:
        return "undated"
    if "/" in value:
        first, last = value.split("/", 1)
        if last in ("", ".."):
            return f"since {edtf(first)}"
        return f"until {edtf(last)}" if first in ("", "..") else f"{edtf(first)} to {edtf(last)}"
    about = "about " if value[-1] in "~?%" else ""
    value = value.rstrip("~?%")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return about + day(value)
    if match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", value):
        return f"{about}{MONTHS[int(match[2]) - 1]} {match[1]}"
    if re.fullmatch(r"\d{3}X", value):
        return f"{about}the {value[:3]}0s"
    if re.fullmatch(r"\d{2}XX", value):
        return f"{about}the {int(value[:2]) + 1}th century"
    if match := re.fullmatch(r"(\d{4})-(2[1-4])", value):
        return about + ("spring", "summer", "autumn", "winter")[int(match[2]) - 21] + " " + match[1]
    return about + value


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: "1 report", "3 reports", "no reports"."""
    return f"{number or 'no':,} {noun}" if number == 1 else f"{_grouped(number)} {plural or noun + 's'}"


def listed(words: list[str] | tuple[str, ...]) -> str:
    """Words in a row: "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def pair(names: tuple[str, str]) -> str:
    """Two states in a sentence: "Cuba and the United States"."""
    return listed([f"the {name}" if _WITH_ARTICLE.search(name) else name for name in names])


def title(names: tuple[str, str]) -> str:
    """Two states where a sentence or a title begins: "The Netherlands and Peru"."""
    words = pair(names)
    return words[:1].upper() + words[1:]


def length(days: int) -> str:
    """A length of time: "12 days", "5 months", "3 years"."""
    if days < 60:
        return counted(days, "day")
    return counted(round(days / 30.44), "month") if days < 730 else counted(round(days / 365.25), "year")


def _grouped(number: int) -> str:
    return f"{number:,}" if number else "no"
