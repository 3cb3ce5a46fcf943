"""The whole record as Parquet and back: the same content, readable by others by year, and never half."""

import json
import sys
from pathlib import Path

import pyarrow.dataset as ds
import pytest
from typer.testing import CliRunner

import detente
from detente.errors import NotARecord, RecordError
from detente.interfaces.cli.app import app
from detente.record.fingerprint import fingerprint
from detente.record.parquet import CONTENTS, export_parquet, import_parquet
from detente.record.store import Store

sys.path.insert(0, str(Path(__file__).parents[1] / "sources"))
from rows_of_sets import icews_file, icews_row


@pytest.fixture
def record(tmp_path: Path):
    rows = [
        icews_row(1, "112", "Chile", "Peru"),
        icews_row(2, "040", "Chile", "Peru", day="2020-01-01"),
        icews_row(3, "010", "Chile", "Peru"),
    ]
    with detente.open(":memory:") as opened:
        opened.load("icews", icews_file(tmp_path / "a.tab", rows))
        table = tmp_path / "igo.csv"
        table.write_text("ccode1,ccode2,year,dyadigos\n135,155,1990,30\n", encoding="utf-8")
        opened.load("cow-igo", table)
        yield opened


def test_a_record_comes_back_from_parquet_as_it_was(record, tmp_path: Path) -> None:
    counts = export_parquet(record.store, tmp_path / "out")
    assert (counts["events"], counts["ties"], counts["measures"], counts["refused_rows"]) == (2, 2, 1, 1)
    with Store.open(tmp_path / "b.duckdb") as again:
        assert import_parquet(again, tmp_path / "out") == counts
        assert fingerprint(again) == fingerprint(record.store)
        assert [load.n_kept for load in again.loads()] == [load.n_kept for load in record.store.loads()]
        with pytest.raises(RecordError, match="only an empty record"):
            import_parquet(again, tmp_path / "out")
    # What was loaded before is still known.
    with detente.open(tmp_path / "b.duckdb") as opened:
        assert opened.load("icews", tmp_path / "a.tab").n_files_same == 1


def test_others_read_it_by_year_as_it_lies(record, tmp_path: Path) -> None:
    export_parquet(record.store, tmp_path / "out")
    ties = ds.dataset(tmp_path / "out" / "ties", partitioning="hive")
    assert len(ties.files) == 2
    found = ties.to_table(filter=ds.field("year") == 2020).to_pylist()
    assert [(row["dyad"], row["type"]) for row in found] == [("CHL-PER", "CONSULT")]
    claims = ds.dataset(tmp_path / "out" / "claims").to_table()
    assert (claims.num_rows, "content" in claims.column_names) == (0, True)


def test_an_export_that_lacks_something_is_refused_whole(record, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export_parquet(record.store, out)
    with pytest.raises(RecordError, match="something at that place"):
        export_parquet(record.store, out)
    (out / "ties" / "year=2020").rename(tmp_path / "gone")
    contents = json.loads((out / CONTENTS).read_text(encoding="utf-8"))
    with Store.open() as store:
        with pytest.raises(NotARecord, match="1 rows of ties instead of 2"):
            import_parquet(store, out)
        assert store.counts()["events"] == 0
        (out / CONTENTS).write_text(json.dumps({**contents, "schema": 999}), encoding="utf-8")
        with pytest.raises(NotARecord, match="schema 999"):
            import_parquet(store, out)
        with pytest.raises(NotARecord, match="missing or broken"):
            import_parquet(store, tmp_path)


def test_the_command_line_unloads_and_loads_a_whole_record(record, tmp_path: Path) -> None:
    kept, out, again = (str(tmp_path / name) for name in ("a.duckdb", "out", "b.duckdb"))
    with detente.open(kept) as opened:
        opened.load("icews", tmp_path / "a.tab")
    runner = CliRunner()
    assert "2 ties" in runner.invoke(app, ["unload", out, "--record", kept]).output
    assert "2 ties" in runner.invoke(app, ["load", "parquet", out, "--record", again]).output
    answer = runner.invoke(app, ["unload", out, "--record", again])
    assert (answer.exit_code, "something at that place" in answer.output) == (1, True)
