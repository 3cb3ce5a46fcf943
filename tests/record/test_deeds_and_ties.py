"""Who did it to whom: pairs of states, their codes at the date, and the deed that several reports tell of."""

from datetime import date

from detente.reading.model import Actor, Event, Reading, Span
from detente.record.deeds import Pair, deed_of, pairs_of, states_of
from detente.record.rows import Batch, add_reading
from detente.sources.report import Report


def actor(state: str | None = None, *, at: int = 0, members: tuple[str, ...] = ()) -> Actor:
    return Actor("x", at, at + 1, "state" if state else "collective", state, members=members)


def event(actors: tuple[Actor, ...], recipients: tuple[Actor, ...] = (), **changes: object) -> Event:
    values: dict[str, object] = {"type": "CONSULT", "status": "occurred", "date": None, "trigger": Span("met", 5, 8)}
    values |= changes
    return Event(
        actors=actors, recipients=recipients, text="x", start=0, end=1, confidence=0.5, quad=1, score=2.5, **values
    )  # type: ignore[arg-type]


def ties(report: Report, *events: Event) -> list[dict[str, object]]:
    batch = Batch()
    add_reading(batch, report, Reading(report.id, report.text, report.date, events=events), 1)
    return batch.tables.get("ties", [])


def test_a_directed_event_ties_each_actor_to_each_recipient() -> None:
    assert pairs_of(["RUS", "CHN"], ["PAK"]) == [
        Pair("PAK-RUS", "RUS", "PAK", False),
        Pair("CHN-PAK", "CHN", "PAK", False),
    ]


def test_parties_without_recipient_act_on_each_other_once_per_pair() -> None:
    assert pairs_of(["RUS", "PAK", "IND"], []) == [
        Pair("PAK-RUS", "PAK", "RUS", True),
        Pair("IND-RUS", "IND", "RUS", True),
        Pair("IND-PAK", "IND", "PAK", True),
    ]


def test_what_goes_both_ways_in_one_event_is_one_reciprocal_tie() -> None:
    assert pairs_of(["RUS", "PAK"], ["PAK", "RUS"]) == [Pair("PAK-RUS", "PAK", "RUS", True)]


def test_a_state_is_not_tied_to_itself() -> None:
    assert pairs_of(["RUS"], ["RUS"]) == []
    assert pairs_of(["RUS"], []) == []


def test_members_of_a_collective_count_and_codes_are_those_of_the_day() -> None:
    both = actor(members=("RUS", "PAK"))
    assert states_of([both, actor("RUS")], date(2014, 11, 20)) == ["RUS", "PAK"]
    assert states_of([actor("RUS")], date(1985, 6, 1)) == ["SUN"]


def test_an_event_without_a_date_takes_its_reports() -> None:
    (tie,) = ties(Report("They met.", "1985-06"), event((actor("RUS"), actor("PAK", at=3))))
    assert (tie["dyad"], tie["date_start"], tie["date_end"]) == ("PAK-SUN", date(1985, 6, 1), date(1985, 7, 1))


def test_the_same_deed_in_two_reports_has_one_name() -> None:
    one = ties(Report("They met on Thursday.", "2014-11-21"), event((actor("RUS"), actor("PAK")), date="2014-11-20"))
    two = ties(Report("A meeting was held.", "2014-11-25"), event((actor("PAK"), actor("RUS")), date="2014-11-20"))
    assert one[0]["deed"] == two[0]["deed"]
    assert one[0]["event"] != two[0]["event"]


def test_another_day_type_direction_or_status_is_another_deed() -> None:
    days = (date(2014, 11, 20), date(2014, 11, 21))
    name = deed_of(["RUS"], ["PAK"], "AID", days, "occurred", "own")
    others = [
        deed_of(["RUS"], ["PAK"], "AID", (date(2014, 11, 21), date(2014, 11, 22)), "occurred", "own"),
        deed_of(["RUS"], ["PAK"], "SUPPORT", days, "occurred", "own"),
        deed_of(["PAK"], ["RUS"], "AID", days, "occurred", "own"),
        deed_of(["RUS"], ["PAK"], "AID", days, "planned", "own"),
        deed_of(["RUS"], ["PAK"], "AID", days, "denied", "own"),
        deed_of(["RUS"], ["PAK"], "AID", days, "ended", "own"),
    ]
    assert len({name, *others}) == 7
    assert deed_of(["RUS"], ["PAK"], "AID", days, "ongoing", "else") == name
    assert deed_of(["PAK", "RUS"], [], "AID", days, "occurred", "own") == deed_of(
        ["RUS", "PAK"], [], "AID", days, "occurred", "own"
    )


def test_what_has_no_day_or_no_state_repeats_nothing() -> None:
    assert deed_of(["RUS"], ["PAK"], "AID", None, "occurred", "1") != deed_of(
        ["RUS"], ["PAK"], "AID", None, "occurred", "2"
    )
    days = (date(2014, 1, 1), date(2014, 1, 2))
    assert deed_of([], [], "AID", days, "occurred", "1") != deed_of([], [], "AID", days, "occurred", "2")


def test_an_event_found_twice_in_a_report_is_kept_once() -> None:
    same = event((actor("RUS"),), (actor("PAK"),))
    assert len(ties(Report("They met.", "2014"), same, same)) == 1


def test_who_act_together_on_a_body_of_no_state_do_nothing_to_each_other() -> None:
    report = Report("x met x", date="2015-03-10")
    assert ties(report, event((actor("RUS"), actor("PAK")), (actor(),))) == []
