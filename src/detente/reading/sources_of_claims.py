"""Who speaks: the source of a claim with its name, role, state, and whether the text withholds the name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

from detente.reading.cues import words
from detente.reading.model import Mention, Source

_ARTICLE = re.compile(r"^(?:the|a|an|one|another|this|that)\s+", re.IGNORECASE)
_ROLE_END = re.compile(r"\s*(?:,|\(|—|–|\bwho\b|\bwhich\b|\bthat\b|\bspeaking\b|\bquoted\b).*", re.DOTALL)
_TITLES = words("titles")
_PERSONAL = words("pronouns")
_BODIES = frozenset({"office", "ministry", "department", "bureau", "secretariat", "council"})
"""What a title before it belongs to ("the Foreign Office")."""
_PLURAL_PERSONS = frozenset({"people", "some", "many", "others", "several", "few", "most"})


class Voices:
    """The mentions of a report, found by the place where they stand."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self._mentions]

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that touch text[start:end]."""
        first = max(bisect_left(self._starts, start) - 3, 0)
        last = bisect_left(self._starts, end)
        return [m for m in self._mentions[first:last] if m.end > start]

    def at(self, offset: int) -> Mention | None:
        """The mention over a character: a named person before others, then the longest."""
        over = [m for m in self.between(offset, offset + 1) if m.start <= offset]
        return max(over, key=lambda m: (m.kind == "person", m.name is not None, m.end - m.start), default=None)


def find_source(
    text: str, span: tuple[int, int], head: int, voices: Voices, *, head_token: Any | None = None,
    antecedent: tuple[int, int] | None = None,
) -> Source:  # fmt: skip
    """The source at text[span]: `head` is the offset of its head word, `antecedent` what a "who" stands for."""
    start, end = span
    place = antecedent[0] if antecedent is not None else head
    mention = voices.at(place)
    if head_token is not None and antecedent is None and _is_joint(head_token, head, end, voices):
        return _joint(text, span, voices.between(*span))
    word = text[place:].split(None, 1)[0].strip(",.;:'’\"”").lower() if text[place:].strip() else ""
    person = mention is not None and mention.kind == "person"
    common = head_token is not None and antecedent is None and head_token.pos_ in ("NOUN", "ADJ", "DET", "NUM")
    unnamed = _lemma(word) in words("unnamed")
    name = mention.name if mention is not None and (person or not (common and unnamed)) else None
    pieces = (antecedent, span) if antecedent is not None else ()
    if antecedent is not None:
        start = min(start, antecedent[0])
        end = max(end, antecedent[1])
    outer = text[start:end] if antecedent is None else text[antecedent[0] : antecedent[1]] + " " + text[slice(*span)]
    if name is None and not unnamed and word not in _PERSONAL:
        name = _proper_name(text[slice(*span)], head - span[0]) if not common else None
    appended = _appended_name(head_token, unnamed)
    name = name or appended
    pronoun = word in _PERSONAL
    return Source(
        text=outer,
        start=start,
        end=end,
        name=name,
        role=_role(text, span, mention, name, pronoun=pronoun, unnamed=unnamed, head=head),
        state=_state(mention, voices.between(*span), unnamed=unnamed or common, pronoun=pronoun),
        anonymous=_anonymous(
            mention, name, unnamed=unnamed and not _is_office(text[start:head], word), pronoun=pronoun
        ),
        parts=pieces,
    )


def _is_joint(head: Any, at: int, end: int, voices: Voices) -> bool:
    """Whether several speak together ("Ana Rojas and her host", "Peru and Chile"): the head of a phrase from `at` to
    `end` names one, and another is set beside it."""
    first = voices.at(at)
    for kid in head.children:
        place = at + kid.idx - head.idx
        if kid.dep_ != "conj" or not at < place < end:
            continue
        if head.ent_type_ == "PERSON" and (kid.ent_type_ == "PERSON" or kid.pos_ == "NOUN"):
            return True
        other = voices.at(place)
        if first is not None and other is not None and other.start > first.start:
            return True
    return False


def _joint(text: str, span: tuple[int, int], inside: list[Mention]) -> Source:
    """A source of several: its words, no one's name or office, and the state that all are of."""
    states = {mention.state for mention in inside if mention.state is not None}
    return Source(text[slice(*span)], *span, state=states.pop() if len(states) == 1 else None)


