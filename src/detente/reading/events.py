"""Events of a report: who did what to whom, when, with what status, and the sentence that says so.

Only deeds between different states, or a state and a named international actor, are events; what a state does at home
has no dyad and is left out. Method and figures: docs/methods/events.md.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations, permutations, product
from typing import Any

from detente.dates import day_range
from detente.organisations import find_organisation
from detente.plover import quad_of, score_of
from detente.reading.between import BACK, Between
from detente.reading.completions import completed, is_borne_out
from detente.reading.contexts import contexts_of, is_game, is_market, sports_bodies
from detente.reading.deeds import Deed, find_deeds
from detente.reading.hard_cases import COOPERATIVE, to_come
from detente.reading.judgements import find_judgements
from detente.reading.model import Actor, Event, Mention, Span, Status, TimeExpression
from detente.reading.pair_deeds import Setting, find_pair_deeds
from detente.reading.parsed import ParsedReport, Sentence
from detente.reading.party_places import places_of
from detente.reading.private_parties import acts_privately
from detente.reading.roles import Places
from detente.reading.second_opinion import SURE_ALONE, weigh_events
from detente.reading.timing import date_of, place_of
from detente.reading.trust import confidence_of, counts_of_states
from detente.reading.unnamed import from_clause, is_filled, is_near, is_of_both, is_open
from detente.reading.visits import find_visits, host_of

NO_STATES = frozenset({"MED", "MNC"})
"""Sectors that neither act for a state nor are acted on for it: outlets and firms."""


def find_events(
    parsed: ParsedReport, mentions: Sequence[Mention], times: Sequence[TimeExpression]
) -> tuple[Event, ...]:
    """The events of a report in the order of its text, one for each deed, parties and sentence.

    A party that a sentence leaves to the text is only one that the report elsewhere names in a deed with the other.
    """
    if is_game(parsed.text):
        return ()
    between = Between(parsed, mentions)
    found: list[Event] = []
    scenes: list[tuple[_Scene, tuple[Deed, ...]]] = []
    unfinished: list[tuple[_Scene, Deed]] = []
    for sentence in parsed.sentences:
        if sentence.doc is not None and not is_market(parsed.text[sentence.start : sentence.end]):
            scene = _Scene(parsed, sentence, mentions, times, between)
            deeds = scene.deeds()
            scenes.append((scene, deeds))
            events, rest = scene.told(deeds)
            found.extend(events)
            unfinished.extend((scene, deed) for deed in rest)
    linked = {pair for event in found for pair in _pairs(event)}
    for scene, deed in unfinished:
        event = scene.completed(deed, linked)
        if event is not None:
            found.append(event)
    told = weigh_events(_told_once(found), between)
    asked = [event for scene, deeds in scenes for event in scene.asked(told, deeds)]
    return _told_once([*told, *weigh_events(asked, between, SURE_ALONE)])


def _pairs(event: Event) -> Iterator[frozenset[str]]:
    """The pairs of states that an event links."""
    states = [a.state for a in event.actors if a.state], [r.state for r in event.recipients if r.state]
    yield from (frozenset(pair) for pair in (product(*states) if event.recipients else combinations(states[0], 2)))


def _told_once(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events without those that a report tells again (its headline and its lead): the surest telling stays."""
    best: dict[Hashable, Event] = {}
    for event in events:
        sides: Hashable = (_names(event.actors), _names(event.recipients))
        if event.type == "CONSULT":
            # That two talk and that one visits the other are one meeting.
            sides = _names(event.actors) | _names(event.recipients)
        name = (event.type, event.status, event.date, sides)
        if name not in best or event.confidence > best[name].confidence:
            best[name] = event
    return tuple(sorted(best.values(), key=lambda event: (event.start, event.trigger.start)))


