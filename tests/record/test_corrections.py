"""What a reader calls wrong leaves the analysis, and stays away when the report is read anew; the record keeps who."""

import sys
from pathlib import Path

import pytest

import detente
from detente.errors import QuestionError, RecordError, UnknownItem
from detente.record import migrations
from detente.record.corrections import correct, history, labelled, standing
from detente.record.fingerprint import fingerprint
from detente.record.frozen import freeze, frozen, frozen_html
from detente.record.loading import load
from detente.record.store import Store
from detente.relations.claims import claims
from detente.relations.events import events
from detente.relations.series import series
from detente.sources.datasets.catalogue import find_dataset
from detente.sources.report import Report

sys.path.insert(0, str(Path(__file__).parents[1] / "sources"))
from rows_of_sets import as_of_the_seventh_schema, icews_file, icews_row

OF_SCHEMA_5 = ("via_text", "via_start", "via_end", "via_name", "via_role", "via_state", "towards")
REPORTS = [
    Report("Peru signed a trade agreement with Chile in Lima on Monday. It will last, Peru said.", "2014-03-04"),
    Report("On Monday Peru and Chile signed a trade agreement in Lima.", "2014-03-05"),
    Report("Chile accused Peru of spying on its navy, the foreign minister of Chile said.", "2014-05-06"),
]


@pytest.fixture
def store() -> Store:
    store = Store.open()
    store.add(REPORTS, processes=1)
    return store


def deeds(store: Store) -> int:
    return int(sum(series(store, "CHL-PER", by="year").arrow["n_events"].to_pylist()))


def test_a_wrong_event_leaves_series_and_events_and_comes_back_when_right(store: Store) -> None:
    before, whole = deeds(store), fingerprint(store)
    accused = next(row for row in events(store, "CHL-PER") if row["type"] == "ACCUSE")["event"]
    correct(store, "event", accused, "wrong", who="Ana  Ruiz", note="nobody was accused")
    assert deeds(store) == before - 1
    assert accused not in [row["event"] for row in events(store, "CHL-PER")]
    assert store.connection.execute("SELECT count(*) FROM events WHERE id = ?", [accused]).fetchall() == [(1,)]
    correct(store, "event", accused, "right", who="Luz")
    assert deeds(store) == before
    said = [(c.judgement, c.who, c.note) for c in history(store, "event", accused)]
    assert said == [("right", "Luz", None), ("wrong", "Ana Ruiz", "nobody was accused")]
    assert {t: n for t, n in fingerprint(store).items() if t != "corrections"} == {
        t: n for t, n in whole.items() if t != "corrections"
    }


def test_the_deed_goes_on_under_its_other_telling(store: Store) -> None:
    row = next(row for row in events(store, "CHL-PER") if row["reports"] == 2)
    correct(store, "event", row["event"], "wrong", who="Ana")
    others = [r for r in events(store, "CHL-PER") if r["date"] == row["date"]]
    assert [r["reports"] for r in others] == [1]
    assert others[0]["deed"].startswith(others[0]["event"])


def test_a_report_read_anew_brings_nothing_back(store: Store) -> None:
    accused = next(row for row in events(store, "CHL-PER") if row["type"] == "ACCUSE")
    correct(store, "event", accused["event"], "wrong", who="Ana")
    left = deeds(store)
    store.connection.execute("UPDATE reports SET coder_version = 'older'")
    assert store.add(REPORTS, processes=1, reread=True).n_replaced == 3
    assert deeds(store) == left
    correct(store, "event", accused["event"], "open", who="Ana")
    assert deeds(store) == left + 1
    assert standing(store, "event", [accused["event"]]) == {}


def test_a_wrong_claim_is_no_longer_said(store: Store) -> None:
    said = claims(store, "CHL-PER").rows()
    correct(store, "claim", said[0]["id"], "wrong", who="Ana")
    assert [row["id"] for row in claims(store, "CHL-PER")] == [row["id"] for row in said[1:]]
    correct(store, "claim", said[0]["id"], "right", who="Ana")
    assert claims(store, "CHL-PER").rows() == said
    assert standing(store, "claim", [said[0]["id"]]) == {said[0]["id"]: "right"}


def test_a_row_of_a_data_set_can_be_wrong_and_stays_so_when_loaded_again(tmp_path: Path) -> None:
    icews = find_dataset("icews")
    rows = [icews_row(1, "112", "Chile", "Peru", story=1)]
    with Store.open() as store:
        load(store, icews, icews_file(tmp_path / "a.tab", rows))
        event = events(store, "CHL-PER").rows()[0]["event"]
        correct(store, "event", event, "wrong", who="Ana")
        assert len(events(store, "CHL-PER")) == 0
        load(store, icews, icews_file(tmp_path / "b.tab", [*rows, icews_row(2, "112", "Chile", "Peru", story=2)]))
        assert len(events(store, "CHL-PER")) == 0
        correct(store, "event", event, "open", who="Ana")
        assert len(events(store, "CHL-PER")) == 1


