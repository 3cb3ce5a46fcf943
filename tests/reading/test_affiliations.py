"""Persons by whom they work for, and the other side: whose state a report tells without naming it again."""

import pytest

from detente.reading.mentions import find_mentions
from detente.reading.model import Mention
from detente.reading.parse import parse_reports
from detente.sources.report import Report


def mentions_of(text: str) -> dict[str, Mention]:
    (parsed,) = parse_reports([Report(text, date="2014-05-03")], choose=False)
    return {mention.text: mention for mention in find_mentions(parsed)}


@pytest.mark.parametrize(
    ("text", "phrase", "state"),
    [
        ("Admiral Jorge Salas, who heads the Chilean navy, warned Peru.", "Admiral Jorge Salas", "CHL"),
        ("Claire Dumont of the French foreign ministry criticized Serbia.", "Claire Dumont", "FRA"),
        ("Jan Novak, a spokesman for the Czech interior ministry, thanked Austria.", "Jan Novak", "CZE"),
        ("Mali thanked Lars Berg, an officer at the Danish defence ministry.", "Lars Berg", "DNK"),
    ],
)
def test_who_works_for_a_body_acts_for_its_state(text: str, phrase: str, state: str) -> None:
    assert mentions_of(text)[phrase].state == state


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("UN envoy Lars Berg, a Dane, met Syrian officials in Denmark.", "envoy Lars Berg"),
        (
            "EU Trade Commissioner Cecilia Malmstrom criticised China. Sweden agreed.",
            "Trade Commissioner Cecilia Malmstrom",
        ),
    ],
)
def test_who_speaks_for_an_organisation_of_states_acts_for_none(text: str, phrase: str) -> None:
    found = mentions_of(text)[phrase]
    assert (found.state, found.sector) == (None, "IGO")


def test_a_company_acts_for_no_state() -> None:
    found = mentions_of("Google accused China of hacking.")["Google"]
    assert (found.state, found.sector) == (None, "MNC")


@pytest.mark.parametrize(
    ("text", "phrase", "state"),
    [
        (
            "Norway's defence minister told his Latvian counterpart that patrols would grow. "
            "His counterpart welcomed the plan.",
            "counterpart",
            "LVA",
        ),
        ("Morocco hosted the Spanish king in Rabat. Its guest praised the kingdom.", "guest", "ESP"),
        ("A Turkish official met an Iraqi general. The Turkish official thanked his host.", "host", "IRQ"),
        (
            "Chile's president received Peru's foreign minister in Santiago. The visiting minister was pleased.",
            "The visiting minister",
            "PER",
        ),
        ("Kenya and Uganda signed an accord. The former will build the road.", "former", "KEN"),
        ("Kenya and Uganda signed an accord. Only the latter will pay for it.", "latter", "UGA"),
        ("TBILISI, May 3 - The foreign ministry summoned the Russian ambassador.", "The foreign ministry", "GEO"),
    ],
)
def test_the_other_side_is_told_by_the_two_that_act(text: str, phrase: str, state: str) -> None:
    assert mentions_of(text)[phrase].state == state


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kenya, Uganda and Rwanda signed an accord. The former will build the road.", "former"),
        ("Norway, Sweden and Latvia met. Norway's minister thanked his counterpart.", "counterpart"),
        ("Chile's president met Peru's foreign minister. The visiting minister was pleased.", "The visiting minister"),
        ("Kenya met Uganda. The former president of the bank left.", "former"),
    ],
)
def test_where_more_than_two_may_be_meant_nothing_is_guessed(text: str, phrase: str) -> None:
    found = mentions_of(text).get(phrase)
    assert found is None or found.state is None
