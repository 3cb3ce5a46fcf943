"""The same deed in two data sets has one name, so that it counts once.

Within a data set the events of one day, type and direction between two states are put in order and numbered; the
first of
one data set is linked with the first of the other, the second with the second. Of ten events here and seven there ten
remain: the count of the fuller source, never the sum. A deed that a report tells of takes part as a source of its own
and keeps its name.
"""

from __future__ import annotations

from typing import Any

# What both sides share by its nature has no direction: sources differ in whom they name first.
SIDE = """CASE WHEN reciprocal OR type IN ('CONSULT', 'AGREE', 'SUPPORT', 'COOPERATE') THEN '' ELSE actor END AS side,
    CASE WHEN status IN ('occurred', 'ongoing') THEN 'done' ELSE status END AS class"""
KEY = f"dyad, type, date_start, {SIDE}"
DEED = "left(md5(concat_ws('|', dyad, type, date_start, side, class, k)), 16)"
"""The name of the k-th deed of that day, type and direction."""
LINK = f"""
WITH near AS (SELECT t.* FROM ties t JOIN (SELECT DISTINCT * FROM touched) USING (dyad, date_start)),
of_sets AS (
    SELECT event, deed, stands, {KEY}, row_number() OVER
        (PARTITION BY source, dyad, type, date_start, side, class ORDER BY event) AS k
    FROM near WHERE report IS NULL),
of_reports AS (
    SELECT *, row_number() OVER (PARTITION BY dyad, type, date_start, side, class ORDER BY deed) AS k
    FROM (SELECT DISTINCT deed, {KEY} FROM near WHERE report IS NOT NULL))
SELECT s.event, s.dyad, coalesce(r.deed, {DEED}) AS name, r.deed IS NULL AND row_number() OVER
        (PARTITION BY dyad, type, date_start, side, class, k ORDER BY s.event) = 1 AS first
FROM of_sets s LEFT JOIN of_reports r USING (dyad, type, date_start, side, class, k)
QUALIFY s.deed IS DISTINCT FROM name OR s.stands IS DISTINCT FROM first
"""


def link_data_sets(connection: Any) -> None:
    """Name the deeds of the data sets' events in the dyads and days of the table `touched`. In a transaction."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE deeds_of_sets AS {LINK}")
    connection.execute(
        """UPDATE ties SET deed = n.name, stands = n.first FROM deeds_of_sets n
        WHERE ties.event = n.event AND ties.dyad = n.dyad"""
    )
    connection.execute("UPDATE coded_events AS e SET deed = n.name FROM deeds_of_sets n WHERE e.id = n.event")
    connection.execute("DELETE FROM touched")


def link_with_reports(connection: Any) -> None:
    """Name anew the deeds of data sets' events in all dyads of which reports tell, after these have been linked."""
    connection.execute(
        # Only deeds of reports have a name with a hyphen: where the report is gone, so is the name.
        """INSERT INTO touched SELECT DISTINCT dyad, date_start FROM ties
        WHERE report IS NULL AND (dyad IN (SELECT dyad FROM ties WHERE report IS NOT NULL) OR contains(deed, '-'))"""
    )
    link_data_sets(connection)
