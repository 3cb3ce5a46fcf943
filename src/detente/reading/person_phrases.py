"""A person's name, alone or after a title, as a row of the table of leaders."""

from __future__ import annotations

from detente.leaders import Leader, find_leader, find_titled
from detente.offices import office_at_start
from detente.reading.phrases import bare, is_name, is_word, owner
from detente.spellings import find_spelt_otherwise
from detente.states import Day


def leader_of(phrase: str, date: Day | None) -> Leader | None:
    """Whom the phrase names on that day: by the name as it stands, after a title, in another spelling; or None."""
    return _named(phrase, date) or _titled(phrase, date) or _spelt_otherwise(phrase, date)


def _named(phrase: str, date: Day | None) -> Leader | None:
    """ "Vladimir Putin", "Zardari", "Sheikh Moudud Ahmed"."""
    words = owner(phrase).split()
    if not is_name(words):
        return None
    leader = find_leader(" ".join(words), date)
    if leader is None and len(words) > 2 and _is_honorific(words[0]):
        leader = find_leader(" ".join(words[1:]), date)
    return leader


def _titled(phrase: str, date: Day | None) -> Leader | None:
    """ "President Putin", "Foreign Minister Lavrov": a title and a name without a state."""
    words = bare(phrase).split()
    past = len(words) > 2 and is_word(words[0], "past")
    while len(words) > 2 and is_word(words[0], "modifiers") and office_at_start(words) is None:
        words = words[1:]
    found = office_at_start(words)
    if found is None or found[0].kind != "person":
        return None
    name = owner(" ".join(words[found[1] :]))
    if not name or not is_name(name.split()):
        return None
    title = None if past else found[0].form
    leader = find_leader(name, date, title=title)
    return leader or (find_titled(name, title, date) if title and date is not None else None)


def _spelt_otherwise(phrase: str, date: Day | None) -> Leader | None:
    """ "Pavel Klimkin" for Pavlo Klimkin: a name of the table in another spelling."""
    words = owner(bare(phrase)).split()
    while len(words) > 2 and _is_honorific(words[0]):
        words = words[1:]
    return find_spelt_otherwise(" ".join(words), date) if len(words) > 1 and is_name(words) else None


def _is_honorific(word: str) -> bool:
    return is_word(word.rstrip("."), "honorifics")
