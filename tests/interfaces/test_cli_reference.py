"""docs/reference/cli.md says what --help says; `python tests/interfaces/test_cli_reference.py` writes it anew."""

import re
from pathlib import Path

from typer.testing import CliRunner

from detente.interfaces.cli.app import app

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"
HEAD = """# Command line

Made from the commands' own help. Results go to stdout, words and progress to stderr, so that everything can be piped.
"""


def commands() -> list[str]:
    return [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]


def help_of(*command: str) -> str:
    environment = {"COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"}
    result = CliRunner().invoke(app, [*command, "--help"], env=environment, terminal_width=100)
    assert result.exit_code == 0, result.output
    text = re.sub(r"\x1b\[[0-9;]*m", "", result.stdout)
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def page() -> str:
    parts = [HEAD, "```text", help_of(), "```", ""]
    for name in commands():
        parts += [f"## detente {name}", "", "```text", help_of(name), "```", ""]
    return "\n".join(parts)


def test_the_reference_is_what_help_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python tests/interfaces/test_cli_reference.py"


def test_every_command_teaches_by_an_example() -> None:
    for name in commands():
        assert re.search(rf"Example:\s+\S detente {name}", help_of(name)), name


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
