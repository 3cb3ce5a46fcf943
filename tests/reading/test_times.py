"""Time expressions: TIMEX3 and EDTF of what people say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import dates
from detente.reading.times import find_times

DAY = "2014-12-02"

# (words around and with the expression, expression, type, value, EDTF), all from a report of Tuesday, 2 December 2014
TABLE = [
    ("ties going back to the 1950s", "the 1950s", "DATE", "195", "195X/.."),
    ("closed since 1991", "1991", "DATE", "1991", "1991/.."),
    ("ever since March 2009", "March 2009", "DATE", "2009-03", "2009-03/.."),
    ("held until 1971", "1971", "DATE", "1971", "../1971"),
    ("valid up to 2010", "2010", "DATE", "2010", "../2010"),
    ("the post-1991 order", "1991", "DATE", "1991", "1991/.."),
    ("the pre-1948 border", "1948", "DATE", "1948", "../1948"),
    ("from 1948 to 1971", "1948", "DATE", "1948", "1948/1971"),
    ("from 1948 to 1971", "1971", "DATE", "1971", "1948/1971"),
    ("between 1948 and 1971", "1948", "DATE", "1948", "1948/1971"),
    ("the treaty years 1948-71", "71", "DATE", "1971", "1948/1971"),
    ("from 14 August-24 August 1914", "14 August", "DATE", "1914-08-14", "1914-08-14/1914-08-24"),
    ("on June 10-12, 2013", "June 10", "DATE", "2013-06-10", "2013-06-10/2013-06-12"),
    ("in the late 1990s", "the late 1990s", "DATE", "199", "1997/1999"),
    ("in the early '80s", "the early '80s", "DATE", "198", "1980/1983"),
    ("by the mid-1970s", "the mid-1970s", "DATE", "197", "1974/1976"),
    ("by mid-2008", "mid-2008", "DATE", "2008", "2008-05/2008-08"),
    ("for early next year", "early next year", "DATE", "2015", "2015-01/2015-04"),
    ("at the end of 2001", "the end of 2001", "DATE", "2001", "2001-09/2001-12"),
    ("in the first half of 1999", "the first half of 1999", "DATE", "1999-H1", "1999-01/1999-06"),
    ("over the second half of the 1980s", "the second half of the 1980s", "DATE", "198", "1985/1989"),
    ("in early October", "early October", "DATE", "2014-10", "2014-10-01/2014-10-10"),
    ("in the summer of 1993", "the summer of 1993", "DATE", "1993-SU", "1993-22"),
    ("it began last winter", "last winter", "DATE", "2013-WI", "2013-24"),
    ("due next spring", "next spring", "DATE", "2015-SP", "2015-21"),
    ("signed last June", "last June", "DATE", "2014-06", "2014-06"),
    ("lifted in June", "June", "DATE", "2014-06", "2014-06"),
    ("will be signed in March", "March", "DATE", "2015-03", "2015-03"),
    ("met last month", "last month", "DATE", "2014-11", "2014-11"),
    ("twice this year", "this year", "DATE", "2014", "2014"),
    ("talks next week", "next week", "DATE", "2014-W50", "2014-12-08/2014-12-14"),
    ("talks last week", "last week", "DATE", "2014-W48", "2014-11-24/2014-11-30"),
    ("this weekend they met", "this weekend", "DATE", "2014-W49-WE", "2014-12-06/2014-12-07"),
    ("began a decade ago", "a decade ago", "DATE", "2004", "2004~"),
    ("two years ago", "two years ago", "DATE", "2012", "2012"),
    ("three weeks ago", "three weeks ago", "DATE", "2014-W46", "2014-11-10/2014-11-16"),
    ("five days ago", "five days ago", "DATE", "2014-11-27", "2014-11-27"),
    ("even a few years ago", "a few years ago", "DATE", "PAST_REF", None),
    ("broken off decades ago", "decades ago", "DATE", "PAST_REF", None),
    ("two days earlier", "two days earlier", "DATE", "2014-11-30", "2014-11-30"),
    ("over the last four or five years", "the last four or five years", "DURATION", "P5Y", "2009/2014"),
    ("over the past decade", "the past decade", "DURATION", "P10Y", "2004/2014"),
    ("in the next two months", "the next two months", "DURATION", "P2M", "2014-12/2015-02"),
    ("for the past three weeks", "the past three weeks", "DURATION", "P3W", "2014-11-11/2014-12-02"),
    ("lasted several years", "several years", "DURATION", "PXY", None),
    ("for half a century", "half a century", "DURATION", "P50Y", None),
    ("took two and a half years", "two and a half years", "DURATION", "P2.5Y", None),
    ("took 2 1/2 years", "2 1/2 years", "DURATION", "P2Y6M", None),
    ("a two-year deal", "two-year", "DURATION", "P2Y", None),
    ("within thirty minutes", "thirty minutes", "DURATION", "PT30M", None),
    ("for decades", "decades", "DURATION", "PXDE", None),
    ("in the third quarter of 2013", "the third quarter of 2013", "DATE", "2013-Q3", "2013-35"),
    ("in next year's first quarter", "next year's first quarter", "DATE", "2015-Q1", "2015-33"),
    ("of the 20th century", "the 20th century", "DATE", "19", "19XX"),
    ("they met on Monday", "Monday", "DATE", "2014-12-01", "2014-12-01"),
    ("they met on Tuesday", "Tuesday", "DATE", "2014-12-02", "2014-12-02"),
    ("will meet on Friday", "Friday", "DATE", "2014-12-05", "2014-12-05"),
    ("met last Friday", "last Friday", "DATE", "2014-11-28", "2014-11-28"),
    ("met on Sunday night", "Sunday night", "TIME", "2014-11-30TNI", "2014-11-30"),
    ("arrived yesterday", "yesterday", "DATE", "2014-12-01", "2014-12-01"),
    ("arrived last night", "last night", "TIME", "2014-12-01TNI", "2014-12-01"),
    ("at 10:30 a.m. on Nov. 9", "10:30 a.m. on Nov. 9", "TIME", "2014-11-09T10:30", "2014-11-09"),
    ("at 18:00 UTC", "18:00 UTC", "TIME", "2014-12-02T18:00Z", "2014-12-02"),
    ("they meet every year", "every year", "SET", "P1Y", None),
    ("they meet each July", "each July", "SET", "XXXX-07", None),
    ("they meet on Fridays", "Fridays", "SET", "XXXX-WXX-5", None),
    ("they meet twice a week", "a week", "SET", "P1W", None),
    ("they are friends now", "now", "DATE", "PRESENT_REF", "2014-12-02"),
    ("they met recently", "recently", "DATE", "PAST_REF", None),
    ("in the coming months", "the coming months", "DATE", "FUTURE_REF", None),
    ("during the Cold War", "Cold War", "DATE", "1947/1991", "1947/1991"),
    ("since the end of the Cold War", "end of the Cold War", "DATE", "1991", "1991/.."),
    ("in the interwar years", "interwar years", "DATE", "1918-11-11/1939-09-01", "1918-11-11/1939-09-01"),
    ("after the 1971 war", "1971 war", "DATE", "1971-12-03/1971-12-16", "1971-12-16/.."),
    ("fell in 480 BC", "480 BC", "DATE", "BC0480", "-0479"),
    ("signed on 25/12/2013", "25/12/2013", "DATE", "2013-12-25", "2013-12-25"),
    ("signed on 2 December 2014", "2 December 2014", "DATE", "2014-12-02", "2014-12-02"),
    ("signed on Dec. 2, 2013", "Dec. 2, 2013", "DATE", "2013-12-02", "2013-12-02"),
    ("in nineteen ninety-six", "nineteen ninety-six", "DATE", "1996", "1996"),
]


@pytest.mark.parametrize(("text", "words", "kind", "value", "edtf"), TABLE)
def test_an_expression_has_its_timex_and_its_edtf(text, words, kind, value, edtf):
    found = {t.text: t for t in find_times(f"They {text}.", DAY)}
    assert words in found, list(found)
    one = found[words]
    assert (one.type, one.value, one.edtf) == (kind, value, edtf)
    assert one.timex == (kind, value)


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("It was signed on 5 May 1960. A day later it was void.", "A day later", "1960-05-06"),
        ("They fought in 1962. Later that year they spoke.", "Later that year", "1962"),
        ("It fell in August 1968. The following month was quiet.", "The following month", "1968-09"),
        ("He came on 3 March 2011. That same day he left.", "That same day", "2011-03-03"),
        ("It opened in 1955. Two years later it closed.", "Two years later", "1957"),
    ],
)
def test_an_anaphoric_date_counts_from_the_date_last_named(text, words, edtf):
    assert {t.text: t.edtf for t in find_times(text, DAY)}[words] == edtf


@pytest.mark.parametrize(
    "text", ["It happened yesterday.", "They meet next week.", "It began last year.", "On Monday."]
)
def test_what_rests_on_a_report_without_date_stays_unresolved(text):
    (one,) = find_times(text, None)
    assert one.edtf is None
    assert "X" in one.value


def test_a_report_dated_by_its_month_resolves_months_and_years_but_no_days():
    found = {t.text: t.edtf for t in find_times("In June, last year and yesterday.", "2014-12")}
    assert found == {"June": "2014-06", "last year": "2013", "yesterday": None}


def test_a_history_counts_months_from_the_year_it_tells():
    text = "In 1939 war came. In 1940 France fell. In June 1941 came Barbarossa. In December Pearl Harbor burned. "
    text += "By 1942 it turned; in 1943, 1944 and 1945 it ended. After 1946 peace held."
    assert {t.text: t.edtf for t in find_times(text, "2009-12-19")}["December"] == "1941-12"


@pytest.mark.parametrize(
    "text",
    [
        "It costs $1990 and weighs 2,014 tons.",
        "They won 21-19 with version 2.4.",
        "Some 1990 people and 2000 troops came.",
        "Resolution 1973 passed.",
        "He may march on.",
        "A 54-year-old man spoke.",
        "Page 1999 is missing.",
        "A man in his mid-20s spoke.",
        "The second man sat down.",
        "It was a sad day for Peru.",
        "The bank pays a quarterly dividend.",
        "",
    ],
)
def test_numbers_that_count_something_else_are_no_times(text):
    assert find_times(text, DAY) == ()


def test_a_name_of_a_period_counts_only_where_it_is_used_as_a_time():
    assert find_times("The Cold War was expensive.", DAY) == ()


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Until Thursday, they had not met.", "Thursday", "2014-11-27"),
        ("The truce holds until Thursday.", "Thursday", "2014-12-04"),
        ("He agreed to go to Lima in early March.", "early March", "2015-03"),
        ("They will meet on March 24 and 25.", "25", "2015-03-25"),
        ("The ceasefire began at midday.", "midday", "2014-12-02T12:00"),
        ("The gates close by midnight.", "midnight", "2014-12-02T24:00"),
        ("Profit fell in the third quarter. Sales in the latest period rose.", "the latest period", "2014-Q3"),
        ("The truce had been due to end on Thursday.", "Thursday", "2014-11-27"),
        ("The rebels had left the town by Sunday.", "Sunday", "2014-11-30"),
        ("Prices rose ahead of Friday talks.", "Friday", "2014-12-05"),
        ("Envoys met over the weekend in Quito.", "the weekend", "2014-W48-WE"),
        ("Envoys will meet over the weekend in Quito.", "the weekend", "2014-W49-WE"),
        ("Trade fell in the year ended March 31.", "March 31", "2014-03-31"),
        ("It spent little in the current fiscal year.", "the current fiscal year", "2014"),
        ("The rules to be published in early March are strict.", "early March", "2015-03"),
        ("The convoy left an hour later.", "an hour later", "PT1H"),
        ("He served a several-year term.", "a several-year", "PXY"),
        ("Two minutes and a half passed.", "Two minutes and a half", "PT2M30S"),
        ("Prices have doubled since year-end.", "year-end", "2013-12-31"),
        ("The gate tore through its hinge on Friday.", "Friday", "2014-11-28"),
        ("Chile announced an agreement to buy ships in January.", "January", "2015-01"),
        ("It holds if the case is heard in May.", "May", "2015-05"),
        ("It is to be paid on an undisclosed date in January.", "January", "2015-01"),
        ("Sales rose over the year-ago quarter.", "the year-ago quarter", "2013-Q3"),
        ("Profit fell in the year ended March 31.", "the year", "P1Y"),
    ],
)
def test_what_surrounds_a_date_says_which_one_it_is(text, words, value):
    assert (words, value) in [(t.text, t.value) for t in find_times(text, DAY)]


PIECES = st.sampled_from(
    [row[0] for row in TABLE]
    + ["\n\n", " ", ".", ", ", "-", "1", "31", "99", "of", "the", "Feb. 30", "'", "½", "é", "9999"]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(PIECES, max_size=8).map(" ".join) | st.text(max_size=60), st.sampled_from([DAY, "2014-12", "1980", None])
)
def test_any_text_gives_times_with_true_offsets_and_valid_edtf(text, anchor):
    end = 0
    for one in find_times(text, anchor):
        assert text[one.start : one.end] == one.text
        assert one.start >= end
        end = one.end
        assert one.edtf is None or dates.valid(one.edtf), one
