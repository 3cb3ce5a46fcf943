"""The judgement on many dyads: what a scan keeps of each, and the processes that share the work.

Each is `python -m detente.relations.judging`, as in `piped.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from subprocess import Popen
from typing import Any

from detente import piped
from detente.errors import RecordError
from detente.relations.levels import Stretch, direction_of, level_of
from detente.relations.methods.dyad import DyadModel, Setting
from detente.relations.methods.grid import Floats
from detente.relations.methods.judgement import (
    WINDOW,
    Judgement,
    fit_counts,
    is_quiet,
    judge_fitted,
    resolution,
)
from detente.relations.methods.reporting import window_sums
from detente.relations.model import Direction, Level, Verdict

FIRST_LOOK = 150
"""Draws of the first look at a dyad that is neither quiet nor near to a turn; where it finds one, all are drawn."""
NEAR = 0.25
"""Expected turns in a window from which a dyad is judged with all draws: half of what the report rule asks for."""
CHUNK = 25


@dataclass(frozen=True, slots=True)
class Case:
    """The counts of one dyad, (n) each, by period `by`; `memory` is that of the record."""

    dyad: str
    by: str
    conflict: Floats
    total: Floats
    exposure: Floats
    memory: float | None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one dyad: its surest turn in steps, or the window in which one is likeliest; `dated`: see
    reporting.Turn."""

    dyad: str
    by: str
    verdict: Verdict
    at: int
    low: int
    high: int
    probability: float
    n_turns: int
    n_events: int
    smallest_shift: float | None
    direction: Direction | None = None
    established: bool | None = None
    before: Level | None = None
    after: Level | None = None
    dated: float = 1.0


def judge_case(case: Case) -> Found:
    """The surest turn of one dyad, as `find_eras` would tell it."""
    counts = case.conflict, case.total, case.exposure
    fitted = fit_counts(*counts, by=case.by, memory=case.memory)
    if is_quiet(fitted, *counts[1:], case.by):
        return _without_turn(case, fitted)
    whole = Setting()
    near = _likeliest(fitted, WINDOW[case.by])[1] >= NEAR
    look = whole if near else Setting(draws=min(FIRST_LOOK, whole.draws))
    found = judge_fitted(fitted, *counts, by=case.by, setting=look)
    if found.turns and not near:
        found = judge_fitted(fitted, *counts, by=case.by, setting=whole)
    return _with_turn(case, found) if found.turns else _without_turn(case, fitted)


def _without_turn(case: Case, fitted: DyadModel) -> Found:
    """Where a turn is likeliest, although none is told."""
    width, last = WINDOW[case.by], len(case.total) - 1
    at, mass = _likeliest(fitted, width)
    shift, sparse = resolution(fitted, case.conflict, case.total)
    verdict: Verdict = "cannot tell" if sparse else "none"
    low, high = max(at - width, 0), min(at + width, last)
    return Found(case.dyad, case.by, verdict, at, low, high, mass, 0, int(case.total.sum()), shift)


def _with_turn(case: Case, found: Judgement) -> Found:
    """The surest of the turns told, with the levels on its sides."""
    turn = max(found.turns, key=lambda turn: (turn.probability, turn.at))
    borders = [0, *(one.at for one in found.turns), len(case.total)]
    place = borders.index(turn.at)
    data = Stretch(found, case.conflict, case.total, case.by)
    before, after = (level_of(data, *borders[i : i + 2]) for i in (place - 1, place))
    return Found(
        dyad=case.dyad,
        by=case.by,
        verdict="turn" if turn.established >= 0.5 else "young",
        at=turn.at,
        low=turn.low,
        high=turn.high,
        probability=min(turn.probability, 1.0),
        n_turns=len(found.turns),
        n_events=int(case.total.sum()),
        smallest_shift=found.smallest_shift,
        direction=direction_of(before, after, turn.share, turn.log_rate),
        established=turn.established >= 0.5,
        before=before,
        after=after,
        dated=turn.dated,
    )


def _likeliest(fitted: DyadModel, width: int) -> tuple[int, float]:
    """The middle of the window with most expected turns, and their number, at most 1."""
    sums = window_sums(fitted.posterior.turns.sum(axis=1), width)
    return int(sums.argmax()), float(min(sums.max(), 1.0))


def judge_cases(cases: Sequence[Case], processes: int) -> Iterator[Found]:
    """What was found of each dyad, as it comes. Raises RecordError where a worker dies."""
    if processes <= 1 or len(cases) <= CHUNK:
        yield from map(judge_case, cases)
        return
    chunks = [list(cases[i : i + CHUNK]) for i in range(0, len(cases), CHUNK)]
    workers = [piped.start("detente.relations.judging") for _ in range(min(processes, len(chunks)))]
    free = list(workers)
    try:
        with ThreadPoolExecutor(len(workers)) as threads:
            running: dict[Future[list[Found]], Popen[bytes]] = {}
            while chunks or running:
                while chunks and free:
                    worker = free.pop()
                    running[threads.submit(_judged, worker, chunks.pop(0))] = worker
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    free.append(running.pop(future))
                    yield from future.result()
    finally:
        for worker in workers:
            piped.end(worker)


def _judged(worker: Popen[bytes], cases: list[Case]) -> list[Found]:
    """What a worker finds of the cases. Raises RecordError where it dies."""
    try:
        rows: list[tuple[Any, ...]] = piped.ask(worker, [_packed(case) for case in cases])
    except EOFError as error:
        raise RecordError(
            "a process that judges dyads died (out of memory, or killed)",
            next_step="Ask again, with fewer processes.",
        ) from error
    return [Found(*row) for row in rows]


def _packed(case: Case) -> tuple[Any, ...]:
    # Classes of a module run as __main__ cannot be unpickled by their name there: plain tuples go over the pipe.
    return case.dyad, case.by, case.conflict, case.total, case.exposure, case.memory


def _unpacked(found: Found) -> tuple[Any, ...]:
    return tuple(getattr(found, name) for name in Found.__dataclass_fields__)


def _answer(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [_unpacked(judge_case(Case(*row))) for row in rows]


if __name__ == "__main__":
    piped.serve(_answer)
