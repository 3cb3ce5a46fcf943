"""`detente demo`: the dossier on Russia and Pakistan from the bundled dispatches, offline."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from detente.interfaces.cli.options import BriefFormat, place_for_brief
from detente.interfaces.cli.words import say


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", callback=place_for_brief, help="The dossier.")] = Path(
        "brief-PAK-RUS.html"
    ),
    record: Annotated[Path, typer.Option("--record", "-r", help="The record it is made from.")] = Path("demo.duckdb"),
) -> None:
    """Read the 175 bundled dispatches and write the dossier on Russia and Pakistan. Needs no network.

    Example:

    - `detente demo`
    - `detente demo -o /tmp/dossier.html --record /tmp/demo.duckdb`
    """
    import time

    from detente.interfaces.cli.brief import verdict_of, write
    from detente.interfaces.cli.read import progress_bar, summary
    from detente.interfaces.face import open as open_record

    began = time.monotonic()
    with open_record(record) as opened:
        with progress_bar() as told:
            intake = opened.add([str(dispatches())], progress=told)
        for line in list(summary(opened, intake, time.monotonic() - began))[:-1]:
            say(line)
        relation = opened.relation("Russia", "Pakistan")
        made = relation.brief()
    write(made, BriefFormat.html, output, relation.dyad)
    say(verdict_of(made))
    say(f"Next: open {output}, then try another pair: detente brief Russia India --record {record}")


def dispatches() -> Path:
    """The bundled dispatches: in the installed package, or in the clone's folder of examples."""
    inside = Path(str(files("detente"))) / "examples" / "dispatches.jsonl"
    if inside.is_file():
        return inside
    return Path(str(files("detente"))).parents[1] / "examples" / "dispatches.jsonl"
