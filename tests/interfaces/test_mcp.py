"""An assistant asks the record: through the protocol's own client, as it would from its settings."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp", reason='the extra "mcp" is not installed')

from mcp import Client, StdioServerParameters, stdio_client

import detente
from detente.interfaces.mcp.server import server_of

REPORTS = Path(__file__).parents[1] / "brief" / "reports.jsonl"
TOOLS = {"brief", "eras", "events", "claims", "third_parties", "scan", "report", "status"}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mcp") / "small.duckdb"
    with detente.open(path) as opened:
        opened.add(REPORTS, processes=1)
    return path


def ask(record: Path, tool: str, **values: Any) -> Any:
    async def once() -> Any:
        async with Client(server_of(record)) as client:
            return await client.call_tool(tool, values)

    return asyncio.run(once())


def rows(record: Path, tool: str, **values: Any) -> list[dict[str, Any]]:
    answer = ask(record, tool, **values)
    assert not answer.is_error, answer.content
    found: list[dict[str, Any]] = answer.structured_content["rows"]
    return found


def test_every_tool_is_told_with_its_use_and_reads_only(record: Path) -> None:
    async def once() -> Any:
        async with Client(server_of(record)) as client:
            return (await client.list_tools()).tools

    tools = asyncio.run(once())
    assert {tool.name for tool in tools} == TOOLS
    for tool in tools:
        assert tool.description
        assert tool.annotations.read_only_hint
        assert "self" not in tool.input_schema["properties"]


def test_events_come_with_the_sentences_that_tell_of_them(record: Path) -> None:
    found = rows(record, "events", a="Turkey", b="Israel")
    assert found
    for event in found:
        assert event["evidence"]
        for told in event["evidence"]:
            (report,) = rows(record, "report", report=told["report"])
            text = report["text"] if "text" in report else report["report"]["text"]
            assert text[told["span_start"] : told["span_end"]] == told["text"]


def test_a_page_of_rows_says_how_many_there_are(record: Path) -> None:
    whole = ask(record, "events", a="TUR", b="ISR").structured_content
    second = ask(record, "events", a="TUR", b="ISR", limit=1, offset=1).structured_content
    assert second["total"] == whole["total"] == len(whole["rows"])
    assert second["rows"] == whole["rows"][1:2]


def test_the_dossier_is_the_one_of_the_command_line(record: Path) -> None:
    answer = ask(record, "brief", a="Turkey", b="Israel", form="json")
    made = json.loads(answer.content[0].text)
    assert made["dyad"] == "ISR-TUR"
    assert made["evidence"]
    assert "has a new era begun?" in ask(record, "brief", a="Turkey", b="Israel").content[0].text


def test_eras_say_what_cannot_be_told(record: Path) -> None:
    notes = ask(record, "eras", a="Turkey", b="Israel").structured_content["notes"]
    assert notes["verdict"] == "cannot tell"
    assert notes["reason"]


def test_what_another_process_is_writing_is_read_as_it_last_stood(record: Path) -> None:
    code = f"import sys, detente\nwith detente.open({str(record)!r}): print('open', flush=True); sys.stdin.readline()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"open\n"
        assert rows(record, "status")
        writer.communicate(b"\n")


def test_what_cannot_be_asked_is_told_in_words_with_the_next_step(record: Path) -> None:
    for tool, values, code in (
        ("events", {"a": "Turky", "b": "Israel"}, "D101"),
        ("claims", {"a": "Turkey", "b": "Turkey"}, "D102"),
        ("eras", {"a": "Turkey", "b": "Israel", "since": "soon"}, "D103"),
        ("report", {"report": "none"}, "D105"),
    ):
        answer = ask(record, tool, **values)
        assert answer.is_error
        assert code in answer.content[0].text
        assert "Traceback" not in answer.content[0].text


def test_the_command_speaks_the_protocol_on_stdin_and_stdout(record: Path) -> None:
    code = "from detente.interfaces.cli import main; main()"
    server = StdioServerParameters(command=sys.executable, args=["-c", code, "mcp", "--record", str(record)])

    async def once() -> Any:
        async with Client(stdio_client(server)) as client:
            return await client.call_tool("status", {})

    answer = asyncio.run(once())
    assert answer.structured_content["total"] >= 1
