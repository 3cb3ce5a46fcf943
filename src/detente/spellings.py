"""Leaders under other spellings than the table's: by given name's variants, transliteration, Korean romanization.

The last way to a person, and a narrow one: given and family name must agree, and the family be mostly of one state.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from detente.leaders import Leader, family_first, leaders, nearest, spelt_alike
from detente.states import Day, fold
from detente.tables import csv_rows, toml_table

_PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "ben", "bint", "as", "ash", "an", "ar", "at", "az", "abd", "abdul", "abdel", "ul", "ud"}
    | {"jr"}
)
_SOUNDS = (
    ("tsch", "c"), ("tch", "c"), ("sch", "s"), ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("gh", "g"), ("kh", "k"),
    ("ph", "f"), ("th", "t"), ("dh", "d"), ("ch", "c"), ("cz", "c"), ("sz", "s"), ("sh", "s"), ("ck", "k"),
    ("tz", "ts"), ("x", "ks"), ("q", "k"), ("w", "v"), ("ff", "f"),
)  # fmt: skip
_AT_HOME = 0.6
"""Share of those of a family name who must be of the one state; measured by asking for each leader without his row."""
_SHORTEST_FAMILY = 5
"""Letters below which a family name that is spelt otherwise is another one."""


def find_spelt_otherwise(name: str, date: Day | None = None) -> Leader | None:
    """The leader whose name this is in another spelling, as the row of the day; None where nobody or several fit."""
    parts = _parts(name)
    if len(parts) < 2:
        return None
    found = _korean(name)
    if not found:
        namesakes = [row for row in _by_bones().get(_bones(parts[-1]), ()) if _near(parts[-1], _parts(row.name)[-1])]
        found = [row for row in namesakes if _agree(parts, row)]
        homes = [state for _, state in {(row.name, row.state) for row in namesakes}]
        if found and homes.count(found[0].state) < _AT_HOME * len(homes):
            return None
    return nearest(found, date) if len({row.state for row in found}) == 1 and found[0].state else None


def _parts(name: str) -> list[str]:
    """The parts of a name, folded, articles and "son of" left out."""
    words = fold(name).replace("'", "").replace("-", " ").split()
    return [word for word in words if word not in _PARTICLES]


_MUTE = str.maketrans("", "", "aeiouyh")
_DOUBLED = re.compile(r"(.)(?=\1)")


@lru_cache(maxsize=65_536)
def _bones(word: str) -> str:
    """A word's consonants, those that transliterations exchange made alike: "Iohannis", "Johannis" -> "ns"."""
    word = word[1:] if word.startswith("kh") else word
    for old, new in _SOUNDS:
        word = word.replace(old, new)
    first = "" if word[:1] in "aeiouyj" else word[0]
    return _DOUBLED.sub("", first + word[1:].translate(_MUTE))


@cache
def _by_bones() -> dict[str, tuple[Leader, ...]]:
    """Rows by the bones of the family name: the last word, where it stands first at home the first as well."""
    index: dict[str, list[Leader]] = {}
    for leader in leaders():
        parts = _parts(leader.name)
        if len(parts) < 2:
            continue
        for bones in {_bones(parts[end]) for end in ((0, -1) if leader.state in family_first() else (-1,))}:
            index.setdefault(bones, []).append(leader)
    return {key: tuple(rows) for key, rows in index.items()}


def _agree(parts: list[str], row: Leader) -> bool:
    """Whether family and given names agree: the same or nearly the same letters, or given names that are one name."""
    theirs = _parts(row.name)
    family, other = parts[-1], theirs[-1]
    is_exact = family == other
    is_fixed = row.state in spelt_alike() and row.state not in _MIXED
    if not is_exact and (is_fixed or not _near(family, other)):
        return False
    given, known = parts[:-1], theirs[:-1]
    if _variants(given[0]) & _variants(known[0]):
        return len(family) >= _SHORTEST_FAMILY - is_exact
    return not is_fixed and len(family) >= _SHORTEST_FAMILY and _near("".join(given), "".join(known))


_MIXED = frozenset({"DEU", "AUT", "CHE", "ROU", "ALB"})
"""States whose letters abroad are written in two ways (umlauts), or whose names are taken from other scripts."""


def _near(one: str, other: str) -> bool:
    """Whether two words differ by a letter, or in a long word by two, and have the same bones and beginning."""
    allowed = 1 if min(len(one), len(other)) < 7 else 2
    return _bones(one) == _bones(other) and _distance(one, other, allowed) <= allowed


def _distance(one: str, other: str, most: int) -> int:
    """How many letters are to be changed, added or dropped; more than `most` is as good as infinite."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for i, mine in enumerate(one, 1):
        above, row = row, [i]
        for j, theirs in enumerate(other, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (mine != theirs)))
    return row[-1]


@cache
def _groups() -> dict[str, frozenset[int]]:
    """The rows of `given_name_variants` that a given name stands in."""
    groups: dict[str, set[int]] = {}
    for number, row in enumerate(csv_rows("given_name_variants")):
        for name in row["names"].split("|"):
            groups.setdefault(fold(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


def _variants(given: str) -> frozenset[int | str]:
    """What given names that are one name have in common."""
    return _groups().get(given, frozenset()) | {given}


@cache
def _korean_names() -> dict[str, tuple[Leader, ...]]:
    """Koreans by a key that the three romanizations of a name share."""
    index: dict[str, dict[Leader, None]] = {}
    for leader in leaders():
        key = _korean_key(leader.name) if leader.state in ("KOR", "PRK") else None
        if key:
            index.setdefault(key, {})[leader] = None
    return {key: tuple(rows) for key, rows in index.items()}


def _korean(name: str) -> list[Leader]:
    key = _korean_key(name)
    return list(_korean_names().get(key, ())) if key else []


@cache
def _korean_families() -> dict[str, str]:
    families: dict[str, str] = {}
    for row in toml_table("actor_words")["korean_families"]:
        families.update(dict.fromkeys(row.split(), row.split()[0]))
    return families


def _korean_key(name: str) -> str | None:
    """Family name and two syllables, as all romanizations have them: "Lee Hae-chan", "Yi Hae Ch'an"."""
    parts = re.split(r"[\s\-]+", fold(name).replace("'", ""))
    family = _korean_families().get(parts[0])
    if family is None or len(parts) != 3:
        return None
    return f"{family} {_syllable(parts[1])} {_syllable(parts[2])}"


_ROMANIZED = (
    ("ch", "c"), ("j", "c"), ("sh", "s"), ("g", "k"), ("b", "p"), ("d", "t"), ("l", "r"), ("eo", "o"),
    ("eu", "o"), ("oo", "o"), ("ou", "o"), ("ee", "i"), ("ui", "i"), ("ae", "e"), ("ai", "e"),
    ("u", "o"), ("wo", "o"), ("nk", "ng"),
)  # fmt: skip


def _syllable(text: str) -> str:
    for old, new in _ROMANIZED:
        text = text.replace(old, new)
    return text
