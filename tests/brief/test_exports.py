"""A relation in the formats of other programs: each is read back by a reader that is not ours."""

import csv
import json
import re
import sqlite3
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pyarrow.parquet as pq
import pytest

from detente.brief.exports.citations import Cited, cited, to_bibtex, to_csl_json, to_ris
from detente.brief.exports.database import to_sqlite
from detente.brief.exports.network import GEXF, to_gexf
from detente.brief.exports.writing import FORMATS, Export
from detente.brief.material import Material
from detente.record.store import Store


@pytest.fixture(scope="module")
def folder(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("export")
    assert len(list(Export(store, "ISR-TUR").write_all(place))) == len(FORMATS)
    return place


def test_every_row_of_evidence_holds_the_words_at_its_offsets(folder: Path, material: Material) -> None:
    with (folder / "csv" / "evidence.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert rows
    for row in rows:
        text = material.reports[row["report"]].text
        assert text[int(row["span_start"]) : int(row["span_end"])] == row["text"]


def test_csv_parquet_and_sqlite_hold_the_same_rows(folder: Path) -> None:
    connection = sqlite3.connect(folder / "relation.sqlite")
    for path in sorted((folder / "parquet").iterdir()):
        n_rows = pq.read_table(path).num_rows
        with (folder / "csv" / f"{path.stem}.csv").open(encoding="utf-8", newline="") as lines:
            assert len(list(csv.reader(lines))) == n_rows + 1
        assert connection.execute(f'SELECT count(*) FROM "{path.stem}"').fetchone() == (n_rows,)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    found = connection.execute("SELECT count(*) FROM reports_fts WHERE reports_fts MATCH 'Ankara OR Turkey'").fetchone()
    assert found[0] > 0
    connection.close()


def test_a_second_export_leaves_the_same_files(store: Store, folder: Path, tmp_path: Path) -> None:
    list(Export(store, "ISR-TUR").write_all(tmp_path))
    for name in ("sources.bib", "sources.csl.json", "network.gexf", "csv/events.csv", "charts/deeds.vl.json"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_each_report_and_the_dossier_itself_are_cited(folder: Path, material: Material) -> None:
    entries = json.loads((folder / "sources.csl.json").read_text(encoding="utf-8"))
    assert entries[0]["title"].endswith("has a new era begun?")
    assert {entry["id"] for entry in entries[1:]} == {f"report-{name}" for name in material.reports}
    bibtex = (folder / "sources.bib").read_text(encoding="utf-8")
    assert re.findall(r"^@\w+\{(.+),$", bibtex, re.M) == [entry["id"] for entry in entries]
    ris = (folder / "sources.ris").read_text(encoding="utf-8")
    assert ris.count("TY  - ") == ris.count("ER  - ") == len(entries)


def test_what_a_stranger_wrote_gives_no_commands_to_a_bibliography() -> None:
    item = Cited(
        "k", "article-newspaper", "50 % off\\input{x} & $more_} \n@misc{evil,", publisher="P", url="https://e.org/{"
    )
    text = to_bibtex([item])
    assert text.count("@") == 2
    assert len(re.findall(r"^@", text, re.M)) == 1
    assert r"\input" not in text
    assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")
    assert len(re.findall(r"^TY  - ", to_ris([Cited("k", "report", "a\nTY  - NEWS")]), re.M)) == 1
    assert json.loads(to_csl_json([item]))[0]["title"] == item.title


def test_dates_are_cited_as_far_as_they_are_certain() -> None:
    for edtf, parts in (
        ("2014-06-02", [2014, 6, 2]),
        ("2014-06", [2014, 6]),
        ("2014", [2014]),
        ("2014-21", [2014]),
        ("201X", [2010]),
    ):
        (entry,) = json.loads(to_csl_json([Cited("k", "report", "t", date=edtf)]))
        assert entry["issued"]["date-parts"] == [parts]
    assert "issued" not in json.loads(to_csl_json([Cited("k", "report", "t")]))[0]


def test_addresses_that_are_no_web_pages_are_not_cited(material: Material) -> None:
    hostile = {name: replace(row, url="javascript:alert(1)") for name, row in material.reports.items()}
    assert "javascript" not in to_csl_json(cited(replace(material, reports=hostile)))


def test_the_network_has_an_edge_for_each_deed_between_states_that_are_nodes(material: Material) -> None:
    root = ET.fromstring(to_gexf(material))
    nodes = {node.get("id") for node in root.iter(f"{{{GEXF}}}node")}
    edges = list(root.iter(f"{{{GEXF}}}edge"))
    names = [edge.get("id") for edge in edges]
    assert set(material.codes) <= nodes
    assert len(set(names)) == len(names) >= len(material.deeds())
    for edge in edges:
        assert {edge.get("source"), edge.get("target")} <= nodes
        assert edge.get("end") is None or str(edge.get("start")) <= str(edge.get("end"))


def test_every_chart_of_the_dossier_is_there_with_its_numbers(folder: Path, material: Material) -> None:
    charts = {path.name.removesuffix(".vl.json") for path in (folder / "charts").iterdir()}
    assert charts == {"deeds", "share", "turns", "outlook", "reliability", "third-parties"}
    parties = json.loads((folder / "charts" / "third-parties.vl.json").read_text(encoding="utf-8"))["data"]["values"]
    assert [row["deeds"] for row in parties] == [third.n_deeds for third in material.third_parties]


def test_charts_carry_the_numbers_that_the_dossier_shows(folder: Path, material: Material) -> None:
    deeds = json.loads((folder / "charts" / "deeds.vl.json").read_text(encoding="utf-8"))
    shown = sum(abs(row["deeds"]) for row in deeds["data"]["values"])
    assert shown == sum(p.n_cooperation + p.n_conflict for p in material.periods)
    assert deeds["$schema"].endswith("v5.json")


def test_a_database_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="unable to open"):
        to_sqlite({}, tmp_path / "none" / "relation.sqlite")
