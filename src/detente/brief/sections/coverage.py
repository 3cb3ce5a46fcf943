"""Coverage and limits: reports, dates, gaps, what is undated, outlets, coders. What is missing is said."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

from detente.brief import wording
from detente.brief.document import Block, Computation, Evidence, Grid, Listing, Row, Section, Statement
from detente.brief.material import EventRow, Material, ReportRow
from detente.brief.proof import FAIRLY_SURE, SURE, of_claim, of_event

MOST_REPORTS = 100


def section(material: Material) -> Section:
    """What the record holds on the relation, and its reports in order of date."""
    said = (
        _limits(material),
        _reports(material),
        _gap(material),
        _events(material),
        _corrections(material),
        _outlets(material),
        _coders(material),
    )
    blocks: list[Block] = [Listing(tuple(s for s in said if s is not None))]
    rows = tuple(row for row in (_row(material, report) for report in _ordered(material)) if row)
    if rows:
        blocks.append(Grid("reports", rows))
    return Section("coverage", tuple(blocks))


def counting(material: Material, **values: str) -> Computation:
    """The counting behind a statement on coverage."""
    pairs = tuple((name.replace("_", " "), value) for name, value in values.items())
    return Computation("coverage", len(material.reports), "reports", pairs)


def _limits(material: Material) -> Statement | None:
    if not material.since and not material.until:
        return None
    since = f" from {wording.edtf(material.since)}" if material.since else ""
    until = f" until {wording.edtf(material.until)}" if material.until else ""
    text = f"Only reports and events{since}{until} were looked at."
    proof = counting(material, since=material.since or "", until=material.until or "")
    return Statement(text, (proof,), knowing="counted")


def _reports(material: Material) -> Statement:
    dated = sorted(r.date_start for r in material.reports.values() if r.date_start)
    n, n_undated = len(material.reports), len(material.reports) - len(dated)
    text = f"{wording.counted(n, 'report').capitalize()} on this relation"
    if material.n_reports_in_record:
        text += f", out of {material.n_reports_in_record:,} in the record"
    if dated:
        text += f", dated {wording.day(dated[0])} to {wording.day(dated[-1])}"
    text += f"; {wording.counted(n_undated, 'report')} without a date" if n_undated else ""
    text += f"; the {MOST_REPORTS} that say most are listed" if n > MOST_REPORTS else ""
    if material.n_refused:
        text += f". {wording.counted(material.n_refused, 'document').capitalize()} could not be taken into the record"
    proof = counting(
        material,
        reports=str(n),
        in_record=str(material.n_reports_in_record),
        undated=str(n_undated),
        refused=str(material.n_refused),
    )
    return Statement(f"{text}.", (proof,), knowing="counted")


def _gap(material: Material) -> Statement | None:
    dates = sorted({r.date_start for r in material.reports.values() if r.date_start})
    if len(dates) < 3:
        return None
    days = [date.fromisoformat(d[:10]) for d in dates]
    longest, start, end = max((later - earlier, earlier, later) for earlier, later in pairwise(days))
    text = (
        f"The longest stretch without a report runs from {wording.day(start.isoformat())} to "
        f"{wording.day(end.isoformat())} ({wording.length(longest.days)}): what happened then is not in the record."
    )
    proof = counting(material, gap_days=str(longest.days), gap_from=start.isoformat())
    return Statement(text, (proof,), knowing="counted")


def _events(material: Material) -> Statement:
    n, deeds = len(material.events), material.deeds()
    undated = sum(1 for rows in deeds.values() if rows[0].date_start is None)
    statuses = Counter(rows[0].status for rows in deeds.values())
    text = f"{wording.counted(n, 'coded event').capitalize()} telling {wording.counted(len(deeds), 'deed')}"
    text += f" ({', '.join(f'{status} {k}' for status, k in statuses.most_common())})" if deeds else ""
    text += f"; {wording.counted(undated, 'deed')} without a date" if undated else ""
    proof = counting(material, events=str(n), deeds=str(len(deeds)), undated_deeds=str(undated))
    checked = sum(material.corrected.get(("event", said), 0) for said in ("right", "wrong"))
    by_whom = f"readers checked {checked:,} of them" if checked else "none was checked by a person"
    return Statement(f"{text}. A program coded them; {by_whom}.", (proof,), knowing="counted")


def _corrections(material: Material) -> Statement | None:
    """What readers called right or wrong; what is wrong counts nowhere on the page."""
    told = material.corrected
    if not told:
        return None
    parts = [
        f"{wording.counted(n, kind)} {said}" for said in ("right", "wrong") for kind in ("event", "claim")
        if (n := told.get((kind, said), 0))
    ]  # fmt: skip
    text = f"Readers called {wording.listed(parts)}. What they called wrong is left out of everything on this page."
    proof = counting(material, **{f"{kind}s_{said}": str(n) for (kind, said), n in sorted(told.items())})
    return Statement(text, (proof,), knowing="counted")


def _outlets(material: Material) -> Statement:
    named = Counter(r.outlet for r in material.reports.values() if r.outlet)
    n_none = sum(1 for r in material.reports.values() if not r.outlet)
    if named:
        most = ", ".join(f"{outlet} {n}" for outlet, n in named.most_common(6))
        text = f"{wording.counted(len(named), 'outlet').capitalize()}: {most}"
        text += f"; {wording.counted(n_none, 'report')} without a named outlet." if n_none else "."
    else:
        text = "No report names its outlet, so agreement between outlets cannot be checked."
    return Statement(text, (counting(material, outlets=str(len(named)), none=str(n_none)),), knowing="counted")


def _coders(material: Material) -> Statement | None:
    coders = Counter(f"{e.coder} {e.coder_version}".strip() for e in material.events)
    if not coders:
        return None
    text = "Events coded by " + "; ".join(f"{name} ({n:,})" for name, n in coders.most_common()) + "."
    return Statement(text, (counting(material, coders=str(len(coders))),), knowing="counted")


def _ordered(material: Material) -> list[ReportRow]:
    """The reports that say most on the relation, in order of date."""
    said = Counter(e.report for e in material.events) + Counter(c.report for c in material.claims)
    most = sorted(material.reports.values(), key=lambda r: (-said[r.id], r.id))[:MOST_REPORTS]
    return sorted(most, key=lambda r: (r.date_start or "9999", r.id))


def _row(material: Material, report: ReportRow) -> Row | None:
    events: list[EventRow] = [e for e in material.events if e.report == report.id]
    claims = [c for c in material.claims if c.report == report.id]
    best = max(events, key=lambda event: event.confidence, default=None)
    evidence: tuple[Evidence, ...] = tuple(of_claim(material, c) for c in claims[:1])
    if best is not None and best.confidence >= (SURE if evidence else FAIRLY_SURE):
        evidence = (of_event(material, best),)
    if not evidence:
        return None
    title = report.title or report.place or report.id
    cells = (wording.edtf(report.date), title, report.outlet or "not named", str(len(events)), str(len(claims)))
    return Row(cells, evidence)
