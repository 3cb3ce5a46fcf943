"""Who "he", "she" and "Malik" are among those who speak in a report: name, role, state, as they were introduced.

A report introduces a speaker once ("Ana Rojas, a lecturer at the university in Lima,") and then goes on with the family
name or a pronoun. The mentions know holders of offices; experts and the like are known from their introduction alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from detente.reading.actors import resolve
from detente.reading.cues import verbs
from detente.reading.model import Claim, Mention, Source
from detente.reading.senses import given_names

_WORD = r"[A-ZÀ-Ý][\w’'-]+"
_INTRODUCED = re.compile(
    rf"(?P<name>{_WORD}(?:[ \u00a0](?:{_WORD}|[A-Z]\.|al|bin|de|van|von|der)){{1,3}}),\s"
    r"(?P<role>(?:an?|the|one of|former|senior|deputy|chief|head|director|professor|author|editor|president)\b"
    r"[^,;.“”\"\n]{3,140})"
)
_SINGULAR = {"he": "m", "she": "f"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person introduced in the text: full name, role, the state of the affiliation, and the offset."""

    name: str
    role: str | None
    state: str | None
    start: int


def with_speakers(text: str, claims: Sequence[Claim], mentions: Iterable[Mention]) -> list[Claim]:
    """The claims with the sources that only an introduction or the last speaker explains resolved."""
    known = _introduced(text, tuple(mentions))
    told: list[Claim] = []
    for claim in claims:
        source = claim.source
        if source is not None:
            source = _resolved(text, source, known, told)
        told.append(replace(claim, source=source) if source is not claim.source else claim)
    return told


def _introduced(text: str, mentions: tuple[Mention, ...]) -> list[Speaker]:
    found = []
    for match in _INTRODUCED.finditer(text):
        role = _without_verb(match["role"])
        inside = _states_of(role) or {
            m.state for m in mentions if match.start("role") <= m.start < match.start("role") + len(role) and m.state
        }
        state = next(iter(inside)) if len(inside) == 1 else None
        found.append(
            Speaker(" ".join(match["name"].split()), re.sub(r"^(?:an?|the) ", "", role) or None, state, match.start())
        )
    return found


@cache
def _states_of(role: str) -> frozenset[str]:
    """The states of the places that an affiliation names ("the Moscow Center of ...", "a university in Lima")."""
    found = (resolve(word) for word in re.findall(r"(?<=[a-z,] )[A-ZÀ-Ý][\w-]{2,}", role))
    return frozenset(actor.state for actor in found if actor is not None and actor.state is not None)


def _without_verb(role: str) -> str:
    """The description up to the verb of speech that may follow it without a comma."""
    kept: list[str] = []
    for word in role.split():
        cue = verbs().get(word)
        if kept and cue is not None and cue.kind == "speech" and word.endswith(("ed", "d", "s")):
            break
        kept.append(word)
    return " ".join(kept)


def _resolved(text: str, source: Source, known: Sequence[Speaker], told: Sequence[Claim]) -> Source:
    word = source.text.strip().lower()
    if word in _SINGULAR:
        return _pronoun(text, source, _SINGULAR[word], known, told)
    if source.anonymous and source.state is None:
        states = _states_of(source.text)  # "analysts in Lima"
        return replace(source, state=next(iter(states))) if len(states) == 1 else source
    if source.name is None or (source.role is not None and source.state is not None):
        return source
    last = source.name.split()[-1]
    speaker = next((s for s in known if s.name.split()[-1] == last and s.start <= source.start), None)
    if speaker is None:
        return source
    return replace(
        source,
        name=speaker.name if len(source.name.split()) == 1 else source.name,
        role=source.role or speaker.role,
        state=source.state or speaker.state,
    )


def _pronoun(text: str, source: Source, gender: str, known: Sequence[Speaker], told: Sequence[Claim]) -> Source:
    """He or she: the last speaker of the same paragraph; else, where the mentions know nobody, the last person."""
    paragraph = text.rfind("\n\n", 0, source.start) + 1
    last = next((c.source for c in reversed(told) if c.source is not None), None)
    before = [s for s in known if paragraph <= s.start < source.start]
    if (
        last is not None
        and last.start >= paragraph
        and _is_person(last)
        and not (before and before[-1].start > last.start)
    ):
        return _as(source, last.name, last.role, last.state, anonymous=last.anonymous)
    if source.name is not None or source.role is not None:
        return source
    if before:
        return _as(source, before[-1].name, before[-1].role, before[-1].state, anonymous=False)
    if last is not None and _is_person(last) and source.start - last.start < 1_500:
        return _as(source, last.name, last.role, last.state, anonymous=last.anonymous)
    return source


def _is_person(source: Source) -> bool:
    """Whether a source is one person: by a name of two words or a given name, or an office."""
    if source.text.strip().lower() in _SINGULAR:
        return source.name is not None or source.role is not None
    if source.anonymous:
        return source.text.lower().startswith(("a ", "an ", "one ", "the ", "another "))
    return source.name is not None and (source.role is not None or source.name.split()[0] in given_names())


def _as(source: Source, name: str | None, role: str | None, state: str | None, *, anonymous: bool) -> Source:
    return replace(source, name=name, role=role or source.role, state=state or source.state, anonymous=anonymous)
