"""A small record with deeds written for the test: what relations read, without reading any text."""

from datetime import date, timedelta

import pytest

from detente.plover import quad_of, score_of
from detente.record.standing import mark_standing
from detente.record.store import Store


class SmallRecord:
    """Fills a record in memory through its tables."""

    def __init__(self):
        self.store = Store.open(":memory:")
        self.ties, self.reports, self.n = [], {}, 0

    def deed(self, dyad, day, kind="CONSULT", *, days=1, status="occurred", report=None, deed=None, confidence=0.9):
        """One event of the dyad whose date covers `days` days; None: no date. Returns the event's id."""
        self.n += 1
        event = f"e{self.n:05d}"
        start = date.fromisoformat(day) if isinstance(day, str) else day
        end = start + timedelta(days=days) if start else None
        first, second = dyad.split("-")
        self.ties.append(
            (dyad, event, deed or f"d{self.n:05d}", report, first, second, True, kind, quad_of(kind), score_of(kind),
             status, start, end, confidence, "text" if report else "data")
        )  # fmt: skip
        return event

    def report(self, name, day):
        """A dated report."""
        start = date.fromisoformat(day)
        self.reports[name] = (name, "text", day, start, start + timedelta(days=1), "test", "1", 1)

    def done(self):
        """The store with all rows written."""
        connection = self.store.connection
        if self.ties:
            connection.executemany(f"INSERT INTO ties VALUES ({', '.join('?' * 15)}, true)", self.ties)
            mark_standing(connection)
        for row in self.reports.values():
            connection.execute(
                """INSERT INTO reports (id, text, date, date_start, date_end, coder, coder_version, "load")
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                row,
            )
        self.ties, self.reports = [], {}
        return self.store

    def simulated(self, dyad, simulated, *, start="2010-01-04", coverage=60):
        """Weekly deeds of a simulated dyad, and coverage by another pair of states."""
        monday = date.fromisoformat(start)
        for week, (total, conflict, exposure) in enumerate(
            zip(simulated.total, simulated.conflict, simulated.exposure, strict=True)
        ):
            day = monday + timedelta(days=7 * week)
            for k in range(int(total)):
                self.deed(dyad, day, "ACCUSE" if k < conflict else "CONSULT")
            for _ in range(int(exposure / coverage)):
                self.deed("FRA-GBR", day, "CONSULT")
        return self.done()


@pytest.fixture
def record():
    small = SmallRecord()
    yield small
    small.store.close()
