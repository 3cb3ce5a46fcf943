"""The desk: reads strangers' texts for the pages in a process of its own, which is ended where it takes too long."""

from __future__ import annotations

import multiprocessing
import tempfile
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock
from typing import Any

from detente.errors import DetenteError, SourceError, TooLarge, UnknownFormat, Unreadable
from detente.reading.model import Reading
from detente.sources.report import Report

LONGEST_TEXT = 100_000
"""Characters: about a minute of a slow machine."""
SECONDS = 60.0
ENDINGS = frozenset({".txt", ".md", ".html", ".htm", ".pdf"})
FILE_BYTES = 3 * 2**20


@dataclass(frozen=True, slots=True)
class Handed:
    """What is handed in: a text, or a file's bytes with its ending; the date (EDTF) and title that go with it."""

    text: str | None = None
    content: bytes | None = None
    ending: str = ".txt"
    date: str | None = None
    title: str | None = None


class Desk:
    """One reading at a time; the process starts with the first and stays."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def read(self, handed: Handed) -> tuple[Report, Reading]:
        """The report and what was found in it. Raises SourceError, or what makes it impossible to read."""
        if handed.text is not None and len(handed.text) > LONGEST_TEXT:
            raise TooLarge(f"a text of at most {LONGEST_TEXT:,} characters is read here")
        if handed.content is not None and handed.ending not in ENDINGS:
            raise UnknownFormat(f"files ending in {', '.join(sorted(ENDINGS))} are read here")
        if handed.content is not None and len(handed.content) > FILE_BYTES:
            raise TooLarge(f"a file of at most {FILE_BYTES // 2**20} MB is read here")
        if not self._turn.acquire(timeout=SECONDS):
            raise SourceError("others are being read at the moment", next_step="Try again in a moment.")
        try:
            return self._ask(handed)
        finally:
            self._turn.release()

    def _ask(self, handed: Handed) -> tuple[Report, Reading]:
        if self._process is None or not self._process.is_alive():
            self._start()
        assert self._line is not None
        self._line.send(handed)
        try:
            if not self._line.poll(SECONDS):
                raise TooLarge(
                    f"it could not be read within {SECONDS:.0f} seconds", next_step="Hand in a shorter text."
                )
            answer = self._line.recv()
        except (EOFError, OSError):
            self.close()
            raise Unreadable("reading it failed") from None
        except TooLarge:
            self.close()
            raise
        if isinstance(answer, DetenteError):
            raise answer
        found: tuple[Report, Reading] = answer
        return found

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        line, end = context.Pipe()
        process = context.Process(target=_work, args=(end,), daemon=True)
        process.start()
        end.close()
        self._line, self._process = line, process

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._process = self._line = None


def _work(line: Connection) -> None:
    """The process: readings for what is handed over the line, until it is closed."""
    while True:
        try:
            handed = line.recv()
        except (EOFError, KeyboardInterrupt):
            return
        answer: Any
        try:
            answer = _read(handed)
        except DetenteError as error:
            answer = error
        except Exception:
            answer = Unreadable("reading it failed")
        line.send(answer)


def _read(handed: Handed) -> tuple[Report, Reading]:
    from detente import dates
    from detente.reading.read import read

    day = dates.require(handed.date) if handed.date else None
    report = _report(handed, day)
    if len(report.text) > LONGEST_TEXT:
        raise TooLarge(f"a text of at most {LONGEST_TEXT:,} characters is read here")
    found = read(report)
    assert isinstance(found, Reading)
    return report, found


def _report(handed: Handed, day: str | None) -> Report:
    """The handed text as a report; a file goes the way of all files."""
    if handed.content is None:
        if not (handed.text or "").strip():
            raise SourceError("there is no text to read")
        return Report(handed.text or "", day, handed.title or None)
    from detente.sources.paths import open_reports

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / f"handed{handed.ending}"
        place.write_bytes(handed.content)
        for found in open_reports([place], date=day):
            if isinstance(found, Report):
                return Report(found.text, found.date, handed.title or found.title, found.outlet, found.url)
            raise type(found.error)(found.error.what, next_step=found.error.next_step)
    raise SourceError("there is no text to read")
