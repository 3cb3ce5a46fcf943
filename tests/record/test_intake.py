"""Adding: read once, kept once, whatever is broken set aside, the rest goes on."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import BadDate, Unreadable
from detente.record.fingerprint import fingerprint
from detente.record.store import Store
from detente.sources.report import Report

ROME = Report("Italy and Tunisia signed a fisheries agreement in Rome on Tuesday.", "2013-05-08", path="wire", line=4)
OSLO = Report("Norway accused Iceland of overfishing, Prime Minister Erna Solberg said.", "2014-02-01", outlet="Wire")


def test_a_report_comes_back_as_it_was_given() -> None:
    given_report = Report(
        "They met.", "2014-12", "Title", "Wire", "https://e.org", "a.jsonl", 7, "en", "n1", ("https://e.org/1",)
    )
    with Store.open() as store:
        intake = store.add(given_report)
        assert store.report(given_report.id) == given_report
        assert (intake.n_read, intake.n_kept) == (1, 1)


def test_every_row_leads_back_to_its_report_and_reader() -> None:
    with Store.open() as store:
        store.add([ROME, OSLO])
        query = store.connection.execute
        (load,) = store.loads()
        assert load.coder
        assert load.coder_version
        assert load.finished is not None
        assert (load.n_read, load.n_kept) == (2, 2)
        assert query("SELECT count(*) FROM mentions").fetchall()[0][0] >= 4
        for table in ("mentions", "events", "claims", "ties", "phases", "drivers"):
            orphans = query(f"SELECT count(*) FROM {table} WHERE report NOT IN (SELECT id FROM reports)").fetchall()
            assert orphans == [(0,)]
        for text, start, end, report in query("SELECT text, span_start, span_end, report FROM mentions").fetchall():
            kept = store.report(report)
            assert kept is not None
            assert kept.text[start:end] == text


def test_a_claim_keeps_who_passed_it_on_and_its_stance_to_each_relation() -> None:
    told = Report(
        "Andina quoted Foreign Minister Rosa Vega as saying that relations between Peru and Chile were warmer than "
        "ever, while those between Peru and Bolivia had deteriorated.",
        "2015-03-02",
    )
    with Store.open() as store:
        store.add(told)
        columns = "source_name, via_text, via_start, via_end, via_name, towards"
        (row,) = store.connection.execute(f"SELECT {columns} FROM claims").fetchall()
        assert row[1:5] == ("Andina", 0, 6, "Andina")
        assert {(one["dyad"], one["stance"]) for one in row[5]} == {("CHL-PER", "warmer"), ("BOL-PER", "cooler")}


def test_adding_twice_changes_nothing() -> None:
    with Store.open() as store:
        store.add([ROME, OSLO])
        before = fingerprint(store)
        again = store.add([OSLO, ROME, ROME])
        assert (again.n_read, again.n_kept, again.n_same) == (3, 0, 3)
        assert fingerprint(store) == before


def test_the_same_text_in_another_file_and_other_blanks_is_the_same_report() -> None:
    with Store.open() as store:
        copy = Report(ROME.text.replace(" ", "\n  "), ROME.date, path="other")
        intake = store.add([ROME, copy])
        assert (intake.n_kept, intake.n_same) == (1, 1)


def test_order_batches_and_number_of_loads_leave_the_record_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    met = [Report(f"Peru and Chile met in Lima on {day} March.", "2014-04-01") for day in range(1, 8)]
    reports = [ROME, OSLO, *met]
    with Store.open() as one, Store.open() as other:
        one.add(reports)
        monkeypatch.setattr("detente.record.intake.BATCH", 2)
        monkeypatch.setattr("detente.record.feed.LOOK", 3)
        for report in reversed(reports):
            other.add([report, ROME])
        assert fingerprint(one) == fingerprint(other)
        assert one.counts()["reports"] == len(reports)


def test_a_dated_copy_takes_the_place_of_an_undated_one_and_never_the_reverse() -> None:
    undated = Report(ROME.text)
    with Store.open() as dated_only, Store.open() as store:
        dated_only.add(ROME)
        first = store.add(undated)
        assert first.n_undated == 1
        assert store.coverage().n_undated == 1
        second = store.add([ROME])
        assert (second.n_kept, second.n_replaced, second.n_undated) == (1, 1, 0)
        third = store.add(undated)
        assert (third.n_kept, third.n_same) == (0, 1)
        assert fingerprint(store) == fingerprint(dated_only)
    with Store.open() as store:
        both = store.add([undated, ROME, undated])
        assert (both.n_read, both.n_kept, both.n_replaced, both.n_same) == (3, 2, 1, 1)
        assert store.counts()["reports"] == 1
        assert store.coverage().n_undated == 0


def test_another_version_of_the_reader_reads_again_only_when_asked() -> None:
    with Store.open() as store:
        store.add([ROME, OSLO])
        now = fingerprint(store)
        for table in ("reports", "told_events", "claims"):
            store.connection.execute(f"UPDATE {table} SET coder_version = 'older'")
        store.connection.execute("DELETE FROM mentions")
        assert store.add([ROME, OSLO]).n_same == 2
        again = store.add([Report(ROME.text, path="wire", line=4), OSLO], reread=True)
        assert (again.n_kept, again.n_replaced, again.n_undated) == (2, 2, 0)
        assert store.add([ROME, OSLO], reread=True).n_same == 2
        kept = store.report(ROME.id)
        assert kept is not None
        assert kept.date == ROME.date
        assert fingerprint(store) == now


def test_what_cannot_be_taken_is_in_quarantine_once_and_the_rest_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"text": ROME.text}) + '\n{"text": broken\n' + json.dumps({"text": OSLO.text}) + "\n"
    )
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "c.txt").write_bytes(b"\x00\x01")
    (tmp_path / "d.txt").write_bytes(b"")
    with Store.open() as store:
        intake = store.add([tmp_path, Report("half a pair \ud83d")])
        assert (intake.n_read, intake.n_kept, intake.n_refused, intake.n_undated) == (7, 2, 5, 2)
        rows = [(q.path and Path(q.path).name, q.line, q.code) for q in store.quarantined()]
        assert rows == [
            (None, None, "D204"),
            ("a.jsonl", 2, "D201"),
            ("b.pdf", None, "D201"),
            ("c.txt", None, "D201"),
            ("d.txt", None, "D202"),
        ]
        before = fingerprint(store)
        again = store.add([tmp_path, Report("half a pair \ud83d")])
        assert (again.n_same, again.n_refused) == (2, 5)
        assert fingerprint(store) == before


def test_a_wrong_path_or_date_is_an_error_before_anything_is_kept(tmp_path: Path) -> None:
    with Store.open() as store:
        with pytest.raises(Unreadable, match="no such file"):
            store.add(tmp_path / "none.txt")
        with pytest.raises(BadDate):
            store.add([ROME], date="the day before")
        assert store.loads() == []


def test_progress_counts_to_the_end_and_knows_the_total(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": f"Peru wrote to Chile {i} times."}) + "\n" for i in range(5)))
    heard: list[tuple[int, int | None]] = []
    with Store.open() as store:
        store.add(path, progress=lambda done, total: heard.append((done, total)))
        assert heard[-1] == (5, 5)
        assert [done for done, _ in heard] == sorted(done for done, _ in heard)
        heard.clear()
        store.add(path, progress=lambda done, total: heard.append((done, total)))
        assert heard[-1] == (5, 5)


def test_the_record_is_no_material_of_the_folder_it_lies_in(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ROME.text)
    with Store.open(tmp_path / "own.duckdb") as store:
        store.connection.execute("CREATE TABLE pending (n INTEGER)")
        assert (tmp_path / "own.duckdb.wal").exists()
        for given in (tmp_path, f"{tmp_path}/*"):
            intake = store.add(given)
            assert (intake.n_read, intake.n_refused) == (1, 0)
        assert store.add(tmp_path / "own.duckdb").n_refused == 1


def test_a_load_is_named_by_its_content_in_any_order() -> None:
    with Store.open() as store:
        for material in ([ROME, OSLO], [OSLO, ROME], [ROME]):
            store.add(material)
        first, second, part = (load.hash for load in store.loads())
        assert first
        assert first == second != part


def test_coverage_tells_days_outlets_and_months() -> None:
    with Store.open() as store:
        store.add([ROME, OSLO, Report("They met."), Report("Peace held.", "2014-03/..")])
        coverage = store.coverage()
        assert (coverage.n_reports, coverage.n_undated, coverage.n_outlets) == (4, 1, 1)
        assert (coverage.since, coverage.until) == (date(2013, 5, 8), date(2014, 2, 2))
        assert coverage.months == (("2013-05", 1), ("2014-02", 1), ("2014-03", 1))


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
REPORTS = st.lists(st.builds(Report, TEXTS, date=st.sampled_from([None, "2014", "2014-12-02"])), max_size=6)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(REPORTS)
def test_adding_any_reports_twice_changes_nothing(reports: list[Report]) -> None:
    with Store.open() as store:
        first = store.add(reports)
        assert first.n_read == first.n_kept + first.n_same + first.n_refused == len(reports)
        before = fingerprint(store)
        second = store.add(reports)
        assert (second.n_kept, second.n_read) == (0, len(reports))
        assert fingerprint(store) == before
