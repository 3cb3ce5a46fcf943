"""A record of an earlier schema tells the same once it is brought up to date."""

import sys
from pathlib import Path

import detente

sys.path.insert(0, str(Path(__file__).parents[1] / "sources"))
from rows_of_sets import SAMPLES, as_of_the_seventh_schema, icews_file, icews_row

EVERYTHING = "SELECT * FROM events ORDER BY id"
ROWS = [
    icews_row(1, "112", "Chile", "Peru"),
    icews_row(2, "040", "Peru", "Chile"),
    icews_row(3, "190", "United Nations", "", countries=("", "")),
    icews_row(4, "112", "", "Peru"),
]


def test_a_record_of_the_seventh_schema_keeps_its_events(tmp_path: Path) -> None:
    paths = {"icews": icews_file(tmp_path / "a.tab", ROWS), "polecat": tmp_path / "b.tab"}
    paths["polecat"].write_text(SAMPLES["polecat"], encoding="utf-8")
    place = tmp_path / "old.duckdb"
    with detente.open(place) as record:
        record.add(detente.Report("Peru thanked Chile for its help.", date="2015-03-10"), processes=1)
        for name, path in paths.items():
            record.load(name, path)
        before = record.sql(EVERYTHING).rows()
        as_of_the_seventh_schema(record.store.connection)
        assert record.sql(EVERYTHING).rows() == before
    with detente.open(place) as record:
        assert record.sql(EVERYTHING).rows() == before
        assert record.store.counts()["events"] == len(before)
    assert {row["source"] for row in before} == {None, "icews", "polecat"}
    assert {(len(row["actors"]), len(row["recipients"])) for row in before} == {(1, 1), (2, 0), (1, 0), (0, 1)}
    assert any(row["contexts"] for row in before)
