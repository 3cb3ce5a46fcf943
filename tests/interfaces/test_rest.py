"""The API answers as the Python face does, in pages, with ETags and problems; and never with a fault of its own."""

import re
import time
from pathlib import Path

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

import detente
from detente.interfaces.serving.app import make_app

V1 = "/api/v1"
CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]
TABLES = ("events", "claims", "series", "third-parties", "outlook", "measures", "phases", "drivers")


@pytest.mark.parametrize("name", TABLES)
def test_a_dyads_tables_are_those_of_the_python_face(client: TestClient, kept_record: Path, name: str) -> None:
    said = client.get(f"{V1}/dyads/PAK-RUS/{name}?limit=1000").json()
    with detente.open(kept_record, read_only=True) as record:
        table = getattr(record.relation("Russia", "Pakistan"), name.replace("-", "_"))()
    assert said["total"] == len(table)
    assert tuple(said["rows"][0]) == table.columns


def test_eras_and_brief_are_the_faces(client: TestClient) -> None:
    eras = client.get(f"{V1}/dyads/rus-pak/eras").json()
    assert eras["dyad"] == "PAK-RUS"
    assert eras["verdict"] in ("turn", "young", "none", "cannot tell")
    assert client.get(f"{V1}/dyads/PAK-RUS/brief").json()["shape"].startswith("detente/brief/")
    page = client.get(f"{V1}/dyads/PAK-RUS/brief?form=html")
    assert "sha256-" in page.headers["content-security-policy"]
    assert client.get(f"{V1}/dyads/PAK-RUS/brief?form=markdown").text.startswith("# Pakistan and Russia")


@pytest.mark.parametrize("path", ["/dyads/PAK-RUS/events", "/events", "/reports", "/dyads", "/states"])
def test_pages_of_rows_follow_each_other_without_loss(client: TestClient, path: str) -> None:
    whole = client.get(f"{V1}{path}?limit=1000").json()
    if whole["next"]:
        whole["rows"] += client.get(whole["next"]).json()["rows"]
    rows, following = [], f"{V1}{path}?limit={max(whole['total'] // 3, 1)}"
    while following:
        page = client.get(following).json()
        rows += page["rows"]
        following = page["next"]
    assert rows == whole["rows"]
    assert len(rows) == whole["total"]


