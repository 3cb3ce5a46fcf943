"""Leaders, ministers and public figures: whom a name means on a day; tables `leaders` and `rolls`.

Full names match across spellings ("Sergei", "Sergey"; "al-Sisi", "Al Sisi"); a family name alone only where it means
people of one state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from detente.states import Day, fold, iso_day, iso_day_last
from detente.tables import csv_rows, toml_table

TITLES: tuple[tuple[str, frozenset[str]], ...] = (
    ("foreign", frozenset({"foreign minister"})),
    ("secretary of state", frozenset({"foreign minister"})),
    ("external affairs", frozenset({"foreign minister"})),
    ("defence", frozenset({"defence minister"})),
    ("defense", frozenset({"defence minister"})),
    ("king", frozenset({"sovereign", "leader"})),
    ("queen", frozenset({"sovereign", "leader"})),
    ("emir", frozenset({"sovereign", "leader"})),
    ("sultan", frozenset({"sovereign", "leader"})),
    ("emperor", frozenset({"sovereign", "leader"})),
    ("vice president", frozenset({"vice president"})),
    ("president", frozenset({"president", "leader"})),
    ("prime minister", frozenset({"head of government", "leader"})),
    ("premier", frozenset({"head of government", "leader"})),
    ("chancellor", frozenset({"head of government", "leader"})),
)


@dataclass(frozen=True, slots=True)
class Leader:
    """Someone in office from `start` up to `end`; no state means the head of an international organisation."""

    name: str
    family: str
    state: str | None
    office: str
    sector: str
    start: str
    end: str | None

    def in_office(self, date: Day | None) -> bool:
        """Whether it was held on that day, or on one of that year or month; without a date, whether it still is."""
        if date is None:
            return self.end is None
        return self.start <= iso_day_last(date) and (self.end is None or iso_day(date) < self.end)

    def has_left(self, date: Day | None) -> bool:
        """Whether it was over by that day."""
        return date is not None and self.end is not None and self.end <= iso_day(date)


@cache
def leaders() -> tuple[Leader, ...]:
    """All rows of the tables: one for each time in an office, then one for each name and office of the rolls."""
    in_office = (
        Leader(
            name=row["name"],
            family=row["family"],
            state=row["state"] or None,
            office=row["office"],
            sector=row["sector"],
            start=row["start"],
            end=row["end"] or None,
        )
        for row in csv_rows("leaders")
    )
    return (*in_office, *_rolls())


def _rolls() -> Iterator[Leader]:
    """The rows of the rolls, which list all names of a state, office and years in one line."""
    for row in csv_rows("rolls"):
        start, end = f"{row['start']}-01-01", f"{row['end']}-12-31" if row["end"] else None
        for name in row["names"].split("|"):
            yield Leader(name, "", row["state"], row["office"], row["sector"], start, end)


_PARTICLES = frozenset({"al", "el", "bin", "ibn", "jr"})
_MUHAMMAD = re.compile(r"moh?[ae]m+[ae]d|muh?am+[ae]d")
_DOUBLED = re.compile(r"(.)(?=\1)")


@lru_cache(maxsize=65_536)
def sound(name: str) -> str:
    """A name's spelling-proof key: transliterations of Russian and Arabic names that differ in print fall together."""
    words = fold(name).replace("-", " ").replace("'", " ").split()
    key = "".join([word for word in words if word not in _PARTICLES])
    for old, new in (("ks", "x"), ("ou", "u"), ("ee", "i"), ("oo", "u"), ("q", "k"), ("sch", "sh"), ("tch", "ch")):
        key = key.replace(old, new)
    key = _MUHAMMAD.sub("muhamad", key)
    key = key.replace("ey", "i").replace("ei", "i").replace("iy", "i").replace("y", "i").replace("e", "i")
    return _DOUBLED.sub("", key)


@cache
def _common_families() -> frozenset[str]:
    """Family names that are too common, or common words, to mean a leader without title or given name."""
    return frozenset(toml_table("actor_words")["common_families"])


