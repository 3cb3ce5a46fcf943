"""The rules for dates that rest on others, for durations and for sets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from detente.reading import time_words as words
from detente.reading.time_edtf import shifted, week_value
from detente.reading.time_feasts import feast
from detente.reading.time_values import AUTO, Found, Match, amount, as_day, moved, number, stretch, unit

_LAST = frozenset(["last", "past", "previous", "preceding", "prior", "latest"])
_NEXT = frozenset(["next", "coming", "upcoming", "following", "ensuing", "subsequent"])
_OF_TEXT = frozenset(words.each("previous preceding following ensuing subsequent that those same"))
_FIXED_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "overnight": -1}
_SETS = {
    "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y", "annually": "P1Y",
    "hourly": "PT1H", "fortnightly": "P2W",
}  # fmt: skip
_REFS = {
    "now": "PRESENT_REF", "current": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF",
    "presently": "PRESENT_REF",
    "recently": "PAST_REF", "lately": "PAST_REF",
}  # fmt: skip


def ago(match: Match) -> Iterator[Found]:
    """Two years ago, a decade ago, weeks ago: counted from the report's date."""
    n, letter, factor = _count(match)
    if n is None:
        yield from match.found("PAST_REF", edtf=None)
        return
    if letter.startswith("T"):
        yield from match.found(amount(n, match.word("u") or ""), "DURATION", edtf=_anchor_day(match))
        return
    base = match.anchors.base(of_text=match.anchors.narrative)
    value = moved(base, letter, -int(n * factor))
    if letter == "Y" and n == 1 and factor == 1 and (found := _same_quarter(match, -1)):
        value = found
    rough = factor > 1 or n % 1 or match.groups.get("about")
    edtf = f"{value}~" if rough and len(value) == 4 and value.isdigit() else AUTO
    yield from match.found(value, edtf=edtf, remember=match.anchors.narrative or letter != "Y")


def _same_quarter(match: Match, years: int) -> str | None:
    """A year before a quarter just named is that quarter: results are compared so."""
    last = match.anchors.last
    return moved(last, "Q", 4 * years) if last and last.quarter else None


def _count(match: Match) -> tuple[float | None, str, int]:
    tokens = match.all("n")
    letter, factor = unit(match.word("u") or "")
    return number(tokens) if tokens else None, letter, factor


def _anchor_day(match: Match) -> str | None:
    return match.anchors.day.isoformat() if match.anchors.day else None


def later(match: Match) -> Iterator[Found]:
    """Two days later, a year earlier: counted from the date last named, else the report's."""
    n, letter, factor = _count(match)
    sign = 1 if match.word("g") in ("later", "afterwards", "afterward", "thereafter") else -1
    if "n" not in match.groups:
        n = 1  # "year-earlier"
    if n is None:
        yield from match.found("FUTURE_REF" if sign > 0 else "PAST_REF", edtf=None)
        return
    if letter.startswith("T") or (sign > 0 and match.anchors.last is None):
        # "42 years later" with no date before it counts from an event, not from the report.
        yield from match.found(amount(n, match.word("u") or ""), "DURATION", edtf=None)
        return
    base = match.anchors.base(of_text=True)
    if letter == "Y" and n == 1 and factor == 1 and (found := _same_quarter(match, sign)):
        value = found
    elif letter == "W" and as_day(base) and base and len(base.value) == 10:
        value = moved(base, "D", sign * int(n * factor) * 7)
    else:
        value = moved(base, letter, sign * int(n * factor))
    # News compares with the year before and goes on from where it was; a history moves on.
    yield from match.found(value, remember=match.anchors.narrative or letter != "Y")


def before_what(match: Match) -> Iterator[Found]:
    """Two days before, with nothing after it."""
    n, letter, factor = _count(match)
    if n is None or letter.startswith("T"):
        yield from match.found(amount(n, match.word("u") or ""), "DURATION", edtf=None)
        return
    sign = 1 if match.word("g") == "after" else -1
    yield from match.found(moved(match.anchors.base(of_text=True), letter, sign * int(n * factor)))


