from pathlib import Path

import pytest

import detente
from detente.errors import RecordError, SameState, UnknownState

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


def test_status_counts_what_is_there(path: Path) -> None:
    with detente.open(path, read_only=True) as record:
        status = record.status()
    assert status.counts["reports"] == 9
    assert status.n_undated == 1
    assert status.refused == ()
