"""Data sets on the command line: what is loaded, refused, broken off, and how it is told."""

import gzip
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

sys.path.insert(0, str(Path(__file__).parents[1] / "sources"))
from rows_of_sets import icews_file, icews_row

import detente
from detente.interfaces.cli.app import app
from detente.record.migrations import STEPS
from detente.sources.addresses import DOIS


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_an_empty_record_says_so(tmp_path: Path) -> None:
    path = tmp_path / "new.duckdb"
    detente.open(path).close()
    result = run("status", "-r", str(path))
    assert result.exit_code == 0
    assert result.stdout == "what,n\n"
    assert "The record is empty." in result.stderr


def test_status_calls_broken_off_only_what_a_repeated_command_goes_on_with(tmp_path: Path) -> None:
    path, file = tmp_path / "r.duckdb", tmp_path / "icews.tab.gz"
    rows = [icews_row(1, "042", "Chile", "Peru")]
    whole = gzip.compress(icews_file(tmp_path / "plain.tab", rows).read_bytes())
    file.write_bytes(whole[:-9])
    assert run("load", "icews", str(file), "-r", str(path)).exit_code == 1
    told = run("status", "-r", str(path)).stderr
    assert "Refused: 1 document;" in told
    assert "Broken off" not in told
    file.write_bytes(whole)
    assert run("load", "icews", str(file), "-r", str(path)).exit_code == 0
    with detente.open(path) as record:
        assert [row["n_broken_off"] for row in record.sources().rows()] == [0]
        record.store.connection.execute(
            "INSERT INTO loads (id, kind, source, path, started) VALUES (9, 'dataset', 'icews', 'b.tab', now())"
        )
    told = run("status", "-r", str(path)).stderr
    assert "icews: 1 rows read, 1 kept" in told
    assert "Broken off: 1 load;" in told
    with detente.open(path) as record:
        record.store.connection.execute(
            """INSERT INTO loads (id, kind, source, path, started, finished)
            VALUES (10, 'dataset', 'icews', 'b.tab', now(), now() + INTERVAL 1 SECOND)"""
        )
    assert "Broken off" not in run("status", "-r", str(path)).stderr


def test_a_question_that_cannot_be_asked_leaves_no_record_behind(tmp_path: Path) -> None:
    path, file = tmp_path / "new.duckdb", icews_file(tmp_path / "a.tab", [])
    mapping = tmp_path / "m.toml"
    mapping.write_text('name = "own"\n', encoding="utf-8")
    for name, *more in (
        ("icew",),
        ("events",),
        ("measures", "--mapping", str(mapping)),
        ("icews", "--mapping", str(mapping)),
    ):
        assert run("load", name, str(file), *more, "-r", str(path)).exit_code == 2
        assert not path.exists()


@pytest.mark.parametrize("command", [("load", "icews"), ("read",)])
def test_a_path_that_is_not_there_leaves_no_record_behind(command: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "new.duckdb"
    result = run(*command, str(tmp_path / "none.tab"), "-r", str(path))
    assert result.exit_code == 1
    assert "there is no such file" in result.stderr
    assert not path.exists()


def test_a_file_without_a_row_is_told(tmp_path: Path) -> None:
    result = run("load", "icews", str(icews_file(tmp_path / "a.tab", [])), "-r", str(tmp_path / "r.duckdb"))
    assert result.exit_code == 1
    assert "There is no row in what was given" in result.stderr


def test_help_names_all_that_can_be_fetched() -> None:
    names = {*DOIS, "gdelt1", "gdelt2", "gdelt-mentions"}
    assert all(name in run("fetch", "--help").stdout for name in names)


def test_a_record_of_an_earlier_version_is_brought_up_to_date_by_any_question(tmp_path: Path) -> None:
    path = tmp_path / "old.duckdb"
    with detente.open(path) as record:
        record.load("icews", icews_file(tmp_path / "a.tab", [icews_row(1, "042", "Chile", "Peru")]))
        version = int(record.sql("SELECT value FROM meta WHERE key = 'schema'").rows()[0]["value"])
        # A step that changes nothing stands in for the one between two versions.
        record.store.connection.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [str(version - 1)])
    steps = dict(STEPS)
    try:
        STEPS[version - 1] = ()
        first, second = (run("events", "Chile", "Peru", "-r", str(path)) for _ in range(2))
    finally:
        STEPS.update(steps)
    assert (first.exit_code, second.exit_code) == (0, 0), first.output
    assert first.stdout == second.stdout
    assert "brought up to date" in first.stderr
    assert "brought up to date" not in second.stderr
    assert (tmp_path / f"old.duckdb.schema-{version - 1}").exists()
