"""What the encoder of all parties learns from: who is marked, what is asked, and what is allowed."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

import between_rows
from between_rows import Stretch, Text, last_of, names_of, renamed, stretches, unmarked
from paragraphs import Coded, Paragraph, Told

from detente.reading.between import BACK
from detente.reading.mentions import find_mentions
from detente.reading.pair_types import mark
from detente.reading.parse import parse_reports
from detente.sources.report import Report

FIRST, SECOND = "Kenya expelled the envoy of Chad.", "Mali and Chad signed a pact, and Kenya looked on."


@pytest.fixture(scope="module")
def text() -> Text:
    told = Paragraph("one", "2014", [Told(FIRST, 0), Told(SECOND, len(FIRST) + 1)])
    told.sentences[0].events.append(Coded("KEN", "TCD", "SANCTION", "occurred", mutual=False))
    told.sentences[1].events.append(Coded("MLI", "TCD", "SUPPORT", "occurred", mutual=True))
    parsed = next(iter(parse_reports([Report(told.text, date="2014")], choose=False)))
    return between_rows._text(told, find_mentions(parsed))


def labels(stretch: Stretch) -> list[str]:
    return sorted(one.labels[0] for one in stretch.asked)


def test_each_direction_of_every_two_is_asked_about_and_only_what_is_coded_is_a_deed(text: Text) -> None:
    first, second = last_of(text, BACK)
    assert labels(first) == ["SANCTION", "none"]
    assert labels(second) == ["SUPPORT", "SUPPORT", *["none"] * 4]
    assert first.marked == [0, 1, 0, 0, 1, 1, 1, 0, 0]  # Kenya, envoy of Chad
    assert len(second.marked) == len(second.numbers) + 2


def test_what_is_asked_lies_in_its_sentence_and_counts_less_where_another_names_the_party(text: Text) -> None:
    for stretch in stretches([text] * 20, random.Random(1)):
        for one in stretch.asked:
            first, last = one.sentence
            assert 0 < first < last < len(stretch.marked)
            assert all(stretch.marked[piece] for piece in (*one.actor, *one.recipient))
            assert one.weight == 1.0 or one.labels == ("none",)


def test_other_names_stand_in_the_place_of_states_named_by_name_alone(text: Text) -> None:
    made = renamed(text, random.Random(1))
    named = {tuple(pieces) for forms in names_of().values() for pieces in forms.values()}
    for old, new in zip(text.sentences, made.sentences, strict=True):
        assert new.deeds == old.deeds
        assert list(new.parties) == list(old.parties)
        for party, ranges in new.parties.items():
            for (first, last), (begin, end) in zip(ranges, old.parties[party], strict=True):
                stands = new.numbers[first:last]
                if party == "tcd":  # "envoy of Chad" is no name
                    assert stands == old.numbers[begin:end]
                else:
                    assert tuple(stands) in named
                    assert stands != old.numbers[begin:end]
    rest = [number for number in text.sentences[0].numbers if number not in set(names_of()["KEN"]["name"])]
    assert [number for number in made.sentences[0].numbers if number in rest] == rest


def test_a_marked_sentence_is_given_back_without_its_marks() -> None:
    for spans in (((0, 5), (28, 32)), ((28, 32), (0, 5))):
        assert unmarked(mark(FIRST, *spans)) == (FIRST, dict(enumerate(spans)))
