"""States: by any name or code, at the right date."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import states
from detente.errors import SameState, UnknownState


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Russia", "RUS"),
        ("russia", "RUS"),
        ("Russian Federation", "RUS"),
        ("the Kremlin", "RUS"),
        ("RUS", "RUS"),
        ("RU", "RUS"),
        ("COW365", "RUS"),
        ("FIPS:RS", "RUS"),
        ("RS", "SRB"),
        ("Afghans", "AFG"),
        ("Frenchmen", "FRA"),
        ("Cote d'Ivoire", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Türkiye", "TUR"),
        ("U.S.", "USA"),
        ("UK", "GBR"),
        ("NA", "NAM"),
        ("Burma", "MMR"),
        ("Zaire", "COD"),
        ("Rhodesia", "ZWE"),
        ("CAMEO:ROM", "ROU"),
        ("GW678", "YEM"),
        ("COW679", "YEM"),
        ("COW260", "DEU"),
        ("Kosovo", "XKX"),
        ("KOS", "XKX"),
        ("SLV", "SLV"),
        ("Soviets", "SUN"),
        ("Guinea", "GIN"),
        ("Congo, The Democratic Republic Of", "COD"),
        ("Congo, Republic of", "COG"),
        ("Congo, Rep.", "COG"),
        ("Iran, Islamic Rep.", "IRN"),
        ("Micronesia, Fed. Sts.", "FSM"),
        ("Bahamas, The", "BHS"),
    ],
)
def test_names_demonyms_metonyms_and_codes_resolve(text: str, code: str) -> None:
    found = states.find_state(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("text", "day", "code"),
    [
        ("Russia", "1985", "SUN"),
        ("Moscow", "1991-12-25", "SUN"),
        ("Moscow", "1991-12-26", "RUS"),
        ("Soviet Union", "2014-12-02", "SUN"),
        ("Serbia", "1985", "YUG"),
        ("Serbia", "1999", "SCG"),
        ("Yugoslavia", "1999", "SCG"),
        ("Prague", "1970", "CSK"),
        ("Germany", "1985", "DEU"),
        ("East Germany", "1985", "DDR"),
        ("Saigon", "1970", "RVN"),
        ("Hanoi", "1970", "VNM"),
        ("Karachi", "1950-06", "PAK"),
        ("Bonn", "1985", "DEU"),
        ("Republic of China", "1945", "CHN"),
        ("Republic of China", "1990", "TWN"),
    ],
)
def test_a_name_means_the_state_of_its_day(text: str, day: str, code: str) -> None:
    found = states.find_state(text, day)
    assert found is not None
    assert found.code == code


def test_a_capital_names_the_state_only_while_it_is_one() -> None:
    assert states.find_state("Karachi", "2014") is None
    assert states.find_state("Bonn", "2014") is None


@pytest.mark.parametrize("text", ["Jordan, Michael", "Paris, Texas", "Georgia, USA", "Washington, George"])
def test_a_name_before_a_comma_is_no_state_by_itself(text: str) -> None:
    assert states.find_state(text) is None


@pytest.mark.parametrize("text", ["Congo", "Korea", "Koreans", "Dominican"])
def test_a_name_of_two_states_is_not_guessed(text: str) -> None:
    assert states.find_state(text) is None
    assert len(states.candidates(text)) == 2
    with pytest.raises(UnknownState, match="more than one state; did you mean"):
        states.state(text)


def test_an_unknown_state_offers_near_names() -> None:
    with pytest.raises(UnknownState, match="Pakistan"):
        states.state("Pakistn")
    with pytest.raises(UnknownState, match=r"Ruritania.*did you mean"):
        states.state("Ruritania")


def test_a_dyad_is_a_sorted_pair_of_two_states() -> None:
    assert states.dyad("RUS", "PAK") == "PAK-RUS"
    assert states.dyad("Pakistani", "Moscow") == "PAK-RUS"
    with pytest.raises(SameState):
        states.dyad("the Kremlin", "Russia")


def test_a_relation_includes_those_of_its_predecessors() -> None:
    assert states.dyads_with_predecessors("PAK-RUS") == ("PAK-RUS", "PAK-SUN")
    assert set(states.dyads_with_predecessors("DEU-SRB")) >= {"DEU-SRB", "DEU-SCG", "DEU-YUG", "DDR-YUG"}
    assert states.dyads_with_predecessors("DDR-DEU") == ("DDR-DEU",)  # never a state with itself


def test_numbers_of_cow_and_gleditsch_ward_are_dated() -> None:
    assert states.from_number(365, "cow", "1985") == "SUN"
    assert states.from_number(365, "cow") == "RUS"
    assert states.from_number(345, "cow", "1980") == "YUG"
    assert states.from_number(678, "gw", "1980") == "YAR"
    assert states.from_number(678, "gw", "2010") == "YEM"
    assert states.from_number(260, "gw", "1970") == "DEU"
    assert states.from_number(9999, "cow") is None


def test_surface_forms_say_when_they_are_ambiguous() -> None:
    forms = {form.form: form for form in states.surface_forms()}
    assert forms["Jordan"].ambiguous == "person"
    assert forms["Georgia"].ambiguous == "place"
    assert forms["Turkey"].ambiguous == "word"
    assert forms["Congo"].candidates == ("COD", "COG")
    assert not forms["Karachi"].valid_at("2014-12-02")
    assert forms["Islamabad"].valid_at("2014-12-02")


@given(st.text(max_size=40))
def test_any_text_is_answered_without_a_fault(text: str) -> None:
    found = states.find_state(text)
    assert found is None or found.code in states.states_by_code()


@given(st.sampled_from(sorted(states.states_by_code())), st.dates())
def test_at_date_is_stable(code: str, day: object) -> None:
    once = states.at_date(code, day)  # type: ignore[arg-type]
    assert states.at_date(once, day) == once  # type: ignore[arg-type]
