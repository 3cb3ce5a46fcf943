"""Linking: writes into the ties and events of the record which tellings are one deed, pair of states by pair of states.

A deed is named after the telling that stands for it and the pair, so that the name depends on what the record holds and
not on the order in which it came. Pairs with new or lost tellings are noted in `meta` with the batch that changed them:
a run that is killed leaves them to the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import pyarrow as pa

from detente.record.links import RULE, Telling, link
from detente.record.standing import mark_standing

PENDING = "link:"
"""Before the dyad, in `meta`: its tellings have changed since they were linked."""
TELLINGS = """
SELECT t.dyad, t.event, t.report, t.actor, t.reciprocal, t.type, t.status, t.date_start, t.date_end,
    r.date_start, coalesce(e.text, ''), coalesce(e.trigger, ''), t.confidence
FROM ties t JOIN events e ON e.id = t.event JOIN reports r ON r.id = t.report
WHERE t.report IS NOT NULL AND t.date_start IS NOT NULL AND t.date_end IS NOT NULL
    AND t.dyad IN (SELECT key[6:] FROM meta WHERE starts_with(key, 'link:'))
ORDER BY t.dyad, t.event"""
OF_PENDING = """(FROM ties WHERE report IS NOT NULL
    AND dyad IN (SELECT key[6:] FROM meta WHERE starts_with(key, 'link:')))"""
ROWS = 20_000


def deed_name(event: str, dyad: str) -> str:
    """The name of a deed of the pair for which this event stands."""
    return f"{event}-{dyad}"


def note_changed(connection: Any, dyads: Iterable[str]) -> None:
    """Note that tellings of these pairs were added or taken away."""
    keys = [PENDING + dyad for dyad in sorted(set(dyads))]
    connection.execute("INSERT OR IGNORE INTO meta SELECT unnest(?::TEXT[]), ''", [keys])


def link_changed(connection: Any) -> None:
    """Link what was noted; everything, where another rule (or none) linked the record before. In a transaction."""
    if connection.execute("SELECT value FROM meta WHERE key = 'linked_by'").fetchall() != [(RULE,)]:
        everything = connection.execute("SELECT DISTINCT dyad FROM ties WHERE report IS NOT NULL").fetchall()
        note_changed(connection, (dyad for (dyad,) in everything))
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('linked_by', ?)", [RULE])
    names: dict[str, list[str]] = {"event": [], "dyad": [], "deed": []}
    for dyad, tellings in _by_dyad(connection):
        for group in link(tellings, dyad=dyad):
            for telling in group:
                names["event"].append(telling.event)
                names["dyad"].append(dyad)
                names["deed"].append(deed_name(group[0].event, dyad))
    if names["event"]:
        _write(connection, names)
        mark_standing(connection, OF_PENDING)
    connection.execute("DELETE FROM meta WHERE starts_with(key, ?)", [PENDING])


def _by_dyad(connection: Any) -> Iterator[tuple[str, list[Telling]]]:
    # On this very connection: another one would not see what its transaction has noted.
    rows = _rows(connection.execute(TELLINGS))
    for dyad, group in groupby(rows, key=lambda row: str(row[0])):
        yield dyad, [Telling(*row[1:]) for row in group]


def _rows(answer: Any) -> Iterator[tuple[Any, ...]]:
    while rows := answer.fetchmany(ROWS):
        yield from rows


def _write(connection: Any, names: dict[str, list[str]]) -> None:
    """Name the deeds in the ties, and in the events, where an event with several pairs takes its first pair's deed."""
    connection.register("linked", pa.table(names))
    try:
        # What a data set tells of the same deed goes by its name, and follows it.
        connection.execute(
            """UPDATE ties SET deed = n.deed FROM (
                SELECT t.dyad, t.deed AS former, min(n.deed) AS deed FROM ties t
                JOIN linked n ON t.event = n.event AND t.dyad = n.dyad GROUP BY ALL HAVING min(n.deed) <> t.deed) n
            WHERE ties.report IS NULL AND ties.dyad = n.dyad AND ties.deed = n.former"""
        )
        connection.execute(
            """UPDATE ties SET deed = n.deed FROM linked n
            WHERE ties.event = n.event AND ties.dyad = n.dyad AND ties.deed <> n.deed"""
        )
        connection.execute(
            """UPDATE told_events AS e SET deed = n.deed
            FROM (SELECT event, arg_min(deed, dyad) AS deed FROM linked GROUP BY event) n
            WHERE e.id = n.event AND e.deed <> n.deed"""
        )
    finally:
        connection.unregister("linked")
