"""One tie stands for each deed of two states, whatever comes, goes or is hidden."""

import sys
from pathlib import Path

import pytest

import detente
from detente.record.filtered import filtered
from detente.record.loading import load
from detente.record.store import Store
from detente.sources.datasets.catalogue import find_dataset

sys.path.insert(0, str(Path(__file__).parents[1] / "sources"))
from rows_of_sets import as_of_the_seventh_schema, gdelt_row, icews_file, icews_row

REPORT = "Chile accused Peru of breaking the treaty on Friday."


def standing(store: Store) -> list[tuple[str, int]]:
    """The deeds with how many ties stand for each."""
    query = "SELECT deed, count(*) FILTER (stands) FROM ties GROUP BY dyad, deed ORDER BY deed"
    return [(deed, int(n)) for deed, n in store.connection.execute(query).fetchall()]


def files(folder: Path) -> dict[str, Path]:
    rows = [icews_row(k, "112", "Chile", "Peru", day=day) for k, day in enumerate(("2019-03-01", "2019-03-05"))]
    gdelt = [gdelt_row(61, SQLDATE="20190301", EventCode="112", QuadClass="3")]
    (folder / "b.CSV").write_text("\n".join(gdelt) + "\n", encoding="utf-8")
    return {"icews": icews_file(folder / "a.tab", rows), "gdelt2": folder / "b.CSV"}


@pytest.mark.parametrize("order", [("icews", "gdelt2"), ("gdelt2", "icews")])
def test_one_tie_stands_for_a_deed_of_two_data_sets_in_either_order(tmp_path: Path, order: tuple[str, ...]) -> None:
    paths = files(tmp_path)
    with Store.open() as store:
        for name in order:
            load(store, find_dataset(name), paths[name])
        assert [n for _, n in standing(store)] == [1, 1]
        assert store.tally().n_deeds == 2


def test_what_a_data_set_tells_is_counted_where_the_tie_that_stands_is_not_seen(tmp_path: Path) -> None:
    paths = files(tmp_path)
    with Store.open() as store:
        for name, path in paths.items():
            load(store, find_dataset(name), path)
        for name, n in (("icews", 2), ("gdelt2", 1)):
            seen = filtered(store, sources=[name])
            assert seen.connection.execute("SELECT count(*) FROM ties WHERE stands").fetchall() == [(n,)]


def test_a_deed_of_a_data_set_stands_again_when_the_report_that_told_of_it_is_gone(tmp_path: Path) -> None:
    path = files(tmp_path)["icews"]
    with detente.open(":memory:") as record:
        record.load("icews", path)
        record.add(detente.Report(REPORT, date="2019-03-01", name="one"), processes=1)
        ties = record.sql("SELECT source, stands FROM ties WHERE date_start = DATE '2019-03-01' ORDER BY source").rows()
        assert [(tie["source"], tie["stands"]) for tie in ties] == [("icews", False), ("text", True)]
        assert [n for _, n in standing(record.store)] == [1, 1]
        record.store.connection.execute("DELETE FROM ties WHERE report IS NOT NULL")
        record.add(detente.Report("Nothing happened between anyone.", date="2019-03-02"), processes=1)
        assert [n for _, n in standing(record.store)] == [1, 1]


def test_a_report_told_twice_counts_once_also_before_it_is_linked(tmp_path: Path) -> None:
    with detente.open(":memory:") as record:
        record.add([detente.Report(REPORT, date="2019-03-01", name=name) for name in ("one", "two")], processes=1)
        assert [n for _, n in standing(record.store)] == [1]
        # As a run leaves it that is killed between its last batch and the linking.
        record.store.connection.execute("UPDATE ties SET deed = 'same', stands = true")
        record.add(detente.Report(REPORT, date="2019-03-01", name="three"), processes=1)
        assert [n for _, n in standing(record.store)] == [1]


def test_a_record_of_the_fifth_schema_learns_which_ties_stand(tmp_path: Path) -> None:
    paths, place = files(tmp_path), tmp_path / "old.duckdb"
    with Store.open(place) as store:
        for name, path in paths.items():
            load(store, find_dataset(name), path)
        before = standing(store)
        as_of_the_seventh_schema(store.connection)
        for table in ("ties", "ties_set_aside"):
            store.connection.execute(f"ALTER TABLE {table} DROP COLUMN stands")
        store.connection.execute("UPDATE meta SET value = '5' WHERE key = 'schema'")
    with Store.open(place) as store:
        assert standing(store) == before
