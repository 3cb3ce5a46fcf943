"""Turns that history knows, looked for in real data; and dyads of which it knows none.

`known_turns.toml` was written before the engine was asked. Each data set goes its own way to the same judgement:

- gdelt: daily sums of weighted Goldstein values, 2018 to 2020. Counts of deeds are not in the file; a day stands for
  |sum| / 10 deeds (at least one), of conflict where the sum is negative: 10 is the scale's own length, and about what a
  day of a thin dyad sums to. By week.
- netify: ICEWS dyad-years 2002 to 2014, all four quads, both directions. By year: found where the first year of the new
  era is the year of the event, or the next one where it fell in its second half.
- news2014: read by the reader into a record (DETENTE_NEWS names one that exists), by week.

A turn is found where its date lies within two months of the event's. `python bench/known_turns.py` prints both lists to
stderr. `found_or_told_as_episode` counts also an episode that begins so near, and `told_a_placebo_decade` all that is
told of the placebos, episodes too. Figures: docs/methods/known-turns.md.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
import harness
from detente import states
from detente.relations.eras import FEWEST_DEEDS, FEWEST_DYADS, MOST_OTHERS
from detente.relations.levels import Stretch, direction_of, level_of
from detente.relations.methods.dyad import Setting
from detente.relations.methods.fitting import pooled_memory
from detente.relations.methods.judgement import PER_YEAR, judge_counts

DATA = ("record/gdelt_daily_dyads_2018_2020.parquet", "record/netify_icews", "corpus/news2014.parquet")
NEAR = timedelta(days=61)
UNIT = 10.0
WARM = ("warming", "closer")
Counts = dict[str, tuple[np.ndarray, np.ndarray]]
Told = list[tuple[date, str, float, tuple[date, date]]]
"""Turns of a dyad: date, direction, probability, 90 % interval."""


class Source:
    """Counts of all dyads of a data set by one period, and what the engine says of one."""

    def __init__(self, by: str, days: list[date], counts: Counts) -> None:
        self.by, self.days, self.counts = by, days, counts
        self.episodes: list[date] = []
        self.coverage = sum((total for _, total in counts.values()), np.zeros(len(days)))
        busiest = sorted(counts.values(), key=lambda pair: -pair[1].sum())[:MOST_OTHERS]
        told = [total for _, total in busiest if total.sum() >= FEWEST_DEEDS]
        self.memory = None
        if len(told) >= FEWEST_DYADS <= len(days):
            exposures = np.maximum(self.coverage - np.stack(told), 0.0)
            relative = exposures / exposures.mean(axis=1, keepdims=True)
            self.memory = pooled_memory(np.stack(told), relative, Setting().chances(PER_YEAR[by]))

    def turns(self, dyad: str) -> tuple[Told, str]:
        """The turns told of a dyad, and what there is to go by."""
        self.episodes = []
        if dyad not in self.counts:
            return [], "no data"
        conflict, total = self.counts[dyad]
        judged = judge_counts(conflict, total, self.coverage - total, by=self.by, memory=self.memory)
        data, n = Stretch(judged, conflict, total, self.by), len(total)
        borders = [0, *(turn.at for turn in judged.turns), n]
        told: Told = []
        for i, turn in enumerate(judged.turns):
            before, after = level_of(data, *borders[i : i + 2]), level_of(data, *borders[i + 1 : i + 3])
            way = direction_of(before, after, turn.share, turn.log_rate)
            told.append((self.days[turn.at], way, turn.probability, (self.days[turn.low], self.days[turn.high])))
        self.episodes = [self.days[s.start] for s in judged.episodes]
        spells = [f"{self.days[s.start]}..{self.days[min(s.end, n - 1)]}" for s in judged.episodes]
        note = f"{int(total.sum())} deeds{', cannot tell' if judged.sparse and not told else ''}"
        return told, note + (f"; episodes {' '.join(spells)}" if spells else "")

    @property
    def decades(self) -> float:
        """The decades that one dyad is looked at."""
        return len(self.days) / PER_YEAR[self.by] / 10


def gdelt(shared: Path) -> Source:
    """Deeds by week from daily sums; days that the file lacks are no information but a smaller count."""
    import duckdb

    path = shared / "record" / "gdelt_daily_dyads_2018_2020.parquet"
    rows = duckdb.execute(
        f"""SELECT least(a, b) || '-' || greatest(a, b), datediff('day', DATE '2018-01-01', date::DATE) // 7,
            sum(greatest(1, round(abs(w) / {UNIT}))),
            coalesce(sum(greatest(1, round(abs(w) / {UNIT}))) FILTER (w < 0), 0)
        FROM '{path}' WHERE a <> b GROUP BY 1, 2"""
    ).fetchall()
    n = 1 + max(week for _, week, *_ in rows)
    return Source("week", [date(2018, 1, 1) + timedelta(weeks=k) for k in range(n)], counts_of(rows, n))


def netify(shared: Path) -> Source:
    """Deeds by year, both directions together."""
    import duckdb

    path = shared / "record" / "netify_icews" / "icews_dyad_year_2002_2014.parquet"
    rows = duckdb.execute(
        f"""SELECT i, j, year::INT - 2002, sum(verbCoop + matlCoop + verbConf + matlConf), sum(verbConf + matlConf)
        FROM '{path}' GROUP BY ALL"""
    ).fetchall()
    code: dict[str, str] = {}
    for name in {row[0] for row in rows} | {row[1] for row in rows}:
        found = states.find_state(name)
        if found:
            code[name] = found.code
        else:
            print(f"netify: no state {name!r}", file=sys.stderr)
    named = [
        ("-".join(sorted((code[i], code[j]))), year, total or 0, conflict or 0)
        for i, j, year, total, conflict in rows
        if i in code and j in code and code[i] != code[j]
    ]
    return Source("year", [date(2002 + k, 1, 1) for k in range(13)], counts_of(named, 13))


def counts_of(rows: list[Any], n: int) -> Counts:
    """Counts from rows of dyad, step, deeds and deeds of conflict, over n steps."""
    counts: Counts = {}
    for dyad, place, total, conflict in rows:
        pair = counts.setdefault(dyad, (np.zeros(n), np.zeros(n)))
        pair[0][place] += conflict
        pair[1][place] += total
    return counts


class News:
    """A record of the year's reports, asked as a user would."""

    decades = 0.1
    by = "week"

    def __init__(self, shared: Path) -> None:
        import detente

        ready = os.environ.get("DETENTE_NEWS")
        path = Path(ready) if ready else harness.OUT / "news2014.duckdb"
        path.parent.mkdir(parents=True, exist_ok=True)
        self.record = detente.open(path)
        self.episodes: list[date] = []
        if not ready:
            self.record.add(shared / "corpus" / "news2014.parquet")

    def turns(self, dyad: str) -> tuple[Told, str]:
        """The turns told of a dyad."""
        found = self.record.relation(*dyad.split("-")).eras()
        day = date.fromisoformat
        told = [(day(p.date), p.direction, p.probability, (day(p.interval[0]), day(p.interval[1])))
                for p in found.turning_points]  # fmt: skip
        self.episodes = [day(e.start) for e in found.episodes]
        return told, f"{found.n_events} deeds, {found.verdict}"


