"""Quotations: where they open and close."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.quotes import find_quotes


def quoted(text):
    return [text[q.start : q.end] for q in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We shall talk," said Mwangi.', ['"We shall talk,"']),
        ("“We shall talk,” said Mwangi.", ["“We shall talk,”"]),
        ("``We shall talk,'' said Mwangi.", ["``We shall talk,''"]),
        ("«Nous parlerons», said Dubois.", ["«Nous parlerons»"]),
        ('Fiji called it "a start" and "a gift".', ['"a start"', '"a gift"']),
        ("No marks, and Samoa's word stands.", []),
    ],
)
def test_every_usual_mark_opens_and_closes_a_quotation(text, expected):
    assert quoted(text) == expected


def test_a_quotation_runs_over_several_sentences():
    assert quoted('"We agree. We sign in May. Then we go," she said.') == ['"We agree. We sign in May. Then we go,"']


def test_a_paragraph_without_a_closing_mark_leaves_its_quotation_open_for_the_next():
    first, second = find_quotes('"The pact holds.\n\n"It will last," Sato said.')
    assert first.open_ended
    assert not second.open_ended


def test_a_measure_in_inches_opens_no_quotation():
    assert quoted('A 6" shell hit the pier at Odesa.') == []


@given(st.text(alphabet="ab \n.,\"“”'`«»", max_size=80))
def test_quotations_stand_in_order_and_inside_the_text(text):
    quotes = find_quotes(text)
    assert all(0 <= q.start <= q.inner_start <= q.inner_end <= q.end <= len(text) for q in quotes)
    assert all(a.end <= b.start for a, b in pairwise(quotes))
