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

DATA = ("corpus/news2014.parquet", "bench/attribution/polnear_dev.jsonl.gz")
CORE_REPORTS = 480
DENSE_TEXTS = 16
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

ONE_CORE = """
import json, sys, time
from detente.garbage import collect_seldom
from detente.reading.parse import cut_sentences
from detente.reading.read import read_chunk
from detente.sources.report import Report
collect_seldom()  # as a worker does
reports = [Report(**row) for row in json.load(open(sys.argv[1]))]
read_chunk([Report("Peru and Chile signed a pact in Lima on Tuesday.", date="2014-12-02")])
n = sum(len(cut_sentences(report.text)[0]) for report in reports)
start = time.process_time()
for i in range(0, len(reports), 48):
    read_chunk(reports[i : i + 48])
seconds = time.process_time() - start
print(json.dumps({"sentences": n, "seconds": seconds}))
"""

START = """
import sys
from detente.interfaces.cli import main
sys.argv = ["detente", "read", sys.argv[1], "--record", sys.argv[2]]
main()
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
    result, memory = watched(code, *arguments)
    return result, max(memory, default=0)


def watched(code: str, *arguments: str) -> tuple[dict[str, float], list[int]]:
    """What the code printed as JSON, and its memory in bytes, twice a second."""
    with tempfile.NamedTemporaryFile("w", suffix=".py", delete=False) as script:
        script.write(code)
    try:
        with subprocess.Popen([sys.executable, script.name, *arguments], stdout=subprocess.PIPE) as process:
            memory = []
            while process.poll() is None:
                memory.append(resident(process.pid))
                time.sleep(0.5)
            assert process.stdout is not None
            printed = process.stdout.read()
        if process.returncode:
            raise SystemExit(f"the measured process failed with status {process.returncode}")
        return json.loads(printed), memory
    finally:
        Path(script.name).unlink()


def first_rows(source: Path, n: int, folder: Path) -> tuple[Path, int]:
    """A Parquet file of the first n reports, and the number of words in them."""
    import pyarrow.parquet as pq

    table = pq.read_table(source).slice(0, n)
    path = folder / f"first{n}.parquet"
    pq.write_table(table, path)
    return path, sum(len(text.split()) for text in table["text"].to_pylist())


def growth_mb(memory: list[int]) -> float:
    """By how much memory grows over the second half of a run, in MB: the least-squares line through its samples."""
    import numpy as np

    half = np.array(memory[len(memory) // 2 : -2], dtype=float)
    return float(np.polyfit(np.arange(len(half)), half, 1)[0] * len(half) / 1e6) if len(half) > 2 else 0.0


def one_core(shared: Path, folder: Path) -> dict[str, float]:
    """Sentences a second of one processor's time, model loaded: general news, and dense political text."""
    import gzip

    import pyarrow.parquet as pq

    news = pq.read_table(shared / DATA[0]).slice(0, CORE_REPORTS).to_pylist()
    with gzip.open(shared / DATA[1], "rt", encoding="utf-8") as file:
        dense = [json.loads(line)["text"] for _, line in zip(range(DENSE_TEXTS), file, strict=False)]
    kinds = {
        "general": [{"text": row["text"], "date": row["date"].date().isoformat()} for row in news],
        "dense": [{"text": text, "date": "2016-10-01"} for text in dense],
    }
    figures: dict[str, float] = {}
    for kind, rows in kinds.items():
        path = folder / f"{kind}.json"
        path.write_text(json.dumps(rows), encoding="utf-8")
        result, _ = run(ONE_CORE, str(path))
        figures[f"{kind}_sentences"] = result["sentences"]
        figures[f"{kind}_sentences_per_s"] = round(result["sentences"] / result["seconds"], 1)
    return figures


def start_up(folder: Path) -> float:
    """Seconds from the command line until one short file is read and kept: the quickest of three."""
    note = folder / "note.txt"
    note.write_text("Peru and Chile signed a pact in Lima on Tuesday.", encoding="utf-8")
    seconds = []
    for i in range(3):
        begun = time.perf_counter()
        command = [sys.executable, "-c", START, str(note), str(folder / f"note{i}.duckdb")]
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - begun)
    return min(seconds)


def killed_and_resumed(source: Path, folder: Path) -> dict[str, float]:
    """How many kills a run survived, and whether its record equals one that was never broken off (1 or 0)."""
    from detente.record.fingerprint import fingerprint
    from detente.record.store import Store

    sample, _ = first_rows(source, KILL_REPORTS, folder)
    whole, broken = folder / "whole.duckdb", folder / "broken.duckdb"
    run(READ, str(whole), str(sample))
    run(READ, str(folder / "again.duckdb"), str(sample))
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
    prints = []
    for path in (whole, folder / "again.duckdb", broken):
        with Store.open(path, read_only=True) as store:
            prints.append(fingerprint(store))
    same = {"same_on_two_runs": float(prints[0] == prints[1]), "same_after_kills": float(prints[0] == prints[2])}
    return {"kills": KILLS, "opened_after_kill": n_opened, **same}


def measure(shared: Path, n: int | None = None) -> dict[str, float]:
    """Reports and words a second, peak memory, size of the record; the rival's speed; the kill check."""
    source = shared / DATA[0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts, n_words = first_rows(source, n or 10**9, folder)
        record = folder / "news.duckdb"
        result, memory = watched(READ, str(record), str(texts))
        print(json.dumps({"counts": result["counts"]}), file=sys.stderr)
        sample, rival_words = first_rows(source, min(n or RIVAL_REPORTS, RIVAL_REPORTS), folder)
        rival, rival_peak = run(RIVAL, str(sample))
        figures = {
            "reports": result["n_read"],
            "refused": result["n_refused"],
            "minutes": round(result["seconds"] / 60, 2),
            "reports_per_s": round(result["n_read"] / result["seconds"], 1),
            "words_per_s": round(n_words / result["seconds"]),
            "peak_gib": round(max(memory) / 2**30, 2),
            "growth_mb": round(growth_mb(memory), 1),
            "start_up_s": round(start_up(folder), 2),
            **one_core(shared, folder),
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
