"""Claims: on whose word, in whose words, how sure."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.reading.claims import find_claims
from detente.reading.cues import ALL_CLASSES, cue_words
from detente.reading.mentions import find_mentions
from detente.reading.parse import parse_reports, parse_sentence
from detente.reading.parsed import ParsedReport, Sentence
from detente.sources.report import Report


def claims(text, *, date="2015-03-10", wide=False):
    parsed = next(iter(parse_reports([Report(text, date=date)], choose=False)))
    return find_claims(parsed, find_mentions(parsed), wide=wide)


def only(text, **options):
    (claim,) = claims(text, **options)
    return claim


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Kenya said that the border would reopen.", "Kenya", "said", "the border would reopen"),
        ("Kenya said the border would reopen.", "Kenya", "said", "the border would reopen"),
        ("The border would reopen, Kenya said.", "Kenya", "said", "The border would reopen"),
        ("The border would reopen, said Ana Lima.", "Ana Lima", "said", "The border would reopen"),
        ("The ministry told reporters that the talks had ended.", "The ministry", "told", "the talks had ended"),
        ("According to Peru, the patrol had left.", "Peru", "According to", "the patrol had left"),
        ("The patrol had left, according to Peru.", "Peru", "according to", "The patrol had left"),
        ("Chad called the raid a provocation.", "Chad", "called", "the raid a provocation"),
        ("The ministry issued a statement saying the army had left.", "The ministry", "issued a statement saying",
         "the army had left"),
        ("Khan was quoted as saying the valley was calm.", "Khan", "saying", "the valley was calm"),
        ("Oman made clear that it would stay neutral.", "Oman", "made clear", "it would stay neutral"),
    ],
)  # fmt: skip
def test_a_cue_joins_its_source_to_what_it_says(text, source, cue, content):
    claim = only(text)
    assert (claim.source.text, claim.cue.text, claim.content.text) == (source, cue, content)
    assert not claim.direct


def test_a_cue_inside_of_what_it_carries_breaks_the_content_in_two():
    claim = only("Talks with Laos, the envoy said, will go on in spring.")
    assert len(claim.content.parts) == 2
    assert "the envoy" not in claim.content.text
    assert claim.content.text.startswith("Talks with Laos")
    assert claim.content.text.endswith("will go on in spring")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ('"We will sign in May," said Ana Lima.', "Ana Lima"),
        ('"We will sign in May," Ana Lima said.', "Ana Lima"),
        ('Ana Lima said: "We will sign in May."', "Ana Lima"),
        ('"We will sign in May," a Bolivian envoy told reporters.', "a Bolivian envoy"),
    ],
)
def test_a_quotation_is_in_the_sources_own_words(text, source):
    claim = only(text)
    assert claim.direct
    assert claim.source.text == source
    assert claim.content.text.strip(",.") == "We will sign in May"


def test_several_sentences_of_one_quotation_are_one_claim():
    claim = only('"We are neighbours. We share a river. We will share its water," said Tesfaye.')
    assert claim.content.text.startswith("We are neighbours")
    assert claim.content.text.rstrip(",").endswith("share its water")


def test_a_quotation_broken_by_its_cue_is_one_claim_of_two_parts():
    claim = only('"The bridge is open," said Rahman. "Trade can start tomorrow."')
    assert len(claim.content.parts) == 2
    assert "said" not in claim.content.text


def test_words_quoted_within_a_sentence_make_it_neither_direct_nor_two_claims():
    claim = only('Mali said the accord was "a new page" for both countries.')
    assert not claim.direct
    assert claim.content.text == 'the accord was "a new page" for both countries'


@pytest.mark.parametrize(
    ("text", "anonymous"),
    [
        ("Hassan Rouhani said the ships had turned back.", False),
        ("A senior official said the ships had turned back.", True),
        ("Two Vietnamese diplomats said the ships had turned back.", True),
        ("Sources in the navy said the ships had turned back.", True),
        ("Some said the ships had turned back.", True),
        ("Vietnam said the ships had turned back.", False),
        ("The defence ministry said the ships had turned back.", False),
        ("A spokesman, Carlos Mota, said the ships had turned back.", False),
        ("The Chilean president said the ships had turned back.", False),
    ],
)
def test_only_a_person_whose_name_is_withheld_is_anonymous(text, anonymous):
    assert only(text).source.anonymous is anonymous


def test_a_source_has_its_name_role_and_state():
    source = only("Brazil's foreign minister, Ana Lima, said the line was closed.").source
    assert (source.name, source.state) == ("Ana Lima", "BRA")
    assert "foreign minister" in source.role


def test_an_unnamed_source_keeps_its_role_and_state():
    source = only("A former Kenyan diplomat said the line was closed.").source
    assert (source.name, source.state, source.anonymous) == (None, "KEN", True)
    assert "diplomat" in source.role


@pytest.mark.parametrize(
    "text",
    [
        "A man accused of lying about the treaty is in court.",
        "Ana Lima called her host to ask about the treaty.",
    ],
)
def test_who_is_accused_and_who_calls_by_phone_say_nothing(text):
    assert claims(text) == ()


@pytest.mark.parametrize("name", ["Foreign Office", "Defence Ministry"])
def test_a_body_keeps_the_whole_of_its_name(name):
    source = only(f"The {name} stated that the deal was done.").source
    assert source is not None
    assert source.name == name


def test_what_only_seems_so_to_the_source_stays_a_hedge():
    first, *_ = claims("Japan said that the signs indicate that the deal is likely to fail.")
    assert first.certainty == "probable"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Taro Aso and Angela Merkel said the deal was done.", None),
        ("Japan and Norway said the deal was done.", None),
    ],
)
def test_several_who_speak_together_are_told_by_no_ones_name(text, state):
    source = only(text).source
    assert source is not None
    assert source.text == text.split(" said")[0]
    assert (source.name, source.role, source.state) == (None, None, state)


def test_what_is_said_on_nobodys_word_has_no_source():
    claim = only("Norway is said to be ready for talks.")
    assert claim.source is None
    assert "ready for talks" in claim.content.text


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Japan said the deal was done.", "certain"),
        ("Japan said the deal might fail.", "possible"),
        ("Japan said the deal could fail.", "possible"),
        ("Japan said the deal will probably pass.", "probable"),
        ("Japan said the visit will take place in May.", "certain"),
        ("Japan announced that it would not sell the ships.", "certain"),
        ("Japan said it has asked a judge to look into whether the deal was lawful.", "certain"),
        ("Japan said it signed the deal in spite of almost certain anger.", "certain"),
        ("Japan said that Sunday's planned vote was illegal.", "certain"),
        ("Japan said talks expected to last a week had begun.", "certain"),
        ("Japan said that more may follow, and that no-one should doubt its resolve.", "possible"),
        ("Japan said nobody should doubt that the deal will last.", "certain"),
        ("Japan said it is not possible to end the deal by law.", "certain"),
        ("Japan said its plans to end the deal are sound.", "certain"),
        ("Japan said envoys will meet in a bid to decide on whether Norway should take part.", "certain"),
        ("Japan said it was sad that the deal could fail.", "certain"),
        ("Japan said it was too early to say whether the deal would last.", "doubtful"),
        ("Japan denied that the deal had failed.", "doubtful"),
        ("Japan does not believe that the deal has failed.", "doubtful"),
        ("Analysts doubt that the deal will last.", "doubtful"),
        ("Analysts asked whether the deal was dead.", "doubtful"),
    ],
)
def test_certainty_is_how_sure_the_source_sounds(text, certainty):
    assert only(text).certainty == certainty


@pytest.mark.parametrize(
    "text",
    [
        "Togo did not say whether it would sign.",
        "Togo declined to say when the talks would end.",
        "It is too early to say whether Togo will sign.",
        "Togo and Benin held talks in Lagos.",
        "Togo wants to buy grain from Ukraine.",
    ],
)
def test_what_is_not_stated_is_no_claim(text):
    assert claims(text) == ()


@pytest.mark.parametrize("text", ["Togo wants to buy grain.", "Togo condemned the raid.", "Togo vowed to fight on."])
def test_wishes_and_judgements_are_claims_only_in_the_wide_sense(text):
    assert claims(text) == ()
    assert len(claims(text, wide=True)) == 1


def test_a_claim_is_about_the_dyad_that_it_names_or_that_its_source_forms_with_it():
    assert only("Analysts said Turkey and Greece would talk.").about == ("GRC-TUR",)
    assert only("Turkey said the islands of Greece were safe.").about == ("GRC-TUR",)


def test_the_opposite_stance_of_another_voice_on_one_dyad_is_a_dispute():
    first, second = claims(
        "Analysts said relations between Peru and Chile were improving. "
        "Maria Soto said ties between Peru and Chile had worsened."
    )
    assert (first.stance, second.stance) == ("warmer", "cooler")
    assert second.disputes == (0,)
    assert first.disputes == ()


def test_a_voice_that_agrees_supports_the_one_before():
    _, second = claims("Peter Odo said the truce was holding. Agreeing with him, Ali Musa said the front was calm.")
    assert second.supports == (0,)


def test_cue_words_choose_sentences_without_a_parser():
    assert {"said", "according", "denied", "reportedly", "warns"} <= cue_words()
    assert "condemned" not in cue_words()
    assert cue_words() < cue_words(ALL_CLASSES)


VOCABULARY = (
    'Kenya Peru said told that "We will sign" , . ? : "yes" he she officials according to the denied “ ” \n\n is '
    "and who reportedly Lima's claim of statement was quoted as saying made clear not never vowed it -- ' ("
)
WORDS = st.sampled_from(VOCABULARY.split(" "))


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_any_text_is_read_and_every_span_gives_back_the_text(text):
    parsed = next(iter(parse_reports([Report(text)], choose=False)))
    found = find_claims(parsed, find_mentions(parsed), wide=True)
    for claim in found:
        for span in filter(None, (claim.source, claim.cue, claim.content)):
            pieces = span.parts or ((span.start, span.end),)
            assert all(0 <= a < b <= len(text) for a, b in pieces)
            assert text[pieces[0][0] : pieces[0][1]] in span.text
            assert (min(a for a, _ in pieces), max(b for _, b in pieces)) == (span.start, span.end)
        assert all(i < len(found) for i in claim.disputes + claim.supports)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120))
def test_no_text_however_odd_stops_the_reader(text):
    told = f'"{text}," said Mota.'
    parsed = ParsedReport(Report(told), (Sentence(0, len(told), parse_sentence(told)),), (), ())
    for claim in find_claims(parsed, (), wide=True):
        assert 0 <= claim.content.start < claim.content.end <= len(told)


def _speakers(text):
    from detente import read

    return [(c.source.name, c.source.role, c.source.state, c.source.anonymous) for c in read(text).claims]


def test_a_speaker_keeps_the_role_and_the_state_of_the_introduction():
    found = _speakers(
        "Ana Rojas, a lecturer at the University of Lima, disagreed. Chile would not pay, she told reporters.\n\n"
        "The treaty was signed in May. “Chile has no choice,” Rojas said. Bolivia would not wait, she added."
    )
    assert found
    assert set(found) == {("Ana Rojas", "lecturer at the University of Lima", "PER", False)}


def test_a_public_and_analysts_somewhere_are_sources_without_a_name():
    found = _speakers("Analysts in Lima are of the opinion that Chile will sell the ships to Bolivia.")
    assert found == [(None, "Analysts in Lima", "PER", True)]
    found = _speakers("Opinion in Chile seems divided on whether the pact with Peru is driven by fear.")
    assert [(state, hidden) for _, _, state, hidden in found] == [("CHL", True)]


def test_somebody_quoted_by_an_agency_is_the_source():
    found = _speakers(
        "The agency quoted Ana Rojas, a lecturer at the University of Lima, as saying Chile would not pay Peru."
    )
    assert found == [("Ana Rojas", "lecturer at the University of Lima", "PER", False)]


def test_not_only_negates_nothing_and_an_open_question_takes_no_side():
    from detente import read

    praise = read("“Chile not only praises but welcomes the pact with Peru,” the Peruvian minister said.").claims
    assert [claim.stance for claim in praise] == ["for"]
    question = read("Opinion in Chile seems divided on whether the pact with Peru improves ties.").claims
    assert [claim.stance for claim in question] == [None]


def test_who_passes_a_statement_on_is_kept_beside_its_source():
    claim = only("The state news agency quoted Ana Lima as saying that the port would open in May.")
    assert (claim.source.text, claim.via.text) == ("Ana Lima", "The state news agency")
    claim = only("Ana Lima was quoted by the agency as saying that the port would open in May.")
    assert (claim.source.text, claim.via.text) == ("Ana Lima", "the agency")


def test_a_claim_told_within_another_comes_by_way_of_its_source():
    outer, inner = claims("The agency reported that Ana Lima said the port would open in May.")
    assert (outer.source.text, outer.via) == ("The agency", None)
    assert (inner.source.text, inner.via.text) == ("Ana Lima", "The agency")


def test_who_is_named_behind_what_is_passed_on_is_no_part_of_it():
    text = "India has told Chile that the old treaty with Peru is dead, Ambassador Ana Lima said on Tuesday."
    outer, inner = sorted(claims(text), key=lambda claim: claim.content.start)
    assert (outer.source.name, outer.via) == ("Ana Lima", None)
    assert (inner.source.text, inner.content.text) == ("India", "the old treaty with Peru is dead")
    assert inner.via.text == "Ambassador Ana Lima"


def test_who_speaks_after_a_colon_is_whose_verb_stands_before_it():
    claim = only("Ana Lima went even further: \u201cThe border will never be closed to our friends.\u201d")
    assert (claim.source.text, claim.direct) == ("Ana Lima", True)
    claim = only('He said:\n\n"We shall never close the border to friends."')
    assert (claim.source.text, claim.direct) == ("He", True)


def test_a_speaker_is_quoted_on_in_the_next_sentence():
    text = (
        "Ana Lima, a lecturer in Quito, said that the treaty would hold. "
        "As for the canal, its \u201cfuture is still open to doubt.\u201d"
    )
    first, second = claims(text)
    assert second.source.name == first.source.name == "Ana Lima"
    assert second.content.text.startswith("As for the canal")


def test_a_quotation_whose_closing_mark_is_missing_ends_at_its_attribution():
    text = "\u201cFor now there is one treaty, she said, adding that its scope is \u201cvery small.\u201d"
    first, second = claims(text)
    assert first.content.text == "For now there is one treaty,"
    assert "very small" in second.content.text


def test_the_name_after_an_opening_participle_is_the_speaker():
    claim = only(
        "Commenting on trade between Chile and Peru, Ana Rojas, a lecturer in Lima told us that Bolivia is calm."
    )
    assert claim.source.name == "Ana Rojas"


def test_what_something_is_called_in_a_country_is_on_the_word_of_its_public():
    claim = only("The pact has been hailed in Peru as a milestone.")
    assert (claim.source.text, claim.source.state) == ("Peru", "PER")


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The deal has caused some unease in Peru.", "Peru", "unease", "The deal"),
        ("Peruvian unease about the pact has grown.", "Peruvian", "unease", "the pact"),
        ("There is fear in Peru that Chile will close the border.", "Peru", "fear", "Chile will close the border"),
        ("The sanctions stirred resentment among officers.", "officers", "resentment", "The sanctions"),
        ("The treaty was greeted with relief in Bolivia.", "Bolivia", "relief", "The treaty"),
        ("The mood in the ministry seems calm.", "the ministry", "mood", "seems calm"),
    ],
)
def test_the_mood_of_a_public_is_a_claim_on_its_word(text, source, cue, content):
    claim = only(text)
    assert (claim.source.text, claim.cue.text, claim.content.text) == (source, cue, content)


@pytest.mark.parametrize("text", ["She felt anger in March.", "Fear is a poor guide.", "He voiced concern in Lima."])
def test_a_mood_without_a_public_or_a_matter_is_no_claim(text):
    assert claims(text) == ()


def test_unease_over_a_deal_is_worry_and_what_stands_after_rather_than_is_not_said():
    assert only("The deal has caused some unease in Peru.").stance == "worried"
    assert only("The mood in the ministry seems calm rather than angry.").stance != "cooler"


def test_anger_praises_nothing():
    (claim,) = claims("Peru is angry that Chile tests missiles.", wide=True)
    assert claim.stance == "cooler"


def test_a_claim_that_names_no_relation_goes_on_with_the_last_one():
    text = 'Ana Lima said that Chile and Peru would sign. "It is a turning point," she added.'
    assert [c.about for c in claims(text)] == [("CHL-PER",), ("CHL-PER",)]


def test_the_next_sentence_disputes_nothing_for_the_one_before():
    text = (
        "Opinion in Chile is of the view that Peru will sign. \u201cPeru is a friend of Chile,\u201d Ana Rojas said. "
        "Juan Vega doubts whether Chile will follow Peru."
    )
    assert [c.disputes for c in claims(text)][1] == ()


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ana Lima said that Chile and Peru were opening a new chapter.", "warmer"),
        ("Ana Lima said that Chile and Peru were drifting apart.", "cooler"),
        ("Ana Lima said that the row would not affect ties between Chile and Peru.", "unchanged"),
        ("Ana Lima said that Chile had no reason to be worried about Peru.", "unchanged"),
        ('Ana Lima said that there was no "cold war" between Chile and Peru.', "unchanged"),
        ("Ana Lima said that Chile was uneasy about the Peruvian frigates.", "worried"),
        ("Ana Lima said that Chile should accept the Peruvian offer.", "for"),
        ("Ana Lima said that Chile must stop the drills off Peru.", "against"),
        ("Ana Lima said that trains from Chile reached Peru at noon.", None),
        ("Ana Lima said that several trains from Chile had boosted sales in Peru.", None),
        ("Ana Lima said that Chile, which fears the Peruvian frigates, had sent a note.", None),
    ],
)
def test_a_claim_takes_a_stance_towards_its_dyad(text, stance):
    claim = only(text)
    assert claim.stance == stance
    assert claim.towards == ((("CHL-PER", stance),) if stance else ())


def test_each_dyad_of_a_claim_has_the_stance_of_the_words_beside_its_states():
    claim = only("Ana Lima said that Chile was drifting apart from Bolivia, while Peru and Brazil were growing closer.")
    towards = dict(claim.towards)
    assert towards["BOL-CHL"] == "cooler"
    assert towards["BRA-PER"] == "warmer"


def test_who_worries_disputes_nobody_and_no_one_disputes_himself():
    text = (
        "A former Chilean envoy said that Chile and Peru were growing closer. "
        "The former envoy said that Chile and Peru were drifting apart over fish. "
        "Ana Lima said that Chile was worried about Peru."
    )
    assert [c.disputes for c in claims(text)] == [(), (), ()]
