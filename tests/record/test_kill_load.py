"""Twenty kills at random moments of a load: the record opens with whole blocks, and ends as if never killed."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from detente.record.fingerprint import fingerprint
from detente.record.loading import load
from detente.record.store import Store
from detente.sources.datasets.catalogue import find_dataset

sys.path.insert(0, str(Path(__file__).parents[1] / "sources"))
from rows_of_sets import icews_file, icews_row

KILLS, SIZE = 20, 8192
LOAD = f"""
import sys
from detente.record.store import Store
from detente.record.loading import load
from detente.sources.datasets.catalogue import find_dataset
with Store.open(sys.argv[1]) as store:
    load(store, find_dataset("icews"), sys.argv[2], size={SIZE}, progress=lambda n, _: print(n, flush=True))
"""


def test_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    rows = [icews_row(i, "112", "Chile", f"Person {i % 90}", story=i) for i in range(2000)]
    path, record = icews_file(tmp_path / "a.tab", rows), tmp_path / "a.duckdb"
    chance, kept = random.Random(7), [0]
    for _ in range(KILLS):
        command = [sys.executable, "-c", LOAD, str(record), str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for _ in range(chance.randint(1, 24)):
                process.stdout.readline()
            time.sleep(chance.random() * 0.05)
            process.send_signal(signal.SIGKILL)
        with Store.open(record) as store:
            (n,) = store.connection.execute("SELECT count(*) FROM dataset_rows").fetchall()[0]
            assert n == sum(entry.n_kept for entry in store.loads()) >= kept[-1]
            kept.append(n)
    assert any(0 < n < len(rows) for n in kept)
    with Store.open(record) as resumed, Store.open() as never:
        load(resumed, find_dataset("icews"), path, size=SIZE)
        load(never, find_dataset("icews"), path)
        assert fingerprint(resumed) == fingerprint(never)
