"""Actors seen by their name alone, before parsing: one pass over the text with the names of all tables.

Only words that can begin a name are looked up; the longest name wins; case counts. Names that contain a state's name
and mean something else ("Gulf of Mexico", "Times of India") are in the tables too, as names of no actor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from detente import states
from detente.leaders import find_leader, leaders, sound
from detente.reading import de_facto, seats, senses
from detente.reading.datelines import datelines
from detente.reading.first_words import WORD, FirstWords
from detente.reading.model import Kind, Mention
from detente.reading.names import Entry, entries, leader_names
from detente.reading.role_names import role_names
from detente.tables import csv_rows


@dataclass(frozen=True, slots=True)
class Index:
    """The names by their first word, and what each name stands for."""

    names: FirstWords
    entries: dict[str, tuple[Entry, ...]]
    plain: dict[str, tuple[str, ...]]
    """By state: its names that mean nothing else."""

    def meanings(self, form: str) -> tuple[Entry, ...]:
        """What a name may stand for; one that no other table has is a leader's."""
        return self.entries.get(form) or (Entry(form, "leader", "person"),)


@lru_cache(maxsize=1)
def index() -> Index:
    """The names of all tables, put in order once a process."""
    by_form: dict[str, list[Entry]] = {}
    plain: dict[str, list[str]] = {}
    for entry in entries():
        by_form.setdefault(_folded(entry.form), []).append(entry)
        if entry.kind == "state" and entry.state and not entry.ambiguous and entry.form not in senses.rules():
            plain.setdefault(entry.state, []).append(entry.form)
    names = FirstWords((*by_form, *(form for name in leader_names() if (form := _folded(name)) not in by_form)))
    return Index(
        names,
        {form: tuple(found) for form, found in by_form.items()},
        {state: tuple(found) for state, found in plain.items()},
    )


def _folded(form: str) -> str:
    return " ".join(form.replace("’", "'").split())


def _pattern(form: str) -> str:
    return re.escape(form).replace("\\ ", "\\s+").replace("'", "['’]")


def scan(text: str, date: str | None) -> tuple[Mention, ...]:
    """Actors named in the text, in order, without overlap; `date` (EDTF) decides between a state and its successor."""
    day = senses.first_day(date)
    lines = datelines(text)
    return tuple(
        mention
        for start, end, found in _hits(text)
        if (mention := _mention(text, start, end, found, day=day, time=date if day else None, lines=lines)) is not None
    )


def _hits(text: str) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
    """Start, end and entries of each longest name."""
    table = index()
    position = 0
    for token in WORD.finditer(text):
        start = token.start()
        if start < position:
            continue
        match = table.names.match(token.group(), text, start)
        if match is not None:
            form, position = match
            if text[position : position + 1] != "$":  # "US$3 billion"
                yield start, position, table.meanings(form)
            continue
        name = _spelt_otherwise(text, start, token.group())
        if name is not None:
            position = start + len(name)
            yield start, position, (Entry(name, "leader", "person"),)


_FULL_NAME = re.compile(r"[A-Z][\w-]+(?: [A-Z][\w-]+){1,3}")


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    return frozenset(map(sound, {re.split(r"[ -]", leader.name)[0] for leader in leaders() if " " in leader.name}))


def _spelt_otherwise(text: str, start: int, first: str) -> str | None:
    """A leader's full name at a place of the text, spelt otherwise than in the table ("Sergei", "Sergey")."""
    match = _FULL_NAME.match(text, start) if first[0].isupper() else None
    if match is None or sound(first) not in _first_names():
        return None
    words = match.group().split(" ")
    names = (" ".join(words[:n]) for n in range(len(words), 1, -1))
    return next((name for name in names if _is_leader(name)), None)


@lru_cache(maxsize=65_536)
def _is_leader(name: str) -> bool:
    return find_leader(name) is not None


