"""What the reader makes of deeds between states: who, whom, what, when, and who is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

import detente
from detente.reading.events import find_events
from detente.reading.mentions import find_mentions
from detente.reading.model import Event
from detente.reading.parse import parse_reports
from detente.reading.second_opinion import LEAST, SURE
from detente.record.rows import Batch, add_reading
from detente.sources.report import Report


def events_in(text: str, date: str = "2014-06-03") -> tuple[Event, ...]:
    parsed = next(parse_reports([Report(text, date=date)]))
    return find_events(parsed, find_mentions(parsed), parsed.times)


def parties(event: Event) -> tuple[set[str | None], set[str | None]]:
    return {actor.state for actor in event.actors}, {actor.state for actor in event.recipients}


@pytest.mark.parametrize(
    ("text", "type_name", "actors", "recipients"),
    [
        ("Brazil and Kenya signed a fisheries agreement in Nairobi.", "SUPPORT", {"BRA", "KEN"}, set()),
        ("A trade treaty was signed by Chile and Peru.", "SUPPORT", {"CHL", "PER"}, set()),
        ("Chile's president asked Peru's by telephone to free the crew.", "REQUEST", {"CHL"}, {"PER"}),
        ("Japan's prime minister visited Ghana.", "CONSULT", {"JPN"}, {"GHA"}),
        ("Ghana hosted the Japanese foreign minister.", "CONSULT", {"JPN"}, {"GHA"}),
        ("Norway lifted its embargo on arms sales to Vietnam.", "RETREAT", {"NOR"}, {"VNM"}),
        ("Canada imposed sanctions on Belarus.", "COERCE", {"CAN"}, {"BLR"}),
        ("Sudan was criticised by Kenya.", "ACCUSE", {"KEN"}, {"SDN"}),
        ("Peru recalled its ambassador from Bolivia.", "SANCTION", {"PER"}, {"BOL"}),
        ("Thailand asked Cambodia to withdraw its soldiers from the temple.", "REQUEST", {"THA"}, {"KHM"}),
        ("India bought radar systems from Sweden.", "COOPERATE", {"SWE"}, {"IND"}),
        ("Denmark donated vaccines to Nepal.", "AID", {"DNK"}, {"NPL"}),
        ("Eritrean forces shelled Ethiopia.", "ASSAULT", {"ERI"}, {"ETH"}),
        ("Kenya rejected a proposal from Somalia.", "REJECT", {"KEN"}, {"SOM"}),
        ("Algeria massed troops on Morocco's border.", "MOBILIZE", {"DZA"}, {"MAR"}),
        ("Iran, which had attacked Iraq, asked for talks.", "ASSAULT", {"IRN"}, {"IRQ"}),
        ("Ghana's foreign minister paid a call on the president of Togo.", "CONSULT", {"GHA"}, {"TGO"}),
        ("Kenya has protested to Uganda.", "ACCUSE", {"KEN"}, {"UGA"}),
        ("Peru was the first country to recognise Kosovo.", "SUPPORT", {"PER"}, {"XKX"}),
        ("Norway's minister told Ghana's president that he must free the journalist.", "REQUEST", {"NOR"}, {"GHA"}),
        ("Kenyan and Somali patrols clashed near the border.", "ASSAULT", {"KEN", "SOM"}, set()),
        ("The first talks between Laos and Nepal took place in Kathmandu.", "CONSULT", {"LAO"}, {"NPL"}),
        ("Peru's president met Chile's foreign minister in Lima.", "CONSULT", {"CHL"}, {"PER"}),
        ("Norway deplored Russia's annexation of Crimea.", "COERCE", {"RUS"}, {"UKR"}),
        ("Chile's troops came under Peruvian fire on Friday.", "ASSAULT", {"PER"}, {"CHL"}),
        ("Norway's premier is calling for Ghana to free the journalist.", "REQUEST", {"NOR"}, {"GHA"}),
        (
            "Chile's president told Peru's president in telephone talks that snow had fallen.",
            "CONSULT",
            {"CHL"},
            {"PER"},
        ),
        ("Peru stopped gas flows to Chile on Friday in a row over debts.", "SANCTION", {"PER"}, {"CHL"}),
        ("Chile-Peru talks on fishing began on Friday.", "CONSULT", {"CHL", "PER"}, set()),
    ],
)
def test_a_deed_has_its_type_and_its_parties_the_right_way_round(
    text: str, type_name: str, actors: set[str], recipients: set[str]
) -> None:
    found = {event.type: parties(event) for event in events_in(text)}
    assert found.get(type_name) == (actors, recipients)


def test_talks_between_two_states_are_reciprocal() -> None:
    (event,) = [
        event for event in events_in("Talks between Egypt and Sudan began on Monday.") if event.type == "CONSULT"
    ]
    assert parties(event) == ({"EGY", "SDN"}, set())


def test_the_evidence_is_the_sentence_and_the_trigger_its_words() -> None:
    text = "Rain fell in the hills. Turkey expelled two Israeli diplomats on Friday."
    (event,) = [event for event in events_in(text) if event.type == "SANCTION"]
    assert text[event.start : event.end] == event.text == "Turkey expelled two Israeli diplomats on Friday."
    assert text[event.trigger.start : event.trigger.end] == event.trigger.text
    assert event.trigger.text.startswith("expelled")


def test_the_date_is_the_time_that_governs_the_deed_else_the_reports() -> None:
    dated = events_in("Poland signed a treaty with Latvia on 12 May 2013.")
    plain = events_in("Poland signed a treaty with Latvia.")
    assert [event.date for event in dated] == ["2013-05-12"]
    assert [event.date for event in plain] == ["2014-06-03"]


@pytest.mark.parametrize(
    "text",
    [
        "Croatia beat Cameroon 4-0 in the World Cup.",
        "The midfielder scored twice as Ghana attacked Portugal from the start.",
        "Norwegian tourists visited Sweden.",
        "Russia is larger than Canada.",
        "Exports from Chile to Japan rose by six percent.",
        "The weather in Spain and Portugal turned cold.",
        "Iranian police arrested a man in Tehran.",
        "Kenyan and Ugandan troops clashed with cattle thieves.",
    ],
)
def test_games_tourists_trade_figures_and_domestic_acts_are_no_deeds_between_states(text: str) -> None:
    assert events_in(text) == ()


def test_a_name_that_only_colours_another_is_no_actor() -> None:
    assert not [e for e in events_in("Pro-Russian gunmen attacked Ukraine's border post.") if "RUS" in parties(e)[0]]


def test_confidence_is_a_probability_and_what_only_bears_a_name_is_trusted_less() -> None:
    (state,) = events_in("Kenya criticised Somalia.")
    (committee,) = events_in("A Kenyan committee criticised Somalia.")
    assert 0 < committee.confidence < state.confidence < 1


def test_what_headline_and_lead_both_tell_is_one_event() -> None:
    text = "Turkey condemns Syria. Turkey condemned Syria, its foreign ministry said."
    assert len([event for event in events_in(text) if event.type == "ACCUSE"]) == 1


def found_in(text: str, **given: str) -> set[tuple[str, frozenset[str | None], frozenset[str | None]]]:
    parsed = next(parse_reports([Report(text, date="2014-06-03", **given)]))
    events = find_events(parsed, find_mentions(parsed), parsed.times)
    return {(event.type, frozenset(parties(event)[0]), frozenset(parties(event)[1])) for event in events}


def told(type_name: str, actor: str, recipient: str) -> tuple[str, frozenset[str | None], frozenset[str | None]]:
    return type_name, frozenset({actor}), frozenset({recipient})


@pytest.mark.parametrize(
    ("text", "event"),
    [
        # Who stands in another state's capital visits it; an envoy who lives there does not.
        (
            "Chancellor Angela Merkel told a news conference in Ankara that the border would stay open.",
            told("CONSULT", "DEU", "TUR"),
        ),
        ("A delegation of Peru took part in a conference in Oslo.", told("CONSULT", "PER", "NOR")),
        # What a thing is called praises or blames whose it is.
        ("Peru called Chile's claim absurd.", told("ACCUSE", "PER", "CHL")),
        # The clause above names the other party.
        ("Peru's president telephoned Chile's president to apologise for the raid.", told("CONCEDE", "PER", "CHL")),
        # A relative clause names who did what is judged.
        ("Norway condemned the missile tests that Iran carried out.", told("ACCUSE", "NOR", "IRN")),
        ("Kenya called on Uganda to open the border.", told("REQUEST", "KEN", "UGA")),
    ],
)
def test_parties_and_deeds_that_no_slot_of_a_verb_tells(
    text: str, event: tuple[str, frozenset[str | None], frozenset[str | None]]
) -> None:
    assert event in found_in(text)


def test_there_is_the_place_of_the_visit_before() -> None:
    text = "Ghana's president held talks in Oslo. Togo's foreign minister had been there in March."
    assert told("CONSULT", "TGO", "NOR") in found_in(text)
    assert not found_in("Ghana sells cocoa. Togo's foreign minister had been there in March.")


def test_who_meets_others_in_a_town_of_a_third_state_does_not_visit_it() -> None:
    found = found_in("Norwegian Foreign Minister Ola Berg met Peruvian President Ana Rojas in Ankara on Friday.")
    assert not [row for row in found if "TUR" in row[1] | row[2]]


def test_a_firm_is_not_its_state_nor_a_party_beside_one() -> None:
    assert not found_in("Toyota urged Britain to cut its taxes on Tuesday.")


def test_an_ambassador_in_the_capital_where_he_lives_is_no_visitor() -> None:
    assert not found_in("The Norwegian ambassador told reporters in Ankara that he was content.")


def test_the_text_tells_a_party_only_where_it_links_the_two_elsewhere() -> None:
    linked = "Chile invited Peru's president to Santiago. Peru's president accepted the invitation on Tuesday."
    assert told("AGREE", "PER", "CHL") in found_in(linked)
    apart = "Chile and Peru lie on the Pacific. Peru's president accepted the invitation on Tuesday."
    assert not any(event.counted for event in events_in(apart))


@pytest.mark.parametrize("who", ["Germany's foreign minister", "Georgia, the former Soviet republic,"])
def test_who_governs_acts_for_his_state(who: str) -> None:
    assert found_in(f"{who} accused Russia of aggression.")


@pytest.mark.parametrize(
    "who",
    [
        "A former German foreign minister",
        "The former leaders of Germany and Japan",
        "Gerhard Schroeder",
        "A German priest",
    ],
)
def test_who_no_longer_governs_acts_for_no_state(who: str) -> None:
    assert not found_in(f"{who} accused Russia of aggression.")


def test_who_leads_rebels_visits_for_no_state() -> None:
    assert not found_in("South Sudan's rebel leader has arrived in Ethiopia for talks.")


def test_a_plan_that_was_met_with_doubt_met_nobody() -> None:
    assert not found_in("Peru's plan for a joint port was met with doubt in Chile.")


def test_clashes_that_break_out_have_not_ended() -> None:
    (event,) = events_in("Clashes between Kenyan and Somali troops broke out near the border on Friday.")
    assert (event.type, event.status) == ("ASSAULT", "occurred")


def test_a_group_is_hit_where_its_fighters_are() -> None:
    events = events_in("American warplanes carried out air strikes against Islamic State militants on Friday.")
    assert [(event.type, event.recipients[0].name) for event in events] == [("ASSAULT", "Islamic State")]


@pytest.mark.parametrize(
    "text",
    [
        "Police in Kenya seized a truck near the border with Uganda.",
        "Ghanaian killed in Spain.",
        "There are no signs that Iran is withdrawing troops from Iraq.",
    ],
)
def test_what_is_near_a_state_or_only_looked_for_is_no_deed_done_to_it(text: str) -> None:
    assert not [event for event in events_in(text) if event.status in ("occurred", "ongoing")]


def test_organisations_of_states_go_by_their_short_name() -> None:
    (event,) = events_in("The North Atlantic Treaty Organization criticised Russia.")
    assert [actor.name for actor in event.actors] == ["NATO"]


def test_the_encoder_trusts_a_plain_deed_more_than_one_done_to_somebody_else() -> None:
    plain = events_in("Kenya shelled positions of Uganda's army on Tuesday.")
    doubtful = events_in("Kenya shelled a village of smugglers who had fled Uganda.")
    assert plain[0].confidence > 0.7
    assert all(event.confidence < plain[0].confidence for event in doubtful)


def test_what_is_told_but_not_sure_is_not_counted_and_no_record_keeps_it() -> None:
    report = Report("Peru and Chile signed a treaty in Lima. Peru thanked Chile for the treaty.", "2015-03-10")
    reading = detente.read(report)
    assert len(reading.events) == 2
    assert all(event.confidence >= LEAST and event.counted == (event.confidence >= SURE) for event in reading.events)
    unsure = replace(reading, events=(replace(reading.events[0], counted=False), reading.events[1]))
    batch = Batch()
    add_reading(batch, report, unsure, 1)
    assert [row["type"] for row in batch.tables["told_events"]] == [reading.events[1].type]


def test_a_threatened_deed_is_not_told_as_done() -> None:
    told = detente.read("Bolivia said the threat of Chile's intervention in Peru has risen.", date="2015-03-10")
    assert not [event for event in told.events if event.status == "occurred" and event.counted]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Kenya lifted its blockade of Uganda.", "RETREAT"),
        ("Kenya reaffirmed its backing for Uganda in the border dispute.", "SUPPORT"),
        ("Kenya withdrew its complaint against Uganda.", "CONCEDE"),
        ("Kenya voiced its fury at Uganda after the raid.", "ACCUSE"),
    ],
)
def test_whose_the_thing_is_does_not_hide_whom_the_deed_concerns(sentence: str, kind: str) -> None:
    assert told(kind, "KEN", "UGA") in found_in(sentence)
