"""Drivers: causes and effects as a text asserts them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import DetenteError
from detente.reading import cause_encoder
from detente.reading.cause_encoder import score_of_cause
from detente.reading.claims import find_claims
from detente.reading.drivers import find_drivers
from detente.reading.mentions import find_mentions
from detente.reading.parse import parse_reports
from detente.sources.report import Report


def drivers(text):
    parsed = next(iter(parse_reports([Report(text, date="2015-03-10")], choose=False)))
    return find_drivers(parsed, find_claims(parsed, find_mentions(parsed)))


@pytest.mark.parametrize(
    ("text", "cause", "effect"),
    [
        ("Nigeria closed the border because smuggling had grown.", "smuggling had grown", "Nigeria closed the border"),
        ("Relations cooled due to the seizure of a trawler.", "the seizure of a trawler", "Relations cooled"),
        ("The raid prompted Mali to recall its envoy.", "The raid", "Mali to recall its envoy"),
        ("The thaw was driven by fear of isolation.", "fear of isolation", "The thaw"),
        ("Ecuador expelled the attaché in response to the leak.", "the leak", "Ecuador expelled the attaché"),
        ("Bolivia sent troops to deter raiders.", "deter raiders", "Bolivia sent troops"),
        ("The embargo led to a shortage of wheat.", "The embargo", "a shortage of wheat"),
        ("The quarrel stems from old maps.", "old maps", "The quarrel"),
        ("As a result of the drought, Niger asked for grain.", "the drought", "Niger asked for grain"),
        ("He left partly because prices rose.", "prices rose", "He left"),
        ("Ties are poor because of the invasion of Chad in 1979.", "the invasion of Chad in 1979", "Ties are poor"),
    ],
)
def test_cause_and_effect_are_told_apart(text, cause, effect):
    (driver,) = drivers(text)
    assert (driver.cause.text, driver.effect.text) == (cause, effect)
    assert driver.source is None
    assert driver.cue is not None


def test_a_driver_inside_of_a_claim_is_on_its_sources_word():
    (driver,) = drivers("Analysts said the thaw was driven by Jordan's fear of isolation.")
    assert driver.source.text == "Analysts"


@pytest.mark.parametrize(
    "text",
    ["Laos and Vietnam opened a bridge.", "Since 1998 Eritrea has had an embassy in Rome.", "Cuba wants to trade."],
)
def test_where_nothing_is_caused_there_is_no_driver(text):
    assert drivers(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "It is not clear how far the appeal prompted the letter.",
        "The embargo did not cause the shortage.",
        "If the raid led to a war, Peru would suffer.",
        "Did the raid lead to a war?",
        "The talks that were due to begin in May were off.",
        "The envoys are due to meet in Lima.",
        "There is speculation about a strain caused by the pact.",
    ],
)
def test_what_is_asked_denied_or_supposed_is_no_cause(text):
    assert drivers(text) == ()


def test_a_speaker_behind_his_words_is_no_effect():
    (driver,) = drivers("The port would stay shut, the mayor said, because dredging had failed.")
    assert (driver.cause.text, driver.effect.text) == ("dredging had failed", "The port would stay shut")


def test_only_words_of_cause_are_explicit():
    told = {
        "Chile closed the crossing because of a quarrel over fish.": True,
        "The quarrel led to a boycott.": True,
        "Fear of isolation drove the thaw.": True,
        "Bolivia sent troops to deter raiders.": False,
        "Thousands marched in the capital over the arrest of a union leader.": False,
    }
    assert {text: driver.explicit for text in told for driver in drivers(text)} == told


VOCABULARY = (
    "Peru because of the raid led to anger , . due as a result in response prompted by since protest against over "
    "and stems from"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))


def test_a_preposition_before_its_verb_gives_no_empty_span():
    for driver in drivers("Peru , from Peru stems"):
        assert driver.cause.text
        assert driver.effect.text
        assert driver.cue.text


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_any_text_is_read_and_every_span_lies_in_it(text):
    for driver in drivers(text):
        for span in (driver.cause, driver.effect, driver.cue):
            assert all(0 <= a < b <= len(text) for a, b in span.parts or ((span.start, span.end),))


def test_a_weak_word_joins_a_cause_only_in_a_sentence_that_tells_of_one():
    assert drivers("Thousands marched in the capital over the arrest of a union leader.")
    assert not drivers("The delegation flew home after a dinner with the mayor.")


def test_what_a_verb_asks_for_is_no_cause():
    assert not drivers("Niger asked for grain.")


def test_a_cause_set_before_a_quoted_effect_is_on_the_word_of_who_is_quoted():
    (driver,) = drivers("Due to the long war, \u201cany new envoy will meet suspicion,\u201d Ana Lima warned.")
    assert (driver.cause.text, driver.source.text) == ("the long war", "Ana Lima")


def test_what_followed_from_a_statement_is_on_the_word_of_the_report():
    found = drivers("Peru recalled its envoy because Ana Lima said the pact was dead.")
    assert [d.source for d in found] == [None]


def test_the_encoder_tells_a_sentence_with_a_reason_from_one_without():
    assert score_of_cause("Nigeria closed the border because smuggling had grown.") > 0
    assert score_of_cause("The delegation flew home after a dinner with the mayor.") < 0


def test_a_missing_encoder_is_told(monkeypatch):
    monkeypatch.setattr(cause_encoder, "FILE", "nowhere.onnx")
    cause_encoder._network.cache_clear()
    with pytest.raises(DetenteError, match="causal sentences"):
        score_of_cause("Peru waits.")
    cause_encoder._network.cache_clear()
