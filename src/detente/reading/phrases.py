"""Parts of actor phrases: whole forms of states, names of persons, words that change nothing."""

from __future__ import annotations

import re
from functools import cache

from detente.offices import Office, offices
from detente.states import Day, SurfaceForm, fold, forms_by_fold, states_by_code
from detente.tables import csv_rows, toml_table

_POSSESSIVE = re.compile(r"(?:'s|’s|(?<=s)'|(?<=s)’)$")


def bare(phrase: str) -> str:
    """The phrase without a leading article."""
    return phrase.removeprefix("the ").removeprefix("The ")


def owner(phrase: str) -> str:
    """The phrase without its possessive ending: "Pakistan's" -> "Pakistan"."""
    return _POSSESSIVE.sub("", phrase)


def parted(phrase: str) -> tuple[str, str]:
    """Head and content of the brackets that a phrase ends in: "Body (Group (Place))" holds "Group (Place)"; or ""."""
    depth = 0
    for i in range(len(phrase) - 1, 0, -1):
        depth += (phrase[i] == ")") - (phrase[i] == "(")
        if depth == 0:
            return (phrase[:i].rstrip(), phrase[i + 1 : -1].strip()) if phrase.endswith(")") else ("", "")
    return "", ""


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(toml_table("actor_words")[kind])


def is_word(word: str, kind: str) -> bool:
    """Whether the word is of a list of `knowledge/actor_words.toml`: modifiers, past, body_nouns, ..."""
    return fold(word).removesuffix("-") in _words(kind)


def exact_office(head: str) -> tuple[Office, int] | None:
    """The office or body that the whole head is, and its number of words."""
    office = offices().get(fold(head))
    return (office, len(head.split())) if office is not None else None


@cache
def _not_states() -> dict[str, str]:
    return {fold(row["phrase"]): row["kind"] for row in csv_rows("not_states")}


def kind_of_no_state(phrase: str) -> str | None:
    """What a phrase with a state's form in it denotes instead: sea, outlet, company, ...; None where unlisted."""
    return _not_states().get(fold(phrase))


def begins_with_no_state(words: list[str]) -> int:
    """How many words a listed phrase that denotes no state takes at the start: "Niger Delta militants" -> 2."""
    return next((n for n in range(min(6, len(words)), 1, -1) if fold(" ".join(words[:n])) in _not_states()), 0)


@cache
def _places() -> dict[str, str]:
    return {row["form"]: row["code"] for row in csv_rows("places")}


def state_of_place(text: str) -> str | None:
    """The state that a region or town lies in; None where unlisted."""
    return _places().get(bare(text))


def means_one_state(form: SurfaceForm) -> bool:
    """Whether the form means one state: "Guinea" does as that state's own name, "Congo" and "Korean" do not."""
    return form.ambiguous != "split" or form.start is not None or states_by_code()[form.state].name == form.form


def is_name(words: list[str]) -> bool:
    """Whether the words look like a person's name: each begins with a capital, or is a particle within."""
    return 0 < len(words) <= 6 and all(w[:1].isupper() or is_word(w.split("-")[0], "particles") for w in words)


def whole_form(text: str, date: Day | None = None) -> SurfaceForm | None:
    """The surface form that the whole text is on that day; in its own case, unless that is no common word or name."""
    name = bare(text)
    forms = [form for form in forms_by_fold().get(fold(name), ()) if form.valid_at(date)]
    exact = [form for form in forms if form.form in (text, name)]
    loose = [form for form in forms if form.ambiguous in ("", "place") and name[:1].isupper() and len(name) > 3]
    chosen = exact or loose
    current = [form for form in chosen if form.end is None] or chosen
    return current[0] if current else None
