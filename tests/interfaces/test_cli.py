"""The command line on a small real record: results on stdout, words on stderr, errors as sentences."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from detente.interfaces.cli.app import app
from detente.interfaces.cli.read import plain_lines

REPORTS = Path(__file__).parents[1] / "brief" / "reports.jsonl"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "small.duckdb"
    result = run("read", str(REPORTS), "--record", str(path), "--processes", "1")
    assert result.exit_code == 0, result.stderr
    assert "9 kept" in result.stderr
    assert "1 without a date" in result.stderr
    assert f"Next: detente brief ISR TUR --record {path}" in result.stderr
    return path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_reading_twice_keeps_once(record: Path) -> None:
    result = run("read", str(REPORTS), "--record", str(record), "--processes", "1")
    assert result.exit_code == 0
    assert "0 kept, 9 known already" in result.stderr


@pytest.mark.parametrize(
    "name", ["events", "claims", "series", "eras", "third-parties", "measures", "phases", "drivers", "outlook"]
)
def test_tables_are_csv_where_they_are_piped_and_json_on_demand(name: str, record: Path) -> None:
    result = run(name, "Turkey", "Israel", "--record", str(record))
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    told = json.loads(run(name, "TUR", "ISR", "--record", str(record), "-f", "json").stdout)
    if name == "eras":
        assert told["dyad"] == "ISR-TUR"
        assert {row["kind"].split()[0] for row in rows} <= {"era", "turn", "episode"}
    else:
        assert len(rows) == len(told)


def test_a_table_for_eyes_shows_what_there_is_room_for_and_names_the_rest(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    wide = run("events", "Turkey", "Israel", "--record", str(record), "--format", "table")
    heads = wide.stdout.splitlines()[0].split()
    assert heads == ["date", "actors", "recipients", "type", "status", "confidence", "text"]
    assert max(map(len, wide.stdout.splitlines())) <= 110
    assert "20 more columns with --format csv, json or parquet." in wide.stderr
    monkeypatch.setenv("COLUMNS", "40")
    narrow = run("events", "Turkey", "Israel", "--record", str(record), "--format", "table")
    assert "recalled" not in narrow.stdout
    assert "text: widen the terminal, or --format csv." in narrow.stderr


def test_an_event_is_told_with_its_sentence(record: Path) -> None:
    rows = json.loads(run("events", "Israeli", "Turkish", "-r", str(record), "--format", "json").stdout)
    assert "Turkey recalled its ambassador from Israel on Tuesday." in {row["text"] for row in rows}
    for row in rows:
        assert {row["actors"][0], *row["recipients"]} <= {"ISR", "TUR"}


def test_a_table_may_go_to_a_file_whose_ending_names_the_format(record: Path, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    out = tmp_path / "events.parquet"
    assert run("events", "TUR", "ISR", "-r", str(record), "-o", str(out)).exit_code == 0
    rows = json.loads(run("events", "TUR", "ISR", "-r", str(record), "-f", "json").stdout)
    assert pq.read_table(out).num_rows == len(rows)


@pytest.mark.parametrize("command", [("scan",), ("watch",), ("events", "TUR", "ISR"), ("brief", "TUR", "ISR")])
def test_where_nothing_can_be_written_is_told_before_any_work(
    command: tuple[str, ...], record: Path, tmp_path: Path
) -> None:
    for place, told in (("none/x.json", "no folder"), ("x.xlsx", "--format"), ("", "is a folder")):
        result = run(*command, "-r", str(record), "-o", str(tmp_path / place))
        assert result.exit_code == 2, (place, result.output)
        assert told in " ".join(result.stderr.replace("│", " ").split()), result.stderr
    assert not list(tmp_path.iterdir())


def test_an_ending_that_is_none_needs_the_format_by_name(record: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.tab"
    assert run("events", "TUR", "ISR", "-r", str(record), "-o", str(out), "-f", "csv").exit_code == 0
    assert out.read_text(encoding="utf-8").startswith("event,")
    assert run("events", "TUR", "ISR", "-r", str(record), "-o", "-").stdout.startswith("event,")


def test_a_full_disk_is_told_in_a_sentence(record: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    with full.open("w") as out:
        for command in (["resolve", "Turkey"], ["events", "TUR", "ISR", "-r", str(record)]):
            program = [sys.executable, "-c", "from detente.interfaces.cli import main; main()", *command]
            done = subprocess.run(program, stdout=out, stderr=subprocess.PIPE, text=True, check=False)
            assert done.returncode == 1, done.stderr
            assert done.stderr.count("cannot be written") == 1, done.stderr
            assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [("scan",), ("watch",), ("eras", "TUR", "ISR"), ("export", "TUR", "ISR")])
def test_a_stretch_that_ends_before_it_begins_is_no_question(command: tuple[str, ...], record: Path) -> None:
    result = run(*command, "-r", str(record), "--since", "2020", "--until", "2010")
    assert result.exit_code == 2
    assert 'D103 "2010", the last day, lies before "2020"' in result.stderr


def test_the_dossier_goes_to_a_file_and_its_path_to_stdout(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("brief", "Turkey", "Israel", "--record", str(record))
    assert result.exit_code == 0, result.output
    assert result.stdout == "brief-ISR-TUR.html\n"
    assert "Israel and Turkey" in (tmp_path / "brief-ISR-TUR.html").read_text(encoding="utf-8")
    assert "Next:" in result.stderr


def test_the_dossier_may_go_to_stdout_in_the_format_asked_for(record: Path) -> None:
    told = json.loads(run("brief", "Turkey", "Israel", "-r", str(record), "-f", "json", "-o", "-").stdout)
    assert told["shape"] == "detente/brief/1"


def test_an_unknown_state_is_a_question_error_with_near_names(record: Path) -> None:
    result = run("brief", "Isreal", "Turkey", "--record", str(record))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "D101" in result.stderr
    assert "Israel" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_state_has_no_relation_with_itself(record: Path) -> None:
    result = run("eras", "Turkey", "Turkish", "--record", str(record))
    assert result.exit_code == 2
    assert "D102" in result.stderr


def test_a_date_that_is_none_is_a_question_error(record: Path) -> None:
    result = run("series", "Turkey", "Israel", "--record", str(record), "--since", "soonish")
    assert result.exit_code == 2
    assert "D103" in result.stderr


def test_a_record_that_is_not_there_is_named_and_how_to_make_one(tmp_path: Path) -> None:
    result = run("brief", "Turkey", "Israel", "--record", str(tmp_path / "no.duckdb"))
    assert result.exit_code == 1
    assert "D304" in result.stderr
    assert "detente read" in result.stderr
    assert not (tmp_path / "no.duckdb").exists()


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.duckdb").write_text("no record at all", encoding="utf-8")
    result = run("status", "--record", str(tmp_path / "x.duckdb"))
    assert result.exit_code == 1
    assert "D301" in result.stderr


def test_a_partly_refused_reading_is_no_failure_and_a_wholly_refused_one_is(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("   ", encoding="utf-8")
    alone = run("read", str(tmp_path / "empty.txt"), "-r", str(tmp_path / "a.duckdb"), "--processes", "1")
    assert alone.exit_code == 1
    assert "1 refused" in alone.stderr
    both = run("read", str(tmp_path / "empty.txt"), str(REPORTS), "-r", str(tmp_path / "a.duckdb"), "--processes", "1")
    assert both.exit_code == 0
    refused = run("status", "--refused", "-r", str(tmp_path / "a.duckdb"), "-f", "json")
    assert {row["code"] for row in json.loads(refused.stdout)} == {"D202"}


def test_a_reading_may_be_shown_without_a_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "note.txt").write_text("Turkey recalled its ambassador from Israel on Tuesday.", encoding="utf-8")
    result = run("read", "note.txt", "--date", "2009-02-05", "--no-keep", "-f", "json")
    assert result.exit_code == 0, result.output
    reading = json.loads(result.stdout)
    assert reading["times"][0]["edtf"] == "2009-02-03"
    assert not list(tmp_path.glob("*.duckdb"))
    rows = list(csv.DictReader(io.StringIO(run("read", "note.txt", "--no-keep").stdout)))
    assert {"event", "time"} <= {row["found"] for row in rows}


def test_status_tells_what_the_record_holds(record: Path) -> None:
    told = json.loads(run("status", "--record", str(record), "--format", "json").stdout)
    assert told["counts"]["reports"] == 9
    assert told["n_undated"] == 1
    assert told["busiest"][0]["dyad"] == "ISR-TUR"


def test_names_resolve_and_others_say_so() -> None:
    assert json.loads(run("resolve", "Turkish", "--format", "json").stdout)[0]["state"] == "TUR"
    assert run("resolve", "Xqzzt").exit_code == 1


def test_a_sentence_is_classified() -> None:
    rows = json.loads(
        run("classify", "Turkey expelled the Israeli ambassador.", "Turkey", "Israel", "--format", "json").stdout
    )
    assert sum(row["probability"] for row in rows) == pytest.approx(1, abs=0.01)


def test_the_demo_reads_the_bundled_dispatches() -> None:
    from detente.interfaces.cli.demo import dispatches

    assert sum(1 for line in dispatches().open(encoding="utf-8") if line.strip()) == 175


def test_a_reader_that_leaves_early_is_no_error(record: Path) -> None:
    code = "from detente.interfaces.cli import main; main()"
    command = [sys.executable, "-c", code, "events", "TUR", "ISR", "-r", str(record)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()


def test_the_version_is_told() -> None:
    from detente import __version__

    assert run("--version").stdout == f"detente {__version__}\n"


def test_where_stderr_is_no_terminal_progress_is_told_in_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    tell = plain_lines(seconds=0)
    tell(1234, 20000)
    tell(2000, None)
    assert capsys.readouterr().err == "Reading: 1,234 of 20,000 reports.\nReading: 2,000 reports.\n"
    plain_lines(seconds=60)(1, 2)
    assert capsys.readouterr().err == ""


def test_a_scan_ranks_dyads_and_a_first_watch_lists_no_change(record: Path, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "watched.duckdb"
    shutil.copy(record, copy)
    result = run("scan", "-r", str(copy), "--limit", "1", "--processes", "1")
    assert result.exit_code == 0, result.output
    assert len(list(csv.DictReader(io.StringIO(result.stdout)))) <= 1
    assert "under five deeds left out" in result.stderr
    first, second = (run("watch", "-r", str(copy), "--processes", "1", "-f", "json") for _ in range(2))
    assert "First watch of this record" in first.stderr
    assert "0 changed since" in second.stderr
    assert json.loads(second.stdout) == []


def test_a_watch_makes_no_record(tmp_path: Path) -> None:
    result = run("watch", "-r", str(tmp_path / "none.duckdb"))
    assert result.exit_code != 0
    assert not (tmp_path / "none.duckdb").exists()


def test_an_export_writes_every_format_or_the_one_asked_for(record: Path, tmp_path: Path) -> None:
    paths = run("export", "TUR", "ISR", "-r", str(record), "-o", str(tmp_path / "all")).stdout.split()
    assert all(Path(path).exists() for path in paths)
    assert {"brief.html", "sources.bib", "relation.sqlite", "csv"} <= {Path(path).name for path in paths}
    one = tmp_path / "new" / "network.gexf"
    run("export", "TUR", "ISR", "-r", str(record), "-f", "gexf", "-o", str(one))
    assert one.read_text(encoding="utf-8").startswith("<?xml")
