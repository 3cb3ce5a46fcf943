"""An attribution as the syntax of one sentence gives it: a cue, its source and what carries the content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.reading.cues import Cue
from detente.reading.phrase_structure import Run, Token, source_run, verb_run

Carrier = Literal["clause", "report", "named", "infinitive", "object", "preposition", "noun", "quotation"]
_RELATIVE = frozenset({"who", "which", "that", "whom"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue with its source and content, as runs of tokens. `head` is the source's head token, `verb` the cue's.

    `content` is empty where only a neighbouring quotation can be the content; `quotable` tells that one may be.
    `antecedent` is the token for which a relative pronoun in the source's place stands.
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


def frame(
    verb: Token, cue: Cue, head: Token | None, content: tuple[Run, ...], carrier: Carrier, *, quotable: bool = False,
    cue_run: Run | None = None,
) -> Frame:  # fmt: skip
    """The frame of a cue token whose source has the given head."""
    run = source_run(head, verb) if head is not None else None
    antecedent = None
    if head is not None and head.lower_ in _RELATIVE and verb.dep_ == "relcl":
        antecedent = verb.head
    return Frame(verb, cue, cue_run or verb_run(verb), run, head, content, carrier, quotable, antecedent)
