"""A watch tells what changed since the last one, and nothing at the first."""

from dataclasses import replace

import pytest

from detente.record.store import Store
from detente.record.watched import LastWatch, Watched, recall, remember
from detente.relations.outlook import outlook
from detente.relations.watch import changes

TURN = Watched("IND-PAK", "turn", "2019-02-18", "2019-02-11", "2019-03-04", 0.97, "cooling", 120)
WINDOW = ("2018", None)


def changed(was, now):
    before = LastWatch("2020-01-01T00:00:00", WINDOW, {turn.dyad: turn for turn in was})
    return changes(before, {turn.dyad: turn for turn in now}, window=WINDOW).rows()


def test_the_first_watch_has_nothing_to_compare_with():
    table = changes(None, {TURN.dyad: TURN}, window=WINDOW)
    assert len(table) == 0
    assert (table.notes["first"], table.notes["n_watched"]) == (1, 1)


def test_the_same_turn_is_no_change_though_more_is_known_of_it():
    assert changed([TURN], [replace(TURN, probability=0.99, n_events=140, date="2019-02-25")]) == []


@pytest.mark.parametrize(
    ("was", "now", "change"),
    [
        ([], [TURN], "new turn"),
        ([TURN], [], "turn no longer told"),
        ([TURN], [replace(TURN, date="2019-08-05", low="2019-07-29", high="2019-08-19")], "date moved"),
        ([TURN], [replace(TURN, direction="more distant")], "direction changed"),
        ([replace(TURN, verdict="young")], [TURN], "established"),
        ([TURN], [replace(TURN, verdict="young")], "no longer established"),
    ],
)
def test_what_changed_is_named(was, now, change):
    (row,) = changed(was, now)
    assert (row["change"], row["dyad"]) == (change, "IND-PAK")


def test_another_stretch_of_time_is_noted():
    before = LastWatch("2020-01-01T00:00:00", (None, None), {})
    assert changes(before, {}, window=WINDOW).notes["other_window"] == 1


def test_the_record_remembers_the_last_watch_only():
    with Store.open() as store:
        assert recall(store) is None
        remember(store, {TURN.dyad: TURN}, window=WINDOW)
        remember(store, {}, window=WINDOW)
        remember(store, {TURN.dyad: TURN}, window=(None, None))
        kept = recall(store)
        assert kept is not None
        assert (kept.turns, kept.window, kept.factor) == ({TURN.dyad: TURN}, (None, None), 1.0)


def test_outlooks_know_how_often_dyads_of_a_watched_record_turn():
    with Store.open() as store:
        before = outlook(store, "IND-PAK")
        remember(store, {}, window=(None, None), factor=0.2, n_dyads=431)
        after = outlook(store, "IND-PAK")
    assert before.notes["hazard"] == "an era of 10 years, as the engine's prior has it"
    assert str(after.notes["hazard"]).startswith("an era of 50 years, as 431 dyads of this record showed on 20")
    chances = {row["months"]: row["new_era"] for row in before}, {row["months"]: row["new_era"] for row in after}
    assert abs(chances[0][12] - 0.096) < 0.001
    assert abs(chances[1][12] - 0.02) < 0.001
