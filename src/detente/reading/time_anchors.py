"""What a relative date rests on: the report's date, the date last named in the text, and the tense around it.

News counts from the day it is written, so "in June" is the June before it; a history counts from the date last named.
Which of the two a text is shows in its own dates: many full years, few words such as "today" or "on Monday".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from detente import dates

_VALUE = re.compile(r"(BC)?(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|Q(\d)|W(\d\d)|(SP|SU|FA|WI)))?")
_AHEAD = re.compile(
    r"\b(?:will|shall|'ll|won't|plans? to|planned|planning|scheduled|expect(?:s|ed)?|due|intends?|slated|"
    r"upcoming|would|may|might|possible|going to|hopes?|aims?|prepar(?:es|ed|ing)|likely|"
    r"(?:is|are|was|were|be|set) to|to be|"
    r"(?:decided|agreed|vowed|promised|pledged|hoping|set|begin|leave|start|meet) to|"
    r"(?:agreement|deal|plan|offer|bid|proposal|decision|order|contract|accord) to|"
    r"(?:if|when|once|unless|before|after|until)\b[^.,;]{1,40}\b(?:is|are)|"
    r"begin|leave|start|meet|(?:meet|visit|host|arrive|travel|begin|start|open|leave|return|convene)s|flies|"
    r"as (?:early|soon) as|extended|postponed|deadline)\b|\bthrough \Z",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?<!\bbe )(?<!\bis )(?<!\bare )\b(?:was|were|had|(?:has|have)(?! to\b)|did|said|told|met|went|left|fell|rose|"
    r"held|came|took|made|began|since|ago|after|became|bore|broke|brought|built|bought|caught|chose|dealt|drew|drove|fed|felt|"
    r"flew|fought|found|gave|got|grew|heard|hid|kept|knew|laid|led|lost|meant|paid|ran|rang|rode|sang|sank|sat|saw|"
    r"sent|shook|shot|slept|sold|sought|spoke|spent|stood|struck|swore|taught|thought|threw|tore|understood|"
    r"withdrew|woke|won|wore|wrote|"
    r"(?<!get )[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:until|till|by|ahead of|as (?:soon|early) as)"
    r"(?: (?:about |around )?(?:\d[\d:]*|noon|midnight)(?: [ap]\.?m\.?)?)? $",
    re.IGNORECASE,
)
_PERFECT = re.compile(r"[^.;!?]{0,40}\b(?:had|hadn['’]t)\b")
"""What follows "until Thursday," where the day is over: nothing is told so of a day to come."""
_HAD = re.compile(r"\bhad\b(?! (?:until|till|to)\b)[^,;]*\Z", re.IGNORECASE)
"""What precedes "by Thursday" where the day is over."""
_OLD_PLAN = re.compile(
    r"\b(?:had (?:\w+ly )?(?:been )?|previously |originally |earlier )"
    r"(?:due|scheduled|expected|set|slated|planned|hoped|intended|meant)\b[^,;]*\Z",
    re.IGNORECASE,
)
_HEADLINE = re.compile(r"\A[^a-z]*[A-Z][^.]*? to (?!(?:the|an?|its?|his|her|their|be|all|no)\b)[a-z]+")
"""A headline's future, which has no other verb ("Rao to visit Lima on Friday")."""
_QUALIFIES = re.compile(r"[ -][a-z]")
_NOT_PAST = frozenset({
    "planned", "scheduled", "expected", "slated", "prepared", "proposed", "need", "speed", "indeed", "united",
    "unspecified", "undisclosed", "unidentified", "armed", "limited",
})  # fmt: skip
_STOP = re.compile(r"[.!?;]\s|\n\n|[.!?]['\"”’]")
_SEASON_MONTH = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}
_FULL_YEAR = re.compile(r"(?<![\d$£€.,-])(?:1[0-9]|20)\d\d(?![\d%]|[.,]\d)|\bBC\b|\bB\.C\.")
_NEWS_WORD = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:this|last|next) "
    r"(?:week|month|year))\b"
)


@dataclass(slots=True)
class Reference:
    """The date last named: as far as it is known, with its TIMEX3 value; the year of 480 BC is -480."""

    value: str
    year: int
    month: int | None = None
    day: int | None = None
    quarter: int | None = None


