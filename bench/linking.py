"""How well repeated stories are joined: real reports told again in our own ways, put among the rest, and counted.

    python bench/linking.py

The first reports of news2014 are read. From a seeded choice of those with a deed between two states copies are made as
agencies make them: another dateline, sentences cut or in another order, a day or two later. The copies are read too.
Each deed of a report whose copy was coded for the same pair and type must be one with the copy's. Beside it, in the
same run, the rival: exact grouping by day, pair, direction, type and status (the one-a-day filter). Last, whether the
order of loads changes the deeds.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import harness

DATA = ("corpus/news2014.parquet",)
N_REPORTS = 3000
N_COPIES = 300
SEED = 20141124
DATELINE = re.compile(
    r"[A-Z][A-Z ,/.-]{2,40}\((?:Reuters|AP|AFP)\) [-—]+ |[A-Z][a-z]+(?: \([^)]*\))? \((?:AFP|AP)\) - "
)


def copies_of(report: Any, rng: random.Random) -> dict[str, Any]:
    """The report told again, by the kind of change; the text must differ, else that kind is left out."""
    text, day = report.text, date.fromisoformat(report.date)
    sentences = re.split(r"(?<=[.!?]) +(?=[A-Z])", DATELINE.sub("", text))
    rest = sentences[1:]
    rng.shuffle(rest)
    told = {
        "dateline": ("NEW DESK (Wire) - " + DATELINE.sub("", text), day),
        "cut": (" ".join(sentences[: max(2, len(sentences) // 2)]), day),
        "reordered": (" ".join([sentences[0], *rest]), day),
        "next_day": ("Update: " + text, day + timedelta(days=1)),
        "two_days": ("Recap: " + text, day + timedelta(days=2)),
    }
    return {
        kind: replace(report, text=new, date=when.isoformat(), id="")
        for kind, (new, when) in told.items()
        if new != text
    }


def ties_of(store: Any) -> list[tuple[str, str, str, str, str]]:
    """Report, dyad, type, day and deed of each tie."""
    query = "SELECT report, dyad, type, date_start::TEXT, deed FROM ties WHERE report IS NOT NULL"
    return store.connection.execute(query).fetchall()  # type: ignore[no-any-return]


def exact(store: Any) -> dict[tuple[str, str, str], set[str]]:
    """The rival's deeds by report, pair and type."""
    found = defaultdict(set)
    query = """SELECT report, dyad, type, concat_ws('|', CASE WHEN reciprocal THEN '' ELSE actor END, date_start,
        date_end, CASE status WHEN 'ongoing' THEN 'occurred' WHEN 'possible' THEN 'planned' ELSE status END) FROM ties
        WHERE report IS NOT NULL"""
    for report, dyad, kind, deed in store.connection.execute(query).fetchall():
        found[report, dyad, kind].add(f"{dyad}|{kind}|{deed}")
    return found


def measure(shared: Path) -> dict[str, float]:
    """Shares of deeds joined with their copy, by kind of change, ours and the rival's; sizes; order of loads."""
    from detente.record.store import Store
    from detente.sources.paths import open_reports
    from detente.sources.report import Report

    reports = [r for r in open_reports(shared / DATA[0]) if isinstance(r, Report)][:N_REPORTS]
    by_id = {report.id: report for report in reports}
    rng = random.Random(SEED)
    with Store.open() as store:
        store.add(reports)
        before = ties_of(store)
        told = sorted({row[0] for row in before})
        chosen = rng.sample(told, min(N_COPIES, len(told)))
        made = [c for name in chosen for c in copies_of(by_id[name], random.Random(name)).values()]
        kinds = {c.id: (k, n) for n in chosen for k, c in copies_of(by_id[n], random.Random(n)).items()}
        store.add(made)
        figures: dict[str, float] = {"reports": len(reports), "copies": len(made), "tellings": len(before)}
        ours = defaultdict(set)
        for report, dyad, kind, _, deed in ties_of(store):
            ours[report, dyad, kind].add(deed)
        figures["deeds"] = len({row[4] for row in before})
        figures |= recovered(ours, exact(store), kinds)
        deeds = sorted(ties_of(store))
    with Store.open() as other:
        rng.shuffle(made)
        other.add(made + reports[::-1])
        figures["same_in_any_order"] = float(sorted(ties_of(other)) == deeds)
    return figures


def recovered(ours: Any, rival: Any, kinds: dict[str, tuple[str, str]]) -> dict[str, float]:
    """Of the deeds coded in a report and in its copy, the share that has one name."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for (report, dyad, kind), deeds in ours.items():
        if report not in kinds:
            continue
        change, origin = kinds[report]
        if (origin, dyad, kind) not in ours:
            continue
        for row in (counts[change], counts["all"]):
            row[0] += 1
            row[1] += bool(deeds & ours[origin, dyad, kind])
            row[2] += bool(rival[report, dyad, kind] & rival[origin, dyad, kind])
    figures: dict[str, float] = {}
    for change, (n, joined, by_rival) in sorted(counts.items()):
        figures |= {
            f"{change}_n": n,
            f"{change}_joined": round(joined / n, 3),
            f"{change}_exact": round(by_rival / n, 3),
        }
    return figures


if __name__ == "__main__":
    raise SystemExit(harness.main(__file__, measure, DATA))
