"""What the encoder says of two marked parties."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.special import softmax

from detente.errors import DetenteError
from detente.plover import event_types
from detente.reading import pair_types
from detente.reading.pair_types import Span, judge_sentence, labels, mark, score_closely

RAID = "Gunmen from Chad raided a market in Sudan on Tuesday."
MOCK = "Norway expelled two diplomats of Belarus."


def spans(sentence: str, *names: str) -> tuple[Span, ...]:
    return tuple((sentence.index(name), sentence.index(name) + len(name)) for name in names)


def test_both_parties_are_marked_each_in_its_own_way() -> None:
    assert mark("Chad met Mali.", (0, 4), (9, 13)) == "[unused1] Chad [unused2] met [unused3] Mali [unused4]."
    assert mark("Chad met Mali.", (9, 13), None) == "Chad met [unused1] Mali [unused2]."


def test_of_a_very_long_sentence_the_part_around_the_parties_is_kept() -> None:
    text = "word " * 200 + "Chad met Mali. " + "word " * 200
    marked = mark(text, *spans(text, "Chad", "Mali"))
    assert "[unused1] Chad [unused2] met [unused3] Mali [unused4]" in marked
    assert len(marked) < len(text) / 2


def test_an_answer_does_not_depend_on_what_else_is_asked() -> None:
    first = score_closely(RAID, *spans(RAID, "Chad", "Sudan"))
    score_closely(MOCK, *spans(MOCK, "Norway", "Belarus"))
    assert np.array_equal(first, score_closely(RAID, *spans(RAID, "Chad", "Sudan")))
    assert labels() == (*event_types(), "none")
    assert first.shape == (17,)


def test_who_suffers_the_deed_has_not_done_it() -> None:
    done = softmax(score_closely(MOCK, *spans(MOCK, "Norway", "Belarus")))
    turned = softmax(score_closely(MOCK, *spans(MOCK, "Belarus", "Norway")))
    assert labels()[int(done.argmax())] == "SANCTION"
    assert turned[-1] > done[-1] + 0.3


def test_a_whole_sentence_tells_of_a_quad_or_only_of_words() -> None:
    quads = pair_types.QUADS
    hope = "The Fijian president voiced hope that the talks in Apia would soon bear fruit."
    assert quads[int(judge_sentence(RAID).argmax())] == "material conflict"
    assert quads[int(judge_sentence(hope).argmax())] == "no event"


def test_a_broken_model_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in pair_types.FILES:
        (tmp_path / name).write_bytes(b"no model")
    monkeypatch.setattr(pair_types, "files", lambda _: tmp_path)
    with pytest.raises(DetenteError, match="event-type model cannot be read"):
        pair_types.read_model.__wrapped__()
