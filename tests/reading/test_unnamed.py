"""Parties that the slots of a deed do not name."""

from __future__ import annotations

from spacy.tokens import Doc

from detente.reading.parse import parse_sentence
from detente.reading.unnamed import leads_to


def test_a_name_at_the_root_of_its_sentence_leads_nowhere() -> None:
    """In a phrase without a verb ("African Union support") the root may be the name itself: the way up ends there."""
    doc = Doc(
        parse_sentence("A phrase.").vocab,
        words=["African", "Union", "envoys", "criticism"],
        heads=[1, 1, 1, 1],
        deps=["compound", "ROOT", "appos", "appos"],
    )
    places = {0: "AU", 1: "AU"}
    assert not leads_to(doc[0], {3}, places, furthest=2, clauses=True)
    assert leads_to(doc[0], {1}, places, furthest=2, clauses=True)