def test_corrections_serve_as_labels_with_the_words_they_judge(store: Store) -> None:
    row = events(store, "CHL-PER").rows()[0]
    correct(store, "event", row["event"], "right", who="Ana")
    label = labelled(store)[0]
    assert (label["who"], label["judgement"], label["report"]) == ("Ana", "right", row["report"])
    text = store.report(label["report"]).text
    assert text[label["span_start"] : label["span_end"]] == label["text"]
    assert label["said"]["type"] == row["type"]
    assert {actor["state"] for actor in label["said"]["actors"]} <= {"CHL", "PER"}


def test_what_is_not_there_or_has_no_name_is_refused(store: Store, tmp_path: Path) -> None:
    event = events(store, "CHL-PER").rows()[0]["event"]
    with pytest.raises(UnknownItem):
        correct(store, "event", "0" * 16, "wrong", who="Ana")
    for kind, judgement, who in (("report", "wrong", "Ana"), ("event", "bad", "Ana"), ("event", "wrong", "  ")):
        with pytest.raises(QuestionError):
            correct(store, kind, event, judgement, who=who)
    Store.open(tmp_path / "a.duckdb").close()
    with Store.open(tmp_path / "a.duckdb", read_only=True) as reading, pytest.raises(RecordError):
        correct(reading, "event", event, "wrong", who="Ana")
    assert labelled(store) == []


def test_a_dossier_is_frozen_once_under_the_hash_of_its_content(store: Store) -> None:
    one = freeze(store, "CHL-PER", "<p>as it was</p>")
    assert freeze(store, "CHL-PER", "<p>as it was</p>") == one
    other = freeze(store, "CHL-PER", "<p>as it is</p>")
    assert frozen_html(store, one.hash) == "<p>as it was</p>"
    assert {f.hash for f in frozen(store, "CHL-PER")} == {one.hash, other.hash}
    with pytest.raises(UnknownItem):
        frozen_html(store, "0" * 32)


def test_a_claim_called_wrong_before_the_fifth_schema_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "old.duckdb"
    with detente.open(path) as record:
        record.add(REPORTS, processes=1)
        (target, *_) = [row["id"] for row in record.sql("SELECT id FROM claims ORDER BY id").rows()]
        record.correct("claim", target, "wrong", who="Ana")
        as_of_the_seventh_schema(record.store.connection)
        for table in ("claims", "claims_set_aside"):
            for column in OF_SCHEMA_5:
                record.store.connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        record.store.connection.execute("UPDATE meta SET value = '4' WHERE key = 'schema'")
    with detente.open(path) as record:
        assert record.claim(target)["via_text"] is None
        record.correct("claim", target, "right", who="Ana")
        assert record.sql("SELECT count(*) AS n FROM claims WHERE id = ?", [target]).rows() == [{"n": 1}]
        record.add(REPORTS, processes=1, reread=True)
        assert record.claim(target)["judgement"] == "right"
    assert (tmp_path / "old.duckdb.schema-4").exists()


def test_a_record_of_the_sixth_schema_learns_by_what_words_a_cause_is_joined(tmp_path: Path) -> None:
    path = tmp_path / "old.duckdb"
    report = detente.Report("Chile closed its embassy in Peru because of a quarrel over fish.", date="2015-03-10")
    with detente.open(path) as record:
        record.add([report], processes=1)
        as_of_the_seventh_schema(record.store.connection)
        for column in ("cue", "cue_start", "cue_end", "explicit", "cause_parts", "effect_parts"):
            record.store.connection.execute(f"ALTER TABLE drivers DROP COLUMN {column}")
        record.store.connection.execute("UPDATE reports SET coder_version = 'an earlier one'")
        record.store.connection.execute("UPDATE meta SET value = '6' WHERE key = 'schema'")
    with detente.open(path) as record:
        assert record.sql("SELECT cue, explicit FROM drivers").rows() == [{"cue": None, "explicit": None}]
        record.add([report], processes=1, reread=True)
        assert record.sql("SELECT cue, explicit FROM drivers").rows() == [{"cue": "because of", "explicit": True}]
    assert (tmp_path / "old.duckdb.schema-6").exists()


def test_a_record_of_the_second_schema_learns_to_keep_corrections(tmp_path: Path) -> None:
    path = tmp_path / "old.duckdb"
    with detente.open(path) as record:
        record.add(REPORTS, processes=1)
        as_of_the_seventh_schema(record.store.connection)
        for statement in (*migrations.STEPS[2], *migrations.STEPS[3]):
            record.store.connection.execute(statement.split("(")[0].replace("CREATE", "DROP"))
        for column in OF_SCHEMA_5:
            record.store.connection.execute(f"ALTER TABLE claims DROP COLUMN {column}")
        record.store.connection.execute("UPDATE meta SET value = '2' WHERE key = 'schema'")
    with Store.open(path) as store:
        event = events(store, "CHL-PER").rows()[0]["event"]
        correct(store, "event", event, "wrong", who="Ana")
        assert len(labelled(store)) == 1