class Anchors:
    """The dates that the words of one text count from."""

    def __init__(self, text: str, anchor: str | None) -> None:
        days = dates.day_range(anchor) if anchor else None
        fine = dates.precision(anchor) if days else None
        self.text = text
        self.day: date | None = days[0] if days and fine == "day" else None
        self.month: int | None = days[0].month if days and fine in ("day", "month") else None
        self.year: int | None = days[0].year if days and fine in ("day", "month", "year") else None
        self.last: Reference | None = None
        self.narrative = self.year is None or self._tells_history()

    def _tells_history(self) -> bool:
        years = len(_FULL_YEAR.findall(self.text))
        return years >= 8 and years > 2 * len(_NEWS_WORD.findall(self.text))

    def remember(self, value: str) -> None:
        """Keep a resolved value as the date that "that year" or "two days later" count from."""
        match = _VALUE.match(value)
        if not match:
            return
        era, year, month, day, quarter, week, season = match.groups()
        found = Reference(value, -int(year) if era else int(year))
        if month:
            found.month, found.day = int(month), int(day) if day else None
        elif quarter:
            found.quarter, found.month = int(quarter), 3 * int(quarter) - 2
        elif season:
            found.month = _SEASON_MONTH[season]
        elif week and 1 <= int(week) <= 53:
            try:
                monday = date.fromisocalendar(found.year, int(week), 1)
            except ValueError:
                return
            found.month, found.day = monday.month, monday.day
        self.last = found

    def base(self, *, of_text: bool) -> Reference | None:
        """The date to count from: the one last named (`of_text`) where there is one, else the report's."""
        if of_text and self.last:
            return self.last
        if self.year is None:
            return self.last if of_text else None
        value = (
            f"{self.year:04d}"
            + (f"-{self.month:02d}" if self.month else "")
            + (f"-{self.day.day:02d}" if self.day else "")
        )
        return Reference(value, self.year, self.month, self.day.day if self.day else None)

    def fine(self, letter: str, *, of_text: bool) -> Reference | None:
        """As `base`, but the report's date where the one last named is too coarse to count such units from."""
        found = self.base(of_text=of_text)
        if found and self.last and found is self.last and not self.narrative:
            coarse = (letter in ("D", "W", "WE") and not found.day) or (letter in ("M", "Q") and not found.month)
            return self.base(of_text=False) or found if coarse else found
        return found

    def ahead(self, start: int, end: int) -> bool:
        """Whether the clause around an expression speaks of what is to come: the nearest sign before it decides."""
        left = self.text[max(0, start - 110) : start]
        stops = [m.end() for m in _STOP.finditer(left)]
        left = left[stops[-1] :] if stops else left
        named = self.text[start : start + 4].lower() == "the " and _QUALIFIES.match(self.text, end)
        if not named and _UNTIL.search(left):  # "by the Feb. 23 accord" is no deadline
            return not _HAD.search(left) and not _PERFECT.match(self.text, end)
        if _OLD_PLAN.search(left):
            return False
        future = max((m.start() for m in _AHEAD.finditer(left)), default=-1)
        past = max((m.start() for m in _BEHIND.finditer(left) if m[0].lower() not in _NOT_PAST), default=-1)
        if future >= 0 or past >= 0:
            return future >= past
        right = self.text[end : end + 110]
        stop = _STOP.search(right)
        right = right[: stop.start()] if stop else right
        one, other = _AHEAD.search(right), _BEHIND.search(right)
        if one and other:
            return one.start() < other.start()
        return one is not None or (other is None and _HEADLINE.search(left) is not None)

    def weekday(self, index: int, start: int, end: int) -> date | None:
        """The day that a bare weekday means: the last one (the report's own day included), or the next if ahead."""
        if self.narrative and self.last and self.last.day and self.last.month:
            base = date(self.last.year, self.last.month, self.last.day)
            return base + timedelta(days=(index - base.weekday()) % 7)
        if self.day is None:
            return None
        back = (self.day.weekday() - index) % 7
        owned = self.text[end : end + 2] in ("'s", "’s")
        if back and not owned and self.ahead(start, end):
            return self.day + timedelta(days=7 - back)
        return self.day - timedelta(days=back)

    def year_of_month(self, month: int, day: int | None, start: int, end: int) -> int | None:
        """The year of a month that stands without one."""
        if self.narrative and self.last:
            gap = month - (self.last.month or month)
            return self.last.year + (1 if gap <= -9 else -1 if gap >= 10 else 0)
        if self.year is None:
            return None
        if self.month is None or month == self.month:
            return self.year
        gap = month - self.month
        before = self.text[max(0, start - 9) : start].lower()
        if before.endswith("ended "):
            return self.year - (1 if gap > 0 else 0)
        if before.endswith("through "):
            return self.year + (1 if gap < -6 else -1 if gap > 6 else 0)
        if day is not None and not self.ahead(start, end):
            # A day of the month is most often the nearest one: shareholders of November are told so in October.
            return self.year + (1 if gap < -7 else -1 if gap > 4 else 0)
        if self.ahead(start, end):
            return self.year + (1 if gap < 0 else 0)
        return self.year - (1 if gap > 0 else 0)
