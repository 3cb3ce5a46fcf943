from detente.reading.read import read


def state_of(text: str, words: str, title: str | None = None) -> list[str | None]:
    return [m.state for m in read(text, date="2014-12-02", title=title).mentions if m.text == words]


def test_a_name_tells_which_of_the_reports_states_an_official_serves() -> None:
    text = "Pakistan and Russia will lay a pipeline. Energy Minister Nikolai Petrenkov expects work to begin."
    assert state_of(text, "Energy Minister Nikolai Petrenkov") == ["RUS"]


def test_states_of_like_names_leave_the_official_open() -> None:
    text = "Ukraine and Russia will lay a pipeline. Energy Minister Nikolai Petrenkov expects work to begin."
    assert state_of(text, "Energy Minister Nikolai Petrenkov") == [None]


def test_a_bare_ministry_is_of_the_state_that_acted_before() -> None:
    text = (
        "Kenya condemned the raid by Uganda. Ugandan leaders had shown no restraint, the foreign ministry complained."
    )
    assert state_of(text, "the foreign ministry") == ["KEN"]


def test_who_answers_is_not_who_acted_before() -> None:
    text = "Kenya condemned the raid by Uganda. The foreign ministry denied that Ugandan troops took part."
    assert state_of(text, "The foreign ministry") == []


def test_an_office_inside_a_clause_on_another_state_stays_open() -> None:
    text = "Kenya met Uganda. The talks failed in Uganda after the army seized power there."
    assert state_of(text, "the army") == []


def test_an_official_whose_name_tells_nothing_serves_the_state_that_acted_before() -> None:
    text = "Kenya severed relations with Uganda. Foreign Minister Zed Xaloru accused the army of a raid."
    assert state_of(text, "Foreign Minister Zed Xaloru") == ["KEN"]
    text = "Kenya severed relations with Uganda. Foreign Minister Zed Xaloru rejected the charge."
    assert state_of(text, "Foreign Minister Zed Xaloru") == [None]
