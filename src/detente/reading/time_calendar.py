"""The rules for dates of the calendar: days, months, seasons, quarters, years, decades, centuries, and spans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente import dates
from detente.reading import time_words as words
from detente.reading.time_edtf import year_value
from detente.reading.time_values import (
    AUTO,
    Found,
    Match,
    century_year,
    day_value,
    full_year,
    month_number,
    moved,
    ordinal,
    said_year,
)


def skip(match: Match) -> Iterator[Found]:
    """Nothing: an age is no time expression."""
    return iter(())


def iso(match: Match) -> Iterator[Found]:
    """2014-12-02, 2014-12-02T10:00."""
    word = match.tokens.words[match.first].upper()
    if dates.valid(word[:10]):
        yield from match.found(word[:16], "TIME" if "T" in word else "DATE", edtf=word[:10])


def slashed(match: Match) -> Iterator[Found]:
    """25/12/2014 or 12/25/2014; American order where both could be the month, as English news has it."""
    one, two, year = match.tokens.words[match.first].split("/")
    if len(one) == 4:
        one, two, year = two, year, one
    number = int(year) if len(year) == 4 else century_year(int(year), match.anchors) if len(year) == 2 else 0
    month, day = (int(one), int(two)) if int(one) <= 12 else (int(two), int(one))
    if number and 1 <= month <= 12 and 1 <= day <= 31:
        yield from match.found(day_value(number, month, day))


def day_month(match: Match) -> Iterator[Found]:
    """2 December 2014, 25th of August, Saturday, April 25, July 25 of that year."""
    day, month = ordinal(match.word("d") or ""), month_number(match.word("m") or "")
    if not 1 <= day <= 31:
        return
    year = said_year(match, "y", "ay")
    if match.word("bc") and year is not None:
        yield from match.found(f"BC{year:04d}-{month:02d}-{day:02d}")
        return
    if year is None and match.groups.get("rel") == "l":
        year = _before(match, month, of_text=False)
    if year is None:
        year = match.anchors.year_of_month(month, day, match.start, match.end)
    yield from match.found(day_value(year, month, day))


month_day = day_month


def month_year(match: Match) -> Iterator[Found]:
    """December 2014, August of 1941, June last year."""
    year, month = said_year(match, "y", "ay"), month_number(match.word("m") or "")
    yield from match.found(f"{year_value(year)}-{month:02d}" if year else f"XXXX-{month:02d}")


def month_bc(match: Match) -> Iterator[Found]:
    """August 480 BC."""
    yield from match.found(f"BC{int(match.word('n') or 0):04d}-{month_number(match.word('m') or ''):02d}")


def month(match: Match) -> Iterator[Found]:
    """In June, last October, early next May."""
    name = month_number(match.word("m") or "")
    rel = match.all("rel")
    key = rel[-1] if rel else ""
    if key == "past" or key in ("last", "previous", "preceding"):
        year = _before(match, name, of_text=key in ("previous", "preceding"))
    elif key in ("next", "following", "coming", "upcoming", "ensuing"):
        year = _after(match, name, of_text=key == "following")
    elif key == "same" and match.anchors.last:
        year = match.anchors.last.year
    else:
        year = match.anchors.year_of_month(name, None, match.start, match.end)
    if not rel and len(match.tokens.words[match.last - 1]) < 4 and match.tokens.words[match.last - 1] != "may":
        return  # a bare "Mar" or "Sep" is a name as often as a month
    yield from match.found(f"{year_value(year)}-{name:02d}" if year else f"XXXX-{name:02d}")


def _before(match: Match, number: int, *, of_text: bool) -> int | None:
    base = match.anchors.base(of_text=of_text or match.anchors.narrative)
    if base is None:
        return None
    return base.year - 1 if base.month is None or number >= base.month else base.year


def _after(match: Match, number: int, *, of_text: bool) -> int | None:
    base = match.anchors.base(of_text=of_text or match.anchors.narrative)
    if base is None:
        return None
    return base.year if base.month and number > base.month else base.year + 1


def season(match: Match) -> Iterator[Found]:
    """The summer of 1941, last fall, in spring."""
    word, rel = match.word("s") or "", match.all("rel")
    code = words.SEASONS[word]
    year = said_year(match, "y", "ay")
    bare = match.last - match.first == 1 or (match.last - match.first == 2 and match.tokens.words[match.first] == "the")
    before = match.tokens.classes[match.first - 1] if match.first else ""
    if year is None and not rel and word in ("fall", "spring") and (bare or match.part) and before != "i":
        return
    if match.word("bc"):
        yield from match.found(f"BC{year or 0:04d}-{code}")
        return
    if year is None:
        number = {"SP": 4, "SU": 7, "FA": 10, "WI": 12}[code]
        key = rel[0] if rel else ""
        if key in ("last", "previous", "preceding"):
            year = _before(match, number, of_text=key != "last")
        elif key in ("next", "following", "coming"):
            year = _after(match, number, of_text=key == "following")
        elif key in ("this", "same"):
            base = match.anchors.base(of_text=key == "same" or match.anchors.narrative)
            year = base.year - (code == "WI" and (base.month or 12) < 6) if base else None
        else:
            year = match.anchors.year_of_month(number, None, match.start, match.end)
    yield from match.found(f"{year_value(year)}-{code}" if year else f"XXXX-{code}")


def season_bc(match: Match) -> Iterator[Found]:
    """The spring of 480 BC."""
    yield from match.found(f"BC{int(match.word('n') or 0):04d}-{words.SEASONS[match.word('s') or '']}", edtf=None)


def quarter(match: Match) -> Iterator[Found]:
    """The third quarter of 1989, third-quarter, next year's first quarter."""
    n = ordinal(match.word("o") or "")
    if match.word("o") == "last":
        return
    if not 1 <= n <= 4:
        return
    year = said_year(match, "y", "y2", "ay", "ay2")
    if year is None and match.anchors.year is not None:
        year = match.anchors.year
        if match.anchors.month and not match.anchors.ahead(match.start, match.end):
            # News tells a quarter when it is over, or nearly.
            year -= 1 if 3 * n - 2 > match.anchors.month else 0
    ago = match.word("yago")
    year = year - 1 if ago and year else year
    yield from match.found(f"{year_value(year)}-Q{n}" if year else f"XXXX-Q{n}", remember=not ago)


