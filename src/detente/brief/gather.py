"""Material gathered from the record: what stands there on one relation, with its evidence, and what was found."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from detente import __version__, dates, states
from detente.brief import choosing
from detente.brief.material import (
    Answer,
    ClaimRow,
    DriverRow,
    EventRow,
    Forecast,
    Material,
    Period,
    PhaseRow,
    ReportRow,
    ThirdParty,
    YearlyLevel,
)
from detente.brief.namings import Naming, namings
from detente.brief.rows import answer_of, claim_of, driver_of, event_of, iso, phase_of
from detente.record.corrections import LATEST
from detente.relations.agreement import agreement
from detente.relations.drivers import drivers
from detente.relations.eras import find_eras
from detente.relations.measures import measures
from detente.relations.methods.judgement import LASTING
from detente.relations.model import Eras
from detente.relations.outlook import outlook
from detente.relations.phases import phases as told_phases
from detente.relations.series import series
from detente.relations.table import Once, Table
from detente.relations.third_parties import third_parties

if TYPE_CHECKING:
    from detente.record.store import Store

_EVENTS = """
SELECT e.id, any_value(t.deed) AS deed, e.type, e.quad, e.status, list(DISTINCT t.actor) AS actors,
    list(DISTINCT t.recipient) AS recipients, bool_or(t.reciprocal) AS reciprocal, e.confidence, e.date,
    e.date_start, e.date_end, e.mode, e.score, e.report, e.span_start, e.span_end, e.trigger_start, e.trigger_end,
    e.coder, e.coder_version, e.file, e.line
FROM ties t JOIN events e ON e.id = t.event
WHERE list_contains(?, t.dyad)
GROUP BY ALL ORDER BY e.date_start NULLS LAST, e.id"""

_NAMED = _EVENTS.replace("list_contains(?, t.dyad)", "list_contains(?, t.event) AND list_contains(?, t.report)")

_CLAIMS = """
SELECT id, report, content_start, content_end, source_text, source_name, source_role, source_state, source_start,
    source_end, coalesce(source_anonymous, false), coalesce(direct, false), coalesce(certainty, 'certain'),
    [one.stance for one in towards if list_contains($dyads, one.dyad)][1],
    coalesce(via_name, via_text), cue, coalesce(content_parts, [])
FROM claims WHERE list_has_any(about, $dyads) ORDER BY report, position"""

_CORRECTED = f"""
SELECT kind, judgement, count(*) FROM ({LATEST}) WHERE judgement <> 'open' AND (
    kind = 'event' AND target IN (SELECT event FROM (FROM ties UNION ALL FROM ties_set_aside)
        WHERE list_contains($dyads, dyad))
    OR kind = 'claim' AND target IN (SELECT id FROM (FROM claims UNION ALL FROM claims_set_aside)
        WHERE list_has_any(about, $dyads)))
