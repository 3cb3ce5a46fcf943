import pytest

from detente.reading.gazetteer import TOWN, scan


def states(text: str, date: str | None = "2014-12-02") -> list[str | None]:
    return [mention.state for mention in scan(text, date) if mention.kind == "state" and mention.role != TOWN]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kenya and Uganda signed.", ["KEN", "UGA"]),
        ("Sino-Russian trade and a Russia-Pakistan pact", ["CHN", "RUS", "RUS", "PAK"]),
        ("The U.S.-led talks with North Korea's envoys", ["USA", "PRK"]),
        ("Papua New Guinea, Equatorial Guinea and Guinea-Bissau", ["PNG", "GNQ", "GNB"]),
        ("Nigeria sent troops to Niger.", ["NGA", "NER"]),
    ],
)
def test_the_longest_name_wins(text: str, found: list[str]) -> None:
    assert states(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "A storm crossed the Gulf of Mexico.",
        "The Times of India printed it.",
        "Michael Jordan and Jordan Smith played golf.",
        "Denzel Washington won a prize.",
        "Chad Kroeger sang.",
        "The fair in Lebanon, Pa., was full; so was that of Moscow, Idaho.",
        "The turkey was served on china.",
        "The bond is worth US$3 billion.",
        "Pan American pilots and the National Congress Party agreed.",
        "Prosecutors at the Hague brought charges.",
        "Georgia beat Alabama in Atlanta, and the governor cheered.",
    ],
)
def test_what_only_looks_like_a_state_is_none(text: str) -> None:
    assert states(text) == []


def test_a_person_and_a_state_of_one_name_stand_side_by_side() -> None:
    assert states("Jordan Smith flew to Jordan, where King Abdullah waited.") == ["JOR"]


def test_a_report_on_the_caucasus_means_the_state_georgia() -> None:
    assert states("Georgia and Armenia opened a road near Tbilisi.") == ["GEO", "ARM", "GEO"]


def test_the_emirates_are_a_state_and_no_stadium() -> None:
    assert states("Bahrain and the Emirates closed their airspace.") == ["BHR", "ARE"]
    assert states("The Emirates recalled their envoy from Doha.") == ["ARE", "QAT"]
    assert states("Arsenal play Chelsea at the Emirates on Saturday.") == []
    assert states("Seventy thousand people filled the Emirates Stadium.") == []
    assert states("Emirates flies to Doha.") == ["QAT"]


def test_korea_is_resolved_only_where_the_text_names_one() -> None:
    assert states("Korea protested.") == [None]
    assert states("Korea protested; Seoul recalled its envoy.") == ["KOR", "KOR"]


def test_two_congos_are_told_apart_by_what_stands_around() -> None:
    assert states("Congo's army left Goma.")[0] == "COD"
    assert states("Congo's president returned to Brazzaville.")[0] == "COG"


def test_both_koreas_are_a_collective() -> None:
    (mention,) = [m for m in scan("The two Koreas agreed.", "2018") if m.kind == "collective"]
    assert mention.members == ("KOR", "PRK")


@pytest.mark.parametrize(("date", "code"), [("1985-03", "SUN"), ("1991-12-25", "SUN"), ("2014", "RUS"), (None, "RUS")])
def test_russia_is_the_soviet_union_before_its_end(date: str | None, code: str) -> None:
    assert states("Russia replied.", date) == [code]


def test_soviets_remain_soviets_in_later_reports() -> None:
    assert states("The Soviet Union had armed both.", "2014") == ["SUN"]


@pytest.mark.parametrize(
    ("text", "is_place"),
    [
        ("Talks were held in Moscow.", True),
        ("The minister flew to Nairobi.", True),
        ("The Nairobi airport reopened.", True),
        ("Moscow and Nairobi agreed.", False),
        ("Nairobi rejected the demand.", False),
        ("It widened the rift between Ankara and Cairo.", False),
    ],
)
def test_a_capital_is_a_place_or_a_government(text: str, is_place: bool) -> None:
    assert {mention.place for mention in scan(text, "2014")} == {is_place}


