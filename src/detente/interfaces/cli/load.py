"""`detente load`: data sets of scholars into the record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from detente.interfaces.cli.options import RecordPath, open_record
from detente.interfaces.cli.words import say

MANY = 12


def load(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The data set; `list` shows them all.")],
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files, folders, globs, zip archives, web addresses.")
    ] = None,
    record: RecordPath = None,
    mapping: Annotated[
        Path | None, typer.Option(help="For events and measures of one's own: the TOML file that names the columns.")
    ] = None,
) -> None:
    """Load an event or dyadic data set: ICEWS, GDELT, POLECAT, UN votes, SIPRI, alliances, disputes, and your own.

    Files are taken as their publishers give them, also gzipped or zipped. The same file twice changes nothing; a later
    version of a row takes the earlier one's place; a load that was stopped goes on where it was when repeated. What
    cannot be taken is listed by `detente status --refused`, and the rest goes on.

    Example:

    - `detente load list`
    - `detente load icews 20181004-icews-events.tab --record my.duckdb`
    - `detente load gdelt2 downloads/ --record my.duckdb`
    - `detente load gdelt1 http://data.gdeltproject.org/events/20140601.export.CSV.zip`
    - `detente load events visits.csv --mapping visits.toml`
    - `detente load parquet FOLDER --record new.duckdb` (what `detente unload FOLDER` wrote)
    """
    if name == "list":
        _list()
        return
    if not paths:
        raise typer.BadParameter("name the files to load", param_hint="PATHS")
    if name == "parquet":
        _restore(paths, record)
        return
    from detente.interfaces.cli.read import plain_lines
    from detente.sources.datasets.catalogue import OWN, find_dataset
    from detente.sources.paths import find_material, is_address

    if mapping is not None and name not in OWN:
        raise typer.BadParameter(
            f"{name} has its own columns; {' and '.join(OWN)} take a mapping.", param_hint="--mapping"
        )
    # A name that is none, or a path that is not there, must not leave an empty record behind.
    find_dataset(name, str(mapping) if mapping else None)
    find_material([path for path in paths if not is_address(path)])
    with open_record(record, read_only=False) as opened:
        loaded = opened.load(name, paths, mapping=mapping, progress=plain_lines(what="Loading", unit="rows"))
        for line in _summary(opened, loaded):
            say(line)
    if loaded.n_kept + loaded.n_same == 0:
        raise typer.Exit(1)


def _number(n: int, what: str) -> str:
    return f"{n:,} {what}{'s' * (n != 1)}"


def _restore(paths: list[str], record: Path | None) -> None:
    if len(paths) != 1:
        raise typer.BadParameter("name one folder, as `detente unload` wrote it", param_hint="PATHS")
    with open_record(record, read_only=False) as opened:
        counts = opened.restore(paths[0])
    say(f"Taken over from {paths[0]}: {_told(counts)}.")


def unload(
    folder: Annotated[Path, typer.Argument(help="A new folder.")],
    record: RecordPath = None,
) -> None:
    """Write the whole record as Parquet, one folder a table, by year: for Spark, Arrow, or another machine.

    `detente load parquet FOLDER` makes a record of it again.

    Example:

    - `detente unload backup/ --record my.duckdb`
    """
    with open_record(record) as opened:
        counts = opened.unload(folder)
    say(f"Written to {folder}: {_told(counts)}.")


def _told(counts: dict[str, int]) -> str:
    return ", ".join(f"{n:,} {table}" for table, n in counts.items() if n) or "an empty record"


def _list() -> None:
    from detente.interfaces.cli.output import write_rows
    from detente.sources.datasets.catalogue import datasets

    rows = [{"name": d.name, "gives": d.kind, "title": d.title, "licence": d.licence} for d in datasets()]
    own = [
        {"name": kind, "gives": kind, "title": "any CSV or Parquet with --mapping"} for kind in ("events", "measures")
    ]
    write_rows([*rows, *own], None, None, columns=["name", "gives", "title", "licence"])


def _summary(opened: Any, loaded: Any) -> Iterator[str]:
    """What came of it, how it is cited, and what to do next."""
    dataset = loaded.dataset
    read = f"{_number(loaded.n_read, 'row')} read in {_number(loaded.n_files, 'file')}"
    yield (
        f"{dataset.title}: {read}: {loaded.n_kept:,} kept, {loaded.n_same:,} known already, "
        f"{loaded.n_refused:,} refused, {loaded.n_replaced:,} replaced earlier ones."
    )
    if loaded.n_read == 0 and not loaded.broken:
        yield "There is no row in what was given: nothing was changed."
    if dataset.citation:
        yield f"Cite: {dataset.citation}."
    if dataset.licence:
        yield f"Licence: {dataset.licence}."
    for path, error in loaded.broken[:MANY]:
        yield f"Not taken (to its end): {path}: {error}"
    if loaded.unknown:
        names = sorted(loaded.unknown)
        more = f" and {len(names) - MANY} more" if len(names) > MANY else ""
        yield f"No states known here: {', '.join(names[:MANY])}{more}."
    if loaded.n_refused:
        yield f"Why rows were refused: detente status --refused --record {opened.store.path}"