def last_n(match: Match) -> Iterator[Found]:
    """The last four or five years, the next two weeks, the first nine months: a duration, with its ends if known."""
    n, letter, factor = _count(match)
    word, rel = match.word("u") or "", match.word("rel") or ""
    value = amount(n, word)
    edtf = None
    if rel in _LAST | _NEXT and rel not in _OF_TEXT:
        edtf = stretch(match.anchors, n and n * factor, letter, ahead=rel in _NEXT)
    if rel not in _LAST | _NEXT and words.ORDINALS.get(rel) is None and rel[:1].isdigit():
        return
    yield from match.found(value, "DURATION", edtf=edtf)


def recent_units(match: Match) -> Iterator[Found]:
    """Recent years, the coming months, these days."""
    rel, word = match.word("rel") or "", match.word("u") or ""
    if rel in ("this", "these"):
        if word == "days":
            yield from match.found("PRESENT_REF", edtf=_anchor_edtf(match))
        return
    if rel in ("past", "last"):
        yield from match.found(amount(None, word), "DURATION", edtf=None)
        return
    yield from match.found("PAST_REF" if rel == "recent" else "FUTURE_REF", edtf=None)


def relative(match: Match) -> Iterator[Found]:
    """Last week, this year, the following month, that same day, later this year."""
    rel = match.all("rel")
    word = match.word("u") or ""
    letter, factor = unit(word)
    if letter.startswith("T") or (rel == ["past"] and word != "week") or "past" in rel:
        yield from _past_unit(match, word)
        return
    of_text = bool(_OF_TEXT & set(rel)) or (match.anchors.narrative and "current" not in rel)
    if rel == ["next"] and match.tokens.words[match.match.start("rel") - 1] == "the" and match.anchors.last:
        of_text = match.anchors.narrative or letter == "D"
    sign = -1 if _LAST & set(rel) else 1 if _NEXT & set(rel) else 0
    if letter == "W" and rel == ["last"] and match.tokens.classes[match.last : match.last + 2] == "oM":
        yield from match.found("P1W", "DURATION", edtf=None)  # "the last week of August"
        return
    base = match.anchors.fine(letter, of_text=of_text)
    value = moved(base, letter, sign * factor)
    digits = {10: 3, 100: 2}.get(factor)
    if letter == "Y" and digits and value.isdigit():
        value = value[:digits]  # "this decade" is the one around the report, no year
    yield from match.found(value)


def _past_unit(match: Match, word: str) -> Iterator[Found]:
    letter, factor = unit(word)
    edtf = None if letter.startswith("T") else stretch(match.anchors, factor, letter, ahead=False)
    yield from match.found(amount(1, word), "DURATION", edtf=edtf)


def end_of(match: Match) -> Iterator[Found]:
    """The end of the month, the beginning of the year."""
    letter, _ = unit(match.word("u") or "")
    if letter.startswith("T") or letter == "D":
        return
    yield from match.found(moved(match.anchors.fine(letter, of_text=True), letter, 0))


end_possessive = end_of


def weekday(match: Match) -> Iterator[Found]:
    """On Monday, last Friday, Sunday night."""
    anchors = match.anchors
    index = words.WEEKDAYS[(match.word("wd") or "").rstrip(".")]
    rel = set(match.all("rel"))
    day = None
    if rel & _LAST and not anchors.narrative and anchors.day:
        back = (anchors.day.weekday() - index) % 7 or 7
        day = shifted(anchors.day, -back)
    elif rel & _NEXT and anchors.day and not anchors.narrative:
        ahead = (index - anchors.day.weekday()) % 7 or 7
        day = shifted(anchors.day, ahead)
    elif "this" in rel and anchors.day:
        day = anchors.day - timedelta(days=anchors.day.weekday() - index)
    else:
        day = anchors.weekday(index, match.start, match.end)
    value = day.isoformat() if day else f"XXXX-WXX-{index + 1}"
    yield from _with_part(match, value, match.all("part"))


def _with_part(match: Match, value: str, part: list[str]) -> Iterator[Found]:
    code = part_code(part[-1]) if part else None
    if code is None:
        yield from match.found(value)
    else:
        yield from match.found(f"{value}T{code}", "TIME", edtf=value if value[0].isdigit() else None)


def part_code(word: str) -> str | None:
    """TIMEX3's code of a part of the day: MO, AF, NI, or 12:00 of noon."""
    return words.DAYPARTS.get(word) or words.DAYPARTS.get(word.removesuffix("s"))


