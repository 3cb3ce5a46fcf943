"""Worker processes that read chunks of reports.

Each is a Python of its own (`python -m detente.reading.workers`) that speaks pickles over its pipes. No `fork`, as the
caller may hold threads and locks (DuckDB); no `multiprocessing.spawn`, as that imports the caller's script
again and fails where the script has no `__main__` guard.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any, BinaryIO

from detente.errors import Unreadable

if TYPE_CHECKING:
    from detente.reading.model import Reading
    from detente.reading.read import Failure
    from detente.sources.report import Report


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
                except (EOFError, BrokenPipeError, OSError):
                    if worker.closed:
                        raise
                    fault = Unreadable(
                        "The process that read this report died (out of memory, or killed)",
                        where=report.path or report.id,
                        next_step="Read it alone, or with fewer processes.",
                    )
                    results.append(Failure(report.id, fault, report))
            return results
        finally:
            self._free.put(worker)

    def close(self) -> None:
        """End every worker."""
        for worker in self._workers:
            worker.close()


class _Worker:
    """One process; started at its first chunk, started again where it has died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self.closed = False

    def read(self, reports: list[Report]) -> list[Reading | Failure]:
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            pickle.dump(reports, process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
            result: list[Reading | Failure] = pickle.load(process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            self._stop()
            raise EOFError("the worker died") from error
        return result

    def _running(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self.closed:
                raise EOFError("closed")
            if self._process is None:
                # One thread for the numerics: the processes already fill the cores.
                environment = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", **os.environ}
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "detente.reading.workers"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    env=environment,
                )
            return self._process

    def _stop(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    try:
                        pipe.close()
                    except OSError:
                        continue

    def close(self) -> None:
        self.closed = True
        self._stop()


def _serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer chunks until a pipe closes: the parent is done, or it was killed."""
    from detente.reading.read import read_chunk

    while True:
        try:
            reports: Any = pickle.load(requests)
        except (EOFError, pickle.UnpicklingError):
            return
        results = read_chunk(reports)
        try:
            pickle.dump(results, answers, protocol=pickle.HIGHEST_PROTOCOL)
            answers.flush()
        except BrokenPipeError:
            return


if __name__ == "__main__":
    # Ctrl-C reaches the whole group; the parent ends its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What a library prints must not end up among the answers.
    answers_fd = os.dup(1)
    os.dup2(2, 1)
    _serve(sys.stdin.buffer, os.fdopen(answers_fd, "wb"))
    # Not by way of the interpreter's own end, which would flush into a pipe that nobody holds and complain.
    os._exit(0)
