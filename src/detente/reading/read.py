"""From a text to its Reading; many reports side by side in worker processes, in order, one bad report stopping none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import overload

from detente import __version__
from detente.errors import DetenteError, Unreadable
from detente.reading import parse
from detente.reading.mentions import find_mentions
from detente.reading.model import Reading
from detente.reading.parsed import ParsedReport
from detente.settings import get_settings
from detente.sources.report import Report

CODER = "detente-rules"


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be read, and why."""

    report_id: str
    error: DetenteError
    report: Report


@cache
def coder_version() -> str:
    """Names what coded a reading: package version, and a hash over the tables of knowledge and the pipeline's name."""
    digest = hashlib.sha256(f"{__version__} {get_settings().pipeline}".encode())
    for path in sorted(files("detente.knowledge").iterdir(), key=lambda entry: entry.name):
        if path.name.endswith((".csv", ".toml")):
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

    `date` is EDTF; without it relative dates stay unresolved. Raises BadDate, TooLarge, Unreadable, ForeignLanguage.
    """
    if isinstance(text_or_reports, str):
        from detente import dates

        day = dates.require(date) if date is not None else None
        return _read_one(Report(text_or_reports, date=day, title=title, url=url))
    if isinstance(text_or_reports, Report):
        return _read_one(text_or_reports)
    return [_read_one(report) for report in text_or_reports]


def _read_one(report: Report) -> Reading:
    return code(next(parse.parse_reports([report])))


def code(parsed: ParsedReport) -> Reading:
    """The Reading of a parsed report: every finder in turn."""
    report = parsed.report
    mentions = find_mentions(parsed)
    return Reading(
        report_id=report.id,
        text=report.text,
        date=report.date,
        mentions=mentions,
        times=parsed.times,
        coder=CODER,
        coder_version=coder_version(),
        warnings=parsed.warnings,
    )


def read_many(reports: Iterable[Report], *, processes: int | None = None) -> Iterator[Reading | Failure]:
    """A Reading or a Failure for each report, in order; a bad report never stops the rest."""
    for report in reports:
        try:
            yield _read_one(report)
        except DetenteError as error:
            yield Failure(report.id, error, report)
        except Exception as error:
            yield Failure(report.id, Unreadable(f"Reading failed: {error!r}", where=report.id), report)
