"""A record of many million rows: how fast a dyad and `detente status` answer, and whether loading grows like its rows.

    python bench/record_size.py              # 10 million rows: a minute, 2 GB of disk
    python bench/record_size.py 50000000     # 50 million, and growth up to 10^7: some minutes, 8 GB of disk

The record is made by loading a million rows as bench/loading.py makes them, and repeating what they became under other
names on other days (repetition k is k * 163 mod 9000 days earlier: nothing is drawn by chance) until it holds so many
rows (tables `dataset_rows`, `events`, `ties`; ties in order as the loader leaves them). Growth: files of growing size
loaded each into a new record; the slope is that of log seconds over log rows, start-up left out (`cpu`: processor
seconds, which other work on the machine disturbs less). How far it is goes to stderr.

DETENTE_BENCH_FOLDER keeps the record for a second look.
"""

from __future__ import annotations

import contextlib
import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import harness
import loading

DATA = ("record/icews",)
BEGAN = time.perf_counter()
SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
STEPS = tuple(step for step in (100_000, 1_000_000, 10_000_000) if step <= SIZE // 5)
START = 1_000_000
BYTES = 160
"""What a row needs on the disk while the record is made."""
COPY = {
    "coded_events": """SELECT * REPLACE (left(md5(id || $k), 16) AS id, left(md5(deed || $k), 16) AS deed,
        date_start - $days AS date_start, date_end - $days AS date_end) FROM base.coded_events""",
    "ties": """SELECT * REPLACE (left(md5(event || $k), 16) AS event, left(md5(deed || $k), 16) AS deed,
        date_start - $days AS date_start, date_end - $days AS date_end) FROM base.ties""",
    "dataset_rows": """SELECT * REPLACE ("row" + $k * 1000000000000 AS "row", left(md5(event || $k), 16) AS event,
        date_start - $days AS date_start) FROM base.dataset_rows""",
}
QUESTIONS = """
import json, sys, time
import detente
from detente.relations.queries import periods
from detente.relations.table import ask
pairs = json.loads(sys.argv[2])
out = {}
with detente.open(sys.argv[1], read_only=True) as record:
    for place, (a, b) in pairs.items():
        for what, question in (
            ("counts", lambda: ask(record.store, periods.counts, (f"{a}-{b}",), "month").rows()),
            ("series", lambda: record.relation(a, b).series(by="month").rows()),
        ):
            question()
            began = time.perf_counter()
            question()
            out[f"{place}_{what}_seconds"] = round(time.perf_counter() - began, 3)
print(json.dumps(out))
"""


def build(shared: Path, folder: Path) -> tuple[Path, dict[str, float]]:
    """The record of SIZE rows, and how long its last steps took."""
    import duckdb

    from detente.record.ordering import cluster_ties
    from detente.record.store import Store
    from detente.record.tallies import keep_tally

    whole, base, source = folder / "whole.duckdb", folder / "base.duckdb", folder / "base.tab"
    loading.make_icews(shared, source, min(START, SIZE))
    loading.load_whole(base, "icews", source)
    source.unlink()
    with duckdb.connect(str(base), read_only=True) as connection:
        (n,) = connection.execute("SELECT count(*) FROM dataset_rows").fetchall()[0]
    with Store.open(whole) as store:
        ask = store.connection.execute
        ask(f"ATTACH '{base}' AS base (READ_ONLY)")
        ask("SET checkpoint_threshold = '1GB'")
        ask("INSERT INTO loads SELECT * FROM base.loads")
        for k in range(math.ceil(SIZE / n)):
            say(f"{k * n:,} of {SIZE:,} rows")
            for table, query in COPY.items():
                ask(f"INSERT INTO {table} {query}".replace("$k", str(k)).replace("$days", str(k * 163 % 9000)))
        figures = {}
        for name, step in (("cluster", cluster_ties), ("tally", keep_tally)):
            say(name)
            began = time.perf_counter()
            step(store.connection)
            figures[f"{name}_seconds"] = round(time.perf_counter() - began, 1)
    base.unlink()
    return whole, figures


def say(text: str) -> None:
    """How far it is, with the seconds since the beginning."""
    print(f"{time.perf_counter() - BEGAN:6.0f} s  {text}", file=sys.stderr, flush=True)


def answers(record: Path) -> dict[str, float]:
    """Seconds of the busiest dyad's monthly series and of a middling one's, and of `detente status` as a process."""
    import json

    import duckdb

    with duckdb.connect(str(record), read_only=True) as connection:
        dyads = [d for (d,) in connection.execute("SELECT dyad FROM ties GROUP BY 1 ORDER BY count(*) DESC").fetchall()]
        figures: dict[str, float] = {
            "rows": connection.execute("SELECT count(*) FROM dataset_rows").fetchall()[0][0],
            "ties": connection.execute("SELECT count(*) FROM ties").fetchall()[0][0],
        }
    pairs = {"busiest": dyads[0].split("-"), "middling": dyads[len(dyads) // 2].split("-")}
    command = [sys.executable, "-c", QUESTIONS, str(record), json.dumps(pairs)]
    figures |= json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    figures["record_mib"] = round(record.stat().st_size / 2**20)
    command = [str(Path(sys.executable).with_name("detente")), "status", "--record", str(record), "-f", "json"]
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return figures | {"status_seconds": round(time.perf_counter() - began, 2)}


def growth(shared: Path, folder: Path) -> dict[str, float]:
    """Seconds of loads of growing files, and the slope over them."""
    figures: dict[str, float] = {}
    points = []
    path = folder / "grow.tab"
    for rows in (1000, *STEPS):
        say(f"growth: {rows:,} rows")
        loading.make_icews(shared, path, rows)
        record = folder / "grow.duckdb"
        before = processor()
        took, memory = loading.load_whole(record, "icews", path)
        points.append((rows, took, processor() - before))
        if rows in STEPS:
            figures |= {f"load_{rows}_seconds": round(took, 1), f"load_{rows}_cpu": round(points[-1][2], 1)}
            figures["load_mib"] = round(memory)
        record.unlink()
        path.unlink()
    for name, k in (("slope", 1), ("slope_cpu", 2)):
        # What a load of a thousand rows takes is start-up.
        figures[name] = round(slope([(p[0], max(p[k] - points[0][k], 0.01)) for p in points[1:]]), 2)
    return figures


def processor() -> float:
    """Processor seconds of the processes started so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def slope(points: list[tuple[float, float]]) -> float:
    """The slope of the line of least squares through the logarithms."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def measure(shared: Path) -> dict[str, float]:
    """Growth of loading, then the large record."""
    kept = os.environ.get("DETENTE_BENCH_FOLDER")
    with contextlib.nullcontext(kept) if kept else tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        record = folder / "whole.duckdb"
        if record.exists():
            return answers(record)
        if shutil.disk_usage(folder).free < SIZE * BYTES:
            raise SystemExit(f"{SIZE:,} rows need {SIZE * BYTES >> 30} GiB in {folder}: set TMPDIR to another disk")
        figures = growth(shared, folder)
        record, made = build(shared, folder)
        say("questions")
        return figures | made | answers(record)


if __name__ == "__main__":
    raise SystemExit(harness.main(__file__, measure, DATA))