def quarter_rel(match: Match) -> Iterator[Found]:
    """The quarter, last quarter, the year-ago quarter, last year's quarter."""
    anchors, last = match.anchors, match.anchors.last
    rel = match.word("rel") or ""
    known = last if last and last.quarter else None
    if match.word("yago") or match.word("ayear"):
        value = moved(known, "Q", -4) if known else moved(anchors.base(of_text=False), "Q", -5)
    elif rel in ("last", "latest", "previous", "past", "preceding") and not known:
        value = moved(anchors.base(of_text=False), "Q", -1)
    elif rel in ("next", "following", "coming"):
        value = moved(anchors.base(of_text=rel == "following"), "Q", 1)
    elif known and rel not in ("this", "current"):
        value = moved(known, "Q", -1 if rel in ("previous", "preceding") else 0)
    else:
        value = moved(anchors.base(of_text=False), "Q", 0 if rel in ("this", "current") else -1)
    if match.word("year"):
        value = f"{match.word('year')}-{value[-2:]}"
    if match.last - match.first == 1:
        return
    yield from match.found(value, remember=not (match.word("yago") or match.word("ayear")))


def period_rel(match: Match) -> Iterator[Found]:
    """The year-earlier period, the latest period: as fine as what was last named."""
    last = match.anchors.last
    unit = "Q" if last and last.quarter else "Y"
    back = (4 if unit == "Q" else 1) if match.word("yago") else 0 if match.word("rel") in ("last", "latest") else 1
    if match.word("rel") and not (last and last.quarter):
        return  # "the latest period" of what no one has named
    value = moved(last or match.anchors.base(of_text=False), unit, -back)
    yield from match.found(value, remember=False)


def century(match: Match) -> Iterator[Found]:
    """The 20th century; the 5th century BC."""
    n = ordinal("-".join(w for w in match.all("o") if w != "-")) or ordinal(match.word("o") or "")
    if "century" not in match.tokens.words[match.first : match.last]:
        return  # "the second day": which one only the story tells
    if n < 1:
        return
    if match.word("bc"):
        yield from match.found(
            f"BC{n - 1:02d}", edtf=f"-{n * 100 - 1:04d}/-{max(n * 100 - 100, 0):04d}" if n > 1 else None
        )
    elif n <= 21:
        yield from match.found(f"{n - 1:02d}")


