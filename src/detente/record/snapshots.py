"""Snapshots: a copy of a record's last whole state, taken while another process writes it, so that many may read.

The engine locks the file of a record for its one writer. It never writes over what the file's header still names: new
blocks go to free places, and a header that names them is written last; finished transactions stand before that in a log
beside the file, each with a checksum. So a log copied first and a file copied after it, under one and the same header,
are a record as it was at one moment. Where the header has changed meanwhile, the copy is taken again.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from detente.errors import RecordError, RecordLocked

HEADERS = 3 * 4096
"""The first three blocks of a file say which of its states counts."""
TRIES = 30
PAUSE = 0.1


def take_snapshot(path: Path, into: Path) -> Path:
    """The path of a copy of the record in that folder, under its own name.

    Raises RecordLocked where the record changed under every try, RecordError where the copy cannot be written.
    """
    copy, log = into / path.name, path.with_name(f"{path.name}.wal")
    copied_log = copy.with_name(log.name)
    try:
        for k in range(TRIES):
            before = _headers(path)
            copied_log.unlink(missing_ok=True)
            with suppress(FileNotFoundError):
                shutil.copyfile(log, copied_log)
            shutil.copyfile(path, copy)
            if _headers(path) == before:
                return copy
            time.sleep(PAUSE * min(k + 1, 10))
    except OSError as error:
        raise RecordError(
            f"the record cannot be copied for reading: {error.strerror}",
            where=str(into),
            next_step="Check the free space, or wait until the record is no more written.",
        ) from error
    raise RecordLocked(
        "the record changes faster than it can be copied", where=str(path), next_step="Try again in a moment."
    )


def _headers(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEADERS)


def folder_for(path: Path) -> Path:
    """A new folder for the copy: beside the record, where copying may cost nothing, or else among temporary files."""
    beside = str(path.parent) if os.access(path.parent, os.W_OK) else None
    return Path(tempfile.mkdtemp(prefix=f".{path.name}-reading-", dir=beside))


def state_of(path: Path) -> tuple[int, int, int]:
    """Changes whenever something was written to the record: to ask whether a snapshot is still the last state."""
    log = path.with_name(f"{path.name}.wal")
    try:
        tail = log.stat()
    except FileNotFoundError:
        return (path.stat().st_mtime_ns, 0, 0)
    return (path.stat().st_mtime_ns, tail.st_mtime_ns, tail.st_size)
