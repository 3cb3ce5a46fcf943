import os
import pickle
import signal
import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from detente.errors import BadDate, DetenteError, SourceError
from detente.reading import read as read_module
from detente.reading.model import Reading
from detente.reading.read import Failure, coder_version, read, read_many
from detente.reading.workers import Crew
from detente.sources.report import Report


@given(st.text(max_size=200))
@example("\ud800 Peru")
@example('"' * 500)
@example("(" * 300)
@settings(max_examples=60, deadline=None)
def test_no_text_makes_reading_fail_but_by_name(text: str) -> None:
    try:
        reading = read(text, date="2014-12")
    except SourceError:
        return
    assert reading.text == text
    for found in (*reading.mentions, *reading.times):
        assert text[found.start : found.end] == found.text


def test_a_reading_names_its_coder() -> None:
    reading = read("Peru and Chile signed a pact.", date="2014-12-02")
    assert (reading.coder, reading.coder_version) == (read_module.CODER, coder_version())
    assert reading.date == "2014-12-02"


def test_a_list_of_reports_gives_a_list_of_readings() -> None:
    reports = [Report("Peru spoke.", date="2014"), Report("Chile spoke.")]
    readings = read(reports, date="2015")
    assert [r.report_id for r in readings] == [r.id for r in reports]
    assert [r.date for r in readings] == ["2014", "2015"]


def test_a_bad_date_is_refused_at_once() -> None:
    with pytest.raises(BadDate):
        read("Peru spoke.", date="last spring, I think")


def test_one_bad_report_never_stops_the_rest() -> None:
    good, bad = Report("Peru and Chile signed a pact."), Report("Peru\x00")
    first, second, third = read_many([good, bad, good])
    assert isinstance(first, Reading)
    assert isinstance(third, Reading)
    assert isinstance(second, Failure)
    assert isinstance(second.error, DetenteError)
    assert second.report_id == bad.id


def test_side_by_side_gives_the_same_readings_in_order() -> None:
    reports = [Report(f"Peru and Chile signed pact number {i}.", date="2014") for i in range(120)]
    reports[60] = Report("Peru\x00", date="2014")
    alone, together = list(read_many(reports, processes=1)), list(read_many(reports, processes=2))
    assert [r.report_id for r in together] == [report.id for report in reports]
    assert [r for r in together if isinstance(r, Reading)] == [r for r in alone if isinstance(r, Reading)]
    assert isinstance(together[60], Failure)


def test_a_worker_that_dies_is_replaced() -> None:
    crew = Crew(1)
    try:
        report = Report("Peru and Chile signed a pact.")
        assert len(crew.read([report])) == 1
        process = crew._workers[0]._process
        assert process is not None
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert isinstance(crew.read([report])[0], Reading)
    finally:
        crew.close()


def test_a_worker_whose_parent_is_gone_ends_without_a_word() -> None:
    command = [sys.executable, "-m", "detente.reading.workers"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as worker:
        assert worker.stdin
        assert worker.stdout
        assert worker.stderr
        worker.stdout.close()
        pickle.dump([Report("Peru and Chile signed a pact.")], worker.stdin)
        worker.stdin.close()
        assert worker.stderr.read() == b""
    assert worker.returncode == 0


ENDLESS = """
from detente import piped
piped.serve(lambda reports: [sum(iter(int, 1)) if "endless" in r.text else r.id for r in reports], limit=lambda _: 1.0)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="the system has no limit of processor time")
def test_a_worker_in_an_endless_loop_ends_though_its_parent_is_gone() -> None:
    with subprocess.Popen([sys.executable, "-c", ENDLESS], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        assert worker.stdin
        assert worker.stdout
        pickle.dump([Report("An endless tale.")], worker.stdin)
        worker.stdin.close()
        worker.stdout.close()
        assert worker.wait(timeout=120) == -signal.SIGPROF


@pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="the system has no limit of processor time")
def test_a_report_that_takes_too_long_fails_alone_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-c", ENDLESS]
    monkeypatch.setattr(
        "detente.piped.start", lambda _: subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    )
    crew = Crew(1)
    try:
        good, bad = Report("Peru and Chile signed a pact."), Report("An endless tale.")
        first, second = crew.read([good, bad])
    finally:
        crew.close()
    assert first == good.id
    assert isinstance(second, Failure)
    assert "took too long" in str(second.error)
