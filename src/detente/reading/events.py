"""Events of a report: who did what to whom, when, with what status, and the sentence that says so.

Only deeds between different states, or a state and a named international actor, are events; what a state does at home
has no dyad and is left out. Method and figures: docs/methods/events.md.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from detente.plover import quad_of, score_of
from detente.reading.contexts import contexts_of, is_game, is_market, private_heads
from detente.reading.deeds import Deed, find_deeds
from detente.reading.model import Actor, Event, Mention, Span, TimeExpression
from detente.reading.parties import dyad_in_focus, other_party
from detente.reading.parsed import ParsedReport, Sentence
from detente.reading.roles import Places, slot_tokens
from detente.reading.timing import date_of, place_of
from detente.reading.trust import confidence_of
from detente.reading.unnamed import from_clause, from_text, of_both
from detente.reading.visits import find_visits

OUTLETS = "MED"
_BEFORE = re.compile(r"(?i)\b(?:pro|anti|non|ex|un|post|pre)[-‑ ]$|\bformer $")
_AFTER = re.compile(
    r"[-‑](?:backed|born|based|style|occupied|held|flagged|dominated|sponsored|brokered|funded|trained|made|allied|mediated"
    r"|speaking|controlled|owned|supported|educated|listed|aligned|friendly|registered|run|leaning|bound|related)\b"
)


def find_events(
    parsed: ParsedReport, mentions: Sequence[Mention], times: Sequence[TimeExpression]
) -> tuple[Event, ...]:
    """The events of a report in the order of its text, one for each deed, parties and sentence."""
    if is_game(parsed.text):
        return ()
    found: list[Event] = []
    for sentence in parsed.sentences:
        if sentence.doc is not None:
            found.extend(_events_of(sentence, parsed, mentions, times))
    return _told_once(found)


def _told_once(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events without those that a report tells again (its headline and its lead): the surest telling stays."""
    best: dict[Hashable, Event] = {}
    for event in events:
        name = (event.type, event.status, event.date, _names(event.actors), _names(event.recipients))
        if name not in best or event.confidence > best[name].confidence:
            best[name] = event
    return tuple(sorted(best.values(), key=lambda event: (event.start, event.trigger.start)))


def _names(actors: Sequence[Actor]) -> frozenset[str]:
    return frozenset(actor.state or actor.name or actor.text for actor in actors)


def _events_of(
    sentence: Sentence, parsed: ParsedReport, mentions: Sequence[Mention], times: Sequence[TimeExpression]
) -> list[Event]:
    here = [m for m in mentions if sentence.start <= m.start < sentence.end and _can_act(m)]
    text = parsed.text[sentence.start : sentence.end]
    if is_market(text):
        return []
    within = [t for t in times if sentence.start <= t.start < sentence.end]
    places = places_of(sentence.doc, here, sentence.start)
    events: dict[Hashable, Event] = {}
    other = partial(_other, parsed, mentions, sentence)
    pair = partial(_pair, parsed, mentions, sentence)
    for found in (*find_deeds(sentence.doc, places, key=_key, open_ended=True), *find_visits(sentence.doc, places)):
        deed = of_both(from_text(from_clause(found, places, key=_key), other), pair)
        event = _event(deed, sentence, text, parsed.report.date, within)
        if event is None:
            continue
        name = (event.type, frozenset(a.state or a.name for a in event.actors + event.recipients))
        kept = events.get(name)
        if kept is None or event.confidence > kept.confidence:
            events[name] = event
    return sorted(events.values(), key=lambda event: event.trigger.start)


def _other(
    parsed: ParsedReport, mentions: Sequence[Mention], sentence: Sentence, known: Mention | None
) -> Actor | None:
    """The party that the text pairs with a known one: its last mention, the known one being no crowd and no firm."""
    state = known.state if known is not None else None
    name = other_party(parsed, mentions, sentence, state) if state else None
    if name is None:
        return None
    return _last_mention(name, mentions, sentence)


