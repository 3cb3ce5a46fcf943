from detente.reading.read import read


def resolved(text: str, word: str) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    return [(m.name, m.state, m.members) for m in read(text, date="2014-12-02").mentions if m.text == word]


def members(text: str, words: str, title: str | None = None) -> tuple[str, ...] | None:
    """The states of the one collective of these words; None where there is no such mention."""
    found = [m.members for m in read(text, date="2014-12-02", title=title).mentions if m.text == words]
    return found[-1] if found else None


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


def test_a_state_talked_about_is_no_party() -> None:
    text = "Kenya and Uganda exchanged views on Sudan. The two sides were pleased."
    assert members(text, "The two sides") == ("KEN", "UGA")
    text = "Kenya imposed sanctions on Sudan. The two neighbours are at odds."
    assert members(text, "The two neighbours") == ("KEN", "SDN")


def test_after_a_sentence_of_three_the_pair_is_the_one_the_text_is_about() -> None:
    text = (
        "Peru and Chile signed a pact. Peru and Chile had long been rivals. Peru, Bolivia and Brazil also met."
        " During the Peruvian minister's visit, the two sides discussed the drought in Ecuador."
    )
    assert members(text, "the two sides") == ("CHL", "PER")


def test_two_men_are_two_persons_of_two_states() -> None:
    text = "Kenyan President Daniel Oduya met Ugandan President Paul Okot in Rwanda. The two men shook hands."
    assert members(text, "The two men") == ("KEN", "UGA")
    text = "Kenyan President Daniel Oduya met Kenyan General Paul Okot in Uganda. The two men shook hands."
    assert members(text, "The two men") == ()


def test_three_and_four_need_as_many_states() -> None:
    text = "Peru, Chile and Bolivia signed a pact. The three countries will share water."
    assert members(text, "The three countries") == ("BOL", "CHL", "PER")
    text = "Peru and Chile signed a pact. The three countries will share water."
    assert members(text, "The three countries") == ()


def test_the_two_alone_is_a_pair_only_as_a_whole_subject() -> None:
    assert members("Peru and Chile met. The two agreed on a border.", "The two") == ("CHL", "PER")
    assert members("Peru and Chile met. The two boats sank.", "The two") is None


def test_the_title_names_the_pair() -> None:
    text = "The two countries signed a pact on Monday."
    assert members(text, "The two countries", title="Kenya and Uganda bury the hatchet") == ("KEN", "UGA")
    assert members(text, "The two countries") == ()


def test_they_are_the_states_that_acted_above() -> None:
    assert members("Peru and Chile signed a pact. They also agreed on a border.", "They") == ("CHL", "PER")
    text = "Kenyan President Daniel Oduya received Ugandan President Paul Okot. They signed a pact."
    assert members(text, "They") == ("KEN", "UGA")


def test_they_may_be_something_else_and_stay_open() -> None:
    assert members("Kenya sold Uganda trucks. They were built in Mombasa.", "They") is None
    assert members("Protesters marched in Kenya and Uganda. They signed a petition.", "They") is None
    assert members("Kenya warned Uganda. They rust quickly.", "They") is None


def test_them_are_two_that_are_brought_together() -> None:
    text = "Peru and Chile signed a pact. Kenya was active in bringing them together."
    assert members(text, "them") == ("CHL", "PER")
    assert members("Peru and Chile signed a pact. Kenya bought them.", "them") is None


def test_him_is_not_the_one_who_acts_on_him() -> None:
    text = "Kenyan President Daniel Oduya met Ugandan General Paul Okot. Oduya pressed him to talk."
    assert resolved(text, "him") == [("Paul Okot", "UGA", ())]


def test_its_is_the_subject_above() -> None:
    assert resolved("Kenya closed the border with Uganda. Its minister spoke.", "Its") == [(None, "KEN", ())]
    assert resolved("Kenya recalled its envoy from Uganda.", "its") == [(None, "KEN", ())]
    assert resolved("A firm in Kenya sold its trucks.", "its") == []


def test_neither_and_their_countries_are_the_two() -> None:
    assert members("Peru and Chile met. Neither country will yield.", "Neither country") == ("CHL", "PER")
    assert members("Peru and Chile opened a road between their countries.", "their countries") == ("CHL", "PER")


def test_an_analyst_set_beside_his_name_is_he() -> None:
    text = (
        "Russian Defence Minister Sergei Shoigu spoke. Riffat Hussain, a noted Pakistani defense analyst, said little."
        " According to Hussain, Russia helps. Kabul has doubts, he warned."
    )
    assert resolved(text, "he") == [("Riffat Hussain", "PAK", ())]


def test_who_is_pressed_or_written_to_is_not_who_does_it() -> None:
    text = "Kenyan President Paul Okot met Ugandan President Ali Musa. Musa pressed him to free the men."
    assert resolved(text, "him") == [("Paul Okot", "KEN", ())]
    text = "Kenyan President Paul Okot left. In a letter to Ugandan President Ali Musa he voiced regret."
    assert resolved(text, "he") == [("Paul Okot", "KEN", ())]
