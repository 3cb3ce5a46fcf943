"""Era, episode, young regime: the rule on one history, and what is reported over many."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.relations.methods.regimes import ATTENDED, END, SHARE, VOLUME
from detente.relations.methods.reporting import reported_beginning, reported_episodes, reported_turns, smallest_shift
from detente.relations.methods.verdicts import Change, Passing, Segment, judge, segments

LASTING = 26


def history(*parts):
    """Segments from (length, share) or (length, share, log rate)."""
    out, start = [], 0
    for length, share, *rate in parts:
        out.append(Segment(start, start + length, share, rate[0] if rate else 0.0))
        start += length
    return out


def test_each_draw_has_its_segments_and_attention_one_with_its_mean_rate():
    kinds, levels = np.zeros((3, 6), dtype=np.int8), np.repeat([[0.2], [0.5], [0.7]], 6, axis=1)
    kinds[1, 4], kinds[2, [1, 4]] = VOLUME, (SHARE + ATTENDED, END)
    rates = np.array([[1.0] * 6, [1.0] * 4 + [3.0] * 2, [1.0, 5.0, 3.0, 1.0, 2.0, 2.0]])
    assert segments(kinds, levels, rates) == [
        [Segment(0, 6, 0.2, 1.0)],
        [Segment(0, 4, 0.5, 1.0), Segment(4, 6, 0.5, 3.0)],
        [Segment(0, 1, 0.7, 1.0), Segment(1, 4, 0.7, 3.0, True), Segment(4, 6, 0.7, 2.0)],
    ]


def test_a_crisis_of_six_weeks_that_passes_is_an_episode():
    changes, episodes = judge(history((100, 0.3), (6, 0.8, 1.0), (100, 0.35)), LASTING)
    assert changes == []
    assert [(e.start, e.end) for e in episodes] == [(100, 106)]


def test_a_level_that_lasts_begins_an_era_at_its_first_step():
    changes, episodes = judge(history((100, 0.3), (60, 0.7)), LASTING)
    assert [(c.at, c.established) for c in changes] == [(100, True)]
    assert episodes == []


def test_a_long_stretch_elsewhere_is_an_era_even_if_the_old_level_returns():
    changes, episodes = judge(history((100, 0.3), (60, 0.7), (100, 0.3)), LASTING)
    assert [c.at for c in changes] == [100, 160]
    assert episodes == []


def test_a_crisis_that_leads_to_another_level_is_one_turn():
    changes, episodes = judge(history((100, 0.2), (6, 0.9), (100, 0.6)), LASTING)
    assert [c.at for c in changes] == [100]
    assert episodes == []


def test_what_began_ten_weeks_ago_is_not_yet_established():
    changes, _ = judge(history((100, 0.3), (10, 0.8)), LASTING)
    assert [(c.at, c.established) for c in changes] == [(100, False)]


def test_the_first_regime_may_be_short_because_it_began_before_the_data():
    changes, _ = judge(history((8, 0.2), (100, 0.7)), LASTING)
    assert [(c.at, c.established) for c in changes] == [(8, True)]


def test_a_difference_too_small_to_matter_is_no_turn():
    changes, episodes = judge(history((100, 0.3), (100, 0.33, 0.1)), LASTING)
    assert changes == []
    assert episodes == []


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 60), st.floats(0, 1), st.floats(-2, 2)), min_size=1, max_size=8))
def test_turns_and_episodes_lie_inside_the_history_and_in_order(parts):
    segments = history(*parts)
    changes, episodes = judge(segments, LASTING)
    borders = {s.start for s in segments[1:]}
    assert [c.at for c in changes] == sorted({c.at for c in changes})
    assert {c.at for c in changes} <= borders
    assert all(0 < e.start < e.end <= segments[-1].end for e in episodes)
    assert all(c.established for c in changes[:-1]) or len(changes) < 2


def test_a_turn_is_reported_at_its_mode_with_the_middle_of_its_dates():
    draws = [[Change(at, 0.3, 0.0, True)] for at in [48] * 5 + [49] * 10 + [50] * 60 + [51] * 10 + [52] * 5]
    draws += [[] for _ in range(10)]
    (turn,) = reported_turns(draws, 100, window=8, hazard=0.002)
    assert turn.at == 50
    assert (turn.low, turn.high) == (48, 52)
    assert turn.probability == 0.9


def test_a_turn_is_dated_where_most_of_its_dates_are_near():
    draws = [[Change(at, 0.3, 0.0, True)] for at in [30] * 45 + [50] * 28 + [58] * 27]
    (turn,) = reported_turns(draws, 100, window=8, hazard=0.002)
    assert turn.at == 50
    assert (turn.low, turn.high, turn.probability) == (30, 58, 1.0)
    assert turn.dated == 0.28, "the 58th week begins eight weeks after the first day told, and ends later"
    (coarse,) = reported_turns(draws, 100, window=8, hazard=0.002, near=0)
    assert (coarse.at, coarse.dated) == (30, 0.45)


def test_a_draw_that_has_the_turn_elsewhere_widens_its_interval():
    near, far, later = (Change(at, 0.3, 0.0, True) for at in (40, 75, 160))
    draws = [[near, later]] * 80 + [[far, later]] * 20
    first, second = reported_turns(draws, 200, window=8, hazard=0.002)
    assert (first.at, first.low, first.high, first.probability) == (40, 40, 75, 1.0)
    assert (second.at, second.probability) == (160, 1.0)


def test_another_turn_is_no_date_of_this_one():
    draws = [[Change(40, 0.3, 0.0, True), Change(100, 0.3, 0.0, True)]] * 60 + [[Change(100, 0.3, 0.0, True)]] * 40
    first, second = reported_turns(draws, 200, window=8, hazard=0.002)
    assert (first.high, first.probability) == (40, 0.6)
    assert (second.low, second.probability) == (100, 1.0)


def test_less_than_one_half_is_not_reported():
    draws = [[Change(50, 0.3, 0.0, True)]] * 40 + [[]] * 60
    assert reported_turns(draws, 100, window=8, hazard=0.002) == []


def test_what_the_prior_alone_would_say_is_not_reported():
    draws = [[Change(10 + k % 40, 0.3, 0.0, True)] for k in range(60)] + [[] for _ in range(40)]
    assert reported_turns(draws, 60, window=20, hazard=0.1) == []


def test_turns_that_disagree_in_direction_are_none():
    draws = [[Change(50, 0.3 if k % 2 else -0.3, 0.0, True)] for k in range(100)]
    assert all(turn.probability <= 0.55 for turn in reported_turns(draws, 100, window=8, hazard=0.002))


def test_an_episode_is_reported_where_half_of_the_draws_see_one():
    passed, turned = ([], [Passing(40, 46, 0.4, 0.0)]), ([Change(42, 0.3, 0.0, True)], [])
    (spell,) = reported_episodes([passed] * 70 + [turned] * 20 + [([], [])] * 10, 100, window=8)
    assert (spell.start, spell.end, spell.probability, spell.turned) == (40, 46, 0.7, 0.2)
    assert reported_episodes([passed] * 60 + [turned] * 80, 100, window=8) == []


def test_where_era_and_episode_are_alike_it_is_told_that_something_began():
    passed, turned, nothing = ([], [Passing(40, 46, 0.4, 0.0)]), ([Change(43, 0.3, 0.0, True)], []), ([], [])
    found = reported_beginning([passed] * 40 + [turned] * 30 + [nothing] * 30, 100, window=8)
    assert (found.at, found.low, found.high, found.probability, found.turned) == (40, 40, 43, 0.7, 0.3)
    assert reported_beginning([passed] * 20 + [turned] * 20 + [nothing] * 60, 100, window=8) is None


@settings(max_examples=40, deadline=None)
@given(st.integers(30, 300), st.integers(1, 20), st.floats(0.05, 0.5))
def test_more_events_show_smaller_shifts(n, a_step, share):
    import numpy as np

    few = smallest_shift(np.full(n, float(a_step)), share, 25, 0.002)
    many = smallest_shift(np.full(n, 4.0 * a_step), share, 25, 0.002)
    assert few is None or (many is not None and many < few)