def _mention(
    text: str,
    start: int,
    end: int,
    found: tuple[Entry, ...],
    *,
    day: str | None,
    time: str | None,
    lines: tuple[tuple[int, int], ...],
) -> Mention | None:
    """The mention that a name makes here, or None where it names no actor."""
    entry = _at_date(found, day)
    if entry.kind is None or senses.is_namesake_town(text, end):
        return None
    if entry.way == "prefix" and text[end : end + 1] not in ("-", "–"):
        return None
    state, surface = entry.state, text[start:end]
    in_dateline = any(first <= start < last for first, last in lines)
    if entry.way == "leader":
        return _leader(text, start, end, time=time)
    if entry.way == "organisation":
        # "Dawn", "Wagner": only where the report has the organisation's whole name as well.
        if entry.ambiguous and (entry.name == entry.form or str(entry.name) not in text):
            return None
        return Mention(surface, start, end, entry.kind, state, entry.sector, name=entry.name, place=in_dateline)
    if entry.way == "town":
        if senses.is_personal(text, start, end):
            return None
        return de_facto.acting(text, start, end, day) or _town(surface, start, end, state, day=day)
    if entry.candidates:
        return _split(entry, text, start, end, day=day, in_dateline=in_dateline)
    if entry.ambiguous or entry.form in senses.rules():
        form = entry.form if entry.form in senses.rules() else _plain(entry.form)
        is_listed = entry.way == "capital" and seats.is_among_capitals(text, start, end)
        meant, decided = senses.is_meant(form, text, start, end, supported=is_listed or _supported(entry, text))
        if not meant:
            return None
        state = decided or state
    if state is not None and day is not None:
        state = states.at_date(state, day)
    place = in_dateline or (entry.way == "capital" and senses.is_place(text, start, end))
    place = place or de_facto.has_lost(text, start, end)
    if entry.form == seats.SEAT and not place and seats.is_the_union(text, start, end, day):
        return Mention(surface, start, end, "organisation", None, "IGO", name=seats.UNION)
    kind: Kind = entry.kind
    return Mention(surface, start, end, kind, state=state, sector=entry.sector, name=entry.name, place=place)


TOWN = "town"
"""Role of a mention that names its state only by a town or region of it."""


def _town(surface: str, start: int, end: int, state: str | None, *, day: str | None) -> Mention:
    """A town or region, which names its state where nothing else does; never more than a place."""
    state = states.at_date(state, day) if state is not None and day is not None else state
    return Mention(surface, start, end, "state", state, role=TOWN, place=True)


_NO_ACTORS = frozenset({"MED", "MNC"})
_HONORIFIC = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Gen|Dr|Sir|Lord|Lady)\.? )$")
_NAMESAKE = re.compile(
    r"^(?: [A-Z]\w+)? (?:[Hh]ospital(?! (?:visit|stay|bed|treatment|room))|University|[Aa]irport|[Ss]tadium|Street"
    r"|Avenue|Boulevard|Square|Bridge|Causeway|Road|Park|[Ff]oundation|Institute|(?:[Pp]rimary |[Hh]igh )?[Ss]chool"
    r"|College|Academy|Cent(?:er|re)|Mosque|Prize|Award|Museum|Library|Dam|Port|Barracks|Cup|Hall|Mausoleum|City)\b"
)
"""What follows where a thing bears a leader's name."""
_TOUCHING = re.compile(r"(?:(?<![\w'’])([A-Z][\w-]*)[ -])$")


@lru_cache(maxsize=1)
def _well_known() -> frozenset[str]:
    """Leaders that the table was written for, beside those taken over from a list of all heads of state."""
    return frozenset(row["name"] for row in csv_rows("leaders") if row["source"] == "own")


@lru_cache(maxsize=1)
def _widely_known() -> frozenset[str]:
    """Those whose full name needs nothing beside it: all but the rolls of legislators, officials and public figures."""
    return frozenset(row["name"] for row in csv_rows("leaders") if row["source"] != "roll")


