from hypothesis import given, settings
from hypothesis import strategies as st

from detente.reading.read import read

NAMES = ["Kenya", "Peru", "Russian", "President", "Minister", "Odera", "Moscow", "United", "States'", "Korea", "U.S."]
WORDS = ["said", "the two countries", "he", "it", "in", "of", "army", "chief", "General", "met", "Mr"]
MARKS = ["'", '"', "(", ")", "-", ",", ".", "\n", "–", "“", "”"]
TEXTS = st.lists(st.sampled_from([*NAMES, *WORDS, *MARKS]), max_size=30).map(" ".join)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_a_mention_is_what_stands_at_its_offsets(text: str) -> None:
    mentions = read(text, date="2014").mentions
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.text
    ends = [mention.end for mention in mentions]
    assert all(mention.start >= end for end, mention in zip(ends, mentions[1:], strict=False))


def test_a_person_takes_up_the_state_named_in_the_title() -> None:
    mentions = read("Kenyan Defence Minister Raychelle Omamo met the Peruvian ambassador.").mentions
    assert [(m.text, m.state) for m in mentions] == [
        ("Kenyan Defence Minister Raychelle Omamo", "KEN"),
        ("Peruvian ambassador", "PER"),
    ]


def test_a_prefix_turns_a_name_round() -> None:
    mentions = read("Pro-Kenyan rebels fought.").mentions
    assert not [m for m in mentions if m.kind == "group" and m.state == "KEN"]


BLANKS = st.sampled_from(["\u00a0", "\u2009", "\u202f", "\u3000", "\u2007"])


@given(BLANKS)
@settings(max_examples=10, deadline=None)
def test_every_kind_of_blank_parts_words_and_offsets_stay(blank: str) -> None:
    plain = "Kenyan Defence Minister Raychelle Omamo met the South African envoy in May 2014."
    written = plain.replace(" ", blank)
    expected, found = read(plain, date="2014"), read(written, date="2014")
    assert found.text == written
    assert [(m.start, m.end, m.state, m.name) for m in found.mentions] == [
        (m.start, m.end, m.state, m.name) for m in expected.mentions
    ]
    assert all(m.text == written[m.start : m.end] for m in found.mentions)
    assert [(t.value, t.text) for t in found.times] == [(t.value, t.text.replace(" ", blank)) for t in expected.times]


def states_of(text: str) -> list[str | None]:
    return [m.state for m in read(text, date="2014-12-02").mentions]


def test_the_state_is_that_of_the_time_of_the_deed() -> None:
    assert states_of("In 1979 Moscow sent troops to Afghanistan.") == ["SUN", "AFG"]
    assert states_of("Moscow left the 1979 treaty with Kenya.") == ["RUS", "KEN"]
    assert states_of("In 2010 Moscow sent troops to Kenya.") == ["RUS", "KEN"]


def test_a_person_named_in_the_report_goes_before_a_leader_of_that_family_name() -> None:
    text = "Analyst Riffat Hussain of Pakistan praised Russia. Hussain said that Russia had changed."
    assert [m.name for m in read(text, date="2014-12-02").mentions if m.text == "Hussain"] == ["Riffat Hussain"]


def test_a_blank_before_the_possessive_parts_no_office_from_its_state() -> None:
    assert [m.text for m in read("Kenya 's army met the Ugandan army .").mentions] == ["Kenya 's army", "Ugandan army"]
