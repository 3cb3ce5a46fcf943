"""A single actor phrase: its state on the day, kind, sector and name, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.actors import resolve

CASES = [
    ("Military (Russia)", None, "body", "RUS", "MIL"),
    ("Government of India", None, "body", "IND", "GOV"),
    ("Foreign Ministry (Pakistan)", None, "body", "PAK", "GOV"),
    ("Citizen (Japan)", None, "person", "JPN", "CVL"),
    ("the Kremlin", "2014", "body", "RUS", "GOV"),
    ("Moscow", "1980", "state", "SUN", "GOV"),
    ("Soviet forces", "1985", "body", "SUN", "MIL"),
    ("Pakistan's army", "2014", "body", "PAK", "MIL"),
    ("State Duma", None, "body", "RUS", "LEG"),
    ("the CIA", None, "body", "USA", "SPY"),
    ("Ministry of Foreign Affairs of the Russian Federation", None, "body", "RUS", "GOV"),
    ("Russian Embassy in Pakistan", None, "body", "RUS", "GOV"),
    ("Russian Defense Minister Sergey Shoigu", "2014-11-20", "person", "RUS", "GOV"),
    ("President of the United States", None, "person", "USA", "GOV"),
    ("former Indian diplomat", None, "person", "IND", "ELI"),
    ("Taliban", "2010", "group", "AFG", "REB"),
    ("Hizballah", "2010", "group", "LBN", "REB"),
    ("UN Security Council", None, "organisation", None, "IGO"),
    ("UN Secretary-General Ban Ki-moon", "2014", "person", None, "IGO"),
    ("World Trade Organization (WTO)", None, "organisation", None, "IGO"),
    ("Reuters", None, "organisation", "GBR", "MED"),
    ("The Diplomat", None, "organisation", None, "MED"),
    ("Voice of America", None, "organisation", "USA", "MED"),
    ("Jordan", None, "state", "JOR", "GOV"),
    ("Guinea", None, "state", "GIN", "GOV"),
    ("Xinjiang", None, "body", "CHN", None),
    ("Government (Congo)", None, "body", "COG", "GOV"),
    ("Soldier (Army (India))", None, "person", "IND", "MIL"),
    ("Syrian Kurds", None, "group", "SYR", "CVL"),
    ("Freedom and Solidarity", None, "organisation", "SVK", "PTY"),
    ("Justice and Development Party", None, "organisation", "TUR", "PTY"),
]


@pytest.mark.parametrize(("text", "day", "kind", "state", "sector"), CASES, ids=lambda c: str(c))
def test_a_phrase_resolves(text: str, day: str | None, kind: str, state: str | None, sector: str | None) -> None:
    actor = resolve(text, day)
    assert actor is not None
    assert (actor.kind, actor.state, actor.sector) == (kind, state, sector)
    assert (actor.text, actor.start, actor.end) == (text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "day", "name", "state"),
    [
        ("Putin", "2014", "Vladimir Putin", "RUS"),
        ("Felipe Calderon Hinojosa", "2012", "Felipe Calderon", "MEX"),
        ("Sheikh Moudud Ahmed", "2012", "Moudud Ahmed", "BGD"),
        ("President Putin", "2014-12", "Vladimir Putin", "RUS"),
        ("Zardari", "2011", "Asif Ali Zardari", "PAK"),
        ("Sergei Viktorovich Lavrov", "2014", "Sergey Lavrov", "RUS"),
        ("Abdel Fattah Al-Sisi", "2018", "Abdel Fattah al-Sisi", "EGY"),
        ("Gorbachev", "1987", "Mikhail Gorbachev", "SUN"),
        ("Prime Minister Nawaz Sharif", "2014", "Nawaz Sharif", "PAK"),
        ("Prime Minister Tayyip Erdogan", "2013", "Tayyip Erdogan", "TUR"),
        ("President Joyce Banda", "2013", "Joyce Banda", "MWI"),
        ("King Abdullah", "2018", "King Abdullah", "JOR"),
        ("British Prime Minister Theresa May", "2018", "Theresa May", "GBR"),
    ],
)
def test_a_person_in_office_resolves_by_the_report_s_day(text: str, day: str, name: str, state: str) -> None:
    actor = resolve(text, day)
    assert actor is not None
    assert (actor.kind, actor.name, actor.state) == ("person", name, state)


def test_out_of_office_a_leader_is_one_of_the_elite() -> None:
    actor = resolve("Hosni Mubarak", "2014")
    assert actor is not None
    assert (actor.state, actor.sector) == ("EGY", "ELI")


def test_a_soviet_leader_is_a_russian_once_the_state_is_gone() -> None:
    actor = resolve("Mikhail Gorbachev", "2014")
    assert actor is not None
    assert actor.state == "RUS"


@pytest.mark.parametrize(
    "text",
    [
        *[
            "Congo",
            "Koreans",
            "Persian Gulf",
            "Niger Delta militants",
            "George Washington",
            "Smith",
        ],
        *["Turkish Cypriots", "governor of Georgia", "May", "us", "who", "polish", "army", "", "   ", "Victoria", "it"],
        *["President Smith", "King Abdullah", "General Khan", "Vietnam War", "Indian Ocean"],
    ],
)
def test_what_stays_open_is_not_guessed(text: str) -> None:
    assert resolve(text, "2014") is None


@given(st.text(max_size=60))
def test_any_text_is_answered_without_a_fault(text: str) -> None:
    actor = resolve(text, "2014-12-02")
    assert actor is None or (actor.start, actor.end) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "day", "name"),
    [
        ("Sergiy Shoigu", "2014", "Sergey Shoigu"),
        ("Volodymyr Zhirinovsky", "2010", "Vladimir Zhirinovsky"),
        ("Roh Moo Hyun", "2005", "Roh Moo-hyun"),
        ("No Mu-hyon", "2005", "Roh Moo-hyun"),
        ("Gerhard Schroeder", "2003", "Gerhard Schroder"),
        ("Guido Westerwelle", "2011", "Guido Westerwelle"),
    ],
)
def test_a_person_resolves_in_other_spellings(text: str, day: str, name: str) -> None:
    actor = resolve(text, day)
    assert actor is not None
    assert actor.name is not None
    assert actor.name.replace("oe", "o") == name


@pytest.mark.parametrize("text", ["Robert Smythe", "Mohamed Ahmed Ali", "Pavel Klimov-Sand", "Kim Unknown"])
def test_a_near_name_of_someone_else_stays_open(text: str) -> None:
    assert resolve(text, "2014") is None


@pytest.mark.parametrize(
    ("text", "kind", "state", "sector"),
    [
        ("Voronezh Region", "body", "RUS", None),
        ("Huambo Development Forum", "organisation", "AGO", None),
        ("Osun State Police", "body", "NGA", "COP"),
        ("Mbarara High Court", "body", "UGA", "JUD"),
        ("Wroclaw Airport", "organisation", "POL", None),
        ("Chelyabinsk Tribune", "organisation", "RUS", "MED"),
    ],
)
def test_what_sits_in_a_town_is_of_its_state(text: str, kind: str, state: str, sector: str | None) -> None:
    actor = resolve(text)
    assert actor is not None
    assert (actor.kind, actor.state, actor.sector) == (kind, state, sector)


@pytest.mark.parametrize("text", ["Hamilton Police", "University of Springfield", "Cordoba Airport"])
def test_a_town_of_several_states_stays_open(text: str) -> None:
    actor = resolve(text)
    assert actor is None or actor.state is None


@pytest.mark.parametrize(
    ("text", "day", "state"),
    [
        ("Kirit Somaiya", "2015", "IND"),
        ("Pemmy Majodina", "2018", "ZAF"),
        ("Nezamuddin Qaisari", "2018", "AFG"),
        ("Serhiy Leshchenko", "2016", "UKR"),
        ("Marine Le Pen", "2017", "FRA"),
    ],
)
def test_a_name_of_a_roll_tells_its_state(text: str, day: str, state: str) -> None:
    actor = resolve(text, day)
    assert actor is not None
    assert (actor.kind, actor.state) == ("person", state)


def test_a_king_without_family_name_is_nobody_else() -> None:
    assert resolve("Juan Carlos", "2010") is not None
    assert resolve("Juan Carlos Quiroga Bustos", "2010") is None


def test_an_honorific_is_no_given_name() -> None:
    assert resolve("Sheikh Hasina", "2015") is not None
    assert resolve("Sheikh Karim Hasina", "2015") is None


def test_a_state_within_the_name_of_another_place_is_not_meant() -> None:
    actor = resolve("New Jersey Police Department")
    assert actor is not None
    assert actor.state == "USA"


@pytest.mark.parametrize("text", ["BP", "Toyota", "Petronas", "Turkish Airlines"])
def test_a_company_is_told_by_its_sector(text: str) -> None:
    actor = resolve(text)
    assert actor is not None
    assert (actor.kind, actor.sector) == ("organisation", "MNC")
