"""Forecasts tested on real dyads from rolling origins: ICEWS 2021 by week, GDELT 2018 to 2020 by month.

Every dyad with ten deeds a period or more in the mean; origins from the middle of the series on. Volumes are relative
to the deeds of all other dyads. Of twelve periods there are few origins in three years, hence tests of five count. Log
scores (natural log of the probability given to what came) of the rule that was better up to each origin, less those of
the plain weighted mean (`gain`); how often the 80 % interval held what came. `python bench/outlook.py`; figures:
docs/methods/outlook.md.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
import harness
import known_turns
from detente.relations.methods.outlook import RELIABILITY, forecast_share, forecast_volume
from detente.relations.outlook import DECAY, HAZARD

DATA = ("record/gdelt_daily_dyads_2018_2020.parquet", "record/icews_tkg/icews21.parquet")
LEAST = 10.0
MONTHS = (1, 3, 6, 12)
LEAST_ORIGINS = 5
"""A dyad's own back-test asks for more (methods.outlook.FEWEST_ORIGINS); here the dyads are many."""


def icews(shared: Path) -> known_turns.Counts:
    """Deeds by week of 2021: one a day, code and pair of names, as the loader counts them; statements left out."""
    import duckdb

    path = shared / "record" / "icews_tkg" / "icews21.parquet"
    names = {row[0] for row in duckdb.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()}
    code = "cameo" if "cameo" in names else "cameo_code"
    rows = duckdb.execute(
        f"""SELECT least(source_iso3, target_iso3) || '-' || greatest(source_iso3, target_iso3),
            datediff('day', DATE '2021-01-01', date::DATE) // 7, count(*),
            count(*) FILTER (quad IN ('verbal_conf', 'material_conf'))
        FROM (SELECT DISTINCT source, target, source_iso3, target_iso3, {code}, date, quad FROM '{path}')
        WHERE source_iso3 <> target_iso3 AND left({code}, 2) NOT IN ('01', '02') GROUP BY 1, 2"""
    ).fetchall()
    # The last week is cut short.
    n = max(week for _, week, *_ in rows)
    return known_turns.counts_of([row for row in rows if row[1] < n], n)


def gdelt(shared: Path) -> known_turns.Counts:
    """Deeds by month, as in known_turns."""
    source = known_turns.gdelt(shared)
    month = np.array([(day.year - 2018) * 12 + day.month - 1 for day in source.days])
    spread = np.zeros((36, len(month)))
    spread[month, np.arange(len(month))] = 1.0
    return {dyad: (spread @ conflict, spread @ total) for dyad, (conflict, total) in source.counts.items()}


def measure(shared: Path) -> dict[str, float]:
    """Mean log scores and cover over all dyads, by data set, measure and horizon (periods)."""
    figures: dict[str, float] = {}
    covers: list[float] = []
    gains: list[float] = []
    gaps: list[float] = []
    for name, counts in (("icews", icews(shared)), ("gdelt", gdelt(shared))):
        chosen = {dyad: pair for dyad, pair in sorted(counts.items()) if pair[1].mean() >= LEAST}
        coverage = sum(total for _, total in counts.values())
        figures[f"{name}_dyads"] = float(len(chosen))
        decay, hazard = (DECAY ** (12 / 52.18), HAZARD * 12 / 52.18) if name == "icews" else (DECAY, HAZARD)
        for measure_ in ("volume", "share"):
            for steps in MONTHS:
                told = []
                for conflict, total in chosen.values():
                    options = {"steps": steps, "decay": decay, "hazard": hazard}
                    one = (
                        forecast_volume(total, **options, coverage=coverage - total)
                        if measure_ == "volume"
                        else forecast_share(conflict, total, **options)
                    )
                    if one.n_origins >= LEAST_ORIGINS:
                        told.append(one)
                key = f"{name}_{measure_}_{steps}"
                if told:
                    figures[f"{key}_log_score"] = round(float(np.mean([t.log_score for t in told])), 4)
                    figures[f"{key}_gain"] = round(float(np.mean([t.log_score - t.log_score_of_mean for t in told])), 4)
                    figures[f"{key}_cover"] = round(float(np.mean([t.cover for t in told])), 3)
                    covers.append(figures[f"{key}_cover"])
                    gains.append(figures[f"{key}_gain"])
                    below = np.mean([t.reliability for t in told], axis=0)
                    gaps.append(float(np.abs(below - RELIABILITY).max()))
                    marks = dict(zip(RELIABILITY, below.round(3).tolist(), strict=True))
                    print(key, "below the marks:", marks, file=sys.stderr)
                    figures[f"{key}_breaks_shown"] = round(float(np.mean([t.rule != "mean" for t in told])), 3)
    figures |= {"cover": round(float(np.mean(covers)), 3), "gain": round(float(np.mean(gains)), 4)}
    return figures | {"least_gain": min(gains), "largest_reliability_gap": round(max(gaps), 3)}


if __name__ == "__main__":
    raise SystemExit(harness.main(__file__, measure, DATA))
