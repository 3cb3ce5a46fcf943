from detente.reading.mentions import find_mentions
from detente.reading.parse import parse_reports
from detente.reading.parties import actor_in_focus, dyad_in_focus, other_party
from detente.sources.report import Report


def focus(text: str, title: str | None = None, known: str = "KEN", date: str = "2014-12-02") -> tuple[object, ...]:
    """What the last sentence of a text leaves to the text: the other party, the dyad, the actor's state."""
    parsed = next(parse_reports([Report(text, date=date, title=title)], choose=False))
    mentions = find_mentions(parsed)
    last = parsed.sentences[-1]
    actor = actor_in_focus(parsed, mentions, last)
    return (
        other_party(parsed, mentions, last, known),
        dyad_in_focus(parsed, mentions, last),
        actor and actor.state,
    )


def test_the_party_left_out_is_the_other_state_of_the_text() -> None:
    text = "Kenya and Uganda signed a pact. Nairobi also agreed to buy power."
    assert focus(text)[0] == "UGA"
    assert focus("Nairobi accepted within a week.", title="Kampala invites the Kenyan president")[0] == "UGA"


def test_a_third_state_in_the_sentence_leaves_the_party_open() -> None:
    text = "Kenya and Uganda signed a pact. Nairobi also agreed to buy power from Ethiopia."
    assert focus(text)[0] is None


def test_two_pairs_named_as_often_leave_the_dyad_open() -> None:
    assert focus("Kenya met Uganda. Kenya met Ethiopia. An accord was signed.")[1] is None
    assert focus("Kenya met Uganda. Kenya met Ethiopia. Kenya and Ethiopia spoke. An accord was signed.")[1] == (
        "ETH",
        "KEN",
    )


def test_the_soviet_union_is_named_as_it_was_on_the_day() -> None:
    text = "Moscow and Kenya signed a pact. Nairobi agreed to buy trucks."
    assert focus(text, date="1971-05-01")[0] == "SUN"
    assert focus(text, date="2014-05-01")[0] == "RUS"


def test_who_acted_last_is_the_one_subject_before() -> None:
    assert focus("Kenya closed the border with Uganda. In return, power was cut.")[2] == "KEN"
    assert focus("Kenya and Uganda closed the border. In return, power was cut.")[2] is None
