"""From paths to reports: files, folders, globs and the standard input, each read by the module of its format."""

from __future__ import annotations

import glob
import hashlib
import io
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from detente.dates import require
from detente.errors import MissingColumn, SourceError, UnknownFormat, Unreadable
from detente.sources.columns import Options
from detente.sources.csv import read_csv
from detente.sources.decoding import fault_of
from detente.sources.html import read_html
from detente.sources.jsonl import read_json, read_jsonl
from detente.sources.material import Material, whole
from detente.sources.parquet import n_rows, read_parquet
from detente.sources.pdf import read_pdf
from detente.sources.plain import read_markdown, read_plain
from detente.sources.refused import EXCERPT, Refused, refuse
from detente.sources.report import Report

PathLike = str | os.PathLike[str]

FORMATS = {
    "txt": "plain",
    "text": "plain",
    "md": "markdown",
    "markdown": "markdown",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "pdf": "pdf",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "json": "json",
    "csv": "csv",
    "tsv": "tsv",
    "tab": "tsv",
    "parquet": "parquet",
    "pq": "parquet",
}
HEAD = 2048
HOPELESS = 1000
"""A table whose first lines are all refused is given up: the wrong file, the wrong columns, or a trap."""


def is_address(path: str | os.PathLike[str]) -> bool:
    """Whether a file is named by its address in the web."""
    return isinstance(path, str) and path.lower().startswith(("http://", "https://"))


def open_reports(
    paths: PathLike | Iterable[PathLike],
    *,
    columns: Mapping[str, str] | None = None,
    date: str | None = None,
    outlet: str | None = None,
    tell: Callable[[str], None] | None = None,
    passing_over: Collection[Path] = (),
) -> Iterator[Report | Refused]:
    """The reports in these files, folders, globs ("-": the standard input), and what had to be refused, in order.

    `columns` maps a report's field to a table's column ({"text": "body"}); `date` and `outlet` stand in where the
    material gives none, and `date` also overrules what a single document (text, page, PDF) says of itself. Raises
    at once Unreadable for a path that is not there and BadDate for a date that is none; all else is refused.
    """
    from detente.settings import get_settings

    settings = get_settings()
    options = Options(
        max_bytes=settings.max_bytes,
        max_chars=settings.max_chars,
        columns=dict(columns or {}),
        date=require(date) if date else None,
        outlet=outlet,
        tell=tell,
    )
    return _reports(find_material(paths, passing_over=passing_over), options)


def find_material(paths: PathLike | Iterable[PathLike], *, passing_over: Collection[Path] = ()) -> list[Material]:
    """The files that the paths stand for, folders and globs in the order of their names, each file once.

    Hidden files and folders inside a named folder are passed over, as are the files `passing_over` wherever they are
    not named themselves; links to folders are not followed there.
    """
    found: dict[str, Material] = {}
    left_out = {os.path.realpath(path) for path in passing_over}
    for given in [paths] if isinstance(paths, str | os.PathLike) else paths:
        name = os.path.expanduser(os.fspath(given))
        for material in _material(name):
            place = os.path.realpath(material.path) if material.path else material.name
            if place not in left_out or material.name == name:
                found.setdefault(place, material)
    return list(found.values())


def _material(given: str) -> list[Material]:
    if given == "-":
        return [Material("-", stream=sys.stdin.buffer)]
    path = Path(given)
    if path.is_dir():
        return [Material(str(file), file) for file in _files_below(path)]
    if path.exists():
        return [Material(given, path)]
    matches = sorted(glob.glob(given, recursive=True))
    if not matches:
        raise Unreadable("there is no such file or folder", where=given, next_step="Check the path.")
    return [material for match in matches for material in _material(match)]


def _files_below(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(files) if not name.startswith("."))


def count_reports(materials: Iterable[Material]) -> int | None:
    """How many reports the material holds, as far as that is known without reading it; None where it is not."""
    total = 0
    for material in materials:
        kind = FORMATS.get(material.suffix())
        if material.path is None or material.name.endswith(".gz"):
            return None
        if kind == "parquet":
            n: int | None = n_rows(material.path)
        elif kind == "jsonl":
            n = _n_lines(material.path)
        elif kind in ("csv", "tsv", "json"):
            n = None
        else:
            n = 1
        if n is None:
            return None
        total += n
    return total


