"""Files and disks that do harm: a clear error each, the record opens afterwards, and the rest goes on."""

import gzip
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pytest

from detente.errors import RecordError
from detente.record.fingerprint import fingerprint
from detente.record.loading import load
from detente.record.opening import told
from detente.record.store import Store
from detente.sources.datasets.catalogue import find_dataset

sys.path.insert(0, str(Path(__file__).parents[1] / "sources"))
from rows_of_sets import icews_file, icews_row

ICEWS = find_dataset("icews")
ROWS = [icews_row(i, "112", "Chile", f"Person {i * 7919}", story=i) for i in range(3000)]


def test_a_full_disk_is_told_and_the_load_goes_on_when_there_is_room(tmp_path: Path) -> None:
    path, record = icews_file(tmp_path / "a.tab", ROWS), tmp_path / "a.duckdb"

    def no_more_than() -> None:
        # The system refuses to let files grow, as it does on a full disk.
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))

    command = [
        sys.executable,
        "-c",
        "from detente.interfaces.cli import main; main()",
        "load",
        "icews",
        str(path),
        "--record",
        str(record),
    ]
    Store.open(record).close()
    run = subprocess.run(command, preexec_fn=no_more_than, capture_output=True, text=True)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert "cannot be written" in run.stderr
    assert "free space" in run.stderr
    with Store.open(record) as store, Store.open() as never:
        assert store.counts()["dataset_rows"] == sum(entry.n_kept for entry in store.loads())
        load(store, ICEWS, path)
        load(never, ICEWS, path)
        assert fingerprint(store) == fingerprint(never)


def test_of_a_full_disk_the_first_error_is_told_not_what_fails_after_it(tmp_path: Path) -> None:
    def write() -> None:
        try:
            raise duckdb.IOException('Could not write file "a": No space left on device')
        finally:
            raise duckdb.TransactionException("Current transaction is aborted (please ROLLBACK)")

    with pytest.raises(RecordError, match="No space left") as caught, told(tmp_path / "a.duckdb"):
        write()
    assert "aborted" not in str(caught.value)


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="needs a folder where nobody may write")
def test_a_folder_where_nothing_may_be_written_is_named() -> None:
    with pytest.raises(RecordError, match="cannot be opened") as caught:
        Store.open("/sys/kernel/a.duckdb")
    assert "/sys/kernel/a.duckdb" in str(caught.value)
    assert "permissions" in str(caught.value)


def test_what_is_broken_is_put_aside_and_the_rest_is_loaded(tmp_path: Path) -> None:
    plain = icews_file(tmp_path / "whole.tab", ROWS[:10])
    packed = gzip.compress(icews_file(tmp_path / "cut.tab", ROWS).read_bytes())
    (tmp_path / "cut.tab").unlink()
    (tmp_path / "cut.tab.gz").write_bytes(packed[: len(packed) // 2])
    (tmp_path / "bomb.tab.gz").write_bytes(gzip.compress(b"0" * 60_000_000))
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.tab", b"0" * 60_000_000)
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as archive:
        for k in range(10_001):
            archive.writestr(f"{k}.tab", b"")
    with Store.open() as store:
        loaded = load(store, ICEWS, tmp_path)
        why = {Path(path).name if path.endswith("gz") else path.split("/")[-2]: str(e) for path, e in loaded.broken}
        assert loaded.n_kept >= 10
        assert str(plain) in {entry.path for entry in store.loads() if entry.finished}
    told = " ".join(str(error) for _, error in loaded.broken)
    assert "broken gzip" in told
    assert told.count("more than 200 times its size") == 2
    assert "more than 10,000 files" in told
    assert len(why) >= 3


def test_the_names_in_an_archive_reach_nothing(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    text = icews_file(tmp_path / "a.tab", ROWS[:3]).read_text(encoding="utf-8")
    (tmp_path / "a.tab").unlink()
    with zipfile.ZipFile(inside / "a.zip", "w") as archive:
        archive.writestr("../../evil.tab", text)
        archive.writestr("/tmp/detente-evil.tab", text.replace("\t112\t", "\t190\t"))
    with Store.open() as store:
        loaded = load(store, ICEWS, inside / "a.zip")
        assert (loaded.n_files, loaded.n_kept) == (2, 6)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "inside"]
    assert not Path("/tmp/detente-evil.tab").exists()


def test_an_endless_line_costs_no_memory_and_the_lines_after_it_are_kept(tmp_path: Path) -> None:
    path = icews_file(tmp_path / "a.tab", ROWS[:2])
    with path.open("r+b") as file:
        file.seek(0, 2)
        file.seek(40_000_000, 1)
        file.write(b"\n" + ROWS[2].encode() + b"\n")
    with Store.open() as store:
        loaded = load(store, ICEWS, path)
        assert (loaded.n_read, loaded.n_kept, loaded.n_refused) == (4, 3, 1)
        assert [(row.line, row.code) for row in store.quarantined()] == [(4, "D203")]
        assert len(store.quarantined()[0].excerpt or "") <= 200
