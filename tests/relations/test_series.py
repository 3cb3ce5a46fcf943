"""What the series counts, and what it leaves out."""

import pytest

from detente.errors import BadDate
from detente.relations.series import decayed_index, series


def by_period(table):
    return {row["period"]: row for row in table.rows()}


def test_a_deed_told_by_ten_reports_counts_once(record):
    for k in range(10):
        record.report(f"r{k}", "2014-06-20")
        record.deed("PAK-RUS", "2014-06-02", report=f"r{k}", deed="same")
    row = by_period(series(record.done(), "PAK-RUS"))["2014-06-01"]
    assert row["n_events"] == 1
    assert row["n_reports"] == 10


def test_only_what_was_done_counts_as_done(record):
    for status in ("occurred", "ongoing", "ended", "planned", "possible", "denied"):
        record.deed("PAK-RUS", "2014-06-02", status=status)
    (row,) = series(record.done(), "PAK-RUS").rows()
    assert (row["n_events"], row["n_planned"], row["n_possible"], row["n_denied"]) == (3, 1, 1, 1)


def test_a_date_too_vague_for_its_period_is_left_out_and_counted(record):
    record.deed("PAK-RUS", "2014-01-01", days=365)
    record.deed("PAK-RUS", "2014-03-01", days=31)
    record.deed("PAK-RUS", None)
    store = record.done()
    monthly, yearly = series(store, "PAK-RUS", "month"), series(store, "PAK-RUS", "year")
    assert sum(row["n_events"] for row in monthly) == 1
    assert by_period(monthly)["2014-03-01"]["n_events"] == 1
    assert (monthly.notes["n_vague"], monthly.notes["n_undated"]) == (1, 1)
    assert sum(row["n_events"] for row in yearly) == 2


def test_quads_share_and_mean_score(record):
    for kind in ("CONSULT", "AID", "ACCUSE", "ASSAULT"):
        record.deed("PAK-RUS", "2014-06-02", kind)
    (row,) = series(record.done(), "PAK-RUS").rows()
    quads = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
    assert [row[quad] for quad in quads] == [1, 1, 1, 1]
    assert row["share_conflict"] == 0.5
    assert row["mean_score"] is not None


def test_a_month_without_events_is_there_with_zeros_and_no_share(record):
    record.deed("PAK-RUS", "2014-01-10")
    record.deed("PAK-RUS", "2014-03-10")
    rows = series(record.done(), "PAK-RUS").rows()
    assert [row["n_events"] for row in rows] == [1, 0, 1]
    assert rows[1]["share_conflict"] is None
    assert rows[1]["mean_score"] is None


def test_the_soviet_union_belongs_to_russias_relations_unless_told_otherwise(record):
    record.deed("PAK-SUN", "1960-05-01", "ACCUSE")
    record.deed("PAK-RUS", "2014-06-02")
    store = record.done()
    assert sum(row["n_events"] for row in series(store, "PAK-RUS", "year")) == 2
    assert sum(row["n_events"] for row in series(store, "PAK-RUS", "year", predecessors=False)) == 1


def test_coverage_is_what_others_did(record):
    record.deed("PAK-RUS", "2014-06-02")
    record.deed("FRA-GBR", "2014-06-02")
    record.deed("FRA-GBR", "2014-06-03", status="planned")
    (row,) = series(record.done(), "PAK-RUS").rows()
    assert row["exposure"] == 1


def test_a_week_begins_on_monday_and_a_quarter_in_january(record):
    record.deed("PAK-RUS", "2014-06-08")
    store = record.done()
    assert list(by_period(series(store, "PAK-RUS", "week"))) == ["2014-06-02"]
    assert list(by_period(series(store, "PAK-RUS", "quarter"))) == ["2014-04-01"]


def test_the_window_is_what_was_asked_for_both_ends_included(record):
    for month in range(1, 13):
        record.deed("PAK-RUS", f"2014-{month:02d}-05")
    rows = series(record.done(), "PAK-RUS", since="2014-03", until="2014-05").rows()
    assert [row["period"] for row in rows] == ["2014-03-01", "2014-04-01", "2014-05-01"]


def test_what_reports_recall_from_before_the_record_is_counted_apart(record):
    record.report("r", "2014-06-20")
    record.deed("PAK-RUS", "1960-05-01", report="r")
    record.deed("PAK-RUS", "2014-06-20", report="r")
    found = series(record.done(), "PAK-RUS")
    assert len(found) == 1
    assert found.notes["n_outside"] == 1


def test_a_date_that_is_none_is_refused(record):
    record.deed("PAK-RUS", "2014-06-02")
    with pytest.raises(BadDate):
        series(record.done(), "PAK-RUS", since="soon")


def test_an_empty_record_gives_an_empty_series(record):
    assert len(series(record.done(), "PAK-RUS")) == 0


def test_the_table_travels_to_pandas_and_polars(record):
    record.deed("PAK-RUS", "2014-06-02")
    found = series(record.done(), "PAK-RUS")
    assert len(found.to_pandas()) == len(found.to_polars()) == len(found) == 1


def test_an_event_weighs_half_in_the_index_after_a_year():
    index = decayed_index([1] + [0] * 11 + [1], [6.0] + [0.0] * 11 + [0.0], 12)
    assert index[0] == 6
    assert index[12] == pytest.approx(6 * 0.5 / 1.5)