def _n_lines(path: Path) -> int | None:
    try:
        with path.open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    except OSError:
        return None


def _reports(materials: Iterable[Material], options: Options) -> Iterator[Report | Refused]:
    for material in materials:
        n_kept = n_refused = 0
        try:
            for item in _of_one(material, options):
                fault = fault_of(item, max_chars=options.max_chars) if isinstance(item, Report) else None
                if fault and isinstance(item, Report):
                    item = refuse(fault, item.text[: options.max_chars], path=item.path, line=item.line)
                yield item
                n_kept += isinstance(item, Report)
                n_refused += isinstance(item, Refused)
                if isinstance(item, Refused) and n_refused >= HOPELESS and not n_kept:
                    yield _refused_file(material, _hopeless(item))
                    break
        except SourceError as error:
            yield _refused_file(material, error)
        except OSError as error:
            broken = Unreadable(f"the file cannot be read: {error.strerror or error}", next_step="Check the disk.")
            yield _refused_file(material, broken)


def _hopeless(last: Refused) -> SourceError:
    what = last.error.what if isinstance(last.error, MissingColumn) else "they are no reports"
    return type(last.error)(
        f"none of the first {HOPELESS:,} lines could be taken, the rest was not read: {what}",
        next_step=last.error.next_step,
    )


def _of_one(material: Material, options: Options) -> Iterator[Report | Refused]:
    """What one file holds, by its suffix and its first bytes."""
    with material.open() as stream:
        kind = format_of(material, stream.peek(HEAD)[:HEAD])
        if kind == "parquet":
            plain = material.path is not None and not material.name.endswith(".gz")
            file = material.path if plain else io.BytesIO(whole(stream, max_bytes=options.max_bytes))
            assert file is not None
            yield from read_parquet(file, material.name, options)
        elif kind == "jsonl":
            yield from read_jsonl(stream, material.name, options)
        elif kind == "json":
            yield from read_json(stream, material.name, options)
        elif kind in ("csv", "tsv"):
            yield from read_csv(stream, material.name, options, delimiter="\t" if kind == "tsv" else None)
        else:
            data = whole(stream, max_bytes=options.max_bytes)
            report = _document(kind, data, material.name, options)
            yield replace(report, date=options.date or report.date, outlet=report.outlet or options.outlet)


def _document(kind: str, data: bytes, name: str, options: Options) -> Report:
    if kind == "html":
        return read_html(data, name)
    if kind == "pdf":
        return read_pdf(data, name, max_chars=options.max_chars)
    return read_markdown(data, name) if kind == "markdown" else read_plain(data, name)


def format_of(material: Material, start: bytes) -> str:
    """The format by content where it shows itself, else by suffix. Raises UnknownFormat."""
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"PAR1"):
        return "parquet"
    by_suffix = FORMATS.get(material.suffix())
    looks = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if by_suffix in (None, "plain") and looks.startswith((b"<!doctype html", b"<html")):
        return "html"
    if by_suffix:
        return by_suffix
    if material.suffix() == "" and looks.startswith(b'{"'):
        return "jsonl"
    if material.suffix() == "":
        return "plain"
    raise UnknownFormat(
        f"no module reads .{material.suffix()} files",
        where=material.name,
        next_step=f"These are read: {', '.join(FORMATS)}, each also with .gz.",
    )


def _refused_file(material: Material, error: SourceError) -> Refused:
    """The refusal of a whole file: its hash over the first 16 MiB and its size, so that a huge one costs little."""
    if material.path is None:
        return refuse(error, b"", path=material.name)
    try:
        with material.path.open("rb") as file:
            start = file.read(1 << 24)
        digest = hashlib.sha256(start + str(material.path.stat().st_size).encode()).hexdigest()[:16]
    except OSError:
        start, digest = b"", hashlib.sha256(material.name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return replace(refuse(error, start[: 4 * EXCERPT], path=material.name), hash=digest)
