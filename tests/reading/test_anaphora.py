from detente.reading.read import read


def resolved(text: str, word: str) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    return [(m.name, m.state, m.members) for m in read(text, date="2014-12-02").mentions if m.text == word]


def test_he_is_the_one_person_named_before() -> None:
    text = "Kenyan President Daniel Oduya met diplomats. He promised aid."
    assert resolved(text, "He") == [("Daniel Oduya", "KEN", ())]


def test_two_subjects_that_tie_are_not_guessed() -> None:
    text = "Kenyan President Daniel Oduya and Ugandan President Paul Okot met. He promised aid."
    assert resolved(text, "He") == []


def test_a_name_without_a_title_may_be_meant_as_well() -> None:
    text = "Kenyan President Daniel Oduya arrived. Later Smith spoke at length. He promised aid."
    assert resolved(text, "He") == []


def test_the_two_countries_are_the_states_last_named() -> None:
    text = "Peru and Chile signed a pact. The two countries will share water. Both sides were pleased."
    assert resolved(text, "The two countries") == [(None, None, ("CHL", "PER"))]
    assert resolved(text, "Both sides") == [(None, None, ("CHL", "PER"))]


def test_with_three_states_the_pair_stays_open() -> None:
    text = "Peru, Chile and Bolivia met. The two countries will share water."
    assert resolved(text, "The two countries") == [(None, None, ())]


def test_it_is_the_subject_of_the_sentence_before() -> None:
    assert resolved("Kenya closed the border with Uganda. It recalled its envoy.", "It") == [(None, "KEN", ())]
    assert resolved("Kenya closed the border with Uganda. It is clear that both lost.", "It") == []


def test_the_minister_is_the_one_named_before() -> None:
    text = "Kenyan Foreign Minister Amina Odera arrived. The foreign minister denied the report."
    assert resolved(text, "The foreign minister") == [("Amina Odera", "KEN", ())]
