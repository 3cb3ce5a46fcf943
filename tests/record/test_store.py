"""The file of the record: what opens, what does not, and what it says then."""

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

import detente
from detente.errors import NewerRecord, NoSuchRecord, NotARecord, RecordError, RecordLocked
from detente.record import tallies
from detente.record.schema import SHOWN
from detente.record.store import Store
from detente.sources.report import Report

sys.path.insert(0, str(Path(__file__).parents[1] / "sources"))
from rows_of_sets import icews_file, icews_row


def test_a_new_record_is_empty_and_opens_again(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.duckdb") as store:
        assert set(store.counts().values()) == {0}
    with Store.open(tmp_path / "a.duckdb", read_only=True) as store:
        assert set(SHOWN) <= store.counts().keys()
        assert store.loads() == []
        assert store.coverage().n_reports == 0
        assert store.report("none") is None


def test_a_record_that_is_not_there_is_made_only_for_writing(tmp_path: Path) -> None:
    path = tmp_path / "none.duckdb"
    for options in ({"read_only": True}, {"create": False}):
        with pytest.raises(NoSuchRecord, match=re.escape(str(path))):
            Store.open(path, **options)
    with pytest.raises(NoSuchRecord, match="folder"):
        Store.open(tmp_path / "no folder" / "a.duckdb")
    assert not path.exists()


def test_foreign_files_are_no_records_and_stay_as_they_are(tmp_path: Path) -> None:
    text, other, sqlite = tmp_path / "notes.txt", tmp_path / "other.duckdb", tmp_path / "a.sqlite"
    text.write_text("Meeting at nine.")
    with duckdb.connect(str(other)) as connection:
        connection.execute("CREATE TABLE meta (key TEXT, value TEXT); CREATE TABLE prices (day DATE)")
    with sqlite3.connect(sqlite) as database:
        database.execute("CREATE TABLE meta (key TEXT, value TEXT)")
    (tmp_path / "empty.duckdb").touch()
    for path in (text, other, sqlite, tmp_path / "empty.duckdb", tmp_path):
        before = path.read_bytes() if path.is_file() else b""
        with pytest.raises(NotARecord):
            Store.open(path)
        assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_record_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    with Store.open(path) as store:
        store.connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(NewerRecord, match="schema 99"):
        Store.open(path)


def test_a_record_in_use_elsewhere_names_the_process(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    code = (
        "import sys; from detente.record.store import Store; "
        f"store = Store.open({str(path)!r}); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"open\n"
        for read_only in (False, True):
            with pytest.raises(RecordLocked, match=f"process {other.pid}"):
                Store.open(path, read_only=read_only)
        other.communicate()
    Store.open(path).close()


def test_a_record_opened_for_reading_takes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    Store.open(path).close()
    with Store.open(path, read_only=True) as store, pytest.raises(RecordError, match="reading only"):
        store.add(Report("Rome called Tunis."))


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    path.write_bytes(b"")
    path.unlink()
    path.symlink_to("/proc/nowhere.duckdb")
    with pytest.raises(RecordError) as caught:
        Store.open(path)
    assert caught.value.next_step


def test_a_large_record_keeps_its_tally_and_counts_anew_when_it_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.tab"
    rows = [icews_row(1, "112", "Chile", "Peru"), icews_row(2, "190", "Chile", "Peru")]
    with detente.open(":memory:") as record:
        record.load("icews", icews_file(path, rows))
        counted = record.store.tally()
        assert (counted.n_deeds, counted.n_dyads, counted.busiest[0].dyad) == (2, 1, "CHL-PER")
        monkeypatch.setattr(tallies, "LARGE", 1)
        record.load("icews", icews_file(path, [*rows, icews_row(3, "042", "Chile", "Peru")]))
        ask = record.store.connection.execute
        assert ask("SELECT count(*) FROM meta WHERE key = 'tally'").fetchall() == [(1,)]
        assert record.store.counts()["deeds"] == 3
        ask("UPDATE meta SET value = replace(value, '\"n_deeds\": 3', '\"n_deeds\": 9') WHERE key = 'tally'")
        assert record.store.counts()["deeds"] == 9
        ask("DELETE FROM ties WHERE type = 'ASSAULT'")
        assert record.store.counts()["deeds"] == 2


def test_sums_that_a_large_record_keeps_are_those_that_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.relations.queries import deeds

    assert (tallies.DONE, tallies.LONGEST) == (deeds.DONE, deeds.LONGEST)
    monkeypatch.setattr(tallies, "LARGE", 1)
    days = ("2019-03-01", "2019-03-03", "2019-12-30", "2020-01-01")
    rows = [
        icews_row(4 * i + k, code, "Chile", name, day=day, countries=("Chile", name))
        for i, day in enumerate(days)
        for k, (code, name) in enumerate([("112", "Peru"), ("190", "Peru"), ("042", "Bolivia"), ("112", "Bolivia")])
    ]
    with detente.open(":memory:") as record:
        record.load("icews", icews_file(tmp_path / "a.tab", rows))
        for by in tallies.LONGEST:
            kept = record.relation("Chile", "Peru").series(by=by).rows()
            assert record.store.covered(by)
            record.store.connection.execute("UPDATE meta SET key = 'x' || key WHERE starts_with(key, 'covered')")
            assert record.store.covered(by) is None
            assert record.relation("Chile", "Peru").series(by=by).rows() == kept
            assert sum(row["exposure"] for row in kept) == 8
            record.store.connection.execute("UPDATE meta SET key = key[2:] WHERE starts_with(key, 'xcovered')")


def test_a_long_question_draws_no_bar_among_the_results() -> None:
    with Store.open() as store:
        bar = store.connection.execute("SELECT current_setting('enable_progress_bar')").fetchall()
        assert bar == [(False,)]
