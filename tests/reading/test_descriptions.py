from detente.reading.read import read


def meant(text: str, words: str) -> list[str | None]:
    return [m.state or m.name for m in read(text, date="2014-12-02").mentions if m.text == words]


def test_a_kind_of_state_is_the_one_of_that_kind_named_before() -> None:
    assert meant("Jordan closed the border with Syria. The kingdom expelled an envoy.", "The kingdom") == ["JOR"]
    text = "Latvia met Peru in Riga. The Baltic state expelled an envoy of Peru."
    assert meant(text, "The Baltic state") == ["LVA"]


def test_two_of_a_kind_or_none_leave_it_open() -> None:
    assert meant("Jordan warned Morocco. The kingdom expelled an envoy.", "The kingdom") == []
    assert meant("Peru warned Chile. The kingdom expelled an envoy.", "The kingdom") == []


def test_who_acts_on_the_kingdom_is_another() -> None:
    text = "Saudi Arabia expelled the envoy of Canada. Bahrain sided with the kingdom."
    assert meant(text, "the kingdom") == ["SAU"]
    text = "Canada was surprised. Bahrain sided with the kingdom."
    assert meant(text, "the kingdom") == []
    assert meant("Canada was surprised. Bahrain recalled the kingdom's envoy.", "the kingdom") == ["BHR"]


def test_the_country_is_the_one_state_of_the_nearest_sentence() -> None:
    assert meant("Kenya closed its border. The country's army met Ugandan troops.", "The country") == ["KEN"]
    assert meant("Kenya warned Uganda. The country's army moved.", "The country") == []
    assert meant("Kenya closed a road. Ugandan troops were killed in the country.", "the country") == []


def test_that_country_is_the_one_talked_about_last() -> None:
    text = "Kenya and Uganda will build a plant in Somalia. Ties suffer from the Ugandan invasion of that country."
    assert meant(text, "that country") == ["SOM"]


def test_the_rebels_are_the_one_armed_group_of_the_report() -> None:
    assert meant("Boko Haram took a town in Chad. The insurgents asked Niger for talks.", "The insurgents") == [
        "Boko Haram"
    ]
    text = "Boko Haram met al-Shabaab. The insurgents asked Niger for talks."
    assert meant(text, "The insurgents") == []


def test_the_alliance_is_the_one_organisation_of_states() -> None:
    text = "Pakistan protested to NATO. Islamabad closed the alliance's supply lines."
    assert meant(text, "the alliance") == ["North Atlantic Treaty Organization"]
