"""Ordering: the ties of one dyad lie together, so that one dyad is read without the others."""

from __future__ import annotations

from typing import Any


def cluster_ties(connection: Any) -> None:
    """Sort the ties by dyad and day once a tenth of them is new: then one dyad is read without the others.

    Sorting on every load would make many small loads cost the square of their number.
    """
    ((total,),) = connection.execute("SELECT count(*) FROM ties").fetchall()
    rows = connection.execute("SELECT value FROM meta WHERE key = 'ties_clustered'").fetchall()
    clustered = int(rows[0][0]) if rows else 0
    if total == clustered or abs(total - clustered) * 10 < total:
        return
    ((last,),) = connection.execute("SELECT max(rowid) FROM ties").fetchall()
    connection.execute("INSERT INTO ties SELECT * FROM ties ORDER BY dyad, date_start, event, actor")
    connection.execute("DELETE FROM ties WHERE rowid <= ?", [last])
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('ties_clustered', ?)", [str(total)])
