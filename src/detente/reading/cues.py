"""Attribution cues: the words that tell on whose word a statement stands (`knowledge/cues.toml`).

Light on purpose: no parser is loaded here, so that sentences can be chosen before parsing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, cast

from detente.reading.model import Certainty
from detente.tables import toml_table

CueClass = Literal["speech", "belief", "perception", "intention", "attitude", "sourceless"]
ALL_CLASSES: frozenset[CueClass] = frozenset({"speech", "belief", "perception", "intention", "attitude", "sourceless"})
"""Everything that PolNeAR's annotators call an attribution."""
STATEMENTS: frozenset[CueClass] = frozenset({"speech", "belief", "sourceless"})
"""What a source says or holds: the classes whose words make a sentence worth parsing."""

_VOWELS = "aeiou"
_DOUBLED = frozenset({
    "admit", "pen", "quip", "beg", "snap", "slam", "plan", "dub", "refer", "rebut", "chat", "brag", "bet", "concur",
    "commit", "fret", "put", "snub", "rip",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue word: its class, how sure it makes the source sound, and what may carry the content.

    `frames` is a subset of clause, quote, report, object, infinitive, named; `prepositions` open the content.
    """

    lemma: str
    kind: CueClass
    certainty: Certainty
    denies: bool
    frames: frozenset[str]
    prepositions: frozenset[str]


def _inflect(lemma: str, irregular: tuple[str, ...]) -> tuple[str, ...]:
    """The surface forms of a regular verb, and its irregular ones where the table gives them."""
    last, before = lemma[-1], lemma[-2:-1]
    if last == "y" and before not in _VOWELS:
        third, past, gerund = lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    elif last == "e":
        third, past = lemma + "s", lemma + "d"
        gerund = lemma[:-2] + "ying" if lemma.endswith("ie") else lemma[:-1] + "ing"
        if lemma.endswith("ee"):
            gerund = lemma + "ing"
    else:
        third = lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
        stem = lemma + last if lemma in _DOUBLED else lemma
        past, gerund = stem + "ed", stem + "ing"
    if lemma.endswith(("l", "p")) and before in _VOWELS:
        return lemma, third, past, gerund, lemma + last + "ed", lemma + last + "ing", *irregular
    return lemma, third, past, gerund, *irregular


def _plural(noun: str) -> str:
    """The regular plural of a noun."""
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _cue(word: str, group: dict[str, Any]) -> Cue:
    return Cue(
        lemma=word,
        kind=cast(CueClass, group["class"]),
        certainty=cast(Certainty, group.get("certainty", "certain")),
        denies=bool(group.get("denies", False)),
        frames=frozenset(group.get("frames", ())),
        prepositions=frozenset(group.get("prepositions", ())),
    )


def _merged(groups: Iterable[dict[str, Any]]) -> dict[str, Cue]:
    """Word -> cue; a word of several groups keeps the first one's class and joins the frames."""
    cues: dict[str, Cue] = {}
    for group in groups:
        for word in group["words"]:
            cue, known = _cue(word, group), cues.get(word)
            cues[word] = (
                cue
                if known is None
                else replace(
                    known, frames=known.frames | cue.frames, prepositions=known.prepositions | cue.prepositions
                )
            )
    return cues


@cache
def verbs() -> dict[str, Cue]:
    """Surface form (lower case) of each cue verb -> its cue."""
    table = toml_table("cues")
    irregular: dict[str, list[str]] = table["irregular"]
    forms: dict[str, Cue] = {}
    for word, cue in _merged(table["verbs"]).items():
        for form in _inflect(word, tuple(irregular.get(word, ()))):
            forms.setdefault(form, cue)
    return forms


@cache
def nouns() -> dict[str, Cue]:
    """Surface form of each cue noun, singular and plural -> its cue."""
    forms: dict[str, Cue] = {}
    for word, cue in _merged(toml_table("cues")["nouns"]).items():
        forms.setdefault(word, cue)
        forms.setdefault(_plural(word), cue)
    return forms


@cache
def adjectives() -> dict[str, Cue]:
    """Each cue adjective -> its cue."""
    return _merged(toml_table("cues")["adjectives"])


@cache
def moods() -> dict[str, Cue]:
    """Surface form of each noun that tells what a public feels -> its cue."""
    group = toml_table("cues")["moods"] | {"class": "belief"}
    found = {word: _cue(word, group) for word in group["words"]}
    return found | {_plural(word): cue for word, cue in found.items()}


@cache
def phrases() -> dict[str, tuple[frozenset[str], Cue]]:
    """Surface form of a light verb -> the words that make it a cue ("make" + "clear"), and the cue."""
    table = toml_table("cues")
    irregular: dict[str, list[str]] = table["irregular"]
    forms: dict[str, tuple[frozenset[str], Cue]] = {}
    for group in table["phrases"]:
        cue = replace(_cue(group["verb"], group), frames=frozenset({"clause", "quote"}))
        for form in _inflect(group["verb"], tuple(irregular.get(group["verb"], ()))):
            forms[form] = (frozenset(group["with"]), cue)
    return forms


@cache
def words(section: str, key: str = "words") -> frozenset[str]:
    """A word list of the lexicon (`certainty.possible`, `stance.warmer`, `written.words`, ...)."""
    return frozenset(toml_table("cues")[section][key])


@cache
def cue_words(classes: frozenset[CueClass] = STATEMENTS) -> frozenset[str]:
    """Lower-case surface forms that make a sentence worth reading for claims; of the classes asked for.

    "according" stands for "according to"; a quotation mark is no word and is looked for apart from these.
    """
    found = {form for form, cue in verbs().items() if cue.kind in classes}
    found |= {form for form, cue in nouns().items() if cue.kind in classes}
    found |= {form for form, cue in adjectives().items() if cue.kind in classes}
    if "belief" in classes:
        found |= set(moods())
    if "sourceless" in classes:
        found |= words("sourceless")
    return frozenset(found | {"according"})