def _leader(text: str, start: int, end: int, *, time: str | None) -> Mention | None:
    """A leader or minister by name: in full at any date, by the family name alone only while in office."""
    surface = text[start:end]
    leader = find_leader(surface, time)
    if leader is None or _NAMESAKE.match(text[end : end + 40]):
        return None
    if " " not in surface:
        before = _TOUCHING.search(text[max(0, start - 24) : start])
        is_touched = before is not None and before.group(1) not in senses.no_names()
        after = re.match(r"[ -][A-Z]\w", text[end : end + 4])
        is_titled = _HONORIFIC.search(text[max(0, start - 6) : start]) is not None
        is_thing = text[max(0, start - 4) : start].lower() == "the "  # "at the Hague"
        if not leader.in_office(time) or after or is_thing or (is_touched and not is_titled):
            return None
        if leader.name not in text and _is_someone_else(text, surface, leader.name):
            return None
        # The less known share their family names with many: the report must name the state as well.
        plain = _plain_forms(leader.state)
        is_known = is_titled or leader.name in _well_known()
        if not is_known and plain is not None and not plain.search(text):
            return None
    elif leader.name not in _widely_known():
        # Private persons bear the names of the less known as well.
        plain = _plain_forms(leader.state)
        if plain is not None and not plain.search(text):
            return None
        # As the report spells it, so that it is one person with the name after a title.
        return Mention(surface, start, end, "person", leader.state, leader.sector, surface, leader.office)
    # Once out of office one of the elite: who no longer acts for a state.
    sector = "ELI" if leader.sector == "GOV" and leader.has_left(time) else leader.sector
    return Mention(surface, start, end, "person", leader.state, sector, leader.name, leader.office)


def _is_someone_else(text: str, family: str, name: str) -> bool:
    """Whether the report has the family name after a given name that is not the leader's ("Riffat Hussain")."""
    givens = re.findall(rf"\b([A-Z][\w-]+) {re.escape(family)}\b", text)
    return any(given not in senses.no_names() and given not in name and not _is_title(given) for given in givens)


def _is_title(word: str) -> bool:
    return word.lower() in role_names() or word.isupper()


def _plain(form: str) -> str:
    form = form.removeprefix("the ")
    return form.title() if form.isupper() and form.title() in senses.rules() else form


def _at_date(found: tuple[Entry, ...], day: str | None) -> Entry:
    """The entry in force on the day; masks first, but for organisations; without a day the one in force now."""
    if len(found) == 1:
        return found[0]
    masks = [entry for entry in found if entry.kind is None]
    if masks:
        found = tuple(e for e in found if e.way == "organisation" and e.sector not in _NO_ACTORS) or (masks[0],)
    found = tuple(entry for entry in found if entry.way != "leader") or found
    when = day or "9999"
    valid = [entry for entry in found if (entry.start or "") <= when and when < (entry.end or "9999-99")]
    return (valid or list(found))[0]


@lru_cache(maxsize=512)
def _plain_forms(state: str | None) -> re.Pattern[str] | None:
    """A pattern of a state's names that mean nothing else; None where it has none."""
    forms = index().plain.get(state or "")
    if forms is None:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(map(_pattern, sorted(forms, key=len, reverse=True))) + r")(?!\w)")


def _supported(entry: Entry, text: str) -> bool:
    pattern = _plain_forms(entry.state)
    return pattern is not None and pattern.search(text) is not None


def _split(entry: Entry, text: str, start: int, end: int, *, day: str | None, in_dateline: bool) -> Mention | None:
    """A name that two states share ("Korea", "the Congo"): the one that the text names plainly, else unresolved."""
    surface = text[start:end]
    if surface.endswith("Koreas"):
        return Mention(surface, start, end, "collective", members=tuple(sorted(entry.candidates)), place=in_dateline)
    meant, decided = senses.is_meant(_plain(entry.form), text, start, end, supported=False)
    if not meant and len(entry.candidates) == 2:
        decided = next(code for code in entry.candidates if code != entry.state)
    named = [code for code in entry.candidates if (plain := _plain_forms(code)) and plain.search(text)]
    state = decided or senses.nearest(entry.candidates, named)
    if state is not None and day is not None:
        state = states.at_date(state, day)
    return Mention(surface, start, end, "state", state=state, place=in_dateline)
