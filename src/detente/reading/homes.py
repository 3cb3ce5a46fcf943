"""The state of officials and bodies that a report names without one: "Energy Minister N. N.", "the foreign ministry".

A name may tell which of the report's states is meant: the one whose leaders bear such names, those of the others not. A
bare office or ministry belongs to the state that acted in the sentence before. Else it stays open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from detente.leaders import find_leader, leaders, sound
from detente.reading.datelines import datelines
from detente.reading.known_persons import Person
from detente.reading.model import Mention
from detente.reading.parsed import ParsedReport, Sentence
from detente.reading.parties import actor_in_focus, head_of
from detente.reading.role_names import RoleHit

_OFFICIAL = re.compile(
    r"\b(?:minister|secretary|ambassador|envoy|general|admiral|marshal|colonel|brigadier|premier|adviser|advisor|speaker"
    r"|representative|chief of staff|chancellor)\b"
)
_ABROAD = re.compile(r"\bsecretary[- ]general\b|\bun\b|\bu\.n\.")
_NOW = {"SUN": "RUS"}
_FEWEST = 8
"""Leaders below which a state's share of a name says little."""
_TIMES = 4
"""How many times as common a name must be among one state's leaders as among the other's."""
_ALIKE = 0.2
"""Share of common names above which two states' names do not tell them apart (Russia, Ukraine)."""
_MOST_STATES = 4


@lru_cache(maxsize=1)
def _leaders_by_state() -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for leader in leaders():
        if leader.state:
            found.setdefault(_NOW.get(leader.state, leader.state), set()).add((leader.name, leader.state))
    return found


@cache
def _names(state: str) -> Counter[str]:
    """How many leaders of a state bear each name; under "" how many there are. Counted when a report asks for it."""
    counts: Counter[str] = Counter()
    for name, _ in _leaders_by_state().get(_NOW.get(state, state), ()):
        counts[""] += 1
        counts.update(_parts(name))
    return counts


def _parts(name: str) -> set[str]:
    return {sound(word) for word in re.split(r"[ -]", name) if len(word) > 2 and not word.endswith(".")}


@lru_cache(maxsize=4096)
def _are_alike(one: str, other: str) -> bool:
    """Whether two states' leaders share so many names that a name cannot tell them apart."""
    first, second = (_names(code) for code in (one, other))
    shared = sum(min(first[name], second[name]) for name in first if name)
    return shared > _ALIKE * max(_FEWEST, min(first[""], second[""]))


def homes_of(persons: Sequence[Person], surface: Sequence[Mention], date: str | None) -> None:
    """Gives each official without a state that of the report which the name speaks for, where it speaks for one."""
    states = {m.state for m in surface if m.state and m.kind in ("state", "body")}
    for person in persons:
        if person.state is None and person.role and person.sector != "IGO" and not _ABROAD.search(person.role):
            person.state = _by_office(person.name, person.role, states, date)
    if not 0 < len(states) <= _MOST_STATES:
        return
    for person in persons:
        role = person.role or ""
        if person.sector == "IGO":
            continue
        if person.state is None and " " in person.name and _OFFICIAL.search(role) and not _ABROAD.search(role):
            person.state = _by_name(person.name, states)


def _by_office(name: str, role: str, states: Iterable[str], date: str | None) -> str | None:
    """The one state of the report of which such a person held the office ("King Abdullah" in Amman)."""
    held = set()
    for state in states:
        found = (
            find_leader(name, date, state=state, title=role),
            find_leader(f"{role} {name}", date, state=state),
        )
        held |= {leader.state for leader in found if leader is not None and leader.in_office(date)}
    return held.pop() if len(held) == 1 else None


def _by_name(name: str, states: Iterable[str]) -> str | None:
    shares = {state: _share(name, state) for state in states}
    best = max(shares, key=lambda state: shares[state])
    others = [state for state in shares if _NOW.get(state, state) != _NOW.get(best, best)]
    if not shares[best] or any(shares[o] * _TIMES > shares[best] or _are_alike(best, o) for o in others):
        return None
    return best


def _share(name: str, state: str) -> float:
    counts = _names(state)
    return sum(counts[part] for part in _parts(name)) / max(_FEWEST, counts[""])