@cache
def spelt_alike() -> frozenset[str]:
    """States whose names are written in Latin letters everywhere alike: near spellings are other people."""
    return frozenset(toml_table("actor_words")["one_spelling"])


@cache
def family_first() -> frozenset[str]:
    """States where the family name stands first at home, so that it is written either way abroad."""
    return frozenset(toml_table("actor_words")["family_first"])


def _orders(leader: Leader) -> list[str]:
    """The name as written, and with the family name at the other end where it is written either way."""
    words = leader.name.split()
    if len(words) < 2:
        return []
    orders = [words]
    if leader.state in family_first():
        orders += [words[1:] + words[:1], words[-1:] + words[:-1]]
    return [" ".join(order) for order in orders]


@cache
def _by_letters() -> dict[str, list[Leader]]:
    """Rows by the letters of the full name."""
    index: dict[str, list[Leader]] = {}
    for leader in leaders():
        for name in _orders(leader):
            _enter(index, _letters(name), leader)
            if leader.state in _UMLAUTS:
                _enter(index, _without_umlauts(name), leader)
    return index


def _enter(index: dict[str, list[Leader]], key: str, leader: Leader) -> None:
    rows = index.setdefault(key, [])
    if leader not in rows:
        rows.append(leader)


@cache
def _by_sound() -> dict[str, list[Leader]]:
    """Rows by the sound of the full name, where names are transliterated; built when letters alone find nobody."""
    index: dict[str, list[Leader]] = {}
    for leader in leaders():
        if leader.state not in spelt_alike():
            for name in _orders(leader):
                _enter(index, sound(name), leader)
    return index


def _letters(name: str) -> str:
    """A name's own letters: case, accents, hyphens, blanks and full stops left out; none of a sound key's form."""
    return "=" + fold(name).replace(" ", "").replace("-", "").replace("'", "")


_UMLAUTS = frozenset({"DEU", "AUT", "CHE", "HUN", "SWE", "FIN", "EST", "DDR"})


def _without_umlauts(name: str) -> str:
    """A name's letters with "ae", "oe", "ue" as abroad: "Koehler", "Köhler" and "Kohler" are one."""
    return re.sub(r"(?<=[aou])e", "", _letters(name))


@cache
def _by_first_and_last() -> dict[str, tuple[Leader, ...]]:
    """Rows by first and last name, middle names left out; not where the first is a name that half a people bears."""
    index: dict[str, list[Leader]] = {}
    for leader in leaders():
        key = _first_and_last(leader.name)
        if key:
            index.setdefault(key, []).append(leader)
    return {key: tuple(rows) for key, rows in index.items()}


def _same_middle(name: str, other: str) -> bool:
    """Whether one name has all middle names and initials of the other: "Jose Silva" and "Jose Maria Silva" agree."""
    mine, theirs = ({sound(word.rstrip("."))[:1] for word in text.split()[1:-1]} for text in (name, other))
    return mine <= theirs or theirs <= mine


def _same_letters(name: str, row: Leader) -> bool:
    """Whether first and last name agree to the letter, where letters tell."""
    mine, theirs = name.split(), row.name.split()
    return row.state not in spelt_alike() or (fold(mine[0]), fold(mine[-1])) == (fold(theirs[0]), fold(theirs[-1]))


def _without_middle(name: str) -> list[Leader]:
    """Rows that differ from the name by middle names only."""
    rows = _by_first_and_last().get(_first_and_last(name) or "", ())
    return [row for row in rows if _same_middle(name, row.name) and _same_letters(name, row)]


@cache
def _two_families() -> frozenset[str]:
    """States where a person bears two family names, of which abroad the first alone is used."""
    return frozenset(toml_table("actor_words")["two_families"])


def _without_second_family(name: str) -> list[Leader]:
    """Rows whose name is this one without its last word: "Vicente Fox Quesada" is Vicente Fox."""
    shorter = " ".join(name.split()[:-1])
    if " " not in shorter:
        return []
    rows = _by_letters().get(_letters(shorter)) or _without_middle(shorter)
    return [row for row in rows if row.state in _two_families() and row.office != "sovereign"]


