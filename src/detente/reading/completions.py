"""Deeds whose party the text tells, not their sentence: who it is, and whether the text bears it out.

"Moscow accepted" is the other state's offer where a deed elsewhere links the two. News says much of two states that
neither does to the other; what kinds of deeds are right, and what the encoder adds, stands in docs/methods/events.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.reading.between import Between
from detente.reading.deeds import Deed
from detente.reading.model import Actor, Event, Mention
from detente.reading.parsed import ParsedReport, Sentence
from detente.reading.parties import acting, dyad_in_focus, other_party, states_of
from detente.reading.predicates import objects_of
from detente.reading.retold import is_retold
from detente.reading.second_opinion import sides_of
from detente.reading.unnamed import from_text, is_of_both, of_both

TOWARDS = frozenset({"SUPPORT", "ACCUSE", "CONCEDE", "SANCTION"})
"""Types that are done to somebody even where nobody is named: of 27 read in news 21 were right."""
LEAST = 0.3
"""The encoder's probability of another type from which on it is believed."""


def completed(deed: Deed, parsed: ParsedReport, mentions: Sequence[Mention], sentence: Sentence) -> Deed:
    """An open deed with the party or the pair that the text means, or as it was."""

    def last_mention(state: str) -> Actor:
        before = [m for m in mentions if m.state == state and m.start < sentence.end]
        return before[-1] if before else Actor(state, sentence.start, sentence.start, "state", state=state)

    def other(known: Mention | None) -> Actor | None:
        state = known.state if known is not None else None
        name = other_party(parsed, mentions, sentence, state) if state else None
        return last_mention(name) if name is not None else None

    if is_of_both(deed):
        whole = of_both(deed, [last_mention(state) for state in dyad_in_focus(parsed, mentions, sentence) or ()])
        is_alone = whole is not deed and not states_of(acting(mentions, sentence, sentence.start, sentence.end))
        return replace(whole, how=("told", "")) if is_alone else whole
    whole = from_text(deed, other)
    if whole is deed or not _is_towards(deed):
        return whole
    return replace(whole, how=("told", deed.how[1]) if deed.recipients else (deed.how[0], "told"))


def _is_towards(deed: Deed) -> bool:
    """Whether a deed needs somebody ("condemned the decision") or answers somebody ("accepted the offer")."""
    answers = any(is_retold(token) for token in (*deed.match.tokens[1:], *objects_of(deed.match.token)))
    return answers or (deed.type in TOWARDS and deed.match.predicate.mode != "investigate")


def is_borne_out(event: Event, deed: Deed, between: Between) -> bool:
    """Whether a completed deed needs or answers somebody, or is read by the encoder between the two as well.

    The encoder reads from the sentence that names the other party up to the event's own.
    """
    if not event.recipients or _is_towards(deed):
        return True
    shares = between.shares(event.end, *sides_of(event))
    return shares is not None and shares[event.type] >= LEAST
