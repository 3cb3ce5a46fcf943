"""Standing: of all ties that tell one deed of two states, the one that counts (`ties.stands`).

It is the event after which the deed is named; where none is, one that was done, then the most confident. Counting deeds
is then counting rows, with nothing to be told apart when asked.
"""

from __future__ import annotations

from typing import Any

DONE = ("occurred", "ongoing", "ended")
FIRST = f"""row_number() OVER (PARTITION BY dyad, deed ORDER BY deed = event || '-' || dyad DESC,
    status IN {DONE} DESC, confidence DESC, event) = 1"""


def mark_standing(connection: Any, ties: str = "ties", values: list[Any] | None = None) -> None:
    """Say anew which ties stand for their deeds, of `ties`: a query or table of all ties of the deeds concerned."""
    connection.execute(
        f"""UPDATE ties SET stands = n.first FROM (SELECT event, dyad, {FIRST} AS first FROM {ties}) n
        WHERE ties.event = n.event AND ties.dyad = n.dyad AND ties.stands IS DISTINCT FROM n.first""",
        values or [],
    )