def decade(match: Match) -> Iterator[Found]:
    """The 1980s, the late '90s, the nineties."""
    word = match.word("e") or ""
    digits = re.sub(r"\D", "", word)
    if len(digits) == 4:
        value = digits[:3]
    elif digits or word in words.DECADES:
        bare = bool(digits) and "'" not in word and "’" not in word
        if bare and (match.tokens.words[match.first] != "the" or int(digits) < 50):
            return  # "in his mid-20s"
        value = f"{century_year(int(digits or words.DECADES[word]), match.anchors):04d}"[:3]
        if word in words.DECADES and match.first == match.last - 1:
            return
    else:
        return
    yield from match.found(value)


def year(match: Match) -> Iterator[Found]:
    """1989, early 1991, fiscal 1990: a number of four digits where nothing says that it counts things."""
    if not _counts_time(match):
        return
    first, word = match.first, match.word("y") or ""
    first += match.tokens.words[first] == "up to"
    edtf = f"{word}/.." if match.tokens.words[match.last - 1] == "later" else AUTO
    if match.word("about") in _ROUGHLY and not match.part:
        edtf = f"{word}~"
    if match.part in ("first half", "second half"):
        yield Found(first, match.last, "DATE", f"{word}-H{1 if match.part == 'first half' else 2}")
        return
    yield Found(first, match.last, "DATE", word, edtf, match.part)


_ROUGHLY = frozenset({"about", "around", "approximately", "roughly", "circa"})
_TIME_BEFORE = frozenset(
    words.each(
        "in since until till by from to through during before after between early late mid of and or for "
        "throughout the on spring summer autumn winter fall year fiscal circa around about till as at , ( - "
        "into within than past"
    )
)
_COUNTED = frozenset(
    words.each(
        "people troops soldiers men women children tons tonnes barrels dollars euros pounds miles kilometers "
        "kilometres km feet meters metres percent shares points jobs workers employees units copies words "
        "pages square acres hectares yen rubles roubles rupees yuan francs marks hours days weeks months "
        "years times members votes ships planes homes aircraft vehicles tanks cars passengers victims "
        "civilians refugees prisoners dead deaths killed wounded islands billion million thousand hundred "
        "degrees watts mw kg gallons calories mph"
    )
)


_NUMBERED = frozenset(
    words.each(
        "# no $ @ v = / + * & flight page room resolution resolutions route highway article section chapter model "
        "boeing airbus series protocol form bill act order directive channel gate bus number"
    )
)


def _counts_time(match: Match) -> bool:
    value = int(match.word("y") or 0)
    tokens, first, last = match.tokens, match.match.start("y"), match.last
    after = tokens.words[last] if last < len(tokens.words) else ""
    before = tokens.words[first - 1] if first else ""
    if after in _COUNTED or after == "%" or tokens.classes[last : last + 1] in ("B", "u", "Z"):
        return False
    if before in _NUMBERED or after in ("/", "°"):
        return False
    if before == "." and first > 1 and tokens.words[first - 2] in ("no", "p", "pp", "art", "vol", "res"):
        return False
    if 1900 <= value <= 2100:
        return True
    if match.last - match.first > 1 or 1400 <= value < 1900:
        return before in _TIME_BEFORE or match.last - match.first > 1 or not first
    return before in ("in", "since", "until", "year", "from") and after not in ("a", "an") and value < 1400


def bc_year(match: Match) -> Iterator[Found]:
    """480 BC."""
    digits = match.word("n") or ""
    if digits.isdigit():
        yield from match.found(f"BC{int(digits):04d}")


def year_words(match: Match) -> Iterator[Found]:
    """The year two thousand and one (nineteen ninety-six is a year already as a token)."""
    said = [w for w in match.all("yw") if w in words.NUMBERS or w in words.SCALES]
    if said[:2] == ["two", "thousand"] and match.tokens.words[match.first] == "the":
        yield from match.found(f"{2000 + (words.NUMBERS.get(said[2], 0) if len(said) > 2 else 0)}")


def short_year(match: Match) -> Iterator[Found]:
    """'91 after a word of time or in brackets."""
    before = match.tokens.words[match.first - 1] if match.first else ""
    number = full_year(match.tokens.words[match.first], match.anchors)
    if before in _TIME_BEFORE and number:
        yield from match.found(f"{number:04d}")


season_years = season
