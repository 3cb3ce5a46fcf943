"""The pages without a browser: what they show, what they let nobody do, and what no stranger's text can do to them."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import detente
from detente.errors import NoSuchRecord
from detente.interfaces.pages.marked import Mark, pieces_of
from detente.interfaces.serving.answers import Answers
from detente.interfaces.serving.app import make_app
from detente.interfaces.serving.dossiers import make_ahead, policy_of
from detente.interfaces.serving.readers import Readers
from detente.interfaces.serving.workshop import Workshop

TOKEN = re.compile(r'name="form_token" value="([0-9a-f]+)"')


def an_event(client: TestClient, **wanted: str) -> dict[str, object]:
    rows = client.get("/api/v1/dyads/PAK-RUS/events?limit=1000").json()["rows"]
    return next(row for row in rows if all(row[name] == value for name, value in wanted.items()))


def form_token(client: TestClient, path: str) -> str:
    found = TOKEN.search(client.get(path).text)
    assert found
    return found[1]


def test_the_search_leads_to_the_dossier_or_offers_near_names(client: TestClient) -> None:
    found = client.get("/search?a=Pakistani&b=the Kremlin", follow_redirects=False)
    assert (found.status_code, found.headers["location"]) == (303, "/dyads/PAK-RUS")
    assert client.get("/search?a=Russia", follow_redirects=False).headers["location"] == "/states/RUS"
    unknown = client.get("/search?a=Rusia&b=Pakistan")
    assert unknown.status_code == 404
    assert 'href="/search?a=Russia&amp;b=Pakistan"' in unknown.text


def test_a_state_page_lists_all_its_relations_its_predecessors_too(client: TestClient) -> None:
    page = client.get("/states/RUS").text
    assert "/dyads/PAK-RUS" in page
    assert "Soviet Union" in page
    assert client.get("/states/Russia", follow_redirects=False).headers["location"] == "/states/RUS"


def test_the_dossier_follows_its_filters_and_leads_to_the_reports(client: TestClient) -> None:
    whole, part = client.get("/dyads/PAK-RUS").text, client.get("/dyads/PAK-RUS?since=2010").text
    assert re.search(r'href="/reports/[0-9a-f]{16}#', whole)
    assert "1948" in whole
    assert "/api/v1/dyads/PAK-RUS/claims?since=2010" in part
    assert part.count('<li id="e') < whole.count('<li id="e')
    assert "cannot be told" in client.get("/dyads/PAK-RUS?source=icews").text
    assert client.get("/dyads/PAK-RUS?since=soon").status_code == 400
    assert client.get("/dyads/RUS-PAK", follow_redirects=False).headers["location"] == "/dyads/PAK-RUS"


def test_a_correction_needs_a_form_of_this_session_and_changes_the_dossier(own_client: TestClient) -> None:
    event = an_event(own_client, status="occurred")["event"]
    address = f"/events/{event}"
    said = {"judgement": "wrong", "who": "Ana Ruiz", "note": "<b>no</b>"}
    assert own_client.post(f"{address}/correction", data=said).status_code == 403
    said["form_token"] = form_token(own_client, address)
    foreign = own_client.post(f"{address}/correction", data=said, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    assert (
        own_client.post(f"{address}/correction", data=said, headers={"Origin": "http://evil.example"}).status_code
        == 403
    )
    kept = own_client.post(f"{address}/correction", data=said)
    assert kept.status_code == 200
    assert "called wrong" in kept.text
    assert "Ana Ruiz" in kept.text
    assert "<b>no</b>" not in kept.text
    assert "Ana Ruiz" in own_client.get("/corrections").text
    rows = own_client.get("/api/v1/dyads/PAK-RUS/events?limit=1000").json()["rows"]
    assert event not in [row["event"] for row in rows]
    own_client.cookies.clear()
    assert own_client.post(f"{address}/correction", data=said).status_code == 403


def test_a_frozen_dossier_does_not_change_with_the_record(own_client: TestClient) -> None:
    token = form_token(own_client, "/dyads/PAK-RUS")
    kept = own_client.post("/dyads/PAK-RUS/freeze", data={"form_token": token}, follow_redirects=False)
    address = kept.headers["location"]
    before = own_client.get(address)
    assert before.headers["content-security-policy"] == policy_of(before.text)
    event = an_event(own_client, status="occurred")["event"]
    body = {"kind": "event", "target": event, "judgement": "wrong", "who": "Ana"}
    assert own_client.post("/api/v1/corrections", json=body).status_code == 201
    assert own_client.get(address).content == before.content
    assert address in own_client.get("/dyads/PAK-RUS").text


def test_a_text_and_a_file_are_read_and_marked(client: TestClient) -> None:
    token = form_token(client, "/read")
    text = "Chile recalled its ambassador from Peru on Monday, a diplomat said."
    page = client.post("/read", data={"text": text, "date": "2014-03-05", "form_token": token}).text
    assert 'class="m event"' in page
    assert "3 March 2014" in page
    file = {"file": ("note.md", f"# Note\n\n{text}".encode(), "text/markdown")}
    assert "recalled" in client.post("/read", data={"form_token": token}, files=file).text
    broken = {"file": ("a.pdf", b"%PDF-1.4 broken", "application/pdf")}
    assert client.post("/read", data={"form_token": token}, files=broken).status_code == 422
    other = {"file": ("a.exe", b"MZ", "application/pdf")}
    assert client.post("/read", data={"form_token": token}, files=other).status_code == 415
    assert client.post("/read", data={"form_token": token, "text": "x" * 150_000}).status_code == 413
    big = client.post("/read", data={"form_token": token, "text": "x" * 10_000_000})
    assert big.status_code == 413
    assert "4 MB" in big.text


def test_the_words_of_strangers_stay_words(client: TestClient) -> None:
    rows = client.get("/api/v1/reports?limit=1000").json()["rows"]
    hostile = next(row["id"] for row in rows if row["outlet"] == "<b>Outlet</b>")
    event = an_event(client, report=hostile)["event"]
    pages = [f"/reports/{hostile}", "/reports", "/dyads/PAK-RUS", "/dyads/PAK-RUS?outlet=%3Cb%3EOutlet%3C%2Fb%3E"]
    for path in [*pages, f"/events/{event}", "/search?a=<script>alert(1)</script>", "/compare?dyad=PAK-RUS"]:
        answer = client.get(path)
        text = re.sub(r"&lt;|&gt;|&#34;|&#39;", "_", answer.text)
        assert "<script" not in text.lower(), path
        assert not re.search(r"<[^>]*\son\w+=", text), path
        assert not re.search(r'(href|src|action)="\s*(javascript|data|vbscript):', text, re.IGNORECASE), path
        assert "\u202e" not in text, path
        assert "script-src" not in answer.headers["content-security-policy"]
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        for link in re.findall(r'<a [^>]*href="https?://[^>]*>', text):
            assert "noopener" in link


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", ""])
def test_another_sites_name_that_leads_here_is_not_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 421
    assert client.get("/", headers={"Host": "localhost:8000"}).status_code == 200


def test_with_a_token_nothing_is_shown_without_it(kept_record: Path, tmp_path: Path) -> None:
    record = Path(shutil.copy(kept_record, tmp_path / "a.duckdb"))
    with TestClient(make_app(record, token="t" * 20), base_url="http://127.0.0.1") as client:
        for path in ("/", "/dyads/PAK-RUS", "/api/v1/status", "/api/v1/openapi.json", "/frozen/x"):
            assert client.get(path).status_code == 401
        assert client.get("/api/v1/status", headers={"Authorization": "Bearer no"}).status_code == 401
        assert client.get("/api/v1/status", headers={"Authorization": f"Bearer {'t' * 20}"}).status_code == 200
        assert client.post("/enter", data={"token": "wrong"}).status_code == 403
        assert client.get("/reports").status_code == 401
        client.cookies.set("detente_session", "a" * 32 + "." + "b" * 40)
        assert client.get("/reports").status_code == 401
        client.cookies.clear()
        entered = client.post("/enter", data={"token": "t" * 20}, follow_redirects=False)
        cookie = entered.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert client.get("/reports").status_code == 200


def test_other_machines_are_not_served_without_a_token(kept_record: Path) -> None:
    code = f"import sys; sys.argv[1:] = ['serve', '--host', '0.0.0.0', '-r', {str(kept_record)!r}]\n"
    code += "from detente.interfaces.cli import main; main()"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert ended.returncode == 2
    assert "--token" in ended.stderr


def test_a_fault_is_told_without_its_words(own_record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object, **__: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr("detente.interfaces.face.Record.reports", fault)
    with TestClient(make_app(own_record), base_url="http://127.0.0.1") as client:
        for path in ("/reports", "/api/v1/reports"):
            answer = client.get(path)
            assert answer.status_code == 500
            assert "secret" not in answer.text
            assert "Traceback" not in answer.text


def test_another_process_may_write_while_pages_are_served(own_record: Path) -> None:
    code = (
        "import sys, detente; from detente.sources.report import Report\n"
        f"with detente.open({str(own_record)!r}) as r: print('open', flush=True); sys.stdin.readline(); "
        "r.add(Report('Peru thanked Chile.', '2014-03-04'), processes=1)"
    )
    with TestClient(make_app(own_record), base_url="http://127.0.0.1") as client:
        before = client.get("/api/v1/status").json()["counts"]["reports"]
        client.app.state.readers.close()
        with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
            assert writer.stdout
            assert writer.stdout.readline() == b"open\n"
            assert client.get("/api/v1/status").json()["counts"]["reports"] == before
            event = an_event(client, status="occurred")["event"]
            body = {"kind": "event", "target": event, "judgement": "wrong", "who": "Ana"}
            assert client.post("/api/v1/corrections", json=body).status_code == 503
            writer.communicate(b"\n")
        client.app.state.readers.close()
        assert client.get("/api/v1/status").json()["counts"]["reports"] == before + 1


def test_the_pieces_of_a_marked_text_are_the_whole_text() -> None:
    text = "Chile accused Peru of spying, it said."
    marks = [Mark(0, 5, "party"), Mark(6, 13, "event", "E1"), Mark(0, 28, "claim", "C1"), Mark(90, 95, "time")]
    pieces = pieces_of(text, [*marks, Mark(3, 3, "time"), Mark(-1, 4, "time")])
    assert "".join(piece.text for piece in pieces) == text
    assert [(piece.text, piece.kinds) for piece in pieces if "event" in piece.kinds] == [
        ("accused", ("claim", "event"))
    ]
    assert [mark.label for piece in pieces for mark in piece.begins if mark.label] == ["C1", "E1"]
    assert [piece.text for piece in pieces if piece.ends and piece.ends[0].kind == "claim"] == [" Peru of spying"]


def test_answers_are_kept_within_their_bound() -> None:
    answers = Answers(1000, len)
    made = []

    def make() -> bytes:
        made.append(1)
        return b"x" * 200

    for n in range(20):
        answers.get((str(n),), make)
    assert len(made) == 20
    answers.get(("19",), make)
    assert len(made) == 20
    answers.get(("0",), make)
    assert len(made) == 21
    assert answers.size <= 1000


def test_a_dossier_is_made_once_for_all_its_forms(own_client: TestClient) -> None:
    for path in ("/dyads/PAK-RUS", "/compare?dyad=PAK-RUS", "/api/v1/dyads/RUS-PAK/brief?form=markdown"):
        assert own_client.get(path).status_code == 200
    assert own_client.app.state.briefs.size == 1  # type: ignore[attr-defined]
    assert own_client.get("/dyads/PAK-RUS?since=2014").status_code == 200
    assert own_client.app.state.briefs.size == 2  # type: ignore[attr-defined]


def test_dossiers_are_made_ahead_until_the_workshop_closes(own_record: Path) -> None:
    app = make_app(own_record)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        make_ahead(app.state, 2)
        assert app.state.briefs.size == 2
        busiest = client.get("/api/v1/dyads?limit=1").json()["rows"][0]["dyad"]
        assert client.get(f"/dyads/{busiest}").status_code == 200
        assert app.state.briefs.size == 2
    make_ahead(app.state, 3)
    assert app.state.briefs.size == 2


def test_the_workshop_makes_the_dossier_of_the_face_or_says_that_it_cannot(own_record: Path) -> None:
    asked = {"since": "2014", "until": None, "sources": ["text"], "outlets": []}
    with detente.open(own_record, read_only=True) as record:
        own = record.through(sources=["text"]).relation("PAK", "RUS").brief(since="2014").to_html()
    workshop = Workshop(1)
    try:
        made = workshop.make(own_record, "PAK-RUS", **asked)
        assert made is not None
        assert made.to_html() == own
        with pytest.raises(NoSuchRecord):
            workshop.make(own_record.with_suffix(".away"), "PAK-RUS", **asked)
        with detente.open(own_record):
            assert workshop.make(own_record, "PAK-RUS", **asked) is None
        os.kill(workshop._all[0].pid, signal.SIGKILL)
        assert workshop.make(own_record, "PAK-RUS", **asked) is None
        assert workshop.make(own_record, "PAK-RUS", **asked) == made
    finally:
        workshop.close()


def test_a_writer_waits_for_readers_and_readers_see_what_was_written(own_record: Path) -> None:
    readers = Readers(own_record)
    with readers.record() as record:
        before = len(record.corrections())
        version = readers.version
    event = Readers(own_record)
    with event.record() as record:
        name = record.relation("RUS", "PAK").events().rows()[0]["event"]
    event.close()
    readers.write(lambda record: record.correct("event", name, "right", who="Ana"))
    with readers.record() as record:
        assert len(record.corrections()) == before + 1
    assert readers.look() != version
    readers.close()
