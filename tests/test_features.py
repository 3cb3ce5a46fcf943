"""The table of features names commands and options that are there."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from detente.brief.exports.writing import FORMATS
from detente.interfaces.cli.app import app

TABLE = (Path(__file__).parents[1] / "docs" / "features.md").read_text(encoding="utf-8")
COMMANDS = get_command(app).commands  # type: ignore[attr-defined]


def test_the_table_has_every_row() -> None:
    assert re.findall(r"^\| (\d+) \|", TABLE, re.M) == [str(number) for number in range(1, 24)]


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`detente (\S+?)[ `]", TABLE))))
def test_the_commands_exist(name: str) -> None:
    assert name in COMMANDS


def test_the_formats_exist() -> None:
    named = set(re.findall(r"export A B -f (\w+)", TABLE)) | {"ris", "csl"}
    assert named <= set(FORMATS)
    from detente.interfaces.cli.export import ExportFormat

    assert {form.value for form in ExportFormat} == set(FORMATS)
