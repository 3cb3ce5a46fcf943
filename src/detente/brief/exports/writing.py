"""An export written: one format to one file, or all of them to a folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from detente.brief.exports import charts, citations, database, network, tables
from detente.brief.gather import gather
from detente.brief.make import Brief, brief_of
from detente.brief.material import Material

TABLES = "events and all other tables, each with report and offsets or file and line"
FORMATS: dict[str, tuple[str, str]] = {
    "html": ("brief.html", "the dossier"),
    "markdown": ("brief.md", "the dossier with footnotes"),
    "json": ("brief.json", "the dossier for programs (docs/reference/brief-json.md)"),
    "csv": ("csv", TABLES),
    "parquet": ("parquet", TABLES),
    "bibtex": ("sources.bib", "the dossier, its reports and data sets as BibTeX"),
    "ris": ("sources.ris", "the same for reference managers"),
    "csl": ("sources.csl.json", "the same as CSL-JSON"),
    "gexf": ("network.gexf", "the states around the dyad, a dated edge a deed"),
    "sqlite": ("relation.sqlite", "all tables in one SQLite file, as Datasette serves it"),
    "vega": ("charts", "each chart as Vega-Lite with its numbers inside"),
}
"""Each format: the name of its file (or folder) in a whole export, and what is in it."""


class Export:
    """A relation's material, gathered once, and its way into each format."""

    def __init__(self, store: Any, dyad: str, *, since: str | None = None, until: str | None = None) -> None:
        self.material: Material = gather(store, dyad, since=since, until=until)
        self._ask = partial(tables.tables_of, store, dyad, since=since, until=until, material=self.material)
        self._known: dict[str, Any] | None = None
        self._brief: Brief | None = None

    def write(self, form: str, path: Path) -> Path:
        """Write one format of `FORMATS` to that file (csv, parquet and vega: to that folder, made where missing)."""
        path.parent.mkdir(parents=True, exist_ok=True)
        writers[form](self, path)
        return path

    def write_all(self, folder: Path) -> Iterator[Path]:
        """Write every format into the folder; yields each path when it is there."""
        for form, (name, _) in FORMATS.items():
            yield self.write(form, folder / name)

    def brief(self) -> Brief:
        """The dossier, put together once."""
        self._brief = self._brief or brief_of(self.material)
        return self._brief

    def tables(self) -> dict[str, Any]:
        """The relation's tables, asked for once."""
        self._known = self._known or self._ask()
        return self._known


def _dossier(form: str) -> Callable[[Export, Path], None]:
    return lambda export, path: _write(path, getattr(export.brief(), f"to_{form}")())


def _text(make: Callable[[Material], str]) -> Callable[[Export, Path], None]:
    return lambda export, path: _write(path, make(export.material))


def _csv(export: Export, path: Path) -> None:
    from pyarrow import csv

    path.mkdir(exist_ok=True)
    for name, table in export.tables().items():
        csv.write_csv(tables.flat(table), path / f"{name}.csv")


def _parquet(export: Export, path: Path) -> None:
    from pyarrow import parquet

    path.mkdir(exist_ok=True)
    for name, table in export.tables().items():
        parquet.write_table(table, path / f"{name}.parquet", compression="zstd")


def _sqlite(export: Export, path: Path) -> None:
    database.to_sqlite(export.tables(), path)


def _vega(export: Export, path: Path) -> None:
    path.mkdir(exist_ok=True)
    for name, chart in charts.to_vega_lite(export.material).items():
        _write(path / f"{name}.vl.json", json.dumps(chart, indent=1) + "\n")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


writers: dict[str, Callable[[Export, Path], None]] = {
    "html": _dossier("html"),
    "markdown": _dossier("markdown"),
    "json": _dossier("json"),
    "csv": _csv,
    "parquet": _parquet,
    "bibtex": _text(lambda material: citations.to_bibtex(citations.cited(material))),
    "ris": _text(lambda material: citations.to_ris(citations.cited(material))),
    "csl": _text(lambda material: citations.to_csl_json(citations.cited(material))),
    "gexf": _text(network.to_gexf),
    "sqlite": _sqlite,
    "vega": _vega,
}
