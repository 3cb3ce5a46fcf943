"""The lexicon of predicates: patterns of verbs and event nouns with PLOVER's types and the slots of their parties.

The patterns and what they mean are told on top of `knowledge/predicates.toml`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from detente.tables import toml_table

NOUN_ACTOR = ("poss", "mod", "by", "from", "between", "of")
NOUN_RECIPIENT = ("with", "to", "on", "against")
ANY = frozenset({"_"})
INFINITIVE = frozenset({"TO"})
"""What stands for an infinitive clause in a pattern ("call on _ TO")."""
NO_DEED = "NONE"


@dataclass(frozen=True)
class Predicate:
    """One way to say a deed: its pattern, its type and mode, and where its parties stand (slots, in order)."""

    words: str
    lemma: str
    parts: tuple[tuple[str, frozenset[str]], ...]
    type: str
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    reciprocal: bool
    is_noun: bool
    persons: bool = False
    """Whether only a person can be the recipient ("saw Rao" is a meeting, "saw Delhi" is not)."""

    @cached_property
    def named(self) -> tuple[frozenset[str], ...]:
        """The words that a sentence must have for this pattern, one of each set."""
        return tuple(options for _, options in self.parts if options not in (ANY, INFINITIVE))

    @property
    def rank(self) -> float:
        """The weight by which patterns of a verb are tried; what says "no deed" goes before its equals."""
        return self.weight + 0.3 * (self.type == NO_DEED)

    @property
    def weight(self) -> float:
        """How much a pattern asks for: one for the verb, one a part; a named word more than a set or any word."""
        return (
            1.0
            + sum(1.0 if len(options) < 4 else 0.9 for _, options in self.parts if options != ANY)
            + 0.4 * sum(options == ANY for _, options in self.parts)
        )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All predicates, verbs by lemma (the most demanding pattern first), and the words that embed or carry them."""

    verbs: dict[str, tuple[Predicate, ...]]
    nouns: dict[str, Predicate]
    light: frozenset[str]
    embed: dict[str, frozenset[str]]
    signs: dict[str, frozenset[str]]
    object_control: frozenset[str]
    measures: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The lexicon of `knowledge/predicates.toml`, compiled once a process."""
    table = toml_table("predicates")
    particles = frozenset(table["particles"].split())
    sets = {name: frozenset(words.split()) for name, words in table["sets"].items()}
    verbs: dict[str, list[Predicate]] = defaultdict(list)
    for section in table["verbs"]:
        for pattern in _patterns(section["words"]):
            predicate = _verb(pattern, section, particles, sets)
            verbs[predicate.lemma].append(predicate)
    nouns = {word: _noun(word, section) for section in reversed(table["nouns"]) for word in section["words"].split()}
    return Lexicon(
        verbs={lemma: tuple(sorted(rows, key=lambda row: -row.rank)) for lemma, rows in verbs.items()},
        nouns=nouns,
        light=frozenset(table["light"]["words"].split()),
        embed={name: frozenset(words.split()) for name, words in table["embed"].items()},
        signs={name: frozenset(words.split()) for name, words in table["signs"].items()},
        object_control=frozenset(table["control"]["object"].split()),
        measures=frozenset(table["control"]["measure"].split()),
    )


def _patterns(words: str) -> Iterator[str]:
    for pattern in words.replace("\n", " ").split(","):
        if pattern.strip():
            yield " ".join(pattern.split())


def _verb(
    pattern: str, section: dict[str, Any], particles: frozenset[str], sets: dict[str, frozenset[str]]
) -> Predicate:
    lemma, *rest = pattern.split()
    parts = []
    for part in rest:
        options: frozenset[str] = frozenset()
        for option in part.split("|"):
            options |= sets[option[1:]] if option.startswith("@") else {option}
        kind = "infinitive" if options == INFINITIVE else "particle" if options <= particles else "object"
        parts.append((kind, options))
    return Predicate(
        words=pattern,
        lemma=lemma,
        parts=tuple(parts),
        type=section["type"],
        mode=section.get("mode"),
        actor=tuple(section.get("actor", "subject").split()),
        recipient=tuple(section.get("recipient", "object").split()),
        reciprocal=section.get("reciprocal", False),
        is_noun=False,
        persons=section.get("persons", False),
    )


def _noun(word: str, section: dict[str, Any]) -> Predicate:
    return Predicate(
        words=word,
        lemma=word,
        parts=(),
        type=section["type"],
        mode=section.get("mode"),
        actor=tuple(section["actor"].split()) if "actor" in section else NOUN_ACTOR,
        recipient=tuple(section["recipient"].split()) if "recipient" in section else NOUN_RECIPIENT,
        reciprocal=section.get("reciprocal", False),
        is_noun=True,
    )
