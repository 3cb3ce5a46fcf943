"""What sits in a region or town, by that place's state: "Limpopo Police", "University of Huambo", "Kyiv Post"."""

from __future__ import annotations

from functools import cache

from detente.offices import office_at_end
from detente.reading.model import Kind
from detente.reading.phrases import bare, exact_office, is_word, owner, state_of_place, whole_form
from detente.states import Day
from detente.tables import csv_rows

Found = tuple[Kind, str, str | None]
"""Kind, state and PLOVER sector of a body."""


def local_body(phrase: str, date: Day | None) -> Found | None:
    """Kind, state and sector of a region or town, or of a body named after one; None where no place is known in it."""
    words = bare(owner(phrase)).split()
    state = _state_of(words, date) if not _is_capital(words, date) else None
    if state is not None:
        return "body", state, None
    for n in range(min(4, len(words) - 1), 0, -1):
        state = _state_of(words[:n], date)
        if state is not None:
            return _body(state, words[n:])
    for i, word in enumerate(words):
        if word in ("of", "in", "for") and 0 < i < len(words) - 1:
            state = _state_of(words[i + 1 :], date)
            if state is not None:
                return _body(state, words[:i])
    return None


def _body(state: str, rest: list[str]) -> Found | None:
    """What the rest of the phrase makes of a place of that state."""
    if not rest[0][:1].isupper():
        return None
    office = exact_office(" ".join(rest)) or office_at_end(rest)
    if office is not None:
        return office[0].kind, state, office[0].sector
    if is_word(rest[-1], "outlet_nouns"):
        return "organisation", state, "MED"
    return ("organisation", state, None) if any(is_word(word, "body_nouns") for word in rest) else None


@cache
def _towns() -> dict[str, str]:
    return {row["form"]: row["code"] for row in csv_rows("towns")}


def _is_capital(words: list[str], date: Day | None) -> bool:
    form = whole_form(" ".join(words), date)
    return form is not None and form.kind == "capital"


def _state_of(words: list[str], date: Day | None) -> str | None:
    """The state of a place: a region or town of the tables, or a capital that is nothing else."""
    text = bare(owner(" ".join(words)))
    found = state_of_place(text) or _towns().get(text)
    if found is not None:
        return found
    form = whole_form(text, date)
    return form.state if form is not None and form.kind == "capital" and form.ambiguous == "" else None