def part(match: Match) -> Iterator[Found]:
    """This morning, last night, that afternoon, the following evening."""
    rel, code = match.all("rel"), part_code(match.word("part") or "")
    of_text = bool(set(rel) & {"that", "same", "following", "next"}) or match.anchors.narrative
    day = as_day(match.anchors.base(of_text=of_text))
    shift = -1 if "last" in rel else 1 if set(rel) & {"following", "next"} else 0
    day = shifted(day, shift) if day else None
    value = day.isoformat() if day else "XXXX-XX-XX"
    yield from match.found(f"{value}T{code}", "TIME", edtf=day.isoformat() if day else None)


def part_today(match: Match) -> Iterator[Found]:
    """The morning, late afternoon: of the date last named."""
    word = match.word("part") or ""
    if word in ("noon", "midnight", "dawn", "dusk", "night"):
        return
    day = as_day(match.anchors.base(of_text=True))
    value = day.isoformat() if day else "XXXX-XX-XX"
    yield from match.found(f"{value}T{part_code(word)}", "TIME", edtf=day.isoformat() if day else None)


def noon(match: Match) -> Iterator[Found]:
    """At noon, by midnight: of the date last named where the text is at a day, else of the report's."""
    name = match.word("part") or match.word("part2") or ""
    if name not in ("noon", "midday", "midnight"):
        return
    day = as_day(match.anchors.fine("D", of_text=True))
    value = day.isoformat() if day else "XXXX-XX-XX"
    yield from match.found(f"{value}T{part_code(name)}", "TIME", edtf=day.isoformat() if day else None)


def word(match: Match) -> Iterator[Found]:
    """Now, today, yesterday morning, recently, daily."""
    name = match.word("word") or "current"
    parts = match.all("part")
    if name in _SETS:
        before, after = match.tokens.classes[match.first - 1 : match.first], match.tokens.classes[match.last :][:1]
        if name not in ("quarterly", "annually") or (before == "x" and (name != "quarterly" or after != "x")):
            yield from match.found(_SETS[name], "SET", edtf=None)
    elif name in _REFS:
        yield from match.found(_REFS[name], edtf=_anchor_edtf(match) if _REFS[name] == "PRESENT_REF" else None)
    elif name in _FIXED_DAYS:
        day = match.anchors.day and shifted(match.anchors.day, _FIXED_DAYS[name])
        if day is None:
            value = "PRESENT_REF" if name == "today" else "XXXX-XX-XX"
            yield from match.found(value, edtf=_anchor_edtf(match) if name == "today" else None)
        elif name in ("tonight", "overnight"):
            yield from match.found(f"{day.isoformat()}TNI", "TIME", edtf=day.isoformat())
        else:
            yield from _with_part(match, day.isoformat(), parts)
    else:
        yield from feast(match, name)


word_mod = word
part_word = word


def _anchor_edtf(match: Match) -> str | None:
    base = match.anchors.base(of_text=False)
    return base.value if base else None


def present(match: Match) -> Iterator[Found]:
    """At present, the moment, to date."""
    yield from match.found("PRESENT_REF", edtf=_anchor_edtf(match))


def future(match: Match) -> Iterator[Found]:
    """The future, the near future."""
    yield from match.found("FUTURE_REF", edtf=None)


def past(match: Match) -> Iterator[Found]:
    """The past."""
    yield from match.found("PAST_REF", edtf=None)


recent = past


def the_unit(match: Match) -> Iterator[Found]:
    """The year, the week, the day: the one that the text is at."""
    letter, factor = unit(match.word("u") or "")
    if letter.startswith("T") or factor > 1 or letter in ("Q",):
        return
    after = match.tokens.words[match.last] if match.last < len(match.tokens.words) else ""
    if after in ("that", "when", "of", "before", "after", "-", "’", "'s"):
        return
    if letter == "Y" and after in ("ended", "ending"):
        yield from match.found("P1Y", "DURATION", edtf=None)  # its end is the date
        return
    saturday = match.anchors.weekday(5, match.start, match.end) if letter == "WE" else None
    if saturday and not match.anchors.narrative:
        yield from match.found(f"{week_value(saturday)}-WE")
        return
    yield from match.found(moved(match.anchors.fine(letter, of_text=True), letter, 0))
