"""Reading while another process writes: a copy of the last whole state, held against the record's own counts."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import detente
from detente.errors import NoSuchRecord, RecordLocked
from detente.interfaces.cli.app import app
from detente.record.snapshots import state_of
from detente.record.store import Store

sys.path.insert(0, str(Path(__file__).parents[1] / "sources"))
from rows_of_sets import icews_file, icews_row

LOAD = """
import sys
from detente.record.store import Store
from detente.record.loading import load
from detente.sources.datasets.catalogue import find_dataset
with Store.open(sys.argv[1]) as store:
    store.connection.execute("SET checkpoint_threshold = '1KB'")
    print("open", flush=True)
    load(store, find_dataset("icews"), sys.argv[2], size=2048, progress=lambda n, _: print(n, flush=True))
    print("done", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def writer(tmp_path: Path):
    """A record that another process holds, filling it block by block."""
    rows = [icews_row(i, "112", "Chile", f"Person {i % 90}", story=i) for i in range(600)]
    path, record = icews_file(tmp_path / "a.tab", rows), tmp_path / "a.duckdb"
    command = [sys.executable, "-c", LOAD, str(record), str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "open\n"
        yield record, process
        process.stdin.close()


def test_a_snapshot_has_whole_blocks_whenever_it_is_taken(writer) -> None:
    record, process = writer
    seen = []
    while process.stdout.readline() not in ("done\n", ""):
        with Store.open_snapshot(record) as store:
            rows, events = (
                store.connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
                for table in ("dataset_rows", "ties")
            )
            assert rows == sum(entry.n_kept for entry in store.loads())
            assert (events > 0) == (rows > 0)
            seen.append(rows)
    assert seen == sorted(seen)
    assert len(set(seen)) > 3


def test_readers_and_the_command_line_answer_while_the_record_is_held(writer) -> None:
    record, process = writer
    while process.stdout.readline() != "done\n":
        pass
    with pytest.raises(RecordLocked, match="snapshot=True"):
        Store.open(record, read_only=True)
    with detente.open(record, snapshot=True) as one, detente.open(record, snapshot=True) as other:
        assert one.status().counts["dataset_rows"] == other.status().counts["dataset_rows"] == 600
        assert len(one.relation("Chile", "Peru").series()) > 0
    answer = CliRunner().invoke(app, ["status", "--record", str(record), "--format", "csv"])
    assert answer.exit_code == 0
    assert "dataset_rows,600" in answer.output
    assert "Another process is writing" in answer.output
    assert not [path for path in record.parent.iterdir() if "reading" in path.name]


def test_the_state_of_a_record_changes_with_what_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    with pytest.raises(NoSuchRecord):
        Store.open_snapshot(path)
    Store.open(path).close()
    before = state_of(path)
    with Store.open_snapshot(path) as store:
        assert store.is_snapshot
        assert store.path == path
    assert state_of(path) == before
    with detente.open(path) as record:
        record.load("icews", icews_file(tmp_path / "a.tab", [icews_row(1, "112", "Chile", "Peru")]))
    assert state_of(path) != before
