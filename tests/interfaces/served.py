"""A small record served, for the tests of REST and pages."""

from __future__ import annotations

from pathlib import Path

import detente
from detente.sources.report import Report

DISPATCHES = Path(__file__).parents[2] / "examples" / "dispatches.jsonl"
HOSTILE = Report(
    "Russia <script>alert(1)</script> signed a trade agreement with Pakistan in Moscow on Monday. "
    "\u202eRussia\u202c thanked Pakistan, <svg onload=alert(2)> a \"spokesman\" said' onmouseover=alert(3) x='.",
    "2014-06-03",
    "</title><script>alert(4)</script> \u202eevil",
    "<b>Outlet</b>",
    "javascript:alert(5)",
    sources=("javascript:alert(6)", "https://example.org/a?b=1&c=<2>", "data:text/html,<script>alert(7)</script>"),
)
PAST = Report("Relations between Russia and Pakistan were frosty in the 1980s, a former diplomat said.", "2014-06-05")


TRADE = """name = "own"
states = "iso3"
[columns]
date = "year"
a = "a"
b = "b"
value = "x"
[constants]
name = "trade"
"""


def make_record(path: Path) -> Path:
    """Some bundled dispatches that tell of Russia and Pakistan, a hostile report, and trade of two years."""
    told = [line for line in DISPATCHES.read_text(encoding="utf-8").splitlines() if '"PAK-RUS"' in line]
    chosen = path.with_name("dispatches.jsonl")
    chosen.write_text("\n".join(told[::2]), encoding="utf-8")
    with detente.open(path) as record:
        record.add(chosen, processes=1)
        record.add([HOSTILE, PAST], processes=1)
        trade, mapping = path.with_name("trade.csv"), path.with_name("trade.toml")
        trade.write_text("year,a,b,x\n2013,PAK,RUS,1.5\n2014,PAK,RUS,2\n", encoding="utf-8")
        mapping.write_text(TRADE, encoding="utf-8")
        record.load("measures", trade, mapping=mapping)
    return path
