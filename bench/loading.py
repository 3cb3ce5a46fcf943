"""Loading: rows a second against the engine's own CSV reader in the same run, growth, memory, and random kills.

One million rows are made by repeating real ones of ICEWS (and of GDELT 2.0) with shifted numbers and days. The rival is
the engine's reader with CREATE TABLE AS over the same file: all columns as text into a table in memory (`plain`) and
into a database file as the loader leaves one (`file`), and with the types that it guesses into a file (`typed`). Both
sides are whole processes, start-up included, ours the command `detente load`; `share...` is the loader's speed as a
share of theirs, `..._cpu` the same by processor seconds, which other work on the machine disturbs less. `few_...` are
the real files as they come, of some thousand rows each.

Kills are SIGKILL at random moments (seeded); after each the record must open with whole blocks, and at the end equal
one that was never killed.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import harness

DATA = ("record/icews", "record/gdelt_raw_samples/v2_20180101000000.export.CSV")
ROWS = int(os.environ.get("DETENTE_BENCH_ROWS", "1000000"))
KILLS = int(os.environ.get("DETENTE_BENCH_KILLS", "200"))
SEED = 1
TEXT = "delim = '\t', quote = '', escape = '', all_varchar = true"
LOAD = """
import sys
from detente.record.store import Store
from detente.record.loading import load
from detente.sources.datasets.catalogue import find_dataset
with Store.open(sys.argv[1]) as store:
    size = {"size": int(sys.argv[4])} if len(sys.argv) > 4 else {}
    load(store, find_dataset(sys.argv[2]), sys.argv[3], **size, progress=lambda n, _: print(n, flush=True))
"""

PEAK = """
import atexit, os
def peak():
    with open("/proc/self/status") as status, open(os.environ["PEAK"], "w") as out:
        out.write(next(line for line in status if line.startswith("VmHWM")))
