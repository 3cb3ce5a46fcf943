"""Deeds that the encoder finds where the lexicon reads none, and how two parties hang together in a sentence's tree."""

from __future__ import annotations

import pytest

from detente.reading.events import find_events
from detente.reading.mentions import find_mentions
from detente.reading.model import Event
from detente.reading.pair_paths import heads_of, path_between
from detente.reading.parse import parse_reports, parse_sentence
from detente.sources.report import Report


def events_in(text: str) -> tuple[Event, ...]:
    parsed = next(parse_reports([Report(text, date="2014-06-03")]))
    return find_events(parsed, find_mentions(parsed), parsed.times)


@pytest.mark.parametrize(
    ("sentence", "link"),
    [
        ("Kenya scolded Uganda.", "clause"),
        ("Kenya asked the union to scold Uganda.", "control"),
        ("Kenya said that Uganda had moved the stones.", "report"),
        ("Kenya's anger at Uganda grew.", "noun"),
        ("Kenya and Uganda sell tea.", "list"),
        ("Kenya sells the tea that Uganda grew.", "loose"),
    ],
)
def test_two_parties_hang_together_by_what_joins_them_in_the_tree(sentence: str, link: str) -> None:
    doc = parse_sentence(sentence)
    first, second = ("Kenya", "Uganda")
    places = {token.i: token.text for token in doc if token.text in (first, second)}
    heads = {places[token.i]: token for token in heads_of(places, doc).values()}
    path = path_between(heads[first], heads[second])
    assert path is not None
    assert path.link == link


def test_the_encoder_tells_a_deed_whose_verb_the_lexicon_does_not_know() -> None:
    (event,) = events_in("The Kenyan premier lashed Uganda's handling of the border.")
    assert (event.type, event.trigger.text, event.status) == ("ACCUSE", "lashed", "occurred")
    assert [a.state for a in event.actors] == ["KEN"]
    assert [r.state for r in event.recipients] == ["UGA"]
    assert event.text[event.trigger.start - event.start : event.trigger.end - event.start] == "lashed"


def test_a_pair_of_one_sentence_is_told_once_a_quad() -> None:
    for sentence in (
        "Kenya condemned Uganda's seizure of the island and voiced deep anger at Uganda.",
        "Norway's prime minister met the Danish prime minister and held talks with Denmark in Oslo.",
    ):
        told = [(frozenset(a.state for a in (*e.actors, *e.recipients)), e.quad) for e in events_in(sentence)]
        assert len(told) == len(set(told))


@pytest.mark.parametrize(
    "text",
    [
        "French troops intervened in Mali to chase out Islamist militants.",
        "U.S. jets carried out air strikes in Iraq. The raids hit Islamic State.",
    ],
)
def test_force_against_fighters_inside_a_state_is_not_force_against_the_state(text: str) -> None:
    assert not [e for e in events_in(text) if e.type == "ASSAULT" and {r.state for r in e.recipients} & {"MLI", "IRQ"}]


def test_force_in_a_territory_whose_movements_speak_for_it_is_force_against_it() -> None:
    events = events_in("Israel launched an attack in Gaza after militants had fired rockets.")
    assert any(e.type == "ASSAULT" and {r.state for r in e.recipients} == {"PSE"} for e in events)
