"""Words for people (on stderr), and the two commands that answer about a few words."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.interfaces.cli.options import TableFormat


def say(text: str) -> None:
    """Tell a person something, on stderr; control characters of strangers are not obeyed."""
    from detente.brief.harmless import neutralise

    typer.echo(neutralise(text), err=True)


def resolve(
    name: Annotated[str, typer.Argument(help="Words that name an actor.")],
    date: Annotated[str | None, typer.Option(help="At which date (EDTF).")] = None,
    form: Annotated[TableFormat | None, typer.Option("--format", "-f", help="table, csv or json.")] = None,
) -> None:
    """Say which state, body or group a name means.

    Example:

    - `detente resolve "the Kremlin"`
    - `detente resolve "Military (Russia)"`
    - `detente resolve Moscow --date 1985`
    """
    from detente import dates
    from detente.interfaces.cli.output import write_rows
    from detente.reading.actors import resolve as find

    actor = find(name, date=dates.require(date) if date else None)
    if actor is None:
        say(f"“{name}” resolves to no actor that Détente knows.")
        raise typer.Exit(1)
    row = {"text": actor.text, "kind": actor.kind, "state": actor.state, "sector": actor.sector, "name": actor.name}
    write_rows([row], form, None)


def classify(
    sentence: Annotated[str, typer.Argument(help="The sentence.")],
    actor: Annotated[str, typer.Argument(help="Who acts, as the sentence says it.")],
    recipient: Annotated[str, typer.Argument(help="On whom, as the sentence says it.")],
    form: Annotated[TableFormat | None, typer.Option("--format", "-f", help="table, csv or json.")] = None,
) -> None:
    """Give the probability of each PLOVER event type for a sentence.

    Example:

    - `detente classify "Ankara recalled its ambassador from Israel." Ankara Israel`
    """
    from detente.interfaces.cli.output import write_rows
    from detente.reading.event_types import classify as find

    found = sorted(find(sentence, actor, recipient).items(), key=lambda item: -item[1])
    write_rows([{"type": name, "probability": round(value, 4)} for name, value in found], form, None)
