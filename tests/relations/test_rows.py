"""Third parties, outlook, and the rows behind statements."""

from datetime import date, timedelta

import numpy as np

from detente.relations.claims import claims
from detente.relations.drivers import drivers
from detente.relations.events import events
from detente.relations.methods.outlook import RELIABILITY, ewma, forecast_share, forecast_volume
from detente.relations.methods.simulate import Shift, simulate_dyad
from detente.relations.outlook import outlook
from detente.relations.phases import phases
from detente.relations.third_parties import third_parties


def test_a_third_state_is_told_by_side_with_counts_before_and_after_the_turn(record):
    dyad = simulate_dyad(3, weeks=200, shifts=(Shift(120, share=0.75),))
    turn = date(2010, 1, 4) + timedelta(days=840)
    for k in range(1, 9):
        record.deed("IND-PAK", turn - timedelta(days=30 * k), "CONSULT")
        record.deed("IND-PAK", turn + timedelta(days=30 * k), "ACCUSE")
    found = third_parties(record.simulated("PAK-RUS", dyad), "PAK-RUS")
    (row,) = found.rows()
    assert (row["state"], row["side"], row["n_deeds"]) == ("IND", "PAK", 16)
    assert row["n_before"] > 5
    assert row["n_conflict_after"] > 5
    assert row["chance"] < 0.05
    assert len(row["events"]) == 16


def test_without_a_turn_there_is_no_before_and_after(record):
    record.deed("IND-SUN", "1965-01-01")
    record.deed("PAK-SUN", "1965-02-01")
    (row,) = third_parties(record.done(), "PAK-RUS").rows()
    assert (row["state"], row["side"], row["n_before"], row["chance"]) == ("IND", "RUS", None, None)


def test_the_outlook_stands_beside_its_back_test(record):
    found = outlook(record.simulated("PAK-RUS", simulate_dyad(7, weeks=260)), "PAK-RUS").rows()
    assert len(found) == 8
    for row in found:
        assert row["verdict"] == "shown"
        assert row["low"] <= row["forecast"] <= row["high"]
        assert row["n_origins"] >= 8
        assert 0 <= row["cover"] <= 1


def test_too_little_gives_no_outlook(record):
    record.deed("PAK-RUS", "2014-06-02")
    for row in outlook(record.done(), "PAK-RUS"):
        assert row["verdict"] == "cannot tell"
        assert row["forecast"] is None
        assert "too few" in row["reason"]


def test_the_weighted_mean_of_a_constant_is_the_constant():
    import numpy as np

    assert np.allclose(ewma(np.full(30, 4.0), 0.8), 4.0)
    told = forecast_volume(np.full(40, 4.0), steps=3, decay=0.8)
    assert abs(told.mean - 12) < 1e-9
    assert told.error < 1e-9
    assert abs(forecast_share(np.full(40, 1.0), np.full(40, 4.0), steps=3, decay=0.8).mean - 0.25) < 0.01


def test_where_reports_cover_half_as_much_the_volume_forecast_is_of_the_rate_not_of_the_fall():
    rng = np.random.default_rng(4)
    coverage = np.where(np.arange(120) < 90, 2000.0, 1000.0)
    total = rng.poisson(coverage / 50).astype(float)
    plain, relative = (forecast_volume(total, steps=6, decay=0.8, coverage=covered) for covered in (None, coverage))
    assert abs(relative.mean - 6 * 20) < 0.15 * 6 * 20
    assert relative.log_score > plain.log_score + 0.1
    assert relative.error < plain.error


def test_a_period_of_the_future_is_never_in_the_forecast():
    import numpy as np

    rng = np.random.default_rng(1)
    counts = rng.poisson(5, 60).astype(float)
    longer = np.concatenate([counts, [500.0]])
    assert ewma(longer, 0.8)[:60].tolist() == ewma(counts, 0.8).tolist()


def test_the_rows_of_an_unknown_dyad_are_none_and_keep_their_columns(record):
    store = record.done()
    for question in (events, claims, phases, drivers):
        found = question(store, "PAK-RUS", since="2010", until="2014")
        assert len(found) == 0
        assert found.columns


def test_a_steady_dyad_is_forecast_with_an_interval_that_holds_four_in_five():
    rng = np.random.default_rng(3)
    covers, scores = [], []
    for _ in range(12):
        total = rng.poisson(30 * rng.gamma(6, 1 / 6, 120)).astype(float)
        told = forecast_volume(total, steps=1, decay=0.8, hazard=1 / 120)
        covers.append(told.cover)
        scores.append(told.log_score - told.log_score_of_mean)
    assert 0.72 < np.mean(covers) < 0.88
    assert np.mean(scores) > -0.02


def test_of_a_steady_dyad_as_much_comes_below_each_mark_of_the_forecast_as_it_says():
    rng = np.random.default_rng(6)
    below = []
    for _ in range(10):
        total = rng.poisson(30 * rng.gamma(6, 1 / 6, 160)).astype(float)
        conflict = rng.binomial(total.astype(int), rng.beta(3, 7, 160)).astype(float)
        below.append(forecast_volume(total, steps=1, decay=0.8).reliability)
        below.append(forecast_share(conflict, total, steps=1, decay=0.8).reliability)
    assert np.allclose(np.mean(below, axis=0), RELIABILITY, atol=0.07)


def test_without_a_chance_of_breaks_the_plain_mean_is_shown():
    total = np.random.default_rng(4).poisson(20, 80).astype(float)
    told = forecast_volume(total, steps=3, decay=0.8)
    assert told.rule == "mean"
    assert told.log_score == told.log_score_of_mean


def test_a_forecast_never_rests_on_what_comes_after_it():
    total = np.random.default_rng(5).poisson(20, 60).astype(float)
    changed = total.copy()
    changed[-1] += 500
    one, other = (forecast_volume(made[:-1], steps=1, decay=0.8, hazard=0.01) for made in (total, changed))
    assert one == other
    tested = [forecast_volume(made, steps=1, decay=0.8, hazard=0.01) for made in (total, changed)]
    assert tested[0].n_origins == tested[1].n_origins
    assert abs(tested[0].log_score - tested[1].log_score) * tested[0].n_origins > 1
