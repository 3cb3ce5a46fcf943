"""What a source says of each relation that its claim is about: warmer, cooler, unchanged, worried; for or against.

Words and phrases of `knowledge/stances.toml`, turned by a negation, each counted for the two states that stand nearest.
Measured on sentences of our own in docs/methods/claims.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import cast

from detente.reading.cues import Cue
from detente.reading.model import Mention, Stance
from detente.tables import toml_table

_ORDER: tuple[Stance, ...] = ("worried", "cooler", "warmer", "against", "for", "unchanged")
"""Which of two that are told equally often is taken; the opposites cancel out before."""
_OPPOSED = (("warmer", "cooler"), ("for", "against"))
_NEGATED = re.compile(
    r"(?:\b(?:not|no|never(?!\s[\w\s]{0,20}\b(?:so|such|as|more|better)\b)|nor|neither|hardly|without|cannot|nothing"
    r"|nobody|rather than|instead of)|n['’]t)(?!\s+(?:only|just|merely|simply)\b)"
    r"(?:\s+[\w’'-]+){0,3}[\s\"“‘']*\Z",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;:!?]\s|,\s+(?:but|while|whereas|although|though|and)\b|\b(?:but|whereas|although)\b")
_WORD = re.compile(r"[A-Za-zé][\w’'-]*")
_OPEN_QUESTION = ("whether ", "if ")
_WEIGHT_OF_CUE = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A word or phrase that takes a stance, and where it stands in the content."""

    stance: Stance
    at: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Form:
    """A word or phrase of the table: what it tells, what a negation makes of it, whether it needs a noun of ties."""

    pattern: re.Pattern[str]
    stance: Stance
    turned: Stance | None
    tied: bool


def _pattern(words: str) -> re.Pattern[str]:
    """A form of the table: a lone * is up to four words, a trailing one any ending."""
    made = ""
    for word in words.split():
        made += r"(?:[\w’'-]+\s+){0,4}?" if word == "*" else re.escape(word).replace(r"\*", r"[\w-]*") + r"\b\s+"
    return re.compile(made.removesuffix(r"\s+"), re.IGNORECASE)


@cache
def _forms() -> dict[str, tuple[_Form, ...]]:
    """The forms by their first three letters, the longest first, so that few are tried at a word."""
    table = toml_table("stances")
    known: dict[str, list[tuple[int, _Form]]] = {}
    for kind in _ORDER:
        turned = table[kind]["turned"] or None
        for tied in (False, True):
            for words in table[kind]["of_ties" if tied else "said"]:
                known.setdefault(words.split()[0][:3].lower(), []).append(
                    (len(words.replace("*", "")), _Form(_pattern(words), kind, turned, tied))
                )
    return {k: tuple(form for _, form in sorted(v, key=lambda pair: -pair[0])) for k, v in known.items()}


@cache
def _heads() -> re.Pattern[str]:
    heads = toml_table("relation_words")["heads"]["words"]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, heads)) + r")\b", re.IGNORECASE)


def hits_of(content: str) -> list[Hit]:
    """The words of a content that take a stance, a negation before them heeded; in the order of the text."""
    forms, found, end = _forms(), list[Hit](), 0
    for word in _WORD.finditer(content):
        if word.start() < end:
            continue
        for form in forms.get(word[0][:3].lower(), ()):
            match = form.pattern.match(content, word.start())
            if match is None:
                continue
            low, high = _clause(content, match.start(), match.end())
            if form.tied and not _heads().search(content, low, high):
                continue
            turned = form.stance != "unchanged" and _NEGATED.search(content[low : match.start()])
            stance = form.turned if turned else form.stance
            if stance is not None:
                found.append(Hit(stance, match.start(), match[0]))
            end = match.end()
            break
    return found


def _clause(content: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a word."""
    low, high = 0, len(content)
    for stop in _CLAUSE.finditer(content):
        if stop.end() <= start:
            low = stop.end()
        elif stop.start() >= end:
            high = stop.start()
            break
    return low, high


def stances_of(
    cue: Cue, said: str, content: str, *, offset: int = 0, mentions: Sequence[Mention] = (), about: Sequence[str] = (),
    state: str | None = None, aside: Container[int] = (),
) -> tuple[Stance | None, tuple[tuple[str, Stance], ...]]:  # fmt: skip
    """The stance of a claim on the whole, and towards each dyad of `about` that its words speak of.

    `content` begins at `offset` of the text in which `mentions` stand; `said` are the cue's words, `state` is the
    source's. What stands at the offsets `aside` only describes somebody. An open question takes no side; a cue of
    praise or blame counts double.
    """
    if not cue.denies and content.lower().startswith(_OPEN_QUESTION):
        return None, ()
    hits = [hit for hit in hits_of(content) if hit.at not in aside]
    by_cue = [Hit(h.stance, len(content) // 2) for h in hits_of(said)]
    if cue.kind == "attitude":
        # "frets about", "angry at" are attitudes that praise nothing.
        by_cue = (by_cue or [Hit("against" if cue.denies else "for", len(content) // 2)]) * _WEIGHT_OF_CUE
    hits += by_cue
    whole = _decided(Counter(h.stance for h in hits))
    votes: dict[str, Counter[Stance]] = {}
    for hit in hits:
        pair = _dyad_at(hit.at + offset, mentions, about, state)
        if pair is not None:
            votes.setdefault(pair, Counter())[hit.stance] += 1
    told = ((pair, _decided(votes[pair])) for pair in about if pair in votes)
    return whole, tuple((pair, stance) for pair, stance in told if stance is not None)


def _decided(votes: Counter[Stance]) -> Stance | None:
    """The stance told most often; opposites that are told equally often are none."""
    for one, other in _OPPOSED:
        if votes[cast(Stance, one)] and votes[cast(Stance, one)] == votes[cast(Stance, other)]:
            votes = Counter({k: n for k, n in votes.items() if k not in (one, other)})
    if not votes or not max(votes.values()):
        return None
    if "unchanged" in votes and len(votes) > 1 and votes["unchanged"] < sum(votes.values()) / 2:
        votes = Counter({k: n for k, n in votes.items() if k != "unchanged"})
    return max(votes, key=lambda kind: (votes[kind], -_ORDER.index(kind)))


def _dyad_at(at: int, mentions: Sequence[Mention], about: Sequence[str], state: str | None) -> str | None:
    """The dyad that the words at an offset speak of: the only one, else that of the states that stand nearest."""
    if len(about) == 1:
        return about[0]
    near: list[str] = []
    for mention in sorted(mentions, key=lambda m: min(abs(m.start - at), abs(m.end - at))):
        for one in mention.members or ((mention.state,) if mention.state else ()):
            if one not in near:
                near.append(one)
    if state is not None and state not in near:
        near.append(state)
    pairs = ("-".join(sorted(pair)) for k in range(2, len(near) + 1) for pair in combinations(near[:k], 2))
    return next((pair for pair in pairs if pair in about), None)