def _names(actors: Sequence[Actor]) -> frozenset[str]:
    return frozenset(actor.state or actor.name or actor.text for actor in actors)


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence with who and when is named in its report."""

    parsed: ParsedReport
    sentence: Sentence
    mentions: Sequence[Mention]
    times: Sequence[TimeExpression]
    between: Between

    @property
    def places(self) -> Places:
        """The sentence's parties by token."""
        here = [m for m in self.mentions if self.sentence.start <= m.start < self.sentence.end and _can_act(m)]
        return places_of(self.sentence.doc, here, self.sentence.start)

    def deeds(self) -> tuple[Deed, ...]:
        """The deeds that the lexicon reads in the sentence, with the parties that their slots hold."""
        doc, places = self.sentence.doc, self.places
        deeds = find_deeds(doc, places, key=_key, open_ended=True)
        return (*deeds, *find_visits(doc, places), *find_judgements(doc, places))

    def told(self, deeds: Iterable[Deed]) -> tuple[list[Event], list[Deed]]:
        """The events whose parties the sentence names, and the deeds of which it leaves a party open."""
        places = self.places
        events: dict[Hashable, Event] = {}
        rest = []
        for found in deeds:
            deed = from_clause(
                found if is_near(found, places, self.parsed.text) else replace(found, recipients=()), places, key=_key
            )
            event = self.event_of(deed)
            if event is None:
                if is_of_both(deed) or is_open(deed, places):
                    rest.append(deed)
                continue
            event = _at_host(event, host_of(deed, places))
            name = (event.type, frozenset(a.state or a.name for a in event.actors + event.recipients))
            kept = events.get(name)
            if kept is None or event.confidence > kept.confidence:
                events[name] = event
        return sorted(events.values(), key=lambda event: event.trigger.start), rest

    def asked(self, told: Sequence[Event], deeds: Sequence[Deed]) -> Iterator[Event]:
        """The events that the encoder finds between parties of the sentence of whom nothing is told there."""
        places, start = self.places, self.sentence.start
        here = {party.start: party for party in places.values()}
        linked: dict[tuple[Hashable, Hashable], set[str]] = {}
        for event in told:
            if event.start == start:
                # An event may shorten a name: the mention at its place tells the party.
                actors, recipients = (
                    [(a.state,) if a.state else _key(here.get(a.start, a)) for a in side]
                    for side in (event.actors, event.recipients)
                )
                for pair in (*product(actors, recipients), *permutations(actors, 2), *permutations(recipients, 2)):
                    linked.setdefault(pair, set()).update(_types_of(event))
        sentences = self.parsed.upto(self.sentence.end)[-1 - BACK :]
        before = [m for m in self.mentions if sentences[0][0] <= m.start < start and _can_act(m)]
        states = len(counts_of_states(self.mentions))
        end = self.sentence.end
        setting = Setting(self.sentence.doc, places, deeds, before, linked, states, self.between, end, _key)
        yield from filter(None, map(self.event_of, find_pair_deeds(setting)))

    def completed(self, deed: Deed, linked: Set[frozenset[str]]) -> Event | None:
        """The event of a deed with the party that the text means, if a deed named elsewhere links the two."""
        whole = completed(deed, self.parsed, self.mentions, self.sentence)
        event = None if whole is deed else self.event_of(whole)
        is_linked = event is not None and all(pair in linked for pair in _pairs(event))
        return event if event is not None and is_linked and is_borne_out(event, deed, self.between) else None

    def event_of(self, deed: Deed) -> Event | None:
        """The event of a deed whose parties are known; None where it is none between states."""
        sides = _sides(deed)
        if sides is None:
            return None
        within = [t for t in self.times if self.sentence.start <= t.start < self.sentence.end]
        date = date_of(deed, self.sentence, within, self.parsed.report.date)
        kind, status, date = _as_dated(deed, date, self.parsed.report.date)
        confidence = confidence_of(deed, self.sentence, self.mentions)
        return _event(deed, sides, (kind, status, date), self.sentence, self.parsed.text, confidence)


def _at_host(event: Event, host: str | None) -> Event:
    """A meeting of two states in a town of one of them, as the other's visit to it."""
    parties = event.actors + event.recipients
    guests = tuple(party for party in parties if party.state != host)
    if host is None or event.type != "CONSULT" or len(parties) != 2 or len(guests) != 1 or guests[0].state is None:
        return event
    return replace(event, actors=guests, recipients=tuple(party for party in parties if party.state == host))


def _can_act(mention: Mention) -> bool:
    return bool(
        mention.sector not in NO_STATES
        and mention.name not in sports_bodies()
        and (mention.state or mention.members or _is_international(mention))
    )


def _is_international(mention: Mention) -> bool:
    return bool(mention.state is None and mention.name and mention.kind in ("organisation", "group"))


