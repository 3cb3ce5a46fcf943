"""Tense, modality and negation set the status of a deed and never drop it."""

from __future__ import annotations

import pytest

from detente.reading.hard_cases import settle
from detente.reading.parse import parse_sentence
from detente.reading.predicates import find_matches
from detente.reading.status import standing_of


def settled(sentence: str, base: str) -> tuple[str, str] | None:
    """Type and status of the sentence's deed whose predicate is of type `base`."""
    for match in find_matches(parse_sentence(sentence)):
        if match.predicate.type == base:
            standing = standing_of(match.noun or match.token, match.token if match.noun is not None else None)
            return settle(base, standing)
    raise AssertionError(f"no predicate of type {base} in {sentence!r}")


@pytest.mark.parametrize(
    ("sentence", "base", "expected"),
    [
        ("Chile signed a treaty with Peru.", "SUPPORT", ("SUPPORT", "occurred")),
        ("Chile will sign a treaty with Peru.", "SUPPORT", ("AGREE", "planned")),
        ("Chile sets great store by its coming visit to Peru.", "CONSULT", ("AGREE", "planned")),
        ("Chile's envoy will go on to Rome after a visit to Peru.", "CONSULT", ("AGREE", "planned")),
        ("Chile has not yet signed a treaty with Peru.", "SUPPORT", ("AGREE", "possible")),
        ("Chile did not sign a treaty with Peru.", "SUPPORT", ("SUPPORT", "denied")),
        ("Chile refused to sign a treaty with Peru.", "SUPPORT", ("REJECT", "occurred")),
        ("Chile might sign a treaty with Peru.", "SUPPORT", ("AGREE", "possible")),
        ("Ghana is negotiating with Togo.", "CONSULT", ("CONSULT", "ongoing")),
        ("Ghana is to meet Togo next week.", "CONSULT", ("AGREE", "planned")),
        ("Ghana plans to meet Togo.", "CONSULT", ("AGREE", "planned")),
        ("Ghana hopes to meet Togo.", "CONSULT", ("AGREE", "possible")),
        ("Ghana poised to meet Togo.", "CONSULT", ("AGREE", "planned")),
        ("Ghana thought about how to meet Togo.", "CONSULT", ("AGREE", "possible")),
        ("Talks between Ghana and Togo ended.", "CONSULT", ("CONSULT", "ended")),
        ("Korea agreed to sell missiles to Oman.", "COOPERATE", ("AGREE", "occurred")),
        ("Korea will withdraw its troops from Oman.", "RETREAT", ("CONCEDE", "planned")),
        ("Korea will not withdraw its troops from Oman.", "RETREAT", ("REJECT", "occurred")),
        ("Mali threatened to attack Niger.", "ASSAULT", ("THREATEN", "occurred")),
        ("Mali will attack Niger.", "ASSAULT", ("THREATEN", "planned")),
        ("Mali denied that it attacked Niger.", "ASSAULT", ("ASSAULT", "denied")),
        ("Mali stopped bombing Niger.", "ASSAULT", ("RETREAT", "occurred")),
        ("Has Mali attacked Niger?", "ASSAULT", ("THREATEN", "possible")),
        ("Sweden has the right to invade Finland.", "ASSAULT", ("THREATEN", "possible")),
        ("Norwegian restrictions on exports to Chad will be a blow.", "COERCE", ("COERCE", "occurred")),
        ("Ghana has yet to meet Togo.", "CONSULT", ("CONSULT", "denied")),
        ("New talks with Togo would prompt sanctions on Ghana.", "COERCE", ("THREATEN", "possible")),
    ],
)
def test_status_and_the_type_that_follows_from_it(sentence: str, base: str, expected: tuple[str, str]) -> None:
    assert settled(sentence, base) == expected


def test_what_is_asked_for_or_alleged_is_carried_by_the_asking_and_the_accusing() -> None:
    assert settled("France urged Mali to release the hostages.", "RETREAT") is None
    assert settled("France accused Mali of bombing the village.", "ASSAULT") is None
    assert settled("Norway urged Chad to stop sending arms to Niger.", "COOPERATE") is None


@pytest.mark.parametrize(
    ("sentence", "base", "supposed"),
    [
        ("Norway will cut ties with Chad if Chad does not pull back its troops from Niger.", "RETREAT", True),
        ("Norway will cut ties with Chad if Chad does not pull back its troops from Niger.", "SANCTION", False),
        ("If Chad refuses to sign the accord with Niger, Norway will act.", "SUPPORT", True),
        ("Chadian intervention in Niger would anger Norway.", "ASSAULT", True),
        ("In the event of an attack on Niger by Chad, Norway would act.", "ASSAULT", True),
        ("Chad said that talks with Niger would begin on Monday.", "CONSULT", False),
        ("Chad's attack on Niger would cost many lives, Norway said.", "ASSAULT", False),
        ("Chad said that it would attack Niger.", "ASSAULT", False),
    ],
)
def test_what_is_only_imagined_is_told_from_what_is_foretold(sentence: str, base: str, supposed: bool) -> None:
    match = next(m for m in find_matches(parse_sentence(sentence)) if m.predicate.type == base)
    standing = standing_of(match.noun or match.token, match.token if match.noun is not None else None)
    assert standing.supposed is supposed