GROUP BY ALL"""

_REPORTS = """
SELECT id, text, title, date, date_start, outlet, url, path, line, name, coalesce(sources, [])
FROM reports WHERE list_contains(?, id) ORDER BY date_start, id"""

_COUNTS = "SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM quarantine)"

_OF_THIRD_PARTY = {one.name for one in fields(ThirdParty)}


def gather(
    store: Store, dyad: str, *, since: str | None = None, until: str | None = None, made: str | None = None
) -> Material:
    """Everything a brief on the dyad needs; predecessor states count with their successors."""
    once: Any = Once(store)
    codes = (dyad[:3], dyad[4:])
    dyads = list(states.dyads_with_predecessors(dyad))
    since, until = (dates.require(day) if day else None for day in (since, until))
    first, last = _day(since, 0), _day(until, 1)
    events = _between(_events(once, _EVENTS, [dyads]), first, last)
    phases = [phase_of(row) for row in told_phases(once, dyad)]
    told = _told(once, dyads, codes, events, phases, first=first, last=last)
    inside = set(told.reports)
    eras = find_eras(once, dyad, since=since, until=until)
    around = third_parties(once, dyad, since=since, until=until, eras=eras)
    forecast = outlook(once, dyad, since=since, until=until)
    third = _third_parties(once, around, sorted(inside))
    kept_events = tuple(e for e in events if e.report is None or e.report in inside)
    yearly = measures(once, dyad, since=since, until=until)
    ((n_reports, n_refused),) = _rows(once, _COUNTS, [])
    return Material(
        dyad=dyad,
        codes=codes,
        names=(_name(codes[0]), _name(codes[1])),
        eras=eras,
        made=made or date.today().isoformat(),
        version=__version__,
        record=_fingerprint(inside, kept_events),
        reports=told.reports,
        events=kept_events,
        claims=told.claims,
        n_claims=told.n_claims,
        answers=_answers(once, dyad, inside),
        phases=told.phases,
        levels=tuple(YearlyLevel(**{**row, "rows": tuple(row["rows"])}) for row in yearly.rows()),
        drivers=_drivers(once, dyad, inside),
        namings=told.namings,
        periods=_periods(once, eras, since, until),
        since=since,
        until=until,
        third_parties=third,
        outlook=_outlook(forecast),
        state_names={code: _name(code) for code in _codes(kept_events, told.claims, third)},
        n_reports_in_record=n_reports,
        n_refused=n_refused,
        corrected={(kind, said): n for kind, said, n in _rows(once, _CORRECTED, {"dyads": dyads})},
        tables={"third_parties": around.arrow, "outlook": forecast.arrow, "measures": yearly.arrow},
    )


def _rows(store: Store, query: str, values: list[Any] | dict[str, Any]) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = store.connection.execute(query, values).fetchall()
    return rows


class _Told(NamedTuple):
    """The reports that tell of the relation, the claims that say something of it, of how many that touch on it, the
    stretches of it that are told, and where the reports name states and persons."""

    reports: dict[str, ReportRow]
    claims: tuple[ClaimRow, ...]
    n_claims: int
    phases: tuple[PhaseRow, ...]
    namings: dict[str, tuple[Naming, ...]]


def _told(
    store: Store,
    dyads: list[str],
    codes: tuple[str, str],
    events: list[EventRow],
    phases: Iterable[PhaseRow],
    *,
    first: str | None,
    last: str | None,
) -> _Told:
    touching = [claim_of(row) for row in _rows(store, _CLAIMS, {"dyads": dyads})]
    telling = {event.report for event in events if event.report}
    every = telling | {claim.report for claim in touching} | {phase.report for phase in phases}
    reports = _reports(store, sorted(every), first, last)
    named = namings(store, sorted(reports))
    touching = [claim for claim in touching if claim.report in reports]
    stretches = [phase for phase in phases if choosing.tells_of_both(phase, named.get(phase.report, ()), codes)]
    telling |= {phase.report for phase in stretches}
    deeds: dict[str | None, list[EventRow]] = {}
    for event in events:
        deeds.setdefault(event.report, []).append(event)
    claims = []
    for claim in touching:
        text, names = reports[claim.report].text, named.get(claim.report, ())
        if choosing.says_something(claim, text, named=names, codes=codes, deeds=deeds.get(claim.report, ())):
            claims.append(claim)
            telling.add(claim.report)
    kept = {name: report for name, report in reports.items() if name in telling}
    told = tuple(phase for phase in stretches if phase.report in kept)
    return _Told(kept, tuple(claims), len(touching), told, named)


def _events(store: Store, query: str, values: list[Any]) -> list[EventRow]:
    return [event_of(row) for row in _rows(store, query, values)]


def _answers(store: Store, dyad: str, inside: set[str]) -> tuple[Answer, ...]:
    """Claims that their report itself sets against or beside each other."""
    told = (row for row in agreement(store, dyad) if row["shown_by"] == "answer")
    return tuple(answer_of(row) for row in told if {row["report"], row["other_report"]} <= inside)


def _drivers(store: Store, dyad: str, inside: set[str]) -> tuple[DriverRow, ...]:
    """What words of cause join."""
    return tuple(driver_of(row) for row in drivers(store, dyad) if row["report"] in inside and row["explicit"])


def _reports(store: Store, names: list[str], first: str | None, last: str | None) -> dict[str, ReportRow]:
    """The reports by id; with a limit in time, those dated inside it."""
    found = {}
    for name, text, title, edtf, start, outlet, url, path, line, own, sources in _rows(store, _REPORTS, [names]):
        day = iso(start)
        if (first and (day or "") < first) or (last and (day or "9999") >= last):
            continue
        found[name] = ReportRow(name, text, title, edtf, day, outlet, url, path, line, own, tuple(sources))
    return found


def _third_parties(store: Store, around: Table, reports: list[str]) -> tuple[ThirdParty, ...]:
    """Third states that deal with either side in these reports, with the events that show it."""
    rows = [row for row in around if row["n_shared"]]
    wanted = sorted({event for row in rows for event in row["events"]})
    by_id = {event.id: event for event in _events(store, _NAMED, [wanted, reports])}
    found = []
    for row in rows:
        shown = tuple(by_id[event] for event in row.pop("events") if event in by_id)
        del row["reports"]
        if shown:
            told = {name: value for name, value in row.items() if name in _OF_THIRD_PARTY}
            found.append(ThirdParty(name=_name(row["state"]), events=shown, **told))
    return tuple(found)


def _outlook(forecast: Table) -> tuple[Forecast, ...]:
    names = {field.name for field in fields(Forecast)}
    whence = str(forecast.notes["hazard"])
    lines = ({name: value for name, value in row.items() if name in names} for row in forecast)
    return tuple(Forecast(**line, hazard=whence) for line in lines)


def _periods(store: Store, eras: Eras, since: str | None, until: str | None) -> tuple[Period, ...]:
    """The series that the era search saw, beside the chance of a turn; cut to the days asked for."""
    chance = dict(zip(eras.periods, eras.probabilities, strict=True))
    found = []
    for row in series(store, eras.dyad, by=eras.by, since=since, until=until):  # type: ignore[arg-type]
        start, end = row["period"], row["end"]
        cooperation = row["verbal_cooperation"] + row["material_cooperation"]
        conflict = row["verbal_conflict"] + row["material_conflict"]
        found.append(Period(start, end, cooperation, conflict, chance.get(start, 0.0)))
    return _trimmed(found, LASTING[eras.by])


def _trimmed(periods: list[Period], around: int) -> tuple[Period, ...]:
    """The periods from the first with a deed to the last with one, and up to `around` empty ones on each side, for that
    nothing was told before a turn shows it; none where there is no deed."""
    told = [i for i, p in enumerate(periods) if p.n_cooperation + p.n_conflict]
    return tuple(periods[max(told[0] - around, 0) : told[-1] + 1 + around]) if told else ()


def _between(events: list[EventRow], first: str | None, last: str | None) -> list[EventRow]:
    if not first and not last:
        return events
    return [e for e in events if e.date_start and (first or "") <= e.date_start < (last or "9999")]


def _day(edtf: str | None, side: int) -> str | None:
    days = dates.day_range(edtf) if edtf else None
    return days[side].isoformat() if days else None


def _name(code: str) -> str:
    known = states.states_by_code().get(code)
    return known.name if known else code


def _codes(events: Iterable[EventRow], claims: Iterable[ClaimRow], third: Iterable[ThirdParty]) -> set[str]:
    codes = {code for event in events for code in event.actors + event.recipients}
    codes |= {claim.source_state for claim in claims if claim.source_state}
    return codes | {code for party in third for event in party.events for code in event.actors + event.recipients}


def _fingerprint(reports: Iterable[str], events: Iterable[EventRow]) -> str:
    """The first 12 hex digits of the SHA-256 over the ids of reports and events: the same record, the same dossier."""
    joined = "\n".join([*sorted(reports), *sorted(event.id for event in events)])
    return hashlib.sha256(joined.encode()).hexdigest()[:12]