def party_keys(mention: Mention) -> tuple[str, ...]:
    """The parties of a mention: its states if it is a collective, else its state, else its name."""
    if mention.members:
        return mention.members
    return (mention.state or mention.name or mention.text,)


def _key(mention: Mention) -> Hashable:
    return party_keys(mention)


def _parties(mentions: Sequence[Mention]) -> tuple[Actor, ...]:
    """The parties as actors of one state each: a collective is taken apart into its members."""
    out: dict[str, Actor] = {}
    for mention in mentions:
        for key in party_keys(mention):
            actor = replace(mention, state=key, members=()) if mention.members else _by_short_name(mention)
            out.setdefault(key, actor)
    return tuple(out.values())


def _by_short_name(mention: Mention) -> Actor:
    """The mention under the name that news gives an organisation of states: NATO, UN, EU."""
    if mention.state is not None or mention.sector != "IGO" or mention.name is None:
        return mention
    organisation = find_organisation(mention.name)
    short = [form for form in organisation.forms if form.isupper() and form.isalpha()] if organisation else []
    return replace(mention, name=short[0]) if short else mention


def _as_dated(deed: Deed, date: str | None, report_date: str | None) -> tuple[str, Status, str | None]:
    """Type, status and date of a deed told as done but dated after its report: what a verb tells as past ("signed a
    deal on next year's gas") and a word about what is to come ("cancels a visit due in May") were done by then, what
    else it is has still to come.
    """
    when, told = day_range(date), day_range(report_date)
    if deed.status not in ("occurred", "ongoing") or not when or not told or when[0] < told[1]:
        return deed.type, deed.status, date
    kind = to_come(deed.type)
    if kind == deed.type or _is_past(deed.match.token):
        return deed.type, deed.status, report_date
    return kind, "planned", date


def _is_past(verb: Any) -> bool:
    """Whether a verb tells what was done, in the past or the perfect tense."""
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and any(child.lemma_ == "have" for child in verb.children))


def _types_of(event: Event) -> frozenset[str]:
    """The types as which the encoder may see what an event tells: a meeting to come is told as an agreement."""
    is_to_come = event.type == "AGREE" and event.status in ("planned", "possible")
    return COOPERATIVE | {event.type} if is_to_come else frozenset({event.type})


def _sides(deed: Deed) -> tuple[tuple[Actor, ...], tuple[Actor, ...]] | None:
    """Actors and recipients of the event that a deed makes; None where it makes none."""
    actors, recipients = _parties(deed.actors), _parties(deed.recipients)
    known = {party_keys(actor) for actor in actors}
    recipients = tuple(r for r in recipients if party_keys(r) not in known)
    if not actors or (not recipients and not (deed.match.predicate.reciprocal and len(actors) > 1)):
        return None
    if not any(a.state for a in actors + recipients):
        return None
    if deed.base == "ASSAULT" and deed.reciprocal and is_filled(deed.match):
        return None  # They fight somebody else together.
    if deed.standing.supposed or (deed.standing.deontic and deed.status == "possible"):
        return None
    if deed.status == "denied" and (deed.type == "REJECT" or deed.match.predicate.is_noun):
        return None
    if acts_privately(deed, actors):
        return None
    return actors, recipients


def _event(
    deed: Deed,
    sides: tuple[tuple[Actor, ...], tuple[Actor, ...]],
    told: tuple[str, Status, str | None],
    sentence: Sentence,
    report: str,
    confidence: float,
) -> Event:
    """The event of a deed: its parties, what it is told as (type, status, date), and where its words stand."""
    kind, status, date = told
    mode = deed.match.predicate.mode if kind == deed.base else None
    text = report[sentence.start : sentence.end]
    start = min(token.idx for token in deed.match.tokens)
    end = max(token.idx + len(token.text) for token in deed.match.tokens)
    return Event(
        type=kind,
        mode=mode,
        contexts=contexts_of(text),
        actors=sides[0],
        recipients=sides[1],
        date=date,
        status=status,
        place=place_of(deed),
        quad=quad_of(kind),
        score=score_of(kind, mode),
        text=text,
        start=sentence.start,
        end=sentence.end,
        trigger=Span(text[start:end], sentence.start + start, sentence.start + end),
        confidence=confidence,
    )
