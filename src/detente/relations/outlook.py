"""The outlook of a relation: a forecast that is never shown without its back-test."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.record.watched import recall
from detente.relations.methods.dyad import Setting, is_thin
from detente.relations.methods.judgement import PER_YEAR
from detente.relations.methods.outlook import (
    FEWEST_ORIGINS,
    RECENT,
    RELIABILITY,
    Forecast,
    forecast_share,
    forecast_volume,
)
from detente.relations.series import series
from detente.relations.table import Table, table_of

MONTHS = (1, 3, 6, 12)
DECAY = 0.8
"""Weight of a month relative to the next in the weighted mean: a half-life of three months."""
FEWEST_EVENTS = 30
FEWEST_MONTHS = 24
HAZARD = 1 / (Setting().era_years * PER_YEAR["month"])
"""Chance of a new era, a month, where the record has not been watched: that of the engine's prior."""
FORMULA = f"{RECENT:g} x exponentially weighted mean (monthly decay {DECAY:g}) + {1 - RECENT:g} x mean of all past"


def outlook(
    store: Any,
    dyad: str | Sequence[str],
    *,
    since: str | None = None,
    until: str | None = None,
    predecessors: bool = True,
) -> Table:
    """Eight rows, share of conflict and volume for the next 1, 3, 6 and 12 months, each beside its rolling back-test.

    Columns: measure, months, verdict ("shown" or "cannot tell"), forecast, low, high (80 % interval), n_origins (past
    origins tested), error and error_of_persistence (mean absolute errors of this rule and of "as the last months"),
    cover (how often the interval held what came), new_era (chance that a new era begins within these months, by the
    rate that the last watch learned from all dyads of the record, else by the engine's prior), log_score and
    log_score_of_mean (of the rule shown and of the plain weighted mean; higher is better), below_10 to below_90
    (reliability: how often what came lay below that quantile of the forecast), rule ("mean", or "mean with breaks"
    where that was better), formula, reason. Note `hazard`: whence the rate of new eras is known.
    Where the record covers enough beside the dyad, volumes are forecast relative to its coverage: the number told holds
    if reports cover as much as of late. Numbers are null where it cannot be told. No date of a next turn is forecast.
    """
    counted = series(store, dyad, "month", since, until, predecessors=predecessors)
    names = ("n_events", "verbal_conflict", "material_conflict", "exposure")
    total, verbal, material, exposure = (counted.arrow[name].to_numpy().astype(float) for name in names)
    conflict, coverage = verbal + material, exposure if not is_thin(total, exposure) else None
    lacking = _lacking(int(total.sum()), len(total))
    hazard, whence = _hazard(store)
    made = []
    for measure in ("share", "volume"):
        for months in MONTHS:
            if lacking:
                made.append(_row(measure, months, None, lacking, hazard))
                continue
            if measure == "share":
                told = forecast_share(conflict, total, steps=months, decay=DECAY, hazard=hazard)
            else:
                told = forecast_volume(total, steps=months, decay=DECAY, hazard=hazard, coverage=coverage)
            relative = measure == "volume" and coverage is not None
            made.append(_row(measure, months, told, "", hazard, relative=relative))
    notes: dict[str, int | str] = {"n_events": int(total.sum()), "n_months": len(total), "formula": FORMULA}
    return _table(made, notes | {"hazard": whence})


def _hazard(store: Any) -> tuple[float, str]:
    """The chance of a new era a month, and whence it is known."""
    last = recall(store)
    if last is None or last.factor == 1.0:
        return HAZARD, f"an era of {Setting().era_years:.0f} years, as the engine's prior has it"
    years = Setting().era_years / last.factor
    return HAZARD * last.factor, (
        f"an era of {years:.0f} years, as {last.n_dyads:,} dyads of this record showed on {last.seen[:10]}"
    )


def _lacking(n_events: int, n_months: int) -> str:
    if n_events < FEWEST_EVENTS:
        return f"{n_events} dated deeds are too few to forecast from ({FEWEST_EVENTS} are needed)"
    if n_months < FEWEST_MONTHS:
        return f"{n_months} months are too few to test a forecast on ({FEWEST_MONTHS} are needed)"
    return ""


def _row(
    measure: str, months: int, told: Forecast | None, lacking: str, hazard: float, *, relative: bool = False
) -> dict[str, Any]:
    if told is not None and told.n_origins < FEWEST_ORIGINS:
        lacking, told = f"only {told.n_origins} past origins could test it ({FEWEST_ORIGINS} are needed)", None
    row: dict[str, Any] = {"measure": measure, "months": months, "verdict": "cannot tell" if told is None else "shown"}
    numbers = ("low", "high", "n_origins", "error", "error_of_persistence", "cover", "log_score", "log_score_of_mean")
    row |= {"forecast": told.mean if told else None, "new_era": 1 - (1 - hazard) ** months}
    row |= {name: getattr(told, name) if told else None for name in numbers}
    below = told.reliability if told else (None,) * len(RELIABILITY)
    row |= {f"below_{100 * q:.0f}": value for q, value in zip(RELIABILITY, below, strict=True)}
    if told:
        beaten = "not worse" if told.error <= told.error_of_persistence else "worse"
        lacking = f"in {told.n_origins} past tests {beaten} than taking the last {months} month(s) as the forecast"
    formula = FORMULA + (", each over that of the record's coverage, times the coverage of late" if relative else "")
    if told and told.rule == "mean with breaks":
        formula += f", mixed with the mean of all past where an era may end ({hazard:.4f} a month)"
    return row | {"rule": told.rule if told else None, "formula": formula, "reason": lacking}


def _table(made: Sequence[dict[str, Any]], notes: dict[str, int | str]) -> Table:
    import pyarrow as pa

    kinds = {"measure": pa.string(), "months": pa.int64(), "verdict": pa.string(), "n_origins": pa.int64(),
             "rule": pa.string(), "formula": pa.string(), "reason": pa.string()}  # fmt: skip
    return table_of(
        {name: pa.array([row[name] for row in made], type=kinds.get(name, pa.float64())) for name in made[0]}, notes
    )