def homes_in_context(parsed: ParsedReport, named: Sequence[Mention], persons: Iterable[Person]) -> None:
    """Gives each official whose name tells no state the one that acted before ("Peru shut ports. Minister X said")."""
    for person in persons:
        role = person.role or ""
        if person.state or person.sector == "IGO" or not _OFFICIAL.search(role) or _ABROAD.search(role):
            continue
        first = next((m for m in named if m.start in person.starts), None)
        at = next((i for i, s in enumerate(parsed.sentences) if first and s.start <= first.start < s.end), 0)
        if first is None or not at or not _speaks(first, parsed.sentences[at]):
            continue
        actor = actor_in_focus(parsed, named, parsed.sentences[at])
        if actor is not None and actor.sector in _OFFICES and actor.state:
            is_alone = all(
                m.state in (None, actor.state) for m in named if parsed.sentences[at].start <= m.start < first.start
            )
            person.state = actor.state if is_alone else None


_OFFICES = frozenset({None, "GOV", "MIL", "LEG"})
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?) (?:(?:deputy|senior|top|former) )?$")
_BARE = re.compile(
    r"(?:.* )?(?:ministry|minister|army|military|navy|air force|parliament|government|secretary|ambassador|cabinet"
    r"|senate)"
)
_REPLIES = frozenset(
    {"deny", "reject", "dismiss", "respond", "reply", "react", "defend", "retort", "refuse", "rebuff", "answer"}
)


def bare_offices(parsed: ParsedReport, hits: Sequence[RoleHit], named: Sequence[Mention]) -> list[Mention]:
    """ "The foreign ministry", "a deputy foreign minister", of the state that acted in the sentence before."""
    found = []
    for hit in hits:
        at = next((i for i, s in enumerate(parsed.sentences) if s.start <= hit.start < s.end), 0)
        sentence = parsed.sentences[at]
        article = _ARTICLE.search(parsed.text, max(sentence.start, hit.start - 16), hit.start)
        if not at or sentence.doc is None or article is None or not _is_bare(parsed.text, hit):
            continue
        if any(m.start < hit.end and article.start() < m.end for m in named):
            continue
        kind = "body" if hit.role.number == "body" else "person"
        words = parsed.text[article.start() : hit.end]
        bare = Mention(words, article.start(), hit.end, kind, None, hit.role.sector, role=hit.role.form)  # type: ignore[arg-type]
        speaks = _speaks(bare, sentence)
        actor = actor_in_focus(parsed, named, sentence) if speaks else None
        if speaks and actor is None and at == 1:
            actor = _in_dateline(parsed, named)
        is_official = actor is not None and actor.sector in _OFFICES
        if actor is not None and is_official and actor.state and _is_its(actor.state, bare, sentence, named):
            found.append(Mention(words, bare.start, bare.end, bare.kind, actor.state, bare.sector, None, bare.role))
    return found


def _in_dateline(parsed: ParsedReport, named: Sequence[Mention]) -> Mention | None:
    """The state in whose capital or town the report was written, where its first sentence is the dateline."""
    first = parsed.sentences[0]
    if datelines(parsed.text)[:1] and datelines(parsed.text)[0][0] == first.start:
        places = [m for m in named if first.start <= m.start < first.end and m.place and m.state]
        return places[0] if len({m.state for m in places}) == 1 else None
    return None


def _is_bare(text: str, hit: RoleHit) -> bool:
    if hit.role.state is not None or hit.role.number == "many" or not _BARE.fullmatch(hit.role.form):
        return False
    return re.match(r"(?: (?:of|in|for|to|from|at)\b|[-‑]| [A-Z]|['’]s? )", text[hit.end : hit.end + 6]) is None


def _speaks(bare: Mention, sentence: Sentence) -> bool:
    """Whether the office is the subject of a verb that is no answer: who answers is the other side."""
    head = head_of(bare, sentence)
    return head is not None and head.dep_ == "nsubj" and head.head.lemma_ not in _REPLIES


def _is_its(state: str, bare: Mention, sentence: Sentence, named: Sequence[Mention]) -> bool:
    """Whether no other state stands before the office, unless the office is whose word the whole sentence is."""
    head = head_of(bare, sentence)
    if head is not None and head.head.dep_ == "ROOT":
        return True
    return all(m.state in (None, state) for m in named if sentence.start <= m.start < bare.start)
