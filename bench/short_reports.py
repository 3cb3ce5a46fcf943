"""Whole events in 150 short reports of our own (`short_reports.txt`), about other dyads than the dispatches'.

Scored like the dispatches. The odd reports were read for classes of misses; of the even ones only totals were seen.
With `--misses` it lists what is missed and what is too much in the odd ones.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import harness
from detente.reading.read import read
from detente.sources.report import Report
from dispatches import event_rows

REPORTS = Path(__file__).with_name("short_reports.txt")
_EVENT = re.compile(
    r"(?P<one>.+?) (?P<sign>>|<>) (?P<other>.+?) (?P<type>[A-Z]+) (?P<status>[a-z]+)(?: (?P<date>\S+))?"
)


@dataclass(frozen=True, slots=True)
class Coded:
    """A report and its coded events in the scorer's shape."""

    report: Report
    events: list[dict[str, Any]]


def coded_reports() -> Iterator[Coded]:
    """The reports in the order of the file, named by their number."""
    lines = [line for line in REPORTS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for block in "\n".join(lines).strip().split("\n\n"):
        head, text, *rows = block.splitlines()
        number, date, title = re.split(r" \| | ", head, maxsplit=2)
        yield Coded(Report(text, date=date, title=title, name=number), [_coded(row, date) for row in rows])


def _coded(row: str, date: str) -> dict[str, Any]:
    match = _EVENT.fullmatch(row)
    if match is None:
        raise SystemExit(f"no coded event: {row}")
    return {
        "source": match["one"],
        "target": match["other"],
        "type": match["type"],
        "status": match["status"],
        "date": match["date"] or date,
        "reciprocal": match["sign"] == "<>",
    }


def measure(_shared: Path) -> dict[str, float]:
    """Precision, recall and F1 of events at four levels, for the odd (read) and the even (kept) reports."""
    scorer = harness.scorer("score_dispatches")
    figures: dict[str, float] = {}
    for half, rest in (("read", 1), ("kept", 0)):
        coded = [one for one in coded_reports() if int(one.report.name or 0) % 2 == rest]
        gold = {one.report.name: one.events for one in coded}
        scores = scorer.score_events(gold, {one.report.name: found(one.report) for one in coded}, list(gold))
        figures[f"{half}_coded"] = scores["gold"]
        for level in ("dyad", "quad", "type", "full"):
            figures |= {f"{half}_{level}_{name}": share for name, share in scores[level].items()}
    return figures


def found(report: Report) -> list[dict[str, Any]]:
    """The events that are read in a report, in the scorer's shape."""
    return [row for event in read(report).events for row in event_rows(event)]


def print_misses() -> None:
    """List the odd reports with what is missed and what is too much."""
    scorer = harness.scorer("score_dispatches")
    for one in coded_reports():
        if int(one.report.name or 0) % 2 == 0:
            continue
        print(f"{one.report.name} {one.report.title} | {one.report.text}")
        left = scorer.once(found(one.report))
        for event in one.events:
            best = max(left, key=lambda other: scorer.levels(event, other), default=None)
            level = scorer.levels(event, best) if best is not None else 0
            if level:
                left.remove(best)
            if level < 3:
                print("    missed" if level == 0 else "    wrong ", _line(event))
        for event in left:
            print("    extra ", _line(event), "|", event["evidence"])


def _line(event: dict[str, Any]) -> str:
    return f"{event['source']} > {event['target']} {event['type']} {event['status']}"


if __name__ == "__main__":
    if "--misses" in sys.argv:
        print_misses()
        raise SystemExit
    raise SystemExit(harness.main(__file__, measure, ()))