_SHARED_BY_MANY = frozenset(
    {"muhamad", "ahmid", "abdul", "abdil", "abdal", "abd", "shix", "shikh", "said", "sid", "king", "nguin", "bin"}
)


def _first_and_last(name: str) -> str | None:
    words = [word for word in name.split() if not word.endswith(".")]
    if len(words) < 2 or sound(words[0]) in _SHARED_BY_MANY or words[-1] in ("Jr.", "II", "III", "VI"):
        return None
    return f"{sound(words[0])} {sound(words[-1])}"


@cache
def _by_family() -> dict[str, tuple[Leader, ...]]:
    index: dict[str, list[Leader]] = {}
    for leader in leaders():
        if leader.family:
            index.setdefault(sound(leader.family), []).append(leader)
    return {key: tuple(rows) for key, rows in index.items()}


def find_leader(
    name: str, date: Day | None = None, *, state: str | None = None, title: str | None = None
) -> Leader | None:
    """Whom the name means on that day, as the row of the office held then (or nearest to it); None where it is open.

    `state` and `title` ("foreign minister") narrow it down, and let a family name count that is too common to stand
    alone. A name that people of two states bear, both in office, gives None.
    """
    if " " in name.strip():
        by_letters = _by_letters()
        found = by_letters.get(_letters(name)) or by_letters.get(_without_umlauts(name)) or _by_sound().get(sound(name))
        rows = [row for row in found or () if _of(row, state)]
        rows = rows or [row for row in _without_middle(name) or _without_second_family(name) if _of(row, state)]
        if rows:
            rows = [row for row in rows if row.in_office(date)] or rows
            return nearest(rows, date) if len({row.state for row in rows if row.state}) <= 1 else None
    wanted = _offices_of(title)
    if not (state or wanted) and fold(name) in _common_families():
        return None
    rows = [row for row in _by_family().get(sound(name), ()) if state is None or row.state == state]
    rows = [row for row in rows if not wanted or row.office in wanted]
    held = [row for row in rows if row.in_office(date)]
    if not held and date is not None:  # past ones are still named alone where they are known by more than that name
        held = [] if title else [row for row in rows if " " in row.name]
    rows = held if date is not None else held or rows
    return nearest(rows, date) if len({row.state for row in rows}) == 1 else None


def find_titled(name: str, title: str, date: Day | None) -> Leader | None:
    """Who held the title on that day under that family name, whatever given names stand before it; None where open.

    "Prime Minister Tayyip Erdogan", "President Joyce Banda": title, family name and day together tell the person.
    """
    words, wanted = name.split(), _offices_of(title)
    for n in range(min(3, len(words) - 1), 0, -1):
        # a family name of two words ("Pena Nieto") must not be looked up as a full name
        rows = [row for row in _by_family().get(sound(" ".join(words[-n:])), ()) if row.in_office(date)]
        rows = [row for row in rows if row.office in wanted]
        if len({row.state for row in rows}) == 1:
            row = rows[-1]
            return row if " " in row.name else replace(row, name=name)
    return None


def _offices_of(title: str | None) -> frozenset[str]:
    """The offices of the table that a title may mean; empty where it may mean any."""
    words = f" {fold(title or '')} "
    return next((offices for part, offices in TITLES if f" {part} " in words), frozenset())


def _of(row: Leader, state: str | None) -> bool:
    return state is None or row.state in (state, None)


def nearest(rows: list[Leader], date: Day | None) -> Leader:
    """The row held on the day, or else the one that ended last before it, or else began first after it."""
    held = [row for row in rows if row.in_office(date)]
    if held:
        return held[-1]
    day = iso_day(date) if date is not None else "9999-12-31"
    past = [row for row in rows if (row.end or "9999") <= day]
    return max(past, key=lambda row: row.end or "") if past else min(rows, key=lambda row: row.start)
