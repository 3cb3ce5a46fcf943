import pytest

from detente.reading.model import Mention
from detente.reading.read import read


def persons(text: str, date: str = "2014-12-02") -> list[Mention]:
    return [mention for mention in read(text, date=date).mentions if mention.kind == "person"]


@pytest.mark.parametrize(
    ("text", "name", "state", "sector"),
    [
        ("Kenyan Defence Minister Raychelle Omamo spoke.", "Raychelle Omamo", "KEN", "GOV"),
        ("Chile's army chief, General Humberto Oviedo, spoke.", "Humberto Oviedo", "CHL", "MIL"),
        ("Tomas Baier, Austria's chief of staff, spoke.", "Tomas Baier", "AUT", "GOV"),
        ("The Zambian president, Edgar Mwale, spoke.", "Edgar Mwale", "ZMB", "GOV"),
        ("The president of Zambia, Edgar Mwale, spoke.", "Edgar Mwale", "ZMB", "GOV"),
        ("President Obama spoke.", "Barack Obama", "USA", "GOV"),
        ("Norwegian analyst Kari Lund spoke.", "Kari Lund", "NOR", "CVL"),
    ],
)
def test_a_title_tells_state_and_sector(text: str, name: str, state: str, sector: str) -> None:
    found = persons(text)[0]
    assert (found.name, found.state, found.sector) == (name, state, sector)


def test_the_family_name_later_means_the_same_person() -> None:
    found = persons("Kenyan Foreign Minister Amina Odera met envoys. Odera left early. Mrs Odera smiled.")
    assert {(p.name, p.state) for p in found} == {("Amina Odera", "KEN")}
    assert [p.text for p in found][1:] == ["Odera", "Mrs Odera"]


def test_a_family_name_that_two_bear_resolves_to_neither() -> None:
    found = persons("Kenyan Minister Amina Odera met Ugandan Minister Paul Odera. Odera left.")
    assert [p.text for p in found if p.text == "Odera"] == []


def test_east_asian_family_names_come_first() -> None:
    found = persons("Chinese General Deng Haoran spoke. Deng left.")
    assert found[-1].text == "Deng"
    assert found[-1].state == "CHN"


def test_groups_and_bodies_have_their_sector() -> None:
    found = {m.text: (m.kind, m.state, m.sector) for m in read("Peru's navy fired on Chilean fishermen.").mentions}
    assert found == {
        "Peru's navy": ("body", "PER", "MIL"),
        "Chilean fishermen": ("group", "CHL", "AGR"),
    }


def test_a_thing_of_a_state_is_no_person() -> None:
    assert persons("Russian helicopters reached Peru, and U.S. criminal charges followed.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Defence Ministers Daniel Oduya of Kenya and Paul Okot of Uganda met.",
        "The Kenyan and Ugandan defence ministers, Daniel Oduya and Paul Okot, met.",
        "The defence ministers of Kenya and Uganda, Daniel Oduya and Paul Okot, met.",
    ],
)
def test_a_plural_title_holds_for_each_name_after_it(text: str) -> None:
    found = [(p.name, p.state, p.role) for p in persons(text)]
    assert found == [("Daniel Oduya", "KEN", "defence minister"), ("Paul Okot", "UGA", "defence minister")]


def test_names_after_a_plural_title_without_a_state_stay_without_one() -> None:
    found = [(p.name, p.state) for p in persons("Foreign ministers Daniel Oduya, Paul Okot and Edgar Mwale met.")]
    assert found == [("Daniel Oduya", None), ("Paul Okot", None), ("Edgar Mwale", None)]
    assert persons("The Peruvian ministers, Monday and Tuesday, sat in council.") == []


def test_the_state_may_follow_the_name() -> None:
    found = persons("President Edgar Mwale of Zambia spoke.")
    assert [(p.text, p.state) for p in found] == [("President Edgar Mwale of Zambia", "ZMB")]


def test_a_report_of_a_year_knows_who_came_into_office_within_it() -> None:
    assert [p.state for p in persons("President Clinton spoke.", "1993")] == ["USA"]
    assert persons("President Clinton spoke.", "1993-01-05")[0].state is None
    assert [p.state for p in persons("Saddam Hussein spoke.", "1990")] == ["IRQ"]


def test_a_title_that_two_states_have_is_that_of_the_state_named() -> None:
    assert {p.state for p in persons("King Abdullah left Riyadh. Saudi Arabia gave no reason.", "2007-03-01")} == {
        "SAU"
    }
    assert {p.state for p in persons("King Abdullah left Amman. Jordan gave no reason.", "2007-03-01")} == {"JOR"}
    assert {p.state for p in persons("King Abdullah of Jordan met Saudi leaders. He left.", "2007-03-01")} == {"JOR"}
    assert {p.state for p in persons("King Abdullah phoned Oslo.", "2007-03-01")} == {None}


def test_statesmen_of_before_the_war_and_of_after_2021_are_known() -> None:
    assert [p.state for p in persons("Briand, Austen Chamberlain and Stresemann signed.", "1925")] == [
        "FRA",
        "GBR",
        "DEU",
    ]
    assert [p.state for p in persons("Prime Minister Sogavare spoke in Honiara.", "2023-04-01")] == ["SLB"]
    assert [p.state for p in persons("President Gemayel spoke.", "1984-03-05")] == ["LBN"]
