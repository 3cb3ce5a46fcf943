"""Markdown and JSON tell the same as the page."""

import json
import re
from pathlib import Path

import pytest

from detente.brief.document import statements_of
from detente.brief.make import Brief, brief_of
from detente.brief.material import Material

SHAPE = (Path(__file__).parents[2] / "docs" / "reference" / "brief-json.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def told(turn: Material) -> dict[str, object]:
    return json.loads(brief_of(turn).to_json())  # type: ignore[no-any-return]


def keys_of(value: object) -> set[str]:
    if isinstance(value, dict):
        nested = {key for inner in value.values() for key in keys_of(inner)}
        return nested | {key for key in value if re.fullmatch(r"[a-z_]+", key)}
    return {key for inner in value for key in keys_of(inner)} if isinstance(value, list) else set()


def test_every_key_of_the_json_is_documented(told: dict[str, object]) -> None:
    free = set()  # names inside `values` are words of the formulas, not keys of the shape
    for piece in told["evidence"].values():  # type: ignore[attr-defined]
        free |= set(piece.get("values", {}))
    missing = {key for key in keys_of(told) - free if f"`{key}`" not in SHAPE}
    assert not missing


def test_json_names_only_evidence_that_it_holds(told: dict[str, object]) -> None:
    def numbers(value: object) -> set[int]:
        if isinstance(value, dict):
            own = set(value.get("evidence", [])) if isinstance(value.get("evidence"), list) else set()
            return own | {n for inner in value.values() for n in numbers(inner)}
        return {n for inner in value for n in numbers(inner)} if isinstance(value, list) else set()

    used = numbers(told["sections"])
    assert used
    assert used <= {int(name) for name in told["evidence"]}  # type: ignore[attr-defined]


def test_json_gives_the_verdict_to_programs(told: dict[str, object]) -> None:
    facts = told["facts"]
    assert facts["verdict"] == "turn"  # type: ignore[index]
    assert facts["date"] == "2014-06-01"  # type: ignore[index]
    assert facts["probability"] == pytest.approx(0.91)  # type: ignore[index]


@pytest.mark.parametrize("name", ["material", "turn"])
def test_every_footnote_of_the_markdown_is_there(name: str, request: pytest.FixtureRequest) -> None:
    text = brief_of(request.getfixturevalue(name)).to_markdown()
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    defined = set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert used
    assert used <= defined


def test_all_statements_stand_in_all_renderings(brief: Brief) -> None:
    page, text = brief.to_html(), json.loads(brief.to_json())
    n = sum(len(statements_of(block)) for section in brief.document for block in section.blocks)
    assert n == json.dumps(text).count('"knowing"') + json.dumps(text).count('"cells"')
    assert page.count('class="refs"') == n


def test_a_file_is_written_whole(brief: Brief, tmp_path: Path) -> None:
    text = brief.to_html(tmp_path / "a.html")
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == text
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]
