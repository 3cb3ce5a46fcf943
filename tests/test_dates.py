"""Dates: what is EDTF, what days it covers, what people write."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import dates
from detente.errors import BadDate

DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2014-12-02", (2014, 12, 2), (2014, 12, 3)),
        ("2014-12-02T10:00:00Z", (2014, 12, 2), (2014, 12, 3)),
        ("2014-12", (2014, 12, 1), (2015, 1, 1)),
        ("2014", (2014, 1, 1), (2015, 1, 1)),
        ("198X", (1980, 1, 1), (1990, 1, 1)),
        ("19XX", (1900, 1, 1), (2000, 1, 1)),
        ("1980s", (1980, 1, 1), (1990, 1, 1)),
        ("2014-21", (2014, 3, 1), (2014, 6, 1)),
        ("2014-24", (2014, 12, 1), (2015, 3, 1)),
        ("2014-35", (2014, 7, 1), (2014, 10, 1)),
        ("2014-Q3", (2014, 7, 1), (2014, 10, 1)),
        ("1948/1971", (1948, 1, 1), (1972, 1, 1)),
        ("1997~/1999?", (1997, 1, 1), (2000, 1, 1)),
        ("2014-02-27/2014-03", (2014, 2, 27), (2014, 4, 1)),
        ("2014-XX-XX", (2014, 1, 1), (2015, 1, 1)),
        ("[1667,1668]", (1667, 1, 1), (1669, 1, 1)),
    ],
)
def test_an_expression_covers_its_days_half_open(edtf, start, end):
    assert dates.day_range(edtf) == (date(*start), date(*end))


def test_an_open_or_unknown_end_reaches_to_the_edge_of_the_calendar():
    assert dates.day_range("2014/..") == (date(2014, 1, 1), date.max)
    assert dates.day_range("../1991") == (date.min, date(1992, 1, 1))
    assert dates.day_range("2014/") == dates.day_range("2014/..")


@pytest.mark.parametrize("text", ["", "2014-13", "2014-02-30", "1997/1990", "/", "soon", "12", "2014-12-02/x", "0000"])
def test_what_is_no_date_has_no_days_and_is_not_valid(text):
    assert dates.day_range(text) is None
    assert not dates.valid(text)


def test_a_year_before_christ_is_valid_but_lies_outside_the_calendar():
    assert dates.valid("-0043")
    assert dates.day_range("-0043") is None


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        (date(2014, 12, 2), "2014-12-02"),
        (datetime(2014, 12, 2, 23, 59, tzinfo=UTC), "2014-12-02"),
        (2014, "2014"),
        ("2014-12-02 10:00:00", "2014-12-02"),
        ("2014-12-02T10:00:00.123+05:00", "2014-12-02"),
        ("20141202", "2014-12-02"),
        ("20141202T101500Z", "2014-12-02"),
        ("2014/12/02", "2014-12-02"),
        ("2 December 2014", "2014-12-02"),
        ("2nd of December, 2014", "2014-12-02"),
        ("Dec 2, 2014", "2014-12-02"),
        ("Sept. 5, 2001", "2001-09-05"),
        ("Tue, 02 Dec 2014 10:00:00 +0000", "2014-12-02"),
        ("Tuesday, December 2, 2014", "2014-12-02"),
        ("December 2014", "2014-12"),
        ("  december   2014 ", "2014-12"),
        ("25/12/2014", "2014-12-25"),
        ("12/25/2014", "2014-12-25"),
        ("04.04.2014", "2014-04-04"),
        ("the 1980s", "198X"),
        ("late 1990s", "1997/1999"),
        ("early 2014", "2014-01/2014-04"),
        ("circa 1998", "1998~"),
        ("1948-1971", "1948/1971"),
        ("03/04/2014", None),
        ("31/31/2014", None),
        ("30 February 2014", None),
        ("yesterday", None),
        (None, None),
        (3.5, None),
    ],
)
def test_a_written_date_is_read_where_it_has_one_reading_only(written, edtf):
    assert dates.normalise(written) == edtf


def test_a_bad_date_says_what_where_and_what_to_do():
    with pytest.raises(BadDate) as caught:
        dates.require("03/04/2014", where="--since")
    assert caught.value.code == "D103"
    assert "03/04/2014" in str(caught.value)
    assert "--since" in str(caught.value)
    assert "EDTF" in caught.value.next_step


@pytest.mark.parametrize(
    ("edtf", "fine"),
    [
        ("2014-12-02", "day"),
        ("2014-12", "month"),
        ("2014-22", "season"),
        ("2014-33", "quarter"),
        ("2014~", "year"),
        ("198X", "decade"),
        ("19XX", "century"),
        ("1948/1971", "interval"),
        ("2014/..", "open"),
        ("whenever", None),
    ],
)
def test_precision_tells_how_fine_a_date_is(edtf, fine):
    assert dates.precision(edtf) == fine


def test_parts_follow_the_documented_rule():
    assert dates.part("198X", "mid") == "1984/1986"
    assert dates.part("198X", "second half") == "1985/1989"
    assert dates.part("2014", "late") == "2014-09/2014-12"
    assert dates.part("2014-02", "late") == "2014-02-21/2014-02-28"
    assert dates.part("2014/..", "late") is None


def test_intervals_and_hulls():
    assert dates.interval("2014", None) == "2014/.."
    assert dates.interval("1948/1950", "1971") == "1948/1971"
    assert dates.hull("2014-01", None, "2014-03-31") == "2014-33"
    assert dates.hull("bad", None) is None
    assert dates.overlap("198X", "1989-11-09")
    assert not dates.overlap("198X", "1990")


def test_periods_cover_a_stretch_without_gap():
    assert list(dates.periods(date(2014, 11, 15), date(2015, 2, 1), "month")) == [
        "2014-11", "2014-12", "2015-01",
    ]  # fmt: skip
    assert dates.period(date(2014, 12, 2), "week") == "2014-12-01/2014-12-07"


@given(DAYS, DAYS)
def test_days_go_to_edtf_and_back(one, other):
    start, end = min(one, other), max(one, other) + timedelta(days=1)
    found = dates.day_range(dates.from_days(start, end))
    assert found is not None
    low = start if start > date.min else date.min
    assert found == (low, end)


@given(DAYS, st.sampled_from(["day", "week", "month", "quarter", "year"]))
def test_a_period_holds_its_day(day, by):
    if by == "week" and day.toordinal() < 7:
        return
    start, end = dates.day_range(dates.period(day, by))
    assert start <= day < end


@given(st.text(alphabet="0123456789-/.X~?%TZ:sQ ", max_size=24))
def test_any_text_is_read_or_refused_and_days_are_in_order(text):
    days = dates.day_range(text)
    assert days is None or days[0] < days[1]
    found = dates.normalise(text)
    assert found is None or dates.valid(found)
    if found is not None:
        assert dates.normalise(found) == found
