"""Data sets in the record: nothing lost, nothing twice, the same deed in two of them once."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

import detente
from detente.errors import OlderRecord, QuestionError, RecordError
from detente.record import migrations
from detente.record.fingerprint import fingerprint
from detente.record.loading import load
from detente.record.store import Store
from detente.sources.datasets.catalogue import find_dataset

sys.path.insert(0, str(Path(__file__).parents[1] / "sources"))
from rows_of_sets import SAMPLES, as_of_the_seventh_schema, gdelt_row, icews_file, icews_row

ICEWS = find_dataset("icews")


def count(store: Store, query: str) -> int:
    return int(store.connection.execute(query).fetchall()[0][0])


def test_repeats_of_a_day_are_one_event_with_a_count_of_reports(tmp_path: Path) -> None:
    rows = [
        icews_row(1, "112", "Chile", "Peru", story=1),
        icews_row(2, "112", "Chile", "Peru", story=2),
        icews_row(3, "112", "Chile", "Peru", story=2, sentence=5),
        icews_row(4, "112", "Chile", "Peru", day="2019-03-02"),
        icews_row(5, "010", "Chile", "Peru"),
    ]
    with Store.open() as store:
        loaded = load(store, ICEWS, icews_file(tmp_path / "a.tab", rows))
        assert (loaded.n_read, loaded.n_kept, loaded.n_same, loaded.n_refused) == (5, 4, 0, 1)
        reports = store.connection.execute("SELECT n_reports, code, source FROM events ORDER BY date_start").fetchall()
        assert reports == [(2, "112", "icews"), (1, "112", "icews")]
        assert store.connection.execute("SELECT file, line, code FROM refused_rows").fetchall() == [
            (str(tmp_path / "a.tab"), 6, "D209")
        ]


def test_a_file_loaded_twice_changes_nothing_nor_do_its_rows_in_another(tmp_path: Path) -> None:
    rows = [icews_row(i, "112", "Chile", "Peru", story=i) for i in range(1, 6)]
    path, part = icews_file(tmp_path / "a.tab", rows), icews_file(tmp_path / "b.tab", rows[:3])
    with Store.open() as store:
        load(store, ICEWS, path)
        before = fingerprint(store)
        again = load(store, ICEWS, path)
        assert (again.n_files_same, again.n_same, again.n_kept) == (1, 5, 0)
        assert load(store, ICEWS, part).n_same == 3
        assert fingerprint(store) == before


@pytest.mark.parametrize("name", SAMPLES)
def test_the_rows_of_any_data_set_are_known_in_another_file(tmp_path: Path, name: str) -> None:
    path, other = tmp_path / "a.csv", tmp_path / "b.csv.gz"
    path.write_text(SAMPLES[name], encoding="utf-8")
    other.write_bytes(gzip.compress(path.read_bytes()))
    with Store.open() as store:
        first = load(store, find_dataset(name), path)
        before = fingerprint(store)
        again = load(store, find_dataset(name), other)
        assert (again.n_kept, again.n_same, again.n_replaced) == (0, first.n_kept, 0)
        assert fingerprint(store) == before


def test_late_and_revised_rows_take_the_place_of_earlier_ones(tmp_path: Path) -> None:
    with Store.open() as store:
        load(
            store,
            ICEWS,
            icews_file(
                tmp_path / "a.tab",
                [icews_row(1, "112", "Chile", "Peru"), icews_row(2, "112", "Chile", "Peru", story=7)],
            ),
        )
        late = [icews_row(3, "112", "Chile", "Peru", story=9), icews_row(2, "190", "Chile", "Peru", story=7)]
        loaded = load(store, ICEWS, icews_file(tmp_path / "b.tab", late))
        assert (loaded.n_kept, loaded.n_replaced) == (2, 1)
        events = store.connection.execute("SELECT code, n_reports FROM events ORDER BY code").fetchall()
        assert events == [("112", 2), ("190", 1)]
        load(store, ICEWS, icews_file(tmp_path / "c.tab", [icews_row(2, "112", "Chile", "Peru", story=7)]))
        assert store.connection.execute("SELECT code, n_reports FROM events").fetchall() == [("112", 3)]
        assert count(store, "SELECT count(*) FROM ties") == 1


def test_a_load_that_was_broken_off_goes_on_and_ends_as_if_never_broken(tmp_path: Path) -> None:
    rows = [icews_row(i, "112", "Chile", f"Person {i % 40}", story=i) for i in range(300)]
    path = icews_file(tmp_path / "a.tab", rows)

    class Stop(Exception):
        pass

    def stop(done: int, total: int | None) -> None:
        if done > 150:
            raise Stop

    with Store.open() as store, Store.open() as whole:
        with pytest.raises(Stop):
            load(store, ICEWS, path, size=4096, progress=stop)
        assert store.loads()[-1].finished is None
        kept = store.loads()[-1].n_kept
        assert 0 < kept < 300
        rest = load(store, ICEWS, path, size=4096)
        assert rest.n_kept == 300 - kept
        assert [(one.n_read, one.finished is None) for one in store.loads()] == [(300, False)]
        load(whole, ICEWS, path)
        assert fingerprint(store) == fingerprint(whole)


def test_a_broken_file_is_put_aside_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "bad.tab").write_text("nothing\tof\tthe\tkind\n1\t2\t3\t4\n", encoding="utf-8")
    icews_file(tmp_path / "good.tab", [icews_row(1, "112", "Chile", "Peru")])
    with Store.open() as store:
        loaded = load(store, ICEWS, tmp_path)
        assert (loaded.n_files, loaded.n_kept, len(loaded.broken)) == (2, 1, 1)
        assert [(Path(str(row.path)).name, row.code) for row in store.quarantined()] == [("bad.tab", "D205")]


def test_the_same_deed_in_two_data_sets_counts_once(tmp_path: Path) -> None:
    icews_file(
        tmp_path / "a.tab",
        [
            icews_row(1, "112", "Chile", "Peru"),
            icews_row(2, "112", "Ana Paz", "Peru"),
            icews_row(3, "190", "Chile", "Peru"),
        ],
    )
    (tmp_path / "b.CSV").write_text(
        gdelt_row(61, SQLDATE="20190301", EventCode="112", QuadClass="3")
        + "\n"
        + gdelt_row(61, SQLDATE="20190302", EventCode="112", QuadClass="3", GLOBALEVENTID="10")
        + "\n",
        encoding="utf-8",
    )
    prints = []
    for order in (("icews", "gdelt2"), ("gdelt2", "icews")):
        with detente.open(":memory:") as record:
            for name in order:
                record.load(name, tmp_path / {"icews": "a.tab", "gdelt2": "b.CSV"}[name])
            assert count(record.store, "SELECT count(*) FROM ties") == 5
            assert count(record.store, "SELECT count(DISTINCT deed) FROM ties") == 4
            series = record.relation("Chile", "Peru").series(by="month").rows()
            assert sum(row["n_events"] for row in series) == 4
            prints.append({name: p for name, p in fingerprint(record.store).items() if name not in ("refused_rows",)})
    assert prints[0] == prints[1]


def test_a_deed_that_a_report_tells_is_the_one_that_the_data_set_has(tmp_path: Path) -> None:
    path = icews_file(tmp_path / "a.tab", [icews_row(1, "112", "Chile", "Peru")])
    report = detente.Report("Chile accused Peru of breaking the treaty on Friday.", date="2019-03-01")
    for first in ("set", "report"):
        with detente.open(":memory:") as record:
            if first == "set":
                record.load("icews", path)
                record.add(report, processes=1)
            else:
                record.add(report, processes=1)
                record.load("icews", path)
            ties = record.sql("SELECT type, deed, source FROM ties ORDER BY source").rows()
            assert [(tie["type"], tie["source"]) for tie in ties] == [("ACCUSE", "icews"), ("ACCUSE", "text")]
            assert len({tie["deed"] for tie in ties}) == 1


def test_the_record_tells_its_sources_and_its_events(tmp_path: Path) -> None:
    path = icews_file(
        tmp_path / "a.tab",
        [icews_row(1, "112", "Chile", "Peru"), icews_row(2, "040", "Chile", "Peru", day="2020-01-01")],
    )
    with detente.open(":memory:") as record:
        record.load("icews", path)
        (source,) = record.sources().rows()
        assert (source["name"], source["n_kept"], str(source["since"]), str(source["until"])) == (
            "icews",
            2,
            "2019-03-01",
            "2020-01-02",
        )
        assert "Boschee" in source["citation"]
        assert [row["type"] for row in record.events("Chile", "Peru", since="2020")] == ["CONSULT"]
        assert [row["type"] for row in record.events("Peru", types=["ACCUSE"], source="icews")] == ["ACCUSE"]
        assert len(record.events(source="text")) == 0
        (event,) = record.relation("Chile", "Peru").events(since="2019-03-01", until="2019-03-01").rows()
        assert (event["file"], event["line"]) == (str(path), 2)


def test_sql_asks_and_changes_nothing() -> None:
    with detente.open(":memory:") as record:
        assert record.sql("SELECT count(*) AS n FROM events WHERE type = ?", ["AID"]).rows() == [{"n": 0}]
        for query in ("DELETE FROM events", "SELECT 1; DROP TABLE events", "DROP TABLE events"):
            with pytest.raises(QuestionError, match="only one SELECT"):
                record.sql(query)


def test_measures_are_replaced_by_a_later_edition(tmp_path: Path) -> None:
    table = tmp_path / "igo.csv"
    with detente.open(":memory:") as record:
        for value in (30, 31):
            table.write_text(
                f"ccode1,ccode2,year,dyadigos\n135,155,1990,{value}\n155,135,1990,{value}\n", encoding="utf-8"
            )
            loaded = record.load("cow-igo", table)
        assert (loaded.n_kept, loaded.n_same, loaded.n_replaced) == (2, 0, 2)
        rows = record.sql("SELECT dyad, name, value, date FROM measures").rows()
        assert rows == [{"dyad": "CHL-PER", "name": "shared IGO memberships", "value": 31.0, "date": "1990"}]


def test_an_obligation_of_one_side_only_is_kept_whichever_side_is_told_last(tmp_path: Path) -> None:
    header = "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul"
    lines = ["2,740,1990,1,0,0,0,1", "740,2,1990,0,0,0,0,1"]
    for order in (lines, lines[::-1]):
        table = tmp_path / "atop.csv"
        table.write_text("\n".join([header, *order]) + "\n", encoding="utf-8")
        with detente.open(":memory:") as record:
            assert record.load("atop", table).n_kept == 2
            query = "SELECT actor, recipient FROM measures WHERE name = 'alliance: defence' AND value = 1"
            assert record.sql(query).rows() == [{"actor": "USA", "recipient": "JPN"}]


@pytest.mark.parametrize(
    ("name", "tables"),
    [
        (
            "states",
            (
                "ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday\n155,Chile,1839,4,1,2016,12,31\n",
                "gwcode,statename,startdate,enddate\n155,Chile,1839-04-01,2017-12-31\n",
            ),
        ),
        (
            "leaders",
            (
                "gwcode,leader,startdate,enddate\n155,Paz,1990-03-11,1994-03-10\n",
                "ccode,leader,sdate,smonth,syear,emonth,eyear\n155,Paz,11,3,1990,3,1994\n",
            ),
        ),
        (
            "rivalries",
            (
                "rivalry,ccode1,ccode2,start,end\nChile-Peru,135,155,1832,1929\n",
                "rivalryname,ccode1,ccode2,styear,endyear\nChile-Peru,135,155,1832,1930\n",
            ),
        ),
    ],
)
def test_two_lists_of_one_thing_stand_side_by_side(tmp_path: Path, name: str, tables: tuple[str, str]) -> None:
    with detente.open(":memory:") as record:
        for k, text in enumerate(tables):
            table = tmp_path / f"{k}.csv"
            table.write_text(text, encoding="utf-8")
            assert record.load(name, table).n_replaced == 0
        kept = "SELECT date_end FROM facts UNION ALL SELECT date_end FROM measures"
        assert len({row["date_end"] for row in record.sql(kept).rows()}) == 2


def test_agreement_is_drawn_from_the_votes(tmp_path: Path) -> None:
    table = tmp_path / "votes.csv"
    votes = [(1, 135, 1), (1, 155, 1), (2, 135, 1), (2, 155, 2), (3, 135, 1), (3, 155, 3), (4, 135, 1), (4, 155, 8)]
    lines = [f"{rcid},{state},{vote},1990-02-0{rcid}" for rcid, state, vote in votes]
    table.write_text("rcid,ccode,vote,date\n" + "\n".join(lines) + "\n", encoding="utf-8")
    with detente.open(":memory:") as record:
        record.load("un-votes", table)
        (row,) = record.sql("SELECT dyad, value, date, detail FROM measures").rows()
        assert row == {"dyad": "CHL-PER", "value": 0.5, "date": "1990", "detail": "3 roll calls"}
        assert record.sql("SELECT count(*) AS n FROM facts").rows() == [{"n": 8}]


def test_a_record_of_the_first_schema_is_brought_up_to_date_with_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "old.duckdb"
    with Store.open(path) as store:
        as_of_the_seventh_schema(connection := store.connection)
        later = ("corrections", "ties_set_aside", "claims_set_aside", "frozen", "touched")
        for table in ("facts", "tellings", "dataset_rows", "refused_rows", *later):
            connection.execute(f"DROP TABLE {table}")
        for statement in migrations.STEPS[1]:
            if statement.startswith("ALTER"):
                connection.execute(
                    statement.split(" DEFAULT")[0].rsplit(" ", 1)[0].replace("ADD COLUMN", "DROP COLUMN")
                )
        connection.execute("UPDATE meta SET value = '1' WHERE key = 'schema'")
    with pytest.raises(OlderRecord, match="schema 1"):
        Store.open(path, read_only=True)
    with Store.open(path) as store:
        assert store.counts()["facts"] == 0
        load(store, ICEWS, icews_file(tmp_path / "a.tab", [icews_row(1, "112", "Chile", "Peru")]))
    assert (tmp_path / "old.duckdb.schema-1").exists()
    with Store.open(path, read_only=True) as store, pytest.raises(RecordError, match="reading only"):
        load(store, ICEWS, tmp_path / "a.tab")


def test_a_load_imports_nothing_that_it_does_not_need() -> None:
    code = """
import sys, detente.record.loading, detente.record.store, detente.sources.datasets.icews
print([name for name in ("pydantic", "pyarrow.compute", "http.client", "detente.reading") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
