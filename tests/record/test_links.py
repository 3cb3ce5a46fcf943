"""Which tellings are one deed: by type, direction, days and wording, whatever their order."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.reading.model import Actor, Event, Reading, Span
from detente.record.fingerprint import fingerprint
from detente.record.links import Telling, link
from detente.record.rows import Batch, add_reading
from detente.record.store import Store
from detente.record.writer import Writer
from detente.sources.report import Report

FISH = "Peru accused Chile of emptying its southern fishing grounds with trawlers."
MINE = "Peru accused Chile of hiding the true cost of the copper tariff."


def telling(event: str, text: str = FISH, day: str = "2014-03-04", **changes: object) -> Telling:
    start = date.fromisoformat(day)
    values: dict[str, object] = {
        "report": f"r{event}", "actor": "PER", "reciprocal": False, "type": "ACCUSE", "status": "occurred",
        "start": start, "end": start + timedelta(days=1), "told": start, "trigger": "accused", "confidence": 0.7,
    }  # fmt: skip
    return Telling(event=event, text=text, **(values | changes))  # type: ignore[arg-type]


def grouped(*tellings: Telling) -> list[list[str]]:
    return [[t.event for t in group] for group in link(tellings, dyad="CHL-PER")]


def test_a_story_repeated_on_the_next_day_is_one_deed() -> None:
    again = "Peru has accused Chile of emptying fishing grounds in its south with trawlers, officials said."
    assert grouped(telling("a"), telling("b", again, "2014-03-05")) == [["a", "b"]]


def test_two_accusations_of_one_day_are_two_deeds_where_their_words_differ() -> None:
    other = telling("b", MINE, trigger="blamed")
    assert len(grouped(telling("a", "Peru scolded Chile over trawlers near Tacna.", trigger="scolded"), other)) == 2


def test_another_direction_type_or_denial_is_another_deed() -> None:
    for change in ({"actor": "CHL"}, {"type": "REJECT"}, {"status": "denied"}, {"status": "ended"}):
        assert len(grouped(telling("a"), telling("b", **change))) == 2


def test_a_meeting_is_one_whoever_is_named_first() -> None:
    one = telling("a", "Peru's minister met Chile's in Lima over fishing.", type="CONSULT", trigger="met")
    other = telling(
        "b", "Chile's minister met Peru's in Lima over fishing.", type="CONSULT", actor="CHL", trigger="met"
    )
    assert len(grouped(one, other)) == 1


def test_a_second_day_of_shelling_is_no_second_report_of_the_first() -> None:
    days = [
        telling(str(i), f"Peruvian guns shelled Chilean posts at Arica, killing {i + 3}.", f"2014-03-{4 + i:02}",
                type="ASSAULT", trigger="shelled")
        for i in range(4)
    ]  # fmt: skip
    assert len(grouped(*days)) == 4


def test_like_reports_of_many_days_do_not_chain_into_one_deed() -> None:
    days = [telling(f"{i:02}", f"{FISH[:-1]} near port {i}.", f"2014-03-{4 + i:02}") for i in range(12)]
    groups = link(days, dyad="CHL-PER")
    assert len(groups) > 1
    assert all((max(t.start for t in g) - min(t.start for t in g)).days <= 3 for g in groups)


def test_a_month_takes_in_the_day_told_in_like_words() -> None:
    month = telling("m", start=date(2014, 3, 1), end=date(2014, 4, 1), told=date(2014, 6, 1))
    other = telling("o", start=date(2014, 5, 1), end=date(2014, 6, 1), told=date(2014, 6, 1))
    assert grouped(telling("a"), month, other) == [["a", "m"], ["o"]]


def test_the_plan_is_the_history_of_the_deed_and_never_its_face() -> None:
    plan = telling("p", "Peru will send Chile two icebreakers this week.", "2014-03-03", type="AID", status="planned",
                   confidence=0.99, trigger="send")  # fmt: skip
    done = telling("d", "Peru sent Chile two icebreakers.", "2014-03-04", type="AID", trigger="sent")
    assert grouped(plan, done) == [["d", "p"]]
    assert len(grouped(done, telling("p", plan.text, "2014-03-08", type="AID", status="planned"))) == 2


TELLINGS = st.lists(
    st.builds(
        lambda i, text, day, wide, kind, status, actor: telling(
            f"{i:06}", text, f"2014-03-{day:02}", type=kind, status=status, actor=actor, report=f"r{i % 5}",
            end=date(2014, 3, day) + timedelta(days=31 if wide else 1),
        ),
        st.integers(0, 999_999), st.lists(st.sampled_from(["fish", "copper", "tariff", "port", "killed", "4", "7"]),
                                          max_size=6).map(" ".join),
        st.integers(1, 28), st.booleans(), st.sampled_from(["ACCUSE", "CONSULT", "ASSAULT", "AGREE", "THREATEN"]),
        st.sampled_from(["occurred", "planned", "possible", "denied"]), st.sampled_from(["PER", "CHL"]),
    ),
    max_size=14, unique_by=lambda t: t.event,
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(TELLINGS, st.randoms(use_true_random=False))
def test_order_changes_nothing_and_no_telling_is_lost_or_doubled(tellings: list[Telling], random: object) -> None:
    shuffled = list(tellings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    groups = link(tellings, dyad="CHL-PER")
    assert link(shuffled, dyad="CHL-PER") == groups
    assert sorted(t.event for g in groups for t in g) == sorted(t.event for t in tellings)


def kept(store: Store, reports: list[Report], *, replaced: list[str] | None = None, finish: bool = True) -> None:
    """Keep readings made by hand: each report tells that Peru accused Chile, on its own day."""
    writer, batch = Writer(store.connection, kind="reports", source="test"), Batch()
    for report in reports:
        sides = Actor("Peru", 0, 4, "state", "PER"), Actor("Chile", 13, 18, "state", "CHL")
        event = Event("ACCUSE", sides[:1], sides[1:], "occurred", report.text, 0, len(report.text),
                      Span("accused", 5, 12), 0.7, 3, -2.0)  # fmt: skip
        add_reading(batch, report, Reading(report.id, report.text, report.date, events=(event,)), writer.load)
    writer.write(batch, replaced=replaced or [], counts={"n_kept": len(reports)}, coder=None)
    if finish:
        writer.finish({"n_kept": len(reports)})


REPORTS = [
    Report(FISH, "2014-03-04"),
    Report(f"{FISH[:-1]}, Lima said.", "2014-03-05"),
    Report(MINE.replace("accused", "rebuked"), "2014-03-20"),
]


def deeds(store: Store) -> int:
    return len(store.connection.execute("SELECT DISTINCT deed FROM ties").fetchall())


def test_loads_in_any_order_leave_the_same_deeds_and_a_killed_one_is_made_up_for() -> None:
    with Store.open() as one, Store.open() as other, Store.open() as killed:
        kept(one, REPORTS)
        for report in reversed(REPORTS):
            kept(other, [report])
        kept(killed, REPORTS, finish=False)
        assert deeds(killed) == 3
        kept(killed, [])
        assert deeds(one) == 2
        assert fingerprint(one) == fingerprint(other) == fingerprint(killed)


def test_a_deed_parts_again_when_the_report_that_joined_it_changes() -> None:
    with Store.open() as store:
        kept(store, REPORTS)
        moved = Report(REPORTS[1].text, "2014-07-01")
        kept(store, [moved], replaced=[REPORTS[1].id])
        assert deeds(store) == 3


def test_a_record_linked_by_another_rule_is_linked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open() as store:
        kept(store, REPORTS)
        store.connection.execute("UPDATE ties SET deed = event")
        kept(store, [])
        assert deeds(store) == 3
        monkeypatch.setattr("detente.record.linking.RULE", "another")
        kept(store, [])
        assert deeds(store) == 2


def test_what_a_data_set_tells_of_the_deed_follows_its_name() -> None:
    with Store.open() as store:
        kept(store, REPORTS[1:2])
        store.connection.execute("INSERT INTO ties BY NAME SELECT * REPLACE ('set' AS event, NULL AS report) FROM ties")
        kept(store, REPORTS[:1])
        assert deeds(store) == 1
