"""Third parties named: states whose own events with either of the two stand in the same reports."""

from __future__ import annotations

from detente.brief import wording
from detente.brief.document import Computation, Grid, Row, Section, Statement
from detente.brief.material import EventRow, Material, ThirdParty
from detente.brief.proof import of_events

MOST = 12


def section(material: Material) -> Section | None:
    """A table of third states with dates and events, the most named first."""
    if not material.third_parties:
        return None
    ranked = sorted(material.third_parties, key=lambda t: (-_n_reports(t), t.state))
    names = wording.listed([third.name for third in ranked[:3]])
    n = len({event.report for third in ranked for event in third.events})
    proof = Computation("third-parties", n, "reports", (("states", str(len(ranked))),))
    text = f"{names} {'is' if len(ranked) == 1 else 'are'} named most often beside {wording.listed(material.names)}"
    text += f"; {wording.counted(len(ranked), 'state')} in all." if len(ranked) > 3 else "."
    rows = tuple(_row(material, third) for third in ranked[:MOST])
    return Section("third-parties", (Statement(text, (proof,), knowing="counted"), Grid("third-parties", rows)))


def _row(material: Material, third: ThirdParty) -> Row:
    dates = sorted(event.date_start for event in third.events if event.date_start)
    first, last = (dates[0][:7], dates[-1][:7]) if dates else ("", "")
    cells = (
        third.name,
        str(_n_reports(third)),
        wording.edtf(first) if first else "undated",
        wording.edtf(last) if last else "undated",
        _tally(third.events, material.codes[0], third.state),
        _tally(third.events, material.codes[1], third.state),
    )
    return Row(cells, of_events(material, third.events[:5]))


def _tally(events: tuple[EventRow, ...], code: str, third: str) -> str:
    """Events between a state of the dyad and the third, conflict among them: "5 (2 conflict)"."""
    own = [e for e in events if code in e.actors + e.recipients and third in e.actors + e.recipients]
    conflict = sum(event.conflict for event in own)
    return f"{len(own)} ({conflict} conflict)" if own else "0"


def _n_reports(third: ThirdParty) -> int:
    return len({event.report or event.id for event in third.events})
