"""Tables of reports: JSON Lines, CSV, Parquet. A broken line is one refusal; the rest goes on."""

import csv
import gzip
import io
import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import BadDate
from detente.sources.columns import Options
from detente.sources.csv import read_csv
from detente.sources.paths import open_reports
from detente.sources.refused import Refused
from detente.sources.report import Report


def split(items: Iterable[Report | Refused]) -> tuple[list[Report], list[Refused]]:
    kept, refused = [], []
    for item in items:
        (kept if isinstance(item, Report) else refused).append(item)  # type: ignore[arg-type]
    return kept, refused


def test_a_broken_json_line_is_refused_alone(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_bytes(
        b'{"text": "Oslo and Bern met.", "date": "2014-12-02", "id": "a1", "sources": ["https://example.org/1"]}\n'
        b'{"text": "Oslo and Be\n'
        b"\n"
        b'["no object"]\n'
        b'{"headline": "no text here"}\n'
        b'{"text": "  "}\n'
        b'{"text": "\xff\xfe\xfa"}\n'
        b'{"text": "Quito wrote to Lima.", "published": "2 December 2014", "source": "Wire"}\n'
    )
    kept, refused = split(open_reports(path))
    assert [(r.text, r.date, r.line) for r in kept] == [
        ("Oslo and Bern met.", "2014-12-02", 1),
        ("Quito wrote to Lima.", "2014-12-02", 8),
    ]
    assert kept[0].name == "a1"
    assert kept[0].sources == ("https://example.org/1",)
    assert kept[1].outlet == "Wire"
    assert [(r.line, r.error.code) for r in refused] == [
        (2, "D201"),
        (4, "D201"),
        (5, "D205"),
        (6, "D202"),
        (7, "D204"),
    ]
    assert all(r.hash and r.path == str(path) for r in refused)
    assert refused[0].excerpt.startswith('{"text": "Oslo and Be')


def test_a_line_that_is_too_long_is_refused_and_the_next_one_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente import settings

    path = tmp_path / "long.jsonl"
    path.write_text(json.dumps({"text": "x" * 300_000}) + "\n" + json.dumps({"text": "Rome called Tunis."}) + "\n")
    small = settings.Settings(max_bytes=1000)
    monkeypatch.setattr("detente.settings.get_settings", lambda: small)
    kept, refused = split(open_reports(path))
    assert [r.text for r in kept] == ["Rome called Tunis."]
    assert [(r.line, r.error.code) for r in refused] == [(1, "D203")]


def test_columns_are_found_by_their_usual_names_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Headline,Body,Pub_Date,Publisher,Link,Mood\nTalks,They met.,2014-06-03,Wire,https://e.org,calm\n")
    told: list[str] = []
    (report,) = open_reports(path, tell=told.append)
    assert report == Report(
        "They met.", "2014-06-03", "Talks", outlet="Wire", url="https://e.org", path=str(path), line=2
    )
    assert "text from Body" in told[0]
    assert "not used: Mood" in told[0]


def test_named_columns_win_over_usual_names(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,lead,day\nshort,The long text.,2014-06-03\n")
    (report,) = open_reports(path, columns={"text": "lead", "date": "day"})
    assert isinstance(report, Report)
    assert (report.text, report.date) == ("The long text.", "2014-06-03")


@pytest.mark.parametrize("suffix", ["csv", "parquet", "jsonl"])
def test_a_missing_column_names_those_that_exist(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    if suffix == "csv":
        path.write_text("wording,when\nThey met.,2014\n")
    elif suffix == "jsonl":
        path.write_text('{"wording": "They met.", "when": "2014"}\n')
    else:
        pq.write_table(pa.table({"wording": ["They met."], "when": ["2014"]}), path)
    for columns in (None, {"text": "lead"}):
        (refused,) = open_reports(path, columns=columns)
        assert isinstance(refused, Refused)
        assert refused.error.code == "D205"
        assert "wording, when" in str(refused.error)


def test_broken_csv_rows_are_refused_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        b"text;date\n"
        b'"Two\nlines; one cell";2014-01-01\n'
        b"too;many;cells\n"
        b"\xd0\x9c\xd0\xff is broken;2014-01-02\n"
        b"Zero \x00 byte;2014-01-02\n"
        b"\n"
        b"Caf\xe9 talks in Bern;2014-01-03\n"
        b'"never closed;2014-01-04\n'
    )
    kept, refused = split(open_reports(path))
    assert [(r.text, r.date, r.line) for r in kept] == [
        ("Two\nlines; one cell", "2014-01-01", 3),
        ("Café talks in Bern", "2014-01-03", 8),
    ]
    assert [(r.line, r.error.code) for r in refused] == [(4, "D201"), (5, "D204"), (6, "D201"), (9, "D201")]


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc"))), min_size=2, max_size=2), max_size=8))
def test_every_written_csv_row_is_read_back(rows: list[list[str]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["text", "title"])
    writer.writerows(rows)
    options = Options(max_bytes=10**6, max_chars=10**6, columns={})
    stream = io.BufferedReader(io.BytesIO(out.getvalue().encode()))  # type: ignore[arg-type]
    found = [(r.text, r.title or "") for r in read_csv(stream, "a.csv", options) if isinstance(r, Report)]
    blank = [(a if a.strip() else "", b if b.strip() else "") for a, b in rows if a.strip() or b.strip()]
    assert found == blank


def test_a_parquet_file_is_read_with_its_dates(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = {
        "docname_": ["7", "8"],
        "date": [datetime(2014, 10, 22), None],
        "text": ["Kiev and Minsk spoke.", "They met."],
    }
    pq.write_table(pa.table(table), path)
    kept, refused = split(open_reports(path))
    assert [(r.name, r.date, r.line) for r in kept] == [("7", "2014-10-22", 1), ("8", None, 2)]
    assert refused == []
    path.write_bytes(path.read_bytes()[:-20])
    (broken,) = open_reports(path)
    assert isinstance(broken, Refused)
    assert broken.error.code == "D201"


def test_a_date_that_can_be_read_in_two_ways_counts_as_none(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "They met.", "date": "03/04/2014"}\n')
    (report,) = open_reports(path)
    assert isinstance(report, Report)
    assert report.date is None


def test_a_given_date_fills_gaps_in_tables_and_must_be_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "They met.", "date": "2013"}\n{"text": "They spoke."}\n')
    assert [r.date for r in open_reports(path, date="2014-12") if isinstance(r, Report)] == ["2013", "2014-12"]
    with pytest.raises(BadDate):
        open_reports(path, date="the day before")


def test_utf16_tables_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("text\tdate\nŁódź hosted Vilnius.\t2014-05\n".encode("utf-16"))
    (report,) = open_reports(path)
    assert isinstance(report, Report)
    assert (report.text, report.date) == ("Łódź hosted Vilnius.", "2014-05")


def test_a_cut_gzip_gives_the_lines_before_the_cut_and_one_refusal(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": f"Meeting {i} of {i * 7919 % 1000003}."}) + "\n" for i in range(4000))
    packed = gzip.compress(lines.encode())
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(packed)
    kept, refused = split(open_reports(path))
    assert (len(kept), refused) == (4000, [])
    path.write_bytes(packed[: len(packed) // 2])
    kept, refused = split(open_reports(path))
    assert 0 < len(kept) < 4000
    assert [r.error.code for r in refused] == ["D201"]


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "' + b"0" * 30_000_000, 9))
    assert path.stat().st_size < 100_000
    (refused,) = open_reports(path)
    assert isinstance(refused, Refused)
    assert (refused.error.code, refused.line) == ("D203", None)


def test_a_table_without_any_report_in_it_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "wrong.jsonl"
    path.write_text('{"wording": "They met."}\n' * 5000)
    kept, refused = split(open_reports(path))
    assert kept == []
    assert len(refused) == 1001
    assert refused[-1].line is None
    assert refused[-1].error.code == "D205"
    assert "first 1,000 lines" in str(refused[-1].error)
