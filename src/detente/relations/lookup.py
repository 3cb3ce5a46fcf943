"""One event, claim or report by its id, with all that hangs on it."""

from __future__ import annotations

from typing import Any

from detente.errors import UnknownItem
from detente.reading.times import find_times
from detente.record.corrections import history, standing

EVENT = """SELECT id, deed, report, text, span_start, span_end, trigger, trigger_start, trigger_end, type, mode,
    contexts, actors, recipients, status, date, date_start, date_end, place, quad, score, confidence, coder,
    coder_version, file, line, source, code, n_reports FROM events"""
CLAIM = """SELECT id, report, position, source_text, source_start, source_end, source_name, source_role, source_state,
    source_anonymous, cue, cue_start, cue_end, content, content_start, content_end, content_parts, direct, certainty,
    stance, about, disputes, supports, coder, coder_version, via_text, via_start, via_end, via_name, via_role,
    via_state, towards FROM (FROM claims UNION ALL FROM claims_set_aside)"""
REPORT = """SELECT id, text, title, date, date_start, date_end, outlet, url, path, line, language, name, sources,
    coder, coder_version FROM reports WHERE id = ?"""

LONGEST = 200_000


def event(store: Any, name: str) -> dict[str, Any]:
    """The event with that id: its row, `ties` (the pairs of states it is counted for, with `set_aside`), `tellings`
    (the other events that tell of the same deeds), `judgement` and `corrections`. Raises UnknownItem."""
    rows = _rows(store, f"{EVENT} WHERE id = ? LIMIT 1", [name])
    if not rows:
        raise UnknownItem(f"there is no event {name!r} in this record")
    pairs = _rows(
        store,
        """SELECT *, false AS set_aside FROM ties WHERE event = ?
        UNION ALL SELECT *, true FROM ties_set_aside WHERE event = ? ORDER BY dyad, actor""",
        [name, name],
    )
    deeds = [pair["deed"] for pair in pairs if not pair["set_aside"]]
    tellings = _rows(
        store,
        f"""{EVENT} WHERE id <> ? AND id IN (SELECT event FROM ties WHERE deed IN (SELECT unnest(?)))
        ORDER BY date_start, id LIMIT 200""",
        [name, deeds],
    )
    return {**rows[0], "ties": pairs, "tellings": tellings, **_judged(store, "event", name)}


def claim(store: Any, name: str) -> dict[str, Any]:
    """The claim with that id: its row, `disputed` and `supported` (the claims it stands against and for), `judgement`
    and `corrections`. Raises UnknownItem."""
    rows = _rows(store, f"{CLAIM} WHERE id = ? LIMIT 1", [name])
    if not rows:
        raise UnknownItem(f"there is no claim {name!r} in this record")
    linked = {}
    for column, word in (("disputes", "disputed"), ("supports", "supported")):
        linked[word] = _rows(store, f"{CLAIM} WHERE id IN (SELECT unnest(?)) ORDER BY id", [rows[0][column] or []])
    return {**rows[0], **linked, **_judged(store, "claim", name)}


def report(store: Any, name: str) -> dict[str, Any]:
    """The report with that id, with its `events`, `claims`, `phases`, `drivers`, `mentions` and `times` in the order of
    the text, each event and claim with its `judgement`. Times are read anew, as the record keeps none; of a text longer
    than a book's chapter none are. Raises UnknownItem."""
    found = report_alone(store, name)
    found["events"] = _rows(store, f"{EVENT} WHERE report = ? ORDER BY trigger_start, id", [name])
    found["claims"] = _rows(store, f"{CLAIM} WHERE report = ? ORDER BY position", [name])
    for table, first in (("phases", "span_start"), ("drivers", "cause_start"), ("mentions", "span_start")):
        found[table] = _rows(store, f"SELECT * FROM {table} WHERE report = ? ORDER BY {first}", [name])
    for kind in ("event", "claim"):
        said = standing(store, kind, [row["id"] for row in found[f"{kind}s"]])
        for row in found[f"{kind}s"]:
            row["judgement"] = said.get(row["id"])
    found["times"] = find_times(found["text"], found["date"]) if len(found["text"]) <= LONGEST else ()
    return found


def report_alone(store: Any, name: str) -> dict[str, Any]:
    """The report with that id, without what was found in it. Raises UnknownItem."""
    rows = _rows(store, REPORT, [name])
    if not rows:
        raise UnknownItem(f"there is no report {name!r} in this record")
    return rows[0]


def _judged(store: Any, kind: str, name: str) -> dict[str, Any]:
    said = history(store, kind, name)
    judgement = said[0].judgement if said and said[0].judgement != "open" else None
    return {"judgement": judgement, "corrections": said}


def _rows(store: Any, query: str, values: list[Any]) -> list[dict[str, Any]]:
    answer = store.connection.execute(query, values)
    names = [column[0] for column in answer.description]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
