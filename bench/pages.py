"""Pages: how long eight readers at once wait for pages of a record of a year of news, and the server's memory.

`detente serve` runs in a process of its own over a record of ../shared/corpus/news2014.parquet (read here unless
DETENTE_BENCH_RECORD names one; with DETENTE_BENCH_REPORTS only so many reports of it). Readers walk as people do:
mostly dossiers of the relations of which most is told, and the reports, events and claims that these lead to. `cold` is
the first time that a page is made, `warm` every later one; `all` is what the readers met: both. Memory is the server's
resident size, with that of its own processes, after the first tenth of the requests and at their end.
"""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path

import numpy as np

import harness

DATA = ("corpus/news2014.parquet",)
READERS = 8
REQUESTS = int(os.environ.get("DETENTE_BENCH_REQUESTS", "10000"))
REPORTS = int(os.environ.get("DETENTE_BENCH_REPORTS", "0"))
DYADS, PER_DYAD = 30, 40
SEED = 1
RUN = "from detente.interfaces.cli import main; main()"


def record_of(shared: Path, folder: Path) -> Path:
    """The record that is served: a copy of the one named, or the news read."""
    place = folder / "news.duckdb"
    if named := os.environ.get("DETENTE_BENCH_RECORD"):
        return Path(shutil.copy(named, place))
    import detente

    with detente.open(place) as record:
        if REPORTS:
            import pyarrow.parquet as pq

            part = folder / "part.parquet"
            pq.write_table(pq.read_table(shared / DATA[0]).slice(0, REPORTS), part)
            record.add(part)
        else:
            record.add(shared / DATA[0])
    return place


def walk(record: Path) -> list[tuple[str, int]]:
    """The addresses that readers ask for, each with its weight."""
    import detente

    paths = [("/", 6), ("/reports", 3), ("/about", 1), ("/corrections", 1), ("/api/v1/changes", 1)]
    with detente.open(record, read_only=True) as opened:
        for rank, row in enumerate(opened.dyads().rows()[:DYADS], 1):
            pair = row["dyad"]
            paths += [(f"/dyads/{pair}", 60 // rank + 2), (f"/states/{pair[:3]}", 2)]
            paths += [(f"/api/v1/dyads/{pair}/series", 2), (f"/api/v1/dyads/{pair}/events?limit=50", 2)]
            relation = opened.relation(*pair.split("-"))
            for event in relation.events().rows()[:PER_DYAD]:
                paths += [(f"/events/{event['event']}", 2), (f"/reports/{event['report']}", 2)]
            paths += [(f"/claims/{claim['id']}", 1) for claim in relation.claims().rows()[:PER_DYAD]]
    return paths


def resident(process: int) -> float:
    """The megabytes of memory that a process and those that it started hold."""
    held = {}
    for place in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            said = dict(line.split(":", 1) for line in place.read_text().splitlines() if ":" in line)
            held[int(said["Pid"])] = int(said["PPid"]), int(said.get("VmRSS", "0").split()[0]) / 1024
    return sum(size for pid, (parent, size) in held.items() if process in (pid, parent))


def measure(shared: Path) -> dict[str, float]:
    """Milliseconds that readers waited, cold and warm; faults; memory."""
    with tempfile.TemporaryDirectory() as folder:
        record = record_of(shared, Path(folder))
        paths = walk(record)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-c", RUN, "serve", "-r", str(record), "--port", str(port)]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
            try:
                return _read(server.pid, port, paths)
            finally:
                server.terminate()


def _read(process: int, port: int, paths: list[tuple[str, int]]) -> dict[str, float]:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.2)
    draw = random.Random(SEED)
    asked = draw.choices([path for path, _ in paths], [weight for _, weight in paths], k=REQUESTS)
    waits: list[tuple[float, bool, int]] = []
    seen: set[str] = set()
    memory: list[float] = []
    lock = threading.Lock()

    def reader() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=300)
        while True:
            with lock:
                if not asked:
                    return
                path = asked.pop()
                cold = path not in seen
                seen.add(path)
            began = time.perf_counter()
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            wait = time.perf_counter() - began
            with lock:
                waits.append((wait, cold, answer.status))
                if len(waits) in (REQUESTS // 10, REQUESTS):
                    memory.append(resident(process))

    threads = [threading.Thread(target=reader) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return _figures(waits, memory)


def _figures(waits: list[tuple[float, bool, int]], memory: list[float]) -> dict[str, float]:
    figures: dict[str, float] = {"requests": len(waits), "faults": sum(status >= 400 for *_, status in waits)}
    groups = {
        "all": [w for w, _, _ in waits],
        "cold": [w for w, cold, _ in waits if cold],
        "warm": [w for w, cold, _ in waits if not cold],
    }
    for name, values in groups.items():
        for label, part in (("median", 50), ("p99", 99)):
            figures[f"{name}_{label}_ms"] = round(1000 * float(np.percentile(values, part)), 1)
    figures["cold_requests"] = len(groups["cold"])
    figures["memory_after_tenth_mb"], figures["memory_at_end_mb"] = round(memory[0]), round(memory[-1])
    return figures


if __name__ == "__main__":
    raise SystemExit(harness.main(__file__, measure, DATA))