def is_found(event: date, told: date, by: str) -> bool:
    """Whether the date told is that of the event, to two months; to the year, where data are yearly."""
    if by == "year":
        return told.year == event.year or (event.month >= 7 and told.year == event.year + 1)
    return abs(told - event) <= NEAR


def measure(shared: Path) -> dict[str, float]:
    """Turns found and of the right direction, by data set and in all; false alarms of placebos a dyad-decade."""
    known = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    figures: dict[str, float] = {}
    sums = {"turns": 0, "found": 0, "right": 0, "noticed": 0, "placebos": 0, "alarms": 0, "begun": 0}
    decades = 0.0
    makers: dict[str, Callable[[Path], Any]] = {"gdelt": gdelt, "netify": netify, "news2014": News}
    chosen = os.environ.get("DETENTE_KNOWN", " ".join(makers)).split()
    for name in chosen:
        source = makers[name](shared)
        turns, placebos = [t for t in known["turn"] if t["data"] == name], known["placebos"][name]
        found = right = alarms = noticed = begun = 0
        for turn in turns:
            told, note = source.turns(turn["dyad"])
            hits = [t for t in told if is_found(turn["date"], t[0], source.by)]
            fits = [t for t in hits if (t[1] in WARM) == (turn["to"] == "warm")]
            found, right = found + bool(hits), right + bool(fits)
            noticed += bool(hits) or any(is_found(turn["date"], day, source.by) for day in source.episodes)
            mark = "found" if fits else "found, other way" if hits else "missed"
            print(f"{name} {turn['dyad']} {turn['date']} {turn['to']}: {mark}. {_words(told)}; {note}", file=sys.stderr)
        for dyad in placebos:
            told, note = source.turns(dyad)
            alarms, begun = alarms + len(told), begun + len(told) + len(source.episodes)
            print(f"{name} placebo {dyad}: {_words(told)}; {note}", file=sys.stderr)
        figures |= {f"{name}_turns": len(turns), f"{name}_found": round(found / len(turns), 3)}
        figures[f"{name}_false_a_dyad_decade"] = round(alarms / (len(placebos) * source.decades), 3)
        counted = (len(turns), found, right, noticed, len(placebos), alarms, begun)
        for key, value in zip(sums, counted, strict=True):
            sums[key] += value
        decades += len(placebos) * source.decades
    figures |= {"turns": sums["turns"], "placebos": sums["placebos"], "found": round(sums["found"] / sums["turns"], 3)}
    figures["found_right_direction"] = round(sums["right"] / sums["turns"], 3)
    figures["found_or_told_as_episode"] = round(sums["noticed"] / sums["turns"], 3)
    figures["false_a_dyad_decade"] = round(sums["alarms"] / decades, 3)
    figures["told_a_placebo_decade"] = round(sums["begun"] / decades, 3)
    return figures


def _words(told: Told) -> str:
    parts = [f"{day} {way} P {p:.2f} ({low} to {high})" for day, way, p, (low, high) in told]
    return ", ".join(parts) or "no turn"


if __name__ == "__main__":
    raise SystemExit(harness.main(__file__, measure, DATA))