def test_an_unchanged_answer_is_not_sent_twice_and_a_correction_changes_it(own_client: TestClient) -> None:
    address = f"{V1}/dyads/PAK-RUS/series?by=year"
    first = own_client.get(address)
    again = own_client.get(address, headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    done = ("occurred", "ongoing", "ended")
    rows = own_client.get(f"{V1}/dyads/PAK-RUS/events?limit=1000").json()["rows"]
    event = next(r["event"] for r in rows if r["reports"] == 1 and r["status"] in done and len(r["date"] or "") == 10)
    body = {"kind": "event", "target": event, "judgement": "wrong", "who": "Ana", "note": "read it again"}
    assert own_client.post(f"{V1}/corrections", json=body).status_code == 201
    after = own_client.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert after.status_code == 200
    total = sum(row["n_events"] for row in first.json()["rows"])
    assert sum(row["n_events"] for row in after.json()["rows"]) == total - 1
    assert event not in [row["event"] for row in own_client.get(f"{V1}/dyads/PAK-RUS/events?limit=1000").json()["rows"]]
    found = own_client.get(f"{V1}/events/{event}").json()
    assert (found["judgement"], found["corrections"][0]["who"]) == ("wrong", "Ana")
    label = own_client.get(f"{V1}/corrections").json()["rows"][0]
    assert label["text"] == found["text"]


def test_an_event_and_a_claim_stand_in_the_text_of_their_report(client: TestClient) -> None:
    for kind, start, end, words in (
        ("events", "span_start", "span_end", "text"),
        ("claims", "content_start", "content_end", "content"),
    ):
        row = client.get(f"{V1}/dyads/PAK-RUS/{kind}?limit=1").json()["rows"][0]
        found = client.get(f"{V1}/{kind}/{row.get('event') or row['id']}").json()
        report = client.get(f"{V1}/reports/{found['report']}").json()
        assert report["text"][found[start] : found[end]] == found[words]


def test_filters_by_source_and_outlet_show_only_these(client: TestClient) -> None:
    assert client.get(f"{V1}/dyads/PAK-RUS/events?source=icews").json()["total"] == 0
    everything = client.get(f"{V1}/dyads/PAK-RUS/events").json()["total"]
    assert client.get(f"{V1}/dyads/PAK-RUS/events?source=text").json()["total"] == everything
    few = client.get(f"{V1}/dyads/PAK-RUS/events", params={"outlet": "<b>Outlet</b>"}).json()["total"]
    assert 0 < few < everything
    quoted = {"outlet": "o'); DROP TABLE ties; --"}
    assert client.get(f"{V1}/dyads/PAK-RUS/events", params=quoted).json()["total"] == 0
    assert client.get(f"{V1}/dyads/PAK-RUS/events").json()["total"] == everything


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/states?name=Ruritania", 404, "D101"),
        ("/dyads/XXX-RUS/eras", 404, "D101"),
        ("/dyads/RUS-RUS/eras", 400, "D102"),
        ("/dyads/PAK-RUS/events?since=soon", 400, "D103"),
        ("/events/none", 404, "D105"),
        ("/reports/none", 404, "D105"),
        ("/frozen/none", 404, "D105"),
        ("/dyads/PAK-RUS/events?limit=0", 422, None),
        ("/nothing", 404, None),
    ],
)
def test_what_cannot_be_answered_is_a_problem_with_its_code(
    client: TestClient, path: str, status: int, code: str | None
) -> None:
    answer = client.get(V1 + path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json().get("code") == code
    assert answer.json()["detail"]


def test_a_text_is_read_and_nothing_is_kept(client: TestClient) -> None:
    before = client.get(f"{V1}/status").json()["counts"]
    text = "Chile recalled its ambassador from Peru on Monday, a diplomat said."
    found = client.post(f"{V1}/read", json={"text": text, "date": "2014-03-05"}).json()
    event = found["events"][0]
    assert text[event["start"] : event["end"]] == event["text"]
    assert event["date"] == "2014-03-03"
    assert client.get(f"{V1}/status").json()["counts"] == before
    assert client.post(f"{V1}/read", json={"text": "x" * 200_000}).status_code == 422
    assert client.post(f"{V1}/read", json={"text": "  "}).status_code == 422


def test_a_frozen_dossier_stays_as_it_was(own_client: TestClient) -> None:
    kept = own_client.post(f"{V1}/dyads/RUS-PAK/frozen").json()
    assert kept["dyad"] == "PAK-RUS"
    assert own_client.get(f"{V1}/frozen/{kept['hash']}").json()["html"].startswith("<!doctype html>")


def test_the_scan_is_told_when_it_is_made(client: TestClient) -> None:
    for _ in range(300):
        answer = client.get(f"{V1}/scan")
        if answer.status_code != 202:
            break
        assert set(answer.json()) == {"done", "total"}
        time.sleep(0.2)
    assert answer.status_code == 200
    assert "PAK-RUS" in [row["dyad"] for row in answer.json()["rows"]]


def test_no_path_of_the_machine_is_told(client: TestClient, kept_record: Path) -> None:
    paths = ("/reports?limit=5", "/events?limit=5", "/status", "/refused")
    for path in (*paths, "/dyads/PAK-RUS/brief", "/dyads/PAK-RUS/measures", "/dyads/PAK-RUS/brief?form=html"):
        assert not re.search(r"/(work|tmp|home|root|usr)/", client.get(V1 + path).text)


def test_a_record_that_another_writes_is_told_and_read_again_later(own_record: Path) -> None:
    with TestClient(make_app(own_record), base_url="http://127.0.0.1") as client:
        own_record.rename(own_record.with_suffix(".away"))
        gone = client.get(f"{V1}/status")
        assert (gone.status_code, gone.json()["code"]) == (503, "D304")
        own_record.with_suffix(".away").rename(own_record)
        assert client.get(f"{V1}/status").status_code == 200


def test_what_is_found_has_the_shape_that_is_described(own_client: TestClient) -> None:
    """Schemathesis seldom guesses an id: each answer that is no page of rows is asked for by one that is there."""
    app = own_client.app
    event = own_client.get(f"{V1}/events?limit=1").json()["rows"][0]
    claim = own_client.get(f"{V1}/dyads/PAK-RUS/claims?limit=1").json()["rows"][0]["id"]
    body = {"kind": "event", "target": event["event"], "judgement": "right", "who": "Ana"}
    kept = own_client.post(f"{V1}/corrections", json=body).json()
    frozen = own_client.post(f"{V1}/dyads/PAK-RUS/frozen").json()
    shapes = app.openapi()["components"]["schemas"]  # type: ignore[attr-defined]
    told = {
        "EventBody": f"/events/{event['event']}", "ClaimBody": f"/claims/{claim}",
        "ReportBody": f"/reports/{event['report']}", "StateBody": "/states/RUS",
        "StatusBody": "/status", "FrozenBody": f"/frozen/{frozen['hash']}",
        "BriefBody": "/dyads/PAK-RUS/brief", "ErasBody": "/dyads/PAK-RUS/eras", "Rows": "/dyads/PAK-RUS/events",
    }  # fmt: skip
    answers = {name: own_client.get(V1 + path).json() for name, path in told.items()}
    for name, answer in {**answers, "KeptCorrection": kept}.items():
        whole = {**shapes[name], "components": {"schemas": shapes}}
        assert not list(Draft202012Validator(whole).iter_errors(answer)), name
        assert set(shapes[name]["required"]) <= set(answer)


def test_whatever_is_asked_there_is_no_fault(own_record: Path) -> None:
    """Schemathesis asks each operation what its description allows; reading a text costs a process and is left out."""
    app = make_app(own_record, names=("testserver",))
    schema = schemathesis.openapi.from_asgi(f"{V1}/openapi.json", app)
    asked = []
    for found in schema.exclude(path=f"{V1}/read").get_all_operations():
        operation = found.ok()

        @settings(max_examples=10, deadline=None, derandomize=True, database=None, suppress_health_check=[*HealthCheck])
        @given(case=operation.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            response = case.call()
            case.validate_response(response, checks=CHECKS)
            assert "traceback" not in response.text.lower()

        ask()
        asked.append(operation.label)
    app.state.readers.close()
    assert len(asked) >= 25
