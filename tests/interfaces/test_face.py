import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import detente
from detente.errors import QuestionError, RecordError, SameState, UnknownState

REPORTS = Path(__file__).parents[1] / "brief" / "reports.jsonl"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("face") / "small.duckdb"
    with detente.open(place) as record:
        assert record.add(REPORTS, processes=1).n_kept == 9
    return place


def test_names_codes_adjectives_and_order_lead_to_one_relation(path: Path) -> None:
    with detente.open(path, read_only=True) as record:
        pairs = [("Turkey", "Israel"), ("ISR", "TUR"), ("Israeli", "turkish")]
        assert {record.relation(a, b).dyad for a, b in pairs} == {"ISR-TUR"}


def test_a_wrong_name_is_answered_with_near_ones(path: Path) -> None:
    with detente.open(path, read_only=True) as record:
        with pytest.raises(UnknownState, match="Turkey"):
            record.relation("Turky", "Israel")
        with pytest.raises(SameState):
            record.relation("Israel", "Israeli")


def test_all_that_a_relation_answers_is_a_table_or_a_dataclass(path: Path) -> None:
    with detente.open(path, read_only=True) as record:
        relation = record.relation("Turkey", "Israel")
        for name in ("series", "events", "claims", "third_parties", "drivers", "outlook", "phases", "measures"):
            table = getattr(relation, name)()
            assert table.to_pandas().shape[0] == len(table)
        assert relation.eras().dyad == "ISR-TUR"
        assert relation.series(by="year", since="2010", until="2012").rows()[0]["period"] == "2010-01-01"
        assert relation.brief().to_markdown().startswith("# Israel and Turkey")


def test_a_record_opened_for_reading_is_not_written_to(path: Path) -> None:
    with detente.open(path, read_only=True) as record, pytest.raises(RecordError):
        record.add(REPORTS)


def test_sql_reaches_the_tables(path: Path) -> None:
    with detente.open(path, read_only=True) as record:
        assert record.sql("SELECT count(*) AS n FROM reports WHERE date = ?", ["2014-02-11"]).rows() == [{"n": 1}]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_text('{file}')",
        "SELECT (SELECT count(*) FROM read_csv('{file}')) AS n",
        "SELECT * FROM '{file}'",
        "SUMMARIZE '{file}'",
        "DESCRIBE SELECT * FROM '{file}'",
        "WITH a AS (SELECT * FROM query('FROM read_text(''{file}'')')) FROM a",
        "SELECT * FROM glob('{file}')",
        "SELECT * FROM events e WHERE exists (FROM sniff_csv('{file}'))",
        "SELECT * FROM checkpoint()",
        "COPY reports TO '{file}.copy'",
        "ATTACH '{file}.other'",
        "INSTALL httpfs",
        "PRAGMA database_list",
        "SET memory_limit = '1GB'",
        "SELECT 1; DELETE FROM reports",
        "DELETE FROM reports RETURNING *",
        "",
        "SELEC 1",
        "SELECT nothing FROM reports",
        "SELECT * FROM nowhere",
        "SELECT ?",
        "SELECT CAST('x' AS INTEGER)",
    ],
)
def test_sql_is_one_select_over_the_records_own_tables(query: str, path: Path, tmp_path: Path) -> None:
    file = tmp_path / "secret.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    shutil.copy(path, tmp_path / "r.duckdb")
    with detente.open(tmp_path / "r.duckdb") as record, pytest.raises(QuestionError):
        record.sql(query.format(file=file))
    assert [place.name for place in sorted(tmp_path.iterdir())] == ["r.duckdb", "secret.csv"]


def test_sql_takes_what_a_question_is_made_of(path: Path) -> None:
    query = """WITH years AS (SELECT unnest(range(2009, 2015)) AS year)
        SELECT y.year, count(r.id) AS n FROM years y LEFT JOIN main.reports r ON year(r.date_start) = y.year
        WHERE y.year >= $1 GROUP BY ALL ORDER BY 1"""
    with detente.open(path, read_only=True) as record:
        assert [row["year"] for row in record.sql(query, [2010]).rows()] == [2010, 2011, 2012, 2013, 2014]
        for good in ("SHOW TABLES", "DESCRIBE events", "FROM ties LIMIT 1", "SELECT * FROM duckdb_tables()"):
            assert record.sql(good).columns


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda record: record.events(types=["AGREE", "NOPE"]), '"NOPE" is no type of PLOVER'),
        (lambda record: record.events(source="icewz"), 'nothing of a source "icewz"'),
        (lambda record: record.events(limit=-1), "limit is -1"),
        (lambda record: record.reports(offset=-1), "offset is -1"),
        (lambda record: record.events(since="2015", until="2014"), "lies before"),
        (lambda record: record.scan(by="fortnight"), '"fortnight" is no period'),
        (lambda record: record.relation("TUR", "ISR").series("fortnight"), "There are day, week"),
        (lambda record: record.relation("TUR", "ISR").eras(by="fortnight"), "There are day, week"),
        (lambda record: record.relation("TUR", "ISR").brief(since="2015", until="2014"), "lies before"),
    ],
)
def test_what_cannot_be_asked_is_a_question_error(
    ask: Callable[[detente.Record], object], told: str, path: Path
) -> None:
    with detente.open(path, read_only=True) as record, pytest.raises(QuestionError, match=told):
        ask(record)


def test_after_a_watch_everything_can_still_be_asked(path: Path, tmp_path: Path) -> None:
    shutil.copy(path, tmp_path / "r.duckdb")
    with detente.open(tmp_path / "r.duckdb") as record:
        record.watch(processes=1)
        relation = record.relation("Turkey", "Israel")
        # An answer that was not fetched to its end would block the questions after it.
        for ask in (relation.outlook, record.sources, relation.outlook, relation.third_parties, relation.measures):
            assert len(ask()) >= 0


def test_a_watch_that_could_not_remember_does_not_begin(path: Path) -> None:
    with detente.open(path, read_only=True) as record, pytest.raises(RecordError, match="reading only"):
        record.watch(progress=lambda done, total: pytest.fail("it began"))


def test_a_source_of_which_nothing_was_loaded_has_no_events(path: Path) -> None:
    with detente.open(path, read_only=True) as record:
        assert len(record.events(source="icews")) == 0
        assert len(record.events(source="text")) > 0


def test_status_counts_what_is_there(path: Path) -> None:
    with detente.open(path, read_only=True) as record:
        status = record.status()
    assert status.counts["reports"] == 9
    assert status.n_undated == 1
    assert status.refused == ()