def _pair(parsed: ParsedReport, mentions: Sequence[Mention], sentence: Sentence) -> list[Actor]:
    """The two parties that the text is about."""
    pair = dyad_in_focus(parsed, mentions, sentence) or ()
    return [_last_mention(state, mentions, sentence) for state in pair]


def _last_mention(state: str, mentions: Sequence[Mention], sentence: Sentence) -> Actor:
    before = [m for m in mentions if m.state == state and m.start < sentence.end]
    return before[-1] if before else Actor(state, sentence.start, sentence.start, "state", state=state)


def _can_act(mention: Mention) -> bool:
    return bool(mention.sector != OUTLETS and (mention.state or mention.members or _is_international(mention)))


def _is_international(mention: Mention) -> bool:
    return bool(mention.state is None and mention.name and mention.kind in ("organisation", "group"))


def party_keys(mention: Mention) -> tuple[str, ...]:
    """The parties of a mention: its states if it is a collective, else its state, else its name."""
    if mention.members:
        return mention.members
    return (mention.state or mention.name or mention.text,)


def _key(mention: Mention) -> Hashable:
    return party_keys(mention)


def places_of(doc: Any, mentions: Iterable[Mention], offset: int) -> Places:
    """Token index -> mention; where mentions overlap the longer one holds, but a resolved one before an unresolved."""
    out: dict[int, Mention] = {}
    for mention in sorted(mentions, key=lambda m: (bool(m.state or m.members), m.end - m.start)):
        span = doc.char_span(mention.start - offset, mention.end - offset, alignment_mode="expand")
        if span is None or _is_epithet(doc.text, mention.start - offset, mention.end - offset):
            continue
        for token in span:
            out[token.i] = mention
    return out


def _is_epithet(text: str, start: int, end: int) -> bool:
    """Whether a name only colours another ("pro-Russian", "U.S.-backed", "Iran-born"): its bearer is not that state."""
    return bool(_BEFORE.search(text[max(start - 8, 0) : start]) or _AFTER.match(text, end))


def _acts_privately(deed: Deed) -> bool:
    """Whether the deed's subject is people, a firm or rebels of a state rather than the state."""
    subjects = slot_tokens(deed.match, deed.how[0]) if deed.how[0] in ("subject", "agent") else []
    return bool(subjects) and all(token.lower_ in private_heads() for token in subjects)


def _parties(mentions: Sequence[Mention]) -> tuple[Actor, ...]:
    """The parties as actors of one state each: a collective is taken apart into its members."""
    out: dict[str, Actor] = {}
    for mention in mentions:
        for key in party_keys(mention):
            actor = replace(mention, state=key, members=()) if mention.members else mention
            out.setdefault(key, actor)
    return tuple(out.values())


def _event(
    deed: Deed, sentence: Sentence, text: str, report_date: str | None, times: Sequence[TimeExpression]
) -> Event | None:
    actors, recipients = _parties(deed.actors), _parties(deed.recipients)
    known = {party_keys(actor) for actor in actors}
    recipients = tuple(r for r in recipients if party_keys(r) not in known)
    if not actors or (not recipients and not (deed.match.predicate.reciprocal and len(actors) > 1)):
        return None
    if not any(a.state for a in actors + recipients):
        return None
    if _acts_privately(deed) or (actors[0].kind == "group" and actors[0].text.split()[-1].lower() in private_heads()):
        return None
    mode = deed.match.predicate.mode if deed.type == deed.base else None
    tokens = deed.match.tokens
    start = min(token.idx for token in tokens)
    end = max(token.idx + len(token.text) for token in tokens)
    return Event(
        type=deed.type,
        mode=mode,
        contexts=contexts_of(text),
        actors=actors,
        recipients=recipients,
        date=date_of(deed, sentence, times, report_date),
        status=deed.status,
        place=place_of(deed),
        quad=quad_of(deed.type),
        score=score_of(deed.type, mode),
        text=text,
        start=sentence.start,
        end=sentence.end,
        trigger=Span(text[start:end], sentence.start + start, sentence.start + end),
        confidence=confidence_of(deed),
    )
