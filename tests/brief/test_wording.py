from dataclasses import replace
from itertools import pairwise

import pytest
from by_hand import turned
from hypothesis import given
from hypothesis import strategies as st

from detente.brief import wording
from detente.brief.context import borders, sentence_evidence
from detente.brief.material import Period, ReportRow
from detente.brief.periods import coarser
from detente.relations.model import Direction


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2014-06-02", "2 June 2014"), ("2014-06", "June 2014"), ("198X", "the 1980s"), ("2014", "2014"),
        ("1948/1971", "1948 to 1971"), ("2014/..", "since 2014"), ("../1991", "until 1991"), (None, "undated"),
        ("2014-06~", "about June 2014"), ("19XX", "the 20th century"), ("2014-22", "summer 2014"),
    ],
)  # fmt: skip
def test_edtf_in_words(value: str | None, words: str) -> None:
    assert wording.edtf(value) == words


@pytest.mark.parametrize(
    ("share", "words"), [(0.0, "0 %"), (0.001, "under 1 %"), (0.5, "50 %"), (0.999, "over 99 %"), (1.0, "100 %")]
)
def test_what_is_not_quite_certain_is_not_called_certain(share: float, words: str) -> None:
    assert wording.percent(share) == words


@pytest.mark.parametrize(
    ("direction", "before", "after", "arrow", "said"),
    [
        ("warming", 0.5, 0.1, "↗", "Relations between Peru and Chile turned warmer"),
        ("closer", 0.5, 0.1, "↗", "Dealings between Peru and Chile grew more frequent, mostly cooperation,"),
        ("closer", 0.1, 0.9, "↘", "Dealings between Peru and Chile grew more frequent, mostly conflict,"),
        ("closer", 0.1, 0.5, "↕", "grew more frequent, cooperation and conflict alike,"),
        ("more distant", 0.1, 0.9, "↘", "Dealings between Peru and Chile grew rarer, mostly cooperation,"),
        ("more distant", 0.9, 0.5, "↗", "grew rarer, mostly conflict,"),
    ],
)
def test_more_dealings_are_for_the_better_only_where_they_are_mostly_cooperation(
    direction: Direction, before: float, after: float, arrow: str, said: str
) -> None:
    eras = turned(text="Russia lifted an embargo.").eras
    (point,) = eras.turning_points
    point = replace(
        point,
        direction=direction,
        before=replace(point.before, share=before),
        after=replace(point.after, share=after),
    )
    assert wording.arrow(replace(eras, turning_points=(point,))) == arrow
    assert said in wording.turned(point, "Peru and Chile")


def test_states_that_take_an_article_have_it_in_a_sentence() -> None:
    assert wording.pair(("Cuba", "United States")) == "Cuba and the United States"
    assert wording.title(("Netherlands", "Solomon Islands")) == "The Netherlands and the Solomon Islands"


def test_an_interval_ends_on_its_last_day() -> None:
    assert wording.span(("2014-03-01", "2014-12-01")) == "1 March to 30 November 2014"
    assert wording.span(("2013-03-01", "2014-12-01")) == "1 March 2013 to 30 November 2014"
    assert wording.span(("2014-03-01", "2014-03-02")) == "1 March 2014"


def test_sentences_end_where_they_end() -> None:
    text = 'Mr. Levi met J. Ortega of the U.S. delegation. "It is done." They left.'
    parts = [text[a:b].strip() for a, b in pairwise(borders(text))]
    assert parts == ["Mr. Levi met J. Ortega of the U.S. delegation.", '"It is done."', "They left."]


@given(st.text(min_size=1, max_size=400), st.data())
def test_evidence_holds_its_marks_wherever_they_lie(text: str, data: st.DataObject) -> None:
    spans = []
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text) - 1))
        spans.append((start, data.draw(st.integers(start + 1, len(text)))))
    found = sentence_evidence(ReportRow("r", text), spans)
    assert text[found.start : found.end] == found.text
    for start, end in spans:
        assert any(a <= start and end <= b for a, b in found.marks)


@given(st.integers(1, 900), st.integers(5, 60))
def test_joined_periods_keep_their_sums(n: int, most: int) -> None:
    days = [f"{1900 + i // 12}-{i % 12 + 1:02}-01" for i in range(n + 1)]
    periods = tuple(Period(a, b, i % 3, i % 2, 0.001) for i, (a, b) in enumerate(pairwise(days)))
    joined = coarser(periods, most)
    assert sum(p.n_cooperation for p in joined) == sum(p.n_cooperation for p in periods)
    assert sum(p.turns for p in joined) == pytest.approx(0.001 * n)
    assert (joined[0].start, joined[-1].end) == (periods[0].start, periods[-1].end)
    assert all(a.end == b.start for a, b in pairwise(joined))
