"""From a data set's file to its raw rows: tables of text under the columns' names, with `line`, block by block."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from detente.errors import MissingColumn, SourceError, UnknownFormat, Unreadable
from detente.sources.datasets.blocks import BLOCK, TextBlock, text_blocks
from detente.sources.datasets.dataset import DataSet, RawBlock
from detente.sources.datasets.files import DataFile
from detente.sources.datasets.headers import columns_of, completed, missing, named, quote
from detente.sources.datasets.quoted import ROWS, quoted_blocks
from detente.sources.refused import Refused, refuse

STRETCH = 8 << 20
"""So many bytes are read at once: a larger piece of memory is taken from the system anew for each, at much cost."""
CHUNK = 2 << 20
"""So many bytes are one stretch for one processor; longer than the longest line."""


def open_layout(dataset: DataSet, file: DataFile, *, size: int = BLOCK) -> Iterator[tuple[DataSet, RawBlock]]:
    """The stretches of a file, each with that of the data set's layouts in which the file is.

    Raises SourceError for a file that is none of this data set's, or breaks off.
    """
    layouts = (dataset, *dataset.variants)
    for place, layout in enumerate(layouts):
        blocks = raw_blocks(layout, file, size=size)
        try:
            first = next(blocks, None)
        except (MissingColumn, UnknownFormat):
            if place == len(layouts) - 1:
                raise
            continue
        if first is not None:
            yield layout, first
            yield from ((layout, block) for block in blocks)
        return


def raw_blocks(dataset: DataSet, file: DataFile, *, size: int = BLOCK) -> Iterator[RawBlock]:
    """One stretch of the file after the other.

    Raises SourceError for a file that is none of this data set's, or breaks off.
    """
    with file.open() as stream:
        if stream.peek(4)[:4] == b"PAR1":
            yield from _parquet(dataset, file, stream)
        elif dataset.quoted:
            yield from quoted_blocks(dataset, file, stream)
        else:
            yield from _plain(dataset, file, stream, size)


def _plain(dataset: DataSet, file: DataFile, stream: io.BufferedReader, size: int) -> Iterator[RawBlock]:
    gathered: list[RawBlock] = []
    for stretch in _stretches(dataset, file, stream, min(size, STRETCH)):
        gathered.append(stretch)
        if sum(part.size for part in gathered) >= size:
            yield _joined(gathered)
            gathered = []
    if gathered:
        yield _joined(gathered)


def _stretches(dataset: DataSet, file: DataFile, stream: io.BufferedReader, size: int) -> Iterator[RawBlock]:
    names: list[str] = []
    for block in text_blocks(stream, name=file.name, latin=dataset.encoding == "latin-1", size=size):
        n_bytes = len(block.data)
        if not names and block.data:
            first = block.data[: block.data.index(b"\n")].decode("utf-8").split(dataset.delimiter)
            names, headed = columns_of(dataset, first, file.name)
            block = _without_first(block) if headed else block
        rows, refused = _rows_of(dataset, names, block, file.name)
        yield RawBlock(rows, block.last_line, (*block.refused, *refused), n_bytes)
    if not names:
        raise Unreadable("no line of text is in it", where=file.name, next_step="Fetch it again.")


def _joined(parts: list[RawBlock]) -> RawBlock:
    import pyarrow as pa

    rows = pa.concat_tables([part.rows for part in parts], promote_options="default")
    refused = tuple(item for part in parts for item in part.refused)
    return RawBlock(rows, parts[-1].last_line, refused, sum(part.size for part in parts))


def _without_first(block: TextBlock) -> TextBlock:
    numbers = block.numbers[1:] if block.numbers is not None else None
    return replace(
        block, data=block.data[block.data.index(b"\n") + 1 :], first_line=block.first_line + 1, numbers=numbers
    )


def _rows_of(dataset: DataSet, names: list[str], block: TextBlock, where: str) -> tuple[Any, tuple[Refused, ...]]:
    """The block's rows as they are; where its lines are not all of one width, line by line."""
    import numpy as np
    import pyarrow as pa

    if block.numbers is None and block.data:
        try:
            table = _columns_from(dataset, names, block.data)
        except pa.ArrowInvalid:
            table = None
        # Fewer rows than lines: some are empty.
        if table is not None and table.num_rows == block.last_line - block.first_line + 1:
            lines = np.arange(block.first_line, block.first_line + table.num_rows, dtype=np.int64)
            return completed(dataset, table.append_column("line", pa.array(lines))), ()
    widths = {len(names)} | set(dataset.headless)
    names = max([names, *map(list, dataset.headless.values())], key=len) if dataset.headless else names
    refused, kept, numbers = [], [], []
    sep = dataset.delimiter.encode()
    for k, line in enumerate(block.data.split(b"\n")[:-1]):
        number = block.numbers[k] if block.numbers is not None else block.first_line + k
        n = line.count(sep) + 1
        if not line:
            continue
        if n in widths:
            # Layouts of one data set differ at their end: what the older one lacks is empty.
            kept.append(line + sep * (len(names) - n))
            numbers.append(number)
        else:
            fault = Unreadable(f"{n} columns instead of {len(names)}", next_step="The line is cut or damaged.")
            refused.append(refuse(fault, line[:4096], path=where, line=number))
    table = _columns_from(dataset, names, b"\n".join(kept) + (b"\n" if kept else b""))
    return completed(dataset, table.append_column("line", pa.array(numbers, pa.int64()))), tuple(refused)


