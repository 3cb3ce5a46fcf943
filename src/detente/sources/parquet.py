"""Parquet: one report a row, in batches, only the columns that are used."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from detente.errors import Unreadable
from detente.sources.columns import Options, find_columns, report_of, tell_columns
from detente.sources.refused import Refused
from detente.sources.report import Report

BATCH = 1024


def read_parquet(file: Path | io.BytesIO, name: str, options: Options) -> Iterator[Report | Refused]:
    """The reports of a Parquet file; `line` counts the rows from 1. Raises Unreadable, MissingColumn."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(file)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _broken(error) from error
    names = table.schema_arrow.names
    columns = find_columns(names, options.columns, where=name)
    tell_columns(columns, names, options, where=name)
    line = 0
    try:
        for batch in table.iter_batches(batch_size=BATCH, columns=list(columns.values())):
            for row in batch.to_pylist():
                line += 1
                yield report_of(row, columns, options, path=name, line=line)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise _broken(error, after=line) from error
    finally:
        table.close()


def n_rows(path: Path) -> int | None:
    """The number of rows that the file says it has, or None."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return int(pq.read_metadata(path).num_rows)
    except (pa.ArrowException, OSError, ValueError):
        return None


def _broken(error: Exception, after: int = 0) -> Unreadable:
    place = f" after row {after}" if after else ""
    return Unreadable(f"broken Parquet{place}: {str(error).splitlines()[0][:200]}", next_step="Write the file again.")
