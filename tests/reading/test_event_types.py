"""The type of what one named party does to another, as probabilities."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.plover import event_types
from detente.reading.event_types import NONE, classify, find_party


@pytest.mark.parametrize(
    ("sentence", "actor", "recipient", "expected"),
    [
        (
            "Zambia summoned the ambassador of Belgium over the remarks.",
            "Zambia",
            "the ambassador of Belgium",
            "ACCUSE",
        ),
        ("Finland signed a tax agreement with Uruguay.", "Finland", "Uruguay", "SUPPORT"),
        ("Iceland lifted its ban on imports of beef from Ireland.", "Iceland", "Ireland", "RETREAT"),
        ("Tunisia called off its visit to Malta.", "Tunisia", "Malta", "REJECT"),
        ("Cuba held joint military exercises with Angola.", "Cuba", "Angola", "COOPERATE"),
        ("Laos asked Vietnam for help after the floods.", "Laos", "Vietnam", "REQUEST"),
        ("Oman cut aid to Yemen.", "Oman", "Yemen", "SANCTION"),
        ("Greece warned Turkey that it would close the strait.", "Greece", "Turkey", "THREATEN"),
        ("Nigeria's president met the king of Jordan.", "Nigeria's president", "the king of Jordan", "CONSULT"),
        ("Bangladesh gave food and tents to Nepal.", "Bangladesh", "Nepal", "AID"),
    ],
)
def test_the_most_probable_type(sentence: str, actor: str, recipient: str, expected: str) -> None:
    chances = classify(sentence, actor, recipient)
    assert max(chances, key=chances.__getitem__) == expected


def test_none_is_more_likely_where_no_deed_links_the_parties() -> None:
    apart = classify("The weather in France was mild while rain fell in Kenya.", "France", "Kenya")
    linked = classify("France invited Kenya to the summit.", "France", "Kenya")
    assert apart[NONE] > 2 * linked[NONE]


def test_the_types_are_plovers_and_none() -> None:
    assert set(classify("Mali met Chad.", "Mali", "Chad")) == {*event_types(), NONE}


@settings(max_examples=25, deadline=None)
@given(sentence=st.text(max_size=60), actor=st.text(max_size=12), recipient=st.text(max_size=12))
def test_whatever_the_text_the_probabilities_sum_to_one(sentence: str, actor: str, recipient: str) -> None:
    chances = classify(sentence, actor, recipient)
    assert sum(chances.values()) == pytest.approx(1)
    assert all(0 <= chance <= 1 for chance in chances.values())


def test_a_party_is_found_by_its_longest_part_where_its_string_is_not_there() -> None:
    text = "The foreign minister of Gabon resigned."
    assert text[slice(*(find_party(text, "minister of Gabon's army") or (0, 0)))] == "minister of"
    assert find_party(text, "Peru") is None
