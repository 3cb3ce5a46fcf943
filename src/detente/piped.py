"""A Python process of its own that answers pickles over its pipes: the work that two cores share.

No `fork`, as the caller may hold threads and locks (DuckDB); no `multiprocessing.spawn`, as that imports the caller's
script again and fails where the script has no `__main__` guard. The module that is run calls `serve`.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO

from detente.garbage import collect_seldom


def start(module: str) -> subprocess.Popen[bytes]:
    """A process that runs the module."""
    # One thread for the numerics: the processes already fill the cores.
    environment = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", **os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    )


def ask(process: subprocess.Popen[bytes], question: Any) -> Any:
    """What the process answers. Raises EOFError where it has died."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        pickle.dump(question, process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
        process.stdin.flush()
        return pickle.load(process.stdout)
    except (EOFError, OSError, pickle.UnpicklingError) as error:
        raise EOFError("the worker died") from error


def end(process: subprocess.Popen[bytes]) -> None:
    """End the process and let go of its pipes."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()


def out_of_time(process: subprocess.Popen[bytes]) -> bool:
    """Whether a process that has died was ended by its limit."""
    return hasattr(signal, "SIGPROF") and process.returncode == -signal.SIGPROF


def serve(answer: Callable[[Any], Any], *, limit: Callable[[Any], float] | None = None) -> None:
    """Answer until a pipe closes, as the parent is done or was killed; then leave the process.

    `limit`: the processor seconds that a question may take (where the system can tell, which Windows cannot). The
    system itself ends a process that takes more, also one whose parent is gone and one that never comes back to Python.
    """
    collect_seldom()
    # Ctrl-C reaches the whole group; the parent ends its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What a library prints must not end up among the answers.
    answers_fd = os.dup(1)
    os.dup2(2, 1)
    _answer_all(answer, limit, sys.stdin.buffer, os.fdopen(answers_fd, "wb"))
    # Not by way of the interpreter's own end, which would flush into a pipe that nobody holds and complain.
    os._exit(0)


def _answer_all(
    answer: Callable[[Any], Any], limit: Callable[[Any], float] | None, questions: BinaryIO, answers: BinaryIO
) -> None:
    while True:
        try:
            question = pickle.load(questions)
        except (EOFError, pickle.UnpicklingError):
            return
        if limit and hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, limit(question))
        said = answer(question)
        if limit and hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, 0)
        try:
            pickle.dump(said, answers, protocol=pickle.HIGHEST_PROTOCOL)
            answers.flush()
        except BrokenPipeError:
            return
