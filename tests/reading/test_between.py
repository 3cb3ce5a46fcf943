"""What the encoder says of any two parties of a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import DetenteError
from detente.plover import event_types
from detente.reading import between, pair_types
from detente.reading.between import LONGEST, Between, cut_sentence
from detente.reading.mentions import find_mentions
from detente.reading.model import Actor, Mention
from detente.reading.parse import parse_reports
from detente.reading.parsed import ParsedReport
from detente.sources.report import Report

RAID = "Gunmen from Chad raided a market in Sudan on Tuesday. Libya condemned Chad."


def parsed_of(text: str) -> tuple[ParsedReport, tuple[Mention, ...]]:
    parsed = next(iter(parse_reports([Report(text, date="2014-06-03")], choose=False)))
    return parsed, find_mentions(parsed)


def asked(text: str, one: str, other: str, *, at: int = -1) -> dict[str, float] | None:
    """What is answered of the mentions of two names, of the sentence number `at`."""
    parsed, mentions = parsed_of(text)
    first, second = (next(m for m in reversed(mentions) if m.text == name) for name in (one, other))
    return Between(parsed, mentions).shares(parsed.sentences[at].end, first, second)


def test_the_answer_is_a_distribution_over_the_types_and_none() -> None:
    shares = asked(RAID, "Libya", "Chad")
    assert shares is not None
    assert set(shares) == {*event_types(), "none"}
    assert sum(shares.values()) == pytest.approx(1)


def test_who_suffers_the_deed_has_not_done_it() -> None:
    done, turned = asked(RAID, "Libya", "Chad"), asked(RAID, "Chad", "Libya")
    assert done is not None
    assert turned is not None
    assert max(done, key=lambda name: done[name]) == "ACCUSE"
    assert turned["none"] > done["none"] + 0.3


def test_an_answer_does_not_depend_on_what_else_is_asked() -> None:
    parsed, mentions = parsed_of(RAID)
    chad, sudan, libya = mentions[0], mentions[1], mentions[2]
    busy, fresh = Between(parsed, mentions), Between(parsed, mentions)
    for one in (sudan, chad):
        busy.shares(parsed.sentences[1].end, libya, one)
    end = parsed.sentences[0].end
    assert busy.shares(end, chad, sudan) == fresh.shares(end, chad, sudan)


def test_a_party_that_only_a_sentence_before_names_is_read_with_it() -> None:
    text = "Peru sent a note to Chile. It rained. Chile rejected it."
    assert asked(text, "Chile", "Peru") is not None


def test_a_party_far_behind_is_read_where_it_is_named() -> None:
    text = "Peru sent a note to Chile. It rained. It snowed. It froze. Chile rejected it."
    assert asked(text, "Chile", "Peru") is not None


def test_who_is_named_nowhere_or_by_the_same_words_is_not_asked_about() -> None:
    parsed, mentions = parsed_of("The two countries met in Lima, said Peru.")
    told = Between(parsed, mentions)
    end, peru = parsed.sentences[0].end, next(m for m in mentions if m.text == "Peru")
    assert told.shares(end, Actor("CHL", 0, 0, "state", state="CHL"), peru) is None
    assert told.shares(end, peru, peru) is None


def test_of_an_endless_sentence_the_begin_is_read() -> None:
    text = f"Peru thanked Chile, {'and so on, ' * LONGEST} said Bolivia."
    assert asked(text, "Peru", "Chile") is not None
    assert asked(text, "Bolivia", "Chile") is None


def test_pieces_are_cut_where_mentions_begin_and_end() -> None:
    whole = Actor("Peruvian president", 4, 22, "person", state="PER")
    inner = Actor("Peruvian", 4, 12, "state", state="PER")
    cut = cut_sentence(
        "The Peruvian president left Chile.", 0, [inner, whole, Actor("Chile", 28, 33, "state", state="CHL")]
    )
    assert cut.numbers == pair_types.pieces_of("The Peruvian president left Chile.")
    assert cut.parties == {"PER": [(1, 2), (1, 3)], "CHL": [(4, 5)]}


def test_a_broken_model_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in between.FILES:
        (tmp_path / name).write_bytes(b"no model")
    monkeypatch.setattr(pair_types, "files", lambda _: tmp_path)
    with pytest.raises(DetenteError, match="model of what parties do to each other cannot be read"):
        between._network.__wrapped__(between.FILES[0])
