"""A kill at any moment leaves a record that opens, with whole batches; the run repeated ends as if never broken off."""

import json
import signal
import subprocess
import sys
from pathlib import Path

from detente.record.fingerprint import fingerprint
from detente.record.store import Store

BATCH = 4
N = 30
RUN = f"""
import sys
from detente.record import feed, intake
from detente.record.store import Store
intake.BATCH, intake.SECONDS, feed.LOOK = {BATCH}, 1e9, 3
with Store.open(sys.argv[1]) as store:
    store.add(sys.argv[2], processes=1, progress=lambda done, total: print(done, flush=True))
"""


def killed_at(record: Path, wire: Path, done: int) -> int:
    """Run the intake and kill it as soon as it tells of so many reports; what it had told of."""
    command = [sys.executable, "-c", RUN, str(record), str(wire)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) >= done:
                process.send_signal(signal.SIGKILL)
                break
        process.wait()
        assert process.returncode == -signal.SIGKILL
    return done


def test_killed_runs_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    wire = tmp_path / "wire.jsonl"
    lines = [{"text": f"Peru and Chile met in Lima, envoy {i} said.", "date": f"2014-03-{i + 1:02}"} for i in range(N)]
    wire.write_text("".join(json.dumps(line) + "\n" for line in lines) + "{broken\n")
    record = tmp_path / "a.duckdb"
    n_before = 0
    for done in (7, 18):
        killed_at(record, wire, done)
        with Store.open(record) as store:
            counts = store.counts()
            assert n_before <= counts["reports"] <= N
            assert counts["reports"] % BATCH == 0
            assert store.loads()[-1].finished is None
            assert sum(load.n_kept for load in store.loads()) == counts["reports"]
            orphans = "SELECT count(*) FROM mentions WHERE report NOT IN (SELECT id FROM reports)"
            assert store.connection.execute(orphans).fetchall() == [(0,)]
            n_before = counts["reports"]
    assert n_before > 0
    with Store.open(record) as resumed, Store.open() as never_broken_off:
        rest = resumed.add(wire, processes=1)
        assert (rest.n_same, rest.n_kept, rest.n_refused) == (n_before, N - n_before, 1)
        never_broken_off.add(wire, processes=1)
        assert fingerprint(resumed) == fingerprint(never_broken_off)
