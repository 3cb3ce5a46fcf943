"""Phases of a relation as a text tells them."""

import pytest

from detente.reading.mentions import find_mentions
from detente.reading.parse import parse_reports
from detente.reading.phases import find_phases
from detente.sources.report import Report


def told(text, date="2015-03-10"):
    parsed = next(iter(parse_reports([Report(text, date=date)])))
    return find_phases(parsed, find_mentions(parsed), parsed.times)


@pytest.mark.parametrize(
    ("text", "dyad", "interval", "direction"),
    [
        ("Relations between Turkey and Greece were icy throughout the 1970s.", "GRC-TUR", "197X", "cold"),
        ("Vietnam's ties with China plummeted in 1979.", "CHN-VNM", "1979", "cooler"),
        ("Peru's relations with Ecuador improved after 1998.", "ECU-PER", "1998", "warmer"),
        ("A thaw between Cuba and Spain began in July 2008.", "CUB-ESP", "2008-07", "warmer"),
        ("Franco-German ties have been close since 1963.", "DEU-FRA", "1963/..", "warm"),
        ("Relations between Argentina and Chile stagnated in 2001.", "ARG-CHL", "2001", "unchanged"),
        ("Iran-Iraq relations soured in late 1979.", "IRN-IRQ", "1979-09/1979-12", "cooler"),
    ],
)  # fmt: skip
def test_a_sentence_that_characterises_a_relation_is_a_phase(text, dyad, interval, direction):
    (phase,) = [p for p in told(text) if p.interval == interval] or [None]
    assert phase is not None
    assert (phase.dyad, phase.direction) == (dyad, direction)
    assert text[phase.start : phase.end] == phase.text


@pytest.mark.parametrize(
    "text",
    [
        "Norway hopes to improve relations with Russia.",
        "Relations between Japan and Peru could deteriorate next year.",
        "Spain and Italy signed a strategic partnership agreement in 2001.",
        "The cold winter hit Poland and Ukraine in 2006.",
    ],
)
def test_wishes_forecasts_and_treaties_are_no_phases(text):
    assert told(text) == ()


def test_what_did_not_improve_is_unchanged():
    (phase,) = told("Relations between Cyprus and Turkey did not improve in the 1990s.")
    assert (phase.dyad, phase.direction, phase.interval) == ("CYP-TUR", "unchanged", "199X")


def test_a_sentence_without_names_speaks_of_the_dyad_last_named():
    text = "India and Nepal signed a treaty in 1950. Bilateral ties were strained in 1989."
    assert [(p.dyad, p.interval, p.direction) for p in told(text)] == [("IND-NPL", "1989", "cold")]


def test_the_day_of_the_news_does_not_date_a_phase():
    (phase,) = told("Ties between Egypt and Qatar have deteriorated, a diplomat said on Monday.")
    assert phase.interval is None


def test_a_relation_is_that_of_its_subject_and_of_whom_it_is_with():
    (phase,) = told("Chile is a close ally of Peru but also has a warm relationship with Bolivia.")
    assert phase.dyad == "BOL-CHL"
    assert told("Ties between the European Union and Turkey soured in 2016 as Greece looked on.") == ()


def test_a_text_without_states_tells_no_phase():
    assert told("Relations were cold for years.") == ()
