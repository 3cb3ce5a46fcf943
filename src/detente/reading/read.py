"""From a text to its Reading; many reports side by side in worker processes, in order, one bad report stopping none."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import chain, islice
from typing import overload

from detente import __version__, dates
from detente.errors import DetenteError, Unreadable
from detente.reading import parse
from detente.reading.claims import find_claims
from detente.reading.drivers import find_drivers
from detente.reading.events import find_events
from detente.reading.mentions import find_mentions
from detente.reading.model import Reading
from detente.reading.parsed import ParsedReport
from detente.reading.phases import find_phases
from detente.settings import get_settings
from detente.sources.report import Report

CODER = "detente-rules"
FEW = 100
"""Reports up to which worker processes cost more than they save."""
CHUNK = 48
CHUNK_CHARS = 100_000


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be read, and why."""

    report_id: str
    error: DetenteError
    report: Report


@cache
def coder_version() -> str:
    """Names what coded a reading: the version of the package, and a hash over the code and tables of the reader."""
    digest = hashlib.sha256(f"{__version__} {get_settings().pipeline}".encode())
    for package in ("detente.knowledge", "detente.reading"):
        for path in sorted(files(package).iterdir(), key=lambda entry: entry.name):
            if path.name.endswith((".csv", ".toml", ".npz", ".py")):
                digest.update(path.name.encode())
                digest.update(path.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:12]}"


@overload
def read(
    text_or_reports: str | Report, date: str | None = None, title: str | None = None, url: str | None = None
) -> Reading: ...
@overload
def read(text_or_reports: Iterable[Report], date: str | None = None) -> list[Reading]: ...
def read(
    text_or_reports: str | Report | Iterable[Report],
    date: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Reading | list[Reading]:
    """What was found in a text (or in each of a list of Reports): mentions, events, claims, times, phases, drivers.

    `date` is EDTF; without it relative dates stay unresolved. For Reports it fills in where a report has none.
    Raises BadDate, TooLarge, Unreadable, ForeignLanguage; `read_many` gives such reports as Failures instead.
    """
    day = dates.require(date) if date is not None else None
    if isinstance(text_or_reports, str):
        return _read_one(Report(text_or_reports, date=day, title=title, url=url))
    if isinstance(text_or_reports, Report):
        return _read_one(_dated(text_or_reports, day))
    return [code(parsed) for parsed in parse.parse_reports(_dated(report, day) for report in text_or_reports)]


def _dated(report: Report, day: str | None) -> Report:
    return replace(report, date=day) if report.date is None and day is not None else report


def _read_one(report: Report) -> Reading:
    return code(next(parse.parse_reports([report])))


def code(parsed: ParsedReport) -> Reading:
    """The Reading of a parsed report: every finder in turn."""
    report = parsed.report
    mentions = find_mentions(parsed)
    claims = find_claims(parsed, mentions)
    return Reading(
        report_id=report.id,
        text=report.text,
        date=report.date,
        mentions=mentions,
        events=find_events(parsed, mentions, parsed.times),
        claims=claims,
        times=parsed.times,
        phases=find_phases(parsed, mentions, parsed.times),
        drivers=find_drivers(parsed, claims),
        coder=CODER,
        coder_version=coder_version(),
        warnings=parsed.warnings,
    )


def read_chunk(reports: list[Report]) -> list[Reading | Failure]:
    """A Reading or a Failure for each report of a chunk, in order."""
    refused: dict[int, Failure] = {}
    for i, report in enumerate(reports):
        try:
            parse.check_report(report)
        except DetenteError as error:
            refused[i] = Failure(report.id, error, report)
    good = [report for i, report in enumerate(reports) if i not in refused]
    try:
        read_ones = iter([code(parsed) for parsed in parse.parse_reports(good)])
    except Exception:
        # One of them is at fault: read one by one, so that only that one fails.
        return [refused.get(i) or _read_or_fail(report) for i, report in enumerate(reports)]
    return [refused.get(i) or next(read_ones) for i in range(len(reports))]


def _read_or_fail(report: Report) -> Reading | Failure:
    try:
        return _read_one(report)
    except DetenteError as error:
        return Failure(report.id, error, report)
    except Exception as error:
        fault = Unreadable(
            f"Reading failed with {type(error).__name__}: {error}",
            where=report.path or report.id,
            next_step="This is a fault of the program: please report it with the text.",
        )
        return Failure(report.id, fault, report)


def read_many(reports: Iterable[Report], *, processes: int | None = None) -> Iterator[Reading | Failure]:
    """A Reading or a Failure for each report, in order; a bad report never stops the rest.

    `processes` worker processes read side by side (default: the setting); few reports are read in this process. Only a
    few chunks are in memory at a time. A worker that dies is replaced, and the report that killed it fails alone.
    """
    n = processes or get_settings().processes
    waiting = iter(reports)
    head = list(islice(waiting, FEW))
    if n == 1 or len(head) < FEW:
        for chunk in _chunks(chain(head, waiting)):
            yield from read_chunk(chunk)
        return
    yield from _side_by_side(_chunks(chain(head, waiting)), n)


def _chunks(reports: Iterator[Report]) -> Iterator[list[Report]]:
    chunk: list[Report] = []
    n_chars = 0
    for report in reports:
        chunk.append(report)
        n_chars += len(report.text)
        if len(chunk) >= CHUNK or n_chars >= CHUNK_CHARS:
            yield chunk
            chunk, n_chars = [], 0
    if chunk:
        yield chunk


def _side_by_side(chunks: Iterator[list[Report]], n: int) -> Iterator[Reading | Failure]:
    from detente.reading.workers import Crew

    crew = Crew(n)
    threads = ThreadPoolExecutor(n, thread_name_prefix="detente-read")
    waiting: deque[Future[list[Reading | Failure]]] = deque()
    try:
        for chunk in chunks:
            waiting.append(threads.submit(crew.read, chunk))
            if len(waiting) > 2 * n:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        # Also where the caller stops early or presses Ctrl-C: no worker is left behind.
        crew.close()
        threads.shutdown(wait=True, cancel_futures=True)
