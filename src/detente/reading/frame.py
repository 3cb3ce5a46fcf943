"""An attribution as the syntax of one sentence gives it: a cue, its source and what carries the content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.reading.cues import Cue
from detente.reading.phrase_structure import Run, Token, agent, child, source_run, subject, verb_run

Carrier = Literal["clause", "report", "named", "infinitive", "object", "preposition", "noun", "quotation"]
_QUOTING = frozenset({"quote", "cite", "report"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue with its source and content, as runs of tokens. `head` is the source's head token, `verb` the cue's.

    `content` is empty where only a neighbouring quotation can be the content; `quotable` tells that one may be.
    `antecedent` is the token for which a relative pronoun in the source's place stands; `conveyor` who passes
    the statement on, as run and head token ("TASS quoted Shoigu as saying").
    """

    verb: Token
    cue: Cue
    cue_run: Run
    source: Run | None
    head: Token | None
    content: tuple[Run, ...]
    carrier: Carrier
    quotable: bool = False
    antecedent: Token | None = None
    conveyor: tuple[Run, Token] | None = None


def frame(
    verb: Token, cue: Cue, head: Token | None, content: tuple[Run, ...], carrier: Carrier, *, quotable: bool = False,
    cue_run: Run | None = None,
) -> Frame:  # fmt: skip
    """The frame of a cue token whose source has the given head."""
    run = source_run(head, verb) if head is not None else None
    antecedent = None
    if head is not None and head.lower_ in _RELATIVE and verb.dep_ == "relcl":
        antecedent = verb.head
    return Frame(
        verb, cue, cue_run or verb_run(verb), run, head, content, carrier, quotable, antecedent, _conveyor(verb, head)
    )


def _conveyor(verb: Token, head: Token | None) -> tuple[Run, Token] | None:
    """Who quotes the source: "[TASS] quoted Shoigu as saying", "Shoigu was quoted by [TASS] as saying"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as" or verb.head.head.lemma_.lower() not in _QUOTING:
        return None
    quoting = verb.head.head
    passive = child(quoting, "nsubjpass", "auxpass") is not None
    who = agent(quoting) if passive else subject(quoting)
    return None if who is None or who == head else (source_run(who, quoting), who)