@pytest.mark.parametrize(
    "line", ["MOSCOW (Reuters) - ", "NAIROBI, Kenya (AP) — ", "LIMA -- ", "By Ann Lee and Bob Ray QUITO (Reuters) - "]
)
def test_datelines_are_places(line: str) -> None:
    mentions = scan(line + "Chile and Japan signed a pact.", "2014")
    assert [m.state for m in mentions if not m.place] == ["CHL", "JPN"]


def test_leaders_are_known_by_family_name_while_in_office() -> None:
    assert next((m.name, m.state) for m in scan("Thatcher spoke in Britain.", "1984")) == ("Margaret Thatcher", "GBR")
    assert not [m for m in scan("Thatcher spoke in Britain.", "2014") if m.kind == "person"]


def test_the_quarter_in_a_name_may_be_a_letter() -> None:
    text = "S.Africa and N. Korea traded. S Korean envoys left."
    assert [m.state for m in scan(text, "2014")] == ["ZAF", "PRK", "KOR"]


def test_tibet_is_of_china_since_1951() -> None:
    assert [m.state for m in scan("Tibetan monks marched.", "2008")] == ["CHN"]
    assert [m.state for m in scan("Tibetan monks marched.", "1949")] == ["TBT"]


def named(text: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(mention.kind, mention.state, mention.name) for mention in scan(text, "2014-12-02")]


def test_an_organisation_is_no_mask_of_the_name_in_it() -> None:
    assert named("The European Union met the Arab League.") == [
        ("organisation", None, "European Union"),
        ("organisation", None, "Arab League"),
    ]
    assert named("The Shanghai Co-operation Organization met.")[0][2] == "Shanghai Cooperation Organisation"


def test_rebels_do_not_act_for_the_state_that_they_fight() -> None:
    assert named("Boko Haram attacked.") == [("group", None, "Boko Haram")]
    assert named("The Polisario Front protested.")[0][1] == "ESH"


def test_a_leader_is_known_under_another_spelling_of_the_name() -> None:
    assert named("Sergei Lavrov and Sergey Lavrov are one man.") == [("person", "RUS", "Sergey Lavrov")] * 2
    assert named("Sergei Popov is another.") == []


def test_a_town_names_its_state_as_a_place() -> None:
    (town,) = scan("The minister landed in Lahore.", "2014")
    assert (town.state, town.place, town.role) == ("PAK", True, TOWN)
    assert scan("Peter Lyon and Boston Smith sang.", "2014") == ()


def test_what_is_named_after_a_leader_is_no_person() -> None:
    assert [m.text for m in scan("King Fahd opened King Fahd Hospital.", "1990-02-01")] == ["King Fahd"]


@pytest.mark.parametrize(
    ("name", "date", "state", "sector"),
    [
        ("FMLN", "1985-03-01", None, "REB"),
        ("FMLN", "2010-03-01", "SLV", "PTY"),
        ("Rapid Support Forces", "2019-06-01", "SDN", "PRM"),
        ("Rapid Support Forces", "2024-06-01", None, "REB"),
        ("Taliban", "2010-03-01", None, "REB"),
        ("Taliban", "2023-03-01", None, "REB"),
        ("Tigray People's Liberation Front", "2021-03-01", None, "REB"),
        ("Hamas", "2021-03-01", "PSE", "REB"),
    ],
)
def test_who_fights_acts_for_no_state_and_who_governs_for_his(
    name: str, date: str, state: str | None, sector: str
) -> None:
    assert [(m.state, m.sector) for m in scan(f"Envoys met {name} men.", date)] == [(state, sector)]


def test_the_fund_is_the_one_that_the_report_names_in_full() -> None:
    text = "The International Monetary Fund lent more. It was late, the Fund said."
    assert [m.name for m in scan(text, "2014-12-02")] == ["International Monetary Fund"] * 2
    assert scan("He left the Fund in May.", "2014-12-02") == ()
