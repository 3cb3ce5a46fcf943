"""What is asked twice: the mix of types beside share and volume, and each source by itself."""

import numpy as np

from detente.relations.carrying import Deed
from detente.relations.cross_checks import changed_types, differing_sources, in_words, lone_turns, mix_of
from detente.relations.methods.judgement import judge_counts
from detente.relations.model import SourceVerdict


def deeds_of(*types_by_month):
    """A deed of each type named, month after month."""
    return [
        Deed(f"e{month}-{place}", month, False, 1.0, 0.9, name)
        for month, names in enumerate(types_by_month)
        for place, name in enumerate(names)
    ]


TALK, SIGN = ["CONSULT", "CONSULT", "CONSULT"], ["AGREE", "AGREE", "CONSULT"]


def test_agreements_from_none_to_two_a_month_are_told_as_a_change_in_kind() -> None:
    mix = mix_of(deeds_of(*[TALK] * 24, *[SIGN] * 24), 48, "month")
    assert mix is not None
    first, *_ = changed_types(mix, 0, 24, 48)
    agreed = {change.type: change for change in changed_types(mix, 0, 24, 48)}["AGREE"]
    assert (agreed.before, agreed.after) == (0.0, 24.0)
    assert (agreed.n_before, agreed.n_after) == (0, 48)
    assert "AGREE from 0.0 to 24.0 a year" in in_words([agreed])
    assert first.probability > 0.95


def test_a_mix_that_turns_while_share_and_volume_do_not_is_said() -> None:
    mix = mix_of(deeds_of(*[TALK] * 24, *[SIGN] * 24), 48, "month")
    judged = judge_counts(np.zeros(48), np.full(48, 3.0), np.full(48, 200.0), by="month")
    days = [f"{2000 + m // 12}-{m % 12 + 1:02}-01" for m in range(49)]
    assert judged.turns == ()
    (sentence,) = lone_turns(mix, judged, days)
    assert "turns at 2002-0" in sentence or "turns at 2001-12" in sentence
    assert "share and volume show no turn" in sentence


def test_one_mix_throughout_is_silent_and_few_deeds_are_not_asked() -> None:
    mix = mix_of(deeds_of(*[SIGN] * 30), 30, "month")
    judged = judge_counts(np.zeros(30), np.full(30, 3.0), np.full(30, 200.0), by="month")
    assert lone_turns(mix, judged, ["2000-01-01"] * 31) == []
    assert mix_of(deeds_of(*[SIGN] * 4), 4, "month") is None


def test_sources_disagree_where_one_sees_a_turn_and_another_that_could_does_not() -> None:
    saw = SourceVerdict("icews", "turn", "2014-03-01", 0.9, 300)
    saw_none = SourceVerdict("text", "none", None, None, 200)
    blind = SourceVerdict("text", "cannot tell", None, None, 20)
    (sentence,) = differing_sources([saw, saw_none])
    assert "icews: a turn at 2014-03-01 (300 deeds)" in sentence
    assert "text: none (200 deeds)" in sentence
    assert differing_sources([saw, blind]) == []
    assert differing_sources([saw]) == []
