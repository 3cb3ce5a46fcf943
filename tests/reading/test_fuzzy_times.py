"""Fuzzy and open expressions of time, each with the EDTF of the days that it covers; the report is of 2014-12-02."""

from __future__ import annotations

import pytest

from detente import dates
from detente.reading.times import find_times

DAY = "2014-12-02"
TABLE = [
    # open to this day, or from the beginning
    ("a feud going back to the 1950s", "the 1950s", "195X/.."),
    ("friends since the 1970s", "the 1970s", "197X/.."),
    ("allies ever since 2009", "2009", "2009/.."),
    ("allies from 2009 onwards", "2009", "2009/.."),
    ("cooler from the late 1980s onwards", "the late 1980s", "1987/.."),
    ("cool since last year", "last year", "2013/.."),
    ("cool since late 2011", "late 2011", "2011-09/.."),
    ("cool since June", "June", "2014-06/.."),
    ("cool since the autumn of 1973", "the autumn of 1973", "1973-23/.."),
    ("cool since the Second World War", "Second World War", "1939-09-01/.."),
    ("a post-2014 order", "2014", "2014/.."),
    ("in the post-Cold War years", "Cold War years", "1991/.."),
    ("neutral until 2011", "2011", "../2011"),
    ("neutral till March 2012", "March 2012", "../2012-03"),
    ("neutral up to 1991", "1991", "../1991"),
    ("neutral until next year", "next year", "../2015"),
    ("neutral until the summer of 2016", "the summer of 2016", "../2016-22"),
    ("a pre-2001 pact", "2001", "../2001"),
    ("rivals before the First World War", "First World War", "../1914-07-28"),
    ("rivals before the Cold War", "Cold War", "../1947"),
    # parts of centuries, decades, years, months
    ("in the early 20th century", "the early 20th century", "1900/1933"),
    ("in the late 19th century", "the late 19th century", "1867/1899"),
    ("in the second half of the 20th century", "the second half of the 20th century", "1950/1999"),
    ("in the 19th century", "the 19th century", "18XX"),
    ("by the early 1970s", "the early 1970s", "1970/1973"),
    ("in the mid-1960s", "the mid-1960s", "1964/1966"),
    ("in the late eighties", "the late eighties", "1987/1989"),
    ("at the beginning of the 1990s", "the beginning of the 1990s", "1990/1993"),
    ("at the end of the 1980s", "the end of the 1980s", "1987/1989"),
    ("in the 2000s", "the 2000s", "200X"),
    ("in the nineties", "the nineties", "199X"),
    ("earlier this decade", "this decade", "201X"),
    ("in early 2014", "early 2014", "2014-01/2014-04"),
    ("in mid-2012", "mid-2012", "2012-05/2012-08"),
    ("in the middle of 2012", "the middle of 2012", "2012-05/2012-08"),
    ("late last year", "late last year", "2013-09/2013-12"),
    ("at the start of 2010", "the start of 2010", "2010-01/2010-04"),
    ("towards the end of 2013", "the end of 2013", "2013-09/2013-12"),
    ("by the end of the year", "the end of the year", "2014-09/2014-12"),
    ("in the second half of 2013", "the second half of 2013", "2013-07/2013-12"),
    ("in mid-October", "mid-October", "2014-10-11/2014-10-20"),
    ("at the end of October", "the end of October", "2014-10-21/2014-10-31"),
    ("early this month", "early this month", "2014-12-01/2014-12-10"),
    ("late last month", "late last month", "2014-11-21/2014-11-30"),
    # about then
    ("founded around 1965", "around 1965", "1965~"),
    ("founded circa 1905", "circa 1905", "1905~"),
    ("founded about a decade ago", "about a decade ago", "2004~"),
    ("founded three decades ago", "three decades ago", "1984~"),
    ("founded half a century ago", "half a century ago", "1964~"),
    # stretches up to the report, and between two dates
    ("over the past two decades", "the past two decades", "1994/2014"),
    ("for the last three or four months", "the last three or four months", "2014-08/2014-12"),
    ("between 1965 and 1971", "1965", "1965/1971"),
    ("from 1999 until 2003", "2003", "1999/2003"),
    ("from January to June 2013", "January", "2013-01/2013-06"),
    # seasons, quarters, weeks, feasts
    ("in the autumn of 1973", "the autumn of 1973", "1973-23"),
    ("met last autumn", "last autumn", "2014-23"),
    ("met in the spring", "the spring", "2014-21"),
    ("in the second quarter", "the second quarter", "2014-34"),
    ("met last week", "last week", "2014-11-24/2014-11-30"),
    ("met last Christmas", "Christmas", "2013-12-25"),
    ("met at Easter", "Easter", "2014-04-20"),
    ("met on Thanksgiving", "Thanksgiving", "2014-11-27"),
    # too vague for any day
    ("in recent years", "recent years", None),
    ("in the last few years", "the last few years", None),
    ("for more than a decade", "more than a decade", None),
]


@pytest.mark.parametrize(("text", "words", "edtf"), TABLE)
def test_a_fuzzy_or_open_expression_covers_its_days(text: str, words: str, edtf: str | None) -> None:
    found = {t.text: t.edtf for t in find_times(f"They were {text}.", DAY)}
    held = next(t for t in found if words in t or t in words)
    assert found[held] == edtf
    assert edtf is None or dates.valid(edtf)