def _lemma(word: str) -> str:
    """The singular of a regular plural."""
    if word in _PLURAL_PERSONS:
        return word
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("women"):
        return word[:-5] + "woman"
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and word not in words("unnamed"):
        return word[:-1]
    return word


def _is_office(before: str, word: str) -> bool:
    """An office that one person holds, set down as known ("the Peruvian president"): its name is no secret."""
    return (
        word in words("unnamed", "offices") and re.match(r"(?:the\b|[\w ]+[’']s?\b)", before.strip(), re.I) is not None
    )


def _proper_name(phrase: str, head: int) -> str | None:
    """The run of capitalised words that ends at the head word, from after the last title in it."""
    if not phrase[head:].strip():
        return None
    before = phrase[: head + len(phrase[head:].split(None, 1)[0])]
    run: list[str] = []
    for word in reversed(before.split()):
        core = word.strip(",'’\"”“()")
        titled = core.lower().rstrip(".") in _TITLES and (not run or run[-1].lower() not in _BODIES)
        if not core[:1].isupper() or (run and word.endswith((",", "’s", "'s"))) or titled:
            break
        run.insert(0, core if len(core) <= 2 else core.rstrip("."))
    while run and run[0] == "The":
        run.pop(0)
    return " ".join(run) or None


def _appended_name(head: Any | None, unnamed: bool) -> str | None:
    """The name set after an office: "a spokesman, Ivan Petrov,"."""
    if head is None or not unnamed:
        return None
    for kid in head.children:
        if kid.dep_ == "appos" and kid.pos_ == "PROPN":
            name = [t.text for t in kid.subtree if t.pos_ == "PROPN" and t.dep_ in ("compound", "flat", "appos")]
            return " ".join(name) or None
    return None


def _role(
    text: str, span: tuple[int, int], mention: Mention | None, name: str | None, *, pronoun: bool, unnamed: bool,
    head: int,
) -> str | None:  # fmt: skip
    """The office or description: as the mention has it, else from the noun phrase."""
    if mention is not None and mention.role:
        return mention.role
    if pronoun:
        return None
    phrase = text[slice(*span)]
    if name is None:
        role = _ROLE_END.sub("", _ARTICLE.sub("", phrase, count=1)) if unnamed else ""
        return role.strip() or None
    last = name.split()[-1]
    if unnamed and head < span[0] + phrase.find(last):
        return _ARTICLE.sub("", phrase[: phrase.find(name)], count=1).strip(" ,") or None
    after = phrase[phrase.find(last) + len(last) :] if last in phrase else ""
    apposition = re.match(r"\s*,\s*((?:the|a|an|who|[\w’']+)\s[^,]*)", after)
    if apposition and not apposition.group(1).lower().startswith(("who", "which")):
        return _ARTICLE.sub("", apposition.group(1), count=1).strip() or None
    before = phrase[: phrase.find(name)].strip(" ,") if name in phrase else ""
    return _ARTICLE.sub("", before, count=1).strip() or None


def _state(mention: Mention | None, inside: list[Mention], *, unnamed: bool, pronoun: bool) -> str | None:
    """The state for which the source speaks."""
    if mention is not None and mention.state is not None:
        return mention.state
    if pronoun or (mention is not None and mention.kind in ("person", "collective") and not unnamed):
        return None
    states = {m.state for m in inside if m.state is not None}
    return states.pop() if len(states) == 1 else None


def _anonymous(mention: Mention | None, name: str | None, *, unnamed: bool, pronoun: bool) -> bool:
    """Does the text withhold who speaks? A named person, a state, a body or a paper is no secret."""
    if name is not None:
        return False
    if pronoun:
        return mention is not None and mention.kind in ("person", "group") and mention.name is None
    return unnamed
