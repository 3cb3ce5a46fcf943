"""How fast and how large: 20,000 wire summaries from a Parquet file into a fresh record, and what a kill costs.

    python bench/reading_speed.py                all reports; beside it spaCy's own `nlp.pipe` over a sample
    python bench/reading_speed.py --reports 2000 the first 2,000

Reading runs in a process of its own, with the processes that the settings name, so that its peak memory (workers
included, sampled twice a second) is its own. The rival parses every sentence of the same texts with the same pipeline
and number of processes, and keeps nothing. Then a sample is read, killed at random moments (a fixed seed) and repeated
until it ends, and its record is compared with one that was never broken off.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import harness

DATA = ("corpus/news2014.parquet",)
RIVAL_REPORTS = 2000
KILL_REPORTS = 600
KILLS = 8
SEED = 20140318

READ = """
import json, sys, time
from detente.record.store import Store
start = time.perf_counter()
with Store.open(sys.argv[1]) as store:
    intake = store.add(sys.argv[2])
seconds = time.perf_counter() - start
with Store.open(sys.argv[1], read_only=True) as store:
    counts = store.counts()
print(json.dumps({"seconds": seconds, "n_read": intake.n_read, "n_refused": intake.n_refused, "counts": counts}))
"""

TOLD = """
import sys
from detente.record.store import Store
with Store.open(sys.argv[1]) as store:
    store.add(sys.argv[2], progress=lambda done, total: print(done, flush=True))
"""

RIVAL = """
import json, sys, time
import pyarrow.parquet as pq
import spacy
from detente.settings import get_settings
texts = pq.read_table(sys.argv[1], columns=["text"])["text"].to_pylist()
if __name__ == "__main__":
    start = time.perf_counter()
    nlp = spacy.load(get_settings().pipeline)
    n = sum(1 for _ in nlp.pipe(texts, n_process=get_settings().processes, batch_size=128))
    print(json.dumps({"seconds": time.perf_counter() - start, "n": n}))
"""


def children_of(pid: int) -> list[int]:
    """The process and all below it, by /proc."""
    found, waiting = [], [pid]
    while waiting:
        current = waiting.pop()
        found.append(current)
        for task in Path(f"/proc/{current}/task").glob("*/children"):
            try:
                waiting += map(int, task.read_text().split())
            except OSError:
                continue
    return found


def resident(pid: int) -> int:
    """Bytes in memory of the process and all below it."""
    total = 0
    for process in children_of(pid):
        try:
            total += int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, IndexError):
            continue
    return total


def run(code: str, *arguments: str) -> tuple[dict[str, float], int]:
    """What the code printed as JSON, and the peak of its memory in bytes."""
    with tempfile.NamedTemporaryFile("w", suffix=".py", delete=False) as script:
        script.write(code)
    try:
        with subprocess.Popen([sys.executable, script.name, *arguments], stdout=subprocess.PIPE) as process:
            peak = 0
            while process.poll() is None:
                peak = max(peak, resident(process.pid))
                time.sleep(0.5)
            assert process.stdout is not None
            printed = process.stdout.read()
        if process.returncode:
            raise SystemExit(f"the measured process failed with status {process.returncode}")
        return json.loads(printed), peak
    finally:
        Path(script.name).unlink()


def first_rows(source: Path, n: int, folder: Path) -> tuple[Path, int]:
    """A Parquet file of the first n reports, and the number of words in them."""
    import pyarrow.parquet as pq

    table = pq.read_table(source).slice(0, n)
    path = folder / f"first{n}.parquet"
    pq.write_table(table, path)
    return path, sum(len(text.split()) for text in table["text"].to_pylist())


def killed_and_resumed(source: Path, folder: Path) -> dict[str, float]:
    """How many kills a run survived, and whether its record equals one that was never broken off (1 or 0)."""
    from detente.record.fingerprint import fingerprint
    from detente.record.store import Store

    sample, _ = first_rows(source, KILL_REPORTS, folder)
    whole, broken = folder / "whole.duckdb", folder / "broken.duckdb"
    run(READ, str(whole), str(sample))
    rng = random.Random(SEED)
    n_opened = 0
    for done in sorted(rng.sample(range(1, KILL_REPORTS), KILLS)):
        # The reports told of do not say what was written: that is what makes the moment a random one.
        with subprocess.Popen(
            [sys.executable, "-c", TOLD, str(broken), str(sample)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            next((line for line in process.stdout if int(line) >= done), None)
            time.sleep(rng.uniform(0, 0.3))
            process.send_signal(signal.SIGKILL)
            process.wait()
            if process.returncode != -signal.SIGKILL:
                raise SystemExit("a run ended before it was killed: nothing was checked")
        Store.open(broken).close()
        n_opened += 1
    run(READ, str(broken), str(sample))
    with Store.open(whole, read_only=True) as one, Store.open(broken, read_only=True) as other:
        same = fingerprint(one) == fingerprint(other)
    return {"kills": KILLS, "opened_after_kill": n_opened, "same_after_kills": float(same)}


def measure(shared: Path, n: int | None = None) -> dict[str, float]:
    """Reports and words a second, peak memory, size of the record; the rival's speed; the kill check."""
    source = shared / DATA[0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts, n_words = first_rows(source, n or 10**9, folder)
        record = folder / "news.duckdb"
        result, peak = run(READ, str(record), str(texts))
        print(json.dumps({"counts": result["counts"]}), file=sys.stderr)
        sample, rival_words = first_rows(source, min(n or RIVAL_REPORTS, RIVAL_REPORTS), folder)
        rival, rival_peak = run(RIVAL, str(sample))
        figures = {
            "reports": result["n_read"],
            "refused": result["n_refused"],
            "minutes": round(result["seconds"] / 60, 2),
            "reports_per_s": round(result["n_read"] / result["seconds"], 1),
            "words_per_s": round(n_words / result["seconds"]),
            "peak_gib": round(peak / 2**30, 2),
            "record_mb": round(record.stat().st_size / 1e6, 1),
            "record_bytes_per_text_byte": round(record.stat().st_size / max(1, _bytes_of(texts)), 2),
            "spacy_words_per_s": round(rival_words / rival["seconds"]),
            "spacy_peak_gib": round(rival_peak / 2**30, 2),
        }
        figures["speed_against_spacy"] = round(figures["words_per_s"] / figures["spacy_words_per_s"], 2)
        return figures | killed_and_resumed(source, folder)


def _bytes_of(path: Path) -> int:
    import pyarrow.parquet as pq

    return sum(len(text.encode()) for text in pq.read_table(path, columns=["text"])["text"].to_pylist())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, help="only the first so many")
    wanted = parser.parse_args().reports
    raise SystemExit(harness.main(__file__, lambda shared: measure(shared, wanted), DATA))