def _columns_from(dataset: DataSet, names: Sequence[str], data: bytes) -> Any:
    """The columns that the data set's SQL uses, as text; lines are UTF-8, empty ones no rows. Raises ArrowInvalid."""
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    used = [name for name in names or dataset.columns if quote(name) in dataset.mapping]
    types = dict.fromkeys(used, pa.string())
    if not data:
        return pa.schema(list(types.items())).empty_table()
    # This reader takes a third of the time of the engine's own, and hands its columns over without a copy.
    return arrow_csv.read_csv(
        pa.py_buffer(data),
        arrow_csv.ReadOptions(column_names=list(names), block_size=CHUNK),
        arrow_csv.ParseOptions(delimiter=dataset.delimiter, quote_char=False, escape_char=False),
        arrow_csv.ConvertOptions(
            include_columns=used,
            column_types=types,
            strings_can_be_null=False,
            check_utf8=False,
        ),
    )


def _parquet(dataset: DataSet, file: DataFile, stream: io.BufferedReader) -> Iterator[RawBlock]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        source: Any = file.path if file.member is None and file.suffix != "gz" else io.BytesIO(stream.read())
        with pq.ParquetFile(source) as table:
            names = named(dataset, table.schema_arrow.names)
            if names is None:
                raise missing(dataset, table.schema_arrow.names, file.name)
            done = 0
            for batch in table.iter_batches(ROWS):
                columns = {
                    name: _as_text(batch.column(k)) for k, name in enumerate(names) if quote(name) in dataset.mapping
                }
                columns["line"] = pa.array(range(done + 1, done + 1 + batch.num_rows), pa.int64())
                rows = completed(dataset, pa.table(columns))
                done += batch.num_rows
                yield RawBlock(rows, done, (), rows.nbytes)
    except SourceError:
        raise
    except (pa.ArrowException, OSError, ValueError) as error:
        text = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise Unreadable(f"broken Parquet: {text}", where=file.name, next_step="Fetch the file again.") from error


def _as_text(column: Any) -> Any:
    import pyarrow as pa

    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_list(column.type):
        column = pa.array([None if v is None else ";".join(map(str, v)) for v in column.to_pylist()])
    return column.cast(pa.string())


def read_companion(connection: Any, dataset: DataSet, file: DataFile) -> None:
    """Make the table `companion` from the file of that name beside this one; without such a file it is empty."""
    name, *columns = dataset.companion
    folder = file.path.parent
    # A companion is small, and read as the data set itself would be.
    part = replace(
        dataset, columns=tuple(columns), optional=(), mapping=" ".join(map(quote, columns)), quoted=True, companion=()
    )
    connection.execute(
        f"CREATE TABLE companion ({', '.join(f'{quote(column)} VARCHAR' for column in columns)}, line BIGINT)"
    )
    for beside in sorted(folder.glob(f"{name}.*")):
        for block in raw_blocks(part, DataFile(beside)):
            connection.register("raw", block.rows)
            connection.execute("INSERT INTO companion BY NAME SELECT * FROM raw")
        return
