"""CSV and TSV: one report a row, streamed. A broken row is refused alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from detente.errors import Empty, SourceError, TooLarge, Unreadable
from detente.sources.columns import Options, find_columns, report_of, tell_columns
from detente.sources.decoding import decode
from detente.sources.material import lines_of
from detente.sources.refused import Refused, refuse
from detente.sources.report import Report

DELIMITERS = ",\t;|"


class _Lines:
    """The decoded lines of a file, with what is wrong with those since the last row."""

    def __init__(self, stream: io.BufferedReader, max_bytes: int) -> None:
        self._lines = lines_of(stream, max_bytes=max_bytes)
        self.fault: SourceError | None = None
        self.seen: list[bytes] = []
        self.number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        self.number, line, fault = next(self._lines)
        if sum(map(len, self.seen)) < 1000:
            self.seen.append(line[:1000])
        try:
            if fault:
                raise fault
            return decode(line)
        except SourceError as error:
            self.fault = self.fault or error
            # What stands here is never used; the row must only keep its shape so that the next one is found.
            return line[:1000].decode("ascii", "replace").replace("\x00", "?")

    def take(self) -> tuple[bytes, SourceError | None]:
        """What was read since the last call, and its fault."""
        seen, fault = b"".join(self.seen), self.fault
        self.seen, self.fault = [], None
        return seen, fault


def read_csv(
    stream: io.BufferedReader, name: str, options: Options, *, delimiter: str | None = None
) -> Iterator[Report | Refused]:
    """The reports of a table with a header line; `line` is that on which the row ends.

    The delimiter is the one most frequent in the header unless given. Raises MissingColumn, Empty, or what is wrong
    with the header.
    """
    # The largest cell is a setting of the whole process: never lowered, for others may have raised it.
    csv.field_size_limit(max(csv.field_size_limit(), options.max_chars + 1))
    lines = _Lines(stream, options.max_bytes)
    first = next(lines, None)
    if first is None:
        raise Empty("the table has no header line", next_step="Check the file.")
    _, fault = lines.take()
    if fault:
        raise fault
    delimiter = delimiter or max(DELIMITERS, key=first.count)
    header = [cell.strip() for cell in next(csv.reader([first], delimiter=delimiter))]
    columns = find_columns(header, options.columns, where=name)
    tell_columns(columns, header, options, where=name)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        broken: SourceError | None = None
        row: list[str] = []
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            kind = TooLarge if "limit" in str(error) else Unreadable
            broken = kind(f"the row is no CSV: {error}", next_step="Look for a quote that is not closed.")
        seen, fault = lines.take()
        broken = fault or broken or _shape_fault(row, header)
        if broken:
            yield refuse(broken, seen, path=name, line=lines.number)
        elif any(cell.strip() for cell in row):
            found = dict(zip(header, row, strict=False))
            yield report_of(found, columns, options, path=name, line=lines.number)


def _shape_fault(row: list[str], header: list[str]) -> SourceError | None:
    if row and len(row) != len(header) and any(cell.strip() for cell in row):
        return Unreadable(
            f"the row has {len(row)} cells, the header {len(header)}",
            next_step="Put quotes around cells with the delimiter in them.",
        )
    return None