atexit.register(peak)
"""
COMMAND = """
import sys
from detente.interfaces.cli import main
sys.argv = ["detente", "load", sys.argv[2], sys.argv[3], "--record", sys.argv[1]]
main()
"""


def make_icews(shared: Path, path: Path, rows: int) -> None:
    """A file of that many rows in the layout of ICEWS: each repetition five weeks earlier, under other numbers."""
    import duckdb

    duckdb.sql(
        f"""COPY (SELECT ("Event ID"::BIGINT + k * 100000000)::VARCHAR AS "Event ID",
            ("Event Date"::DATE - (k * 35)::INTEGER)::VARCHAR AS "Event Date", i.* EXCLUDE ("Event ID", "Event Date")
        FROM read_csv('{shared}/record/icews/*.tab', header = true, {TEXT}) i, range({rows // 30_491 + 1}) t(k)
        ORDER BY k LIMIT {rows}) TO '{path}' (DELIMITER '\t', QUOTE '', ESCAPE '', HEADER true)"""
    )


def make_gdelt(shared: Path, path: Path, rows: int) -> None:
    """A file of that many rows in the layout of GDELT 2.0: each repetition two days earlier, under other numbers."""
    import duckdb

    source = f"{shared}/{DATA[1]}"
    names = "[" + ", ".join(f"'c{k}'" for k in range(61)) + "]"
    duckdb.sql(
        f"""COPY (SELECT (c00::BIGINT + k * 1000000000)::VARCHAR AS c00,
            strftime(strptime(c01, '%Y%m%d') - to_days((k * 2)::INTEGER), '%Y%m%d') AS c01, i.* EXCLUDE (c00, c01)
        FROM (SELECT * RENAME (c0 AS c00, c1 AS c01) FROM read_csv('{source}', header = false, names = {names},
            {TEXT})) i,
            range({rows // 2_414 + 1}) t(k)
        ORDER BY k LIMIT {rows}) TO '{path}' (DELIMITER '\t', QUOTE '', ESCAPE '', HEADER false)"""
    )


PLAIN = """
import sys, duckdb
with duckdb.connect(sys.argv[1]) as connection:
    connection.execute(f"CREATE TABLE t AS SELECT * FROM read_csv({sys.argv[2].split(',')}, header = {sys.argv[3]}, "
        f"delim = '\\t', quote = '', escape = '', all_varchar = {sys.argv[4]})").fetchall()
"""


def run(code: str, *arguments: str) -> tuple[float, float, float]:
    """Seconds, processor seconds and the most memory (MiB) of a process.

    What the system tells of a child's memory begins with its parent's, which has made the files: so the child says it.
    """
    began = time.perf_counter()
    with tempfile.NamedTemporaryFile("r") as said:
        command = [sys.executable, "-c", PEAK + code, *arguments]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, "PEAK": said.name})
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        took = time.perf_counter() - began
        return took, used.ru_utime + used.ru_stime, int(said.read().split()[1]) / 1024


def load_whole(record: Path, name: str, path: Path) -> tuple[float, float]:
    """Seconds and the most memory (MiB) of a load in a process of its own."""
    took, _, memory = run(LOAD, str(record), name, str(path))
    return took, memory


def speed(folder: Path, dataset: str, path: Path, label: str) -> dict[str, float]:
    """Both sides on the same files: seconds, processor seconds, memory, and the shares."""
    files = sorted(map(str, path.iterdir() if path.is_dir() else [path]))
    header = str(dataset == "icews").lower()
    took, cpu, memory = run(COMMAND, str(folder / f"{label}.duckdb"), dataset, str(path))
    figures = {"seconds": took, "cpu": cpu, "mib": memory}
    rivals = {"plain": (":memory:", "true")}
    rivals |= {name: (str(folder / f"{label}.{name}"), text) for name, text in (("file", "true"), ("typed", "false"))}
    for name, (table, text) in rivals.items():
        seconds, processor, _ = run(PLAIN, table, ",".join(files), header, text)
        suffix = "" if name == "plain" else f"_{name}"
        figures |= {
            name: seconds, f"{name}_cpu": processor,
            f"share{suffix}": seconds / took, f"share{suffix}_cpu": processor / cpu,
        }  # fmt: skip
    return {f"{label}_{name}": round(value, 2) for name, value in figures.items()}


def killed(folder: Path, shared: Path, n: int) -> dict[str, float]:
    """Kill a load at random moments n times; what was lost or doubled."""
    from detente.record.fingerprint import fingerprint
    from detente.record.loading import load
    from detente.record.store import Store
    from detente.sources.datasets.catalogue import find_dataset

    path, chance, size = folder / "small.tab", random.Random(SEED), 64 << 10
    make_icews(shared, path, 4_000)
    with Store.open() as whole:
        load(whole, find_dataset("icews"), path, size=size)
        expected = fingerprint(whole)
    faults = done = n_whole = 0
    record = folder / "killed.duckdb"
    while done < n:
        command = [sys.executable, "-c", LOAD, str(record), "icews", str(path), str(size)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for _ in range(chance.randint(1, 18)):
                process.stdout.readline()
            time.sleep(chance.random() * 0.2)
            process.send_signal(signal.SIGKILL)
            done += 1
        with Store.open(record) as store:
            kept = store.connection.execute("SELECT count(*) FROM dataset_rows").fetchall()[0][0]
            faults += kept != sum(entry.n_kept for entry in store.loads())
            finished = bool(store.loads()) and store.loads()[-1].finished is not None
            if finished or done == n:
                load(store, find_dataset("icews"), path, size=size)
                faults += fingerprint(store) != expected
                n_whole += 1
        if finished:
            record.unlink()
    return {"kills": done, "records_ended": n_whole, "faults": faults}


def measure(shared: Path) -> dict[str, float]:
    """Speed, memory and growth; then the kills."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for dataset, make, few in (("icews", make_icews, "icews"), ("gdelt2", make_gdelt, "gdelt_raw_samples")):
            path = folder / f"{dataset}.tab"
            make(shared, path, ROWS)
            figures |= speed(folder, dataset, path, dataset)
            real = folder / f"few_{dataset}"
            real.mkdir()
            for file in (shared / "record" / few).glob("*.tab" if few == "icews" else "v2_201*.export.CSV"):
                (real / file.name).symlink_to(file)
            figures |= speed(folder, dataset, real, f"few_{dataset}")
        figures |= killed(folder, shared, KILLS)
    return figures


if __name__ == "__main__":
    raise SystemExit(harness.main(__file__, measure, DATA))
