"""`detente brief`: the dossier on two states."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from detente.interfaces.cli.options import (
    BRIEF_ENDINGS,
    BriefFormat,
    RecordPath,
    Since,
    StateA,
    StateB,
    Until,
    open_record,
    place_for_brief,
)
from detente.interfaces.cli.words import say

ENDINGS = {BriefFormat.html: "html", BriefFormat.markdown: "md", BriefFormat.json: "json"}


def brief(
    a: StateA,
    b: StateB,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            callback=place_for_brief,
            help="The file, or - for stdout; by default brief-CODE-CODE.html.",
        ),
    ] = None,
    record: RecordPath = None,
    form: Annotated[
        BriefFormat | None,
        typer.Option("--format", "-f", is_eager=True, help="html, markdown or json; by default by the ending."),
    ] = None,
    since: Since = None,
    until: Until = None,
) -> None:
    """Write the dossier on two states: verdict, timeline, deeds, claims, coverage, and every source sentence.

    The file is whole by itself: no script, no network, prints well. Its path goes to stdout.

    Example:

    - `detente brief Russia Pakistan`
    - `detente brief TUR ISR -o dossier.md`
    - `detente brief US Cuba -f json -o -`
    """
    chosen = form or _by_ending(output)
    with open_record(record) as opened:
        relation = opened.relation(a, b)
        made = relation.brief(since=since, until=until)
    path = write(made, chosen, output, relation.dyad)
    say(verdict_of(made))
    say(f'Next: {"open the file, or " if path else ""}see the deeds with: detente events "{a}" "{b}"')


def write(made: Any, form: BriefFormat, output: Path | None, dyad: str) -> Path | None:
    """Write the brief and its path to stdout; with "-" the brief itself goes there."""
    path = output or Path(f"brief-{dyad}.{ENDINGS[form]}")
    to_text = {BriefFormat.html: made.to_html, BriefFormat.markdown: made.to_markdown, BriefFormat.json: made.to_json}
    if str(path) == "-":
        typer.echo(to_text[form]())
        return None
    to_text[form](path)
    typer.echo(str(path))
    return path


def verdict_of(made: Any) -> str:
    """The bold sentence of the verdict, with its arrow."""
    first = made.document.sections[0].blocks[0]
    return f"{made.document.arrow} {first.text}"


def _by_ending(output: Path | None) -> BriefFormat:
    return BRIEF_ENDINGS.get(output.suffix.lower(), BriefFormat.html) if output else BriefFormat.html
