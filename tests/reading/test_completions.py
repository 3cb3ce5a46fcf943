"""Parties that the text tells: what may be completed at all, and what the encoder must bear out."""

from __future__ import annotations

from spacy.tokens import Doc

from detente.reading.events import find_events
from detente.reading.mentions import find_mentions
from detente.reading.parse import parse_reports, parse_sentence
from detente.reading.retold import is_retold
from detente.reading.roles import parties_in
from detente.sources.report import Report


def told(text: str, *, counted: bool = False) -> set[tuple[str, str | None, str | None]]:
    parsed = next(parse_reports([Report(text, date="2014-06-03")]))
    events = find_events(parsed, find_mentions(parsed), parsed.times)
    some = [e for e in events if e.recipients and (e.counted or not counted)]
    return {(e.type, e.actors[0].state, e.recipients[0].state) for e in some}


def test_a_blame_goes_to_the_other_state_of_the_text_though_a_noun_repeats_its_deed() -> None:
    text = "Kenya severed relations with Uganda on Tuesday. Kampala condemned the decision."
    assert ("ACCUSE", "UGA", "KEN") in told(text)


def test_what_a_state_does_at_home_is_not_counted_as_done_to_another() -> None:
    text = "Kenya signed a pact with Uganda. On Tuesday Kenya's president resigned."
    assert not {event for event in told(text, counted=True) if event[0] == "RETREAT"}


def test_a_noun_is_retold_if_it_is_definite_and_bears_no_name() -> None:
    def retold(sentence: str, word: str) -> bool:
        return is_retold(next(token for token in parse_sentence(sentence) if token.lower_ == word))

    assert retold("Peru dismissed the charge.", "charge")
    assert retold("Peru welcomed this step.", "step")
    assert not retold("Peru dismissed a charge.", "charge")
    assert not retold("Peru welcomed the decision of the World Bank.", "decision")
    assert not retold("Peru closed the harbour.", "harbour")


def test_a_person_whom_a_broken_parse_has_lead_himself_holds_no_party() -> None:
    doc = Doc(
        parse_sentence("A phrase.").vocab,
        words=["Rao", "whom", "Peru", "leads"],
        heads=[0, 3, 3, 0],
        deps=["ROOT", "dobj", "nsubj", "relcl"],
        tags=["NNP", "WP", "NNP", "VBZ"],
        pos=["PROPN", "PRON", "PROPN", "VERB"],
        lemmas=["Rao", "whom", "Peru", "lead"],
    )
    assert parties_in([doc[0]], {}) == []
