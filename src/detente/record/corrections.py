"""Corrections: what a reader says of a coded event or claim, kept with name and moment, and obeyed by the analysis.

The latest word on an event or claim counts. What is called wrong is set aside: the ties of the event (or the claim)
leave the tables that every question is asked of, and the deeds of the dyad are linked without it; the event itself
stays, so that its page still shows it. Called right again, it comes back. Reading a report anew changes none of this,
as the same event has the same name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, get_args

from detente.errors import QuestionError, RecordError, UnknownItem
from detente.record.dataset_links import link_data_sets
from detente.record.linking import link_changed, note_changed
from detente.record.opening import transaction
from detente.record.quarantine import now

if TYPE_CHECKING:
    from detente.record.store import Store

Kind = Literal["event", "claim"]
Judgement = Literal["right", "wrong", "open"]
"""`open` takes an earlier word back."""
LONGEST_NAME, LONGEST_NOTE = 100, 2000

LATEST = """
SELECT kind, target, judgement FROM corrections
QUALIFY row_number() OVER (PARTITION BY kind, target ORDER BY id DESC) = 1"""
SAID = {
    "event": """SELECT report, "text", span_start, span_end, to_json({type: type, mode: mode, contexts: contexts,
        actors: actors, recipients: recipients, status: status, date: date, place: place, trigger: trigger,
        trigger_start: trigger_start, trigger_end: trigger_end, confidence: confidence, coder: coder,
        coder_version: coder_version}) FROM events WHERE id = ? LIMIT 1""",
    "claim": """SELECT report, content, content_start, content_end, to_json({source_text: source_text,
        source_start: source_start, source_end: source_end, source_name: source_name, source_role: source_role,
        source_state: source_state, source_anonymous: source_anonymous, cue: cue, direct: direct,
        certainty: certainty, stance: stance, about: about, via_text: via_text, via_name: via_name,
        via_state: via_state, towards: towards, coder: coder, coder_version: coder_version})
        FROM (FROM claims UNION ALL FROM claims_set_aside) WHERE id = ? LIMIT 1""",
}
"""What stood in the record when it was judged: kept beside the judgement, so that it serves as a label."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What someone said of an event or claim: right, wrong, or open again; when (UTC), and with what remark."""

    id: int
    kind: Kind
    target: str
    judgement: Judgement
    who: str
    note: str | None
    moment: datetime


def correct(store: Store, kind: str, target: str, judgement: str, *, who: str, note: str | None = None) -> Correction:
    """Keep what `who` says of the event or claim with that id, and let the analysis obey it.

    Raises UnknownItem where there is no such event or claim, QuestionError for a kind, judgement or name that cannot
    be, RecordError where the record was opened for reading only.
    """
    who, note = " ".join(who.split()), (note or "").strip() or None
    _check(kind, judgement, who, note)
    if store.read_only:
        raise RecordError("the record was opened for reading only", next_step="Open it without read_only.")
    connection = store.connection
    found = connection.execute(SAID[kind], [target]).fetchall()
    if not found:
        raise UnknownItem(f"there is no {kind} {target!r} in this record")
    with transaction(connection):
        ((number,),) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM corrections").fetchall()
        kept = Correction(number, kind, target, judgement, who, note, now())  # type: ignore[arg-type]
        values = [kept.id, kind, target, judgement, who, note, kept.moment, *found[0]]
        connection.execute(f"INSERT INTO corrections VALUES ({', '.join('?' * len(values))})", values)
        _obey(connection)
    return kept


def _check(kind: str, judgement: str, who: str, note: str | None) -> None:
    if kind not in SAID:
        raise QuestionError(f"{kind!r} is nothing that can be corrected", next_step="Events and claims can.")
    if judgement not in get_args(Judgement):
        raise QuestionError(f"{judgement!r} is no judgement", next_step="Say right, wrong or open.")
    if not who or len(who) > LONGEST_NAME or not who.isprintable():
        raise QuestionError(f"a correction needs a name of at most {LONGEST_NAME} characters")
    if note and len(note) > LONGEST_NOTE:
        raise QuestionError(f"a remark has at most {LONGEST_NOTE:,} characters")


def set_aside(connection: Any) -> list[tuple[str, Any, str | None]]:
    """Move what is called wrong out of the analysis, and back what no longer is; (dyad, day, report) of moved ties.

    In a transaction of the caller, who links these dyads anew.
    """
    ((some,),) = connection.execute("SELECT count(*) FROM corrections").fetchall()
    if not some:
        return []
    wrong = f"SELECT target FROM ({LATEST}) WHERE kind = ? AND judgement = 'wrong'"
    moved: list[tuple[str, Any, str | None]] = []
    for kind, table, column in (("event", "ties", "event"), ("claim", "claims", "id")):
        aside = f"{table}_set_aside"
        out = f"FROM {table} WHERE {column} IN ({wrong})"
        back = f"FROM {aside} WHERE {column} NOT IN ({wrong})"
        if kind == "event":
            for which in (out, back):
                moved += connection.execute(f"SELECT dyad, date_start, report {which}", [kind]).fetchall()
        # A report read anew, or a row loaded anew, stands in both: the newer one stays.
        connection.execute(f"DELETE FROM {aside} WHERE {column} IN (SELECT {column} {out})", [kind])
        connection.execute(f"INSERT INTO {aside} {out}", [kind])
        connection.execute(f"DELETE {out}", [kind])
        connection.execute(f"INSERT INTO {table} {back}", [kind])
        connection.execute(f"DELETE {back}", [kind])
    return moved


def note_moved(connection: Any, moved: Iterable[tuple[str, Any, str | None]]) -> None:
    """Note what was moved for those that link deeds."""
    moved = list(moved)
    note_changed(connection, (dyad for dyad, _, report in moved if report))
    for dyad, day, _ in moved:
        connection.execute("INSERT INTO touched VALUES (?, ?)", [dyad, day])


def _obey(connection: Any) -> None:
    note_moved(connection, set_aside(connection))
    link_changed(connection)
    link_data_sets(connection)


def standing(store: Store, kind: str, targets: Iterable[str]) -> dict[str, str]:
    """The judgement that counts for each of these events or claims that have one: id -> right or wrong."""
    query = f"SELECT target, judgement FROM ({LATEST}) WHERE kind = ? AND list_contains(?, target)"
    rows = store.connection.execute(query, [kind, list(targets)]).fetchall()
    return {target: judgement for target, judgement in rows if judgement != "open"}


def history(store: Store, kind: str, target: str) -> list[Correction]:
    """All that was said of one event or claim, the latest first."""
    query = """SELECT id, kind, target, judgement, who, note, moment FROM corrections WHERE kind = ? AND target = ?
        ORDER BY id DESC"""
    return [Correction(*row) for row in store.connection.execute(query, [kind, target]).fetchall()]


def labelled(store: Store) -> list[dict[str, Any]]:
    """Every correction as labelled data: the judgement beside what was judged, its words and offsets, in order."""
    answer = store.connection.execute(
        """SELECT id, kind, target, judgement, who, note, moment, report, "text", span_start, span_end, said
        FROM corrections ORDER BY id"""
    )
    names = [column[0] for column in answer.description]
    rows = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    return [{**row, "said": json.loads(row["said"])} for row in rows]
