"""How the word that tells of an event stands: governors, modals, negation, purpose, and the value on the scale."""

from __future__ import annotations

import pytest

from detente.reading.factuality import factuality_of
from detente.reading.factuality_scale import value_of
from detente.reading.parse import parse_sentence


def token(sentence: str, word: str):  # type: ignore[no-untyped-def]
    return next(t for t in parse_sentence(sentence) if t.text == word)


@pytest.mark.parametrize(
    ("sentence", "word", "standing"),
    [
        ("Chile shipped the grain on Monday.", "shipped", "happened"),
        ("Chile will ship the grain on Monday.", "ship", "planned"),
        ("Chile may ship the grain on Monday.", "ship", "possible"),
        ("Chile did not ship the grain.", "ship", "denied"),
        ("Chile said it would ship the grain before winter began.", "ship", "planned"),
        ("Chile would ship the grain if Peru paid.", "ship", "possible"),
        ("Chile managed to ship the grain.", "ship", "happened"),
        ("Chile did not manage to ship the grain.", "ship", "denied"),
        ("Chile failed to ship the grain.", "ship", "denied"),
        ("Chile did not fail to ship the grain.", "ship", "happened"),
        ("Chile refused to ship the grain.", "ship", "denied"),
        ("Chile agreed to ship the grain.", "ship", "planned"),
        ("Chile hopes to ship the grain.", "ship", "possible"),
        ("Chile was forced to ship the grain.", "ship", "happened"),
        ("Officials denied that Chile had shipped the grain.", "shipped", "denied"),
        ("Officials believe that Chile shipped the grain.", "shipped", "possible"),
        ("Peru cancelled the talks.", "talks", "denied"),
        ("Peru rejected the proposal.", "proposal", "happened"),
        ("Peru feared an attack.", "attack", "possible"),
        ("They spoke of a possible attack.", "attack", "possible"),
        ("They prepared for the upcoming summit.", "summit", "planned"),
        ("The index fell to close at 300.", "close", "happened"),
        ("Peru sent troops to guard the border.", "guard", "planned"),
    ],
)
def test_standing_of_a_predicate(sentence: str, word: str, standing: str) -> None:
    assert factuality_of(token(sentence, word)).standing == standing


def test_a_word_joined_by_and_stands_as_the_first() -> None:
    assert factuality_of(token("Peru plans to close the port and expel the envoy.", "expel")).standing == "planned"


def test_the_value_falls_from_done_over_possible_to_denied() -> None:
    done, might, no = (
        value_of(token(f"Chile {verb} the grain.", word))
        for verb, word in (("shipped", "shipped"), ("might ship", "ship"), ("never shipped", "shipped"))
    )
    assert 3 >= done > 2 > might > no >= -3
    assert no < 0
