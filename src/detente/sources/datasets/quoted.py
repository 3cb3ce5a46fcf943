"""Tables whose fields may stand in double quotes, over several lines, after a preamble: in blocks of rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

from detente.errors import BadEncoding, Unreadable
from detente.sources.datasets.blocks import MAX_LINE
from detente.sources.datasets.dataset import DataSet, RawBlock
from detente.sources.datasets.files import DataFile
from detente.sources.datasets.headers import completed, missing, named, quote
from detente.sources.material import lines_of
from detente.sources.refused import Refused, refuse

ROWS = 50_000
PREAMBLE = 60
"""In so many first lines the header must come."""
DELIMITERS = ",;\t|"


def quoted_blocks(dataset: DataSet, file: DataFile, stream: io.BufferedReader) -> Iterator[RawBlock]:
    """The rows behind the header, so many at a time. Raises MissingColumn, or Unreadable for an empty file."""
    refused: list[Refused] = []
    lines = _decoded(stream, file.name, latin=dataset.encoding == "latin-1", refused=refused)
    head = list(islice(lines, PREAMBLE))
    start, delimiter, names = _find_header(dataset, head, file.name)
    rest = iter(head[start + 1 :])
    reader = csv.reader(_all(rest, lines), delimiter=delimiter, strict=False)
    last = done = start + 1
    rows: list[list[str]] = []
    while True:
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            refused.append(refuse(Unreadable(f"no row: {error}"), "", path=file.name, line=last + 1))
            done = start + 1 + reader.line_num
            continue
        number, done = done + 1, start + 1 + reader.line_num
        last = done
        if len(row) == len(names):
            rows.append([*row, str(number)])
        elif row:
            fault = Unreadable(f"{len(row)} columns instead of {len(names)}", next_step="The row is cut or damaged.")
            refused.append(refuse(fault, delimiter.join(row)[:4096], path=file.name, line=number))
        if len(rows) >= ROWS:
            yield _table(dataset, names, rows, last, refused)
            rows, refused[:] = [], []
    yield _table(dataset, names, rows, last, refused)


def _all(*parts: Iterator[str]) -> Iterator[str]:
    for part in parts:
        yield from part


def _decoded(stream: io.BufferedReader, where: str, *, latin: bool, refused: list[Refused]) -> Iterator[str]:
    """The lines as text; one that cannot be is refused and comes empty, so that line numbers stay."""
    for number, data, fault in lines_of(stream, max_bytes=MAX_LINE):
        text = ""
        if fault is None:
            try:
                text = data.decode("utf-8")
            except UnicodeDecodeError:
                fault = None if latin else BadEncoding("the line is no UTF-8", next_step="Save the file as UTF-8.")
                text = data.decode("latin-1") if latin else ""
        if fault is None and "\x00" in text:
            fault, text = Unreadable("a zero byte in the line", next_step="Fetch the file again."), ""
        if fault is not None:
            refused.append(refuse(fault, data[:4096], path=where, line=number))
        yield text if text.endswith("\n") else text + "\n"


def _find_header(dataset: DataSet, head: list[str], where: str) -> tuple[int, str, list[str]]:
    """Where the header stands after a preamble, which delimiter it has, and the columns' names."""
    for place, line in enumerate(head):
        for delimiter in DELIMITERS:
            try:
                first = next(csv.reader([line], delimiter=delimiter), [])
            except csv.Error:
                continue
            names = named(dataset, first)
            if names is not None:
                return place, delimiter, names
    if not head:
        raise Unreadable("no line of text is in it", where=where, next_step="Fetch it again.")
    raise missing(dataset, head[0].strip().split(","), where)


def _table(dataset: DataSet, names: list[str], rows: list[list[str]], last: int, refused: list[Refused]) -> RawBlock:
    import pyarrow as pa

    used = [(k, name) for k, name in enumerate(names) if quote(name) in dataset.mapping]
    columns = {name: pa.array([row[k] for row in rows], pa.string()) for k, name in used}
    columns["line"] = pa.array([int(row[-1]) for row in rows], pa.int64())
    table = completed(dataset, pa.table(columns))
    return RawBlock(table, last, tuple(refused), table.nbytes)
