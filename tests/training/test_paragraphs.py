"""The paragraphs of our own: every line is read, every code is known, no fold is empty."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

import paragraphs
from paragraph_rows import key_of
from paragraphs import fold_of
from parties import party_of

from detente.plover import event_types
from detente.reading.model import Mention

STATUSES = {"occurred", "ongoing", "planned", "possible", "denied", "ended"}


def test_every_event_has_two_parties_a_type_and_a_status() -> None:
    coded = [one for told in paragraphs.paragraphs() for sentence in told.sentences for one in sentence.events]
    assert len(coded) > 8_000
    assert {one.type for one in coded} == set(event_types())
    assert {one.status for one in coded} == STATUSES
    assert all(one.actor != one.recipient for one in coded)


def test_a_sentence_stands_where_it_is_said_to() -> None:
    for told in paragraphs.paragraphs():
        assert all(told.text[s.start : s.end] == s.text for s in told.sentences)


def test_every_fold_has_its_share_of_the_paragraphs() -> None:
    counts = Counter(fold_of(told) for told in paragraphs.paragraphs())
    assert len(counts) == paragraphs.FOLDS
    assert min(counts.values()) > 0.06 * sum(counts.values())


def test_a_line_of_no_known_form_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.txt").write_text("R asia wire 2010\nS Peru met Chile.\nE PER meets CHL\n", encoding="utf-8")
    monkeypatch.setattr(paragraphs, "FOLDER", tmp_path)
    with pytest.raises(SystemExit, match="one-1: neither a sentence nor an event"):
        list(paragraphs.paragraphs())


@pytest.mark.parametrize(
    ("coded", "mention"),
    [
        ("IMF", Mention("the Fund", 0, 8, "organisation", name="International Monetary Fund")),
        ("Hamas", Mention("Hamas", 0, 5, "group", state="PSE", name="Hamas")),
        ("UN", Mention("Security Council", 0, 16, "organisation", name="UN Security Council")),
        ("Holy See", Mention("Vatican", 0, 7, "state", state="VAT")),
        ("SUN", Mention("Moscow", 0, 6, "state", state="RUS")),
    ],
)
def test_a_party_is_the_same_by_its_code_its_name_and_the_readers_mention(coded: str, mention: Mention) -> None:
    assert key_of(mention) == party_of(coded, "2014")


def test_a_party_that_fought_is_compared_by_its_own_name() -> None:
    assert party_of("FMLN", "1985") == party_of("Farabundo Marti National Liberation Front", "1985")
    assert party_of("FMLN", "1985") != party_of("FMLN", "2010") == "slv"
