"""Worker processes that read chunks of reports: `python -m detente.reading.workers`, each as in `piped.py`."""

from __future__ import annotations

import queue
import subprocess
import threading
from typing import TYPE_CHECKING

from detente import piped
from detente.errors import Unreadable

if TYPE_CHECKING:
    from detente.reading.model import Reading
    from detente.reading.read import Failure
    from detente.sources.report import Report


SECONDS, SECONDS_A_CHAR = 120.0, 0.001
"""Processor seconds that a chunk may take: thirty times what it usually does, and the loading of the model."""


class Crew:
    """A fixed number of worker processes, started when first needed; `read` may be called from as many threads."""

    def __init__(self, n: int) -> None:
        self._free: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._workers = [_Worker() for _ in range(n)]
        for worker in self._workers:
            self._free.put(worker)

    def read(self, reports: list[Report]) -> list[Reading | Failure]:
        """Read a chunk in a worker that is free; where it dies, read one by one to find the report at fault."""
        from detente.reading.read import Failure

        worker = self._free.get()
        try:
            try:
                return worker.read(reports)
            except (EOFError, BrokenPipeError, OSError):
                if worker.closed:
                    raise
            results: list[Reading | Failure] = []
            for report in reports:
                try:
                    results += worker.read([report])
                except (EOFError, BrokenPipeError, OSError) as error:
                    if worker.closed:
                        raise
                    results.append(Failure(report.id, _fault(report, error), report))
            return results
        finally:
            self._free.put(worker)

    def close(self) -> None:
        """End every worker."""
        for worker in self._workers:
            worker.close()


def _fault(report: Report, error: Exception) -> Unreadable:
    """Why a report could not be read in a process of its own."""
    if isinstance(error, TimeoutError):
        what, next_step = "Reading this report took too long", "Look at it: it may be no running text. Else report it."
    else:
        what = "The process that read this report died (out of memory, or killed)"
        next_step = "Read it alone, or with fewer processes."
    return Unreadable(what, where=report.path or report.id, next_step=next_step)


class _Worker:
    """One process; started at its first chunk, started again where it has died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self.closed = False

    def read(self, reports: list[Report]) -> list[Reading | Failure]:
        process = self._running()
        try:
            result: list[Reading | Failure] = piped.ask(process, reports)
        except EOFError:
            self._stop()
            if piped.out_of_time(process):
                raise TimeoutError from None
            raise
        return result

    def _running(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self.closed:
                raise EOFError("closed")
            if self._process is None:
                self._process = piped.start("detente.reading.workers")
            return self._process

    def _stop(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            piped.end(process)

    def close(self) -> None:
        self.closed = True
        self._stop()


def _read(reports: list[Report]) -> list[Reading | Failure]:
    from detente.reading.read import read_chunk

    return read_chunk(reports)


def _limit(reports: list[Report]) -> float:
    return SECONDS + SECONDS_A_CHAR * sum(len(report.text) for report in reports)


if __name__ == "__main__":
    piped.serve(_read, limit=_limit)
