"""The relation of two states asked: every answer is made by the stage it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.interfaces.window import By as By
from detente.interfaces.window import check_period, in_order

if TYPE_CHECKING:
    from detente.brief.make import Brief
    from detente.record.store import Store
    from detente.relations.model import Eras
    from detente.relations.table import Table


class Relation:
    """The relation of two states; `dyad` is its sorted pair of codes. Predecessors count with their successors."""

    def __init__(self, store: Store, dyad: str) -> None:
        self.store = store
        self.dyad = dyad

    def __repr__(self) -> str:
        return f"Relation({self.dyad!r})"

    @in_order
    def series(self, by: By = "month", *, since: str | None = None, until: str | None = None) -> Table:
        """Counts per quad class, share of conflict, mean score, index and coverage, one row a period.

        `since` and `until` are EDTF; raises BadDate, and QuestionError for a period that is none.
        """
        from detente.relations.series import series

        check_period(by)
        return series(self.store, self.dyad, by=by, since=since, until=until)

    @in_order
    def eras(self, by: By | None = None, *, since: str | None = None, until: str | None = None) -> Eras:
        """Eras, turning points and episodes with probability, interval and the events that carry them."""
        from detente.relations.eras import find_eras

        check_period(by)
        return find_eras(self.store, self.dyad, by=by, since=since, until=until)

    @in_order
    def events(self, *, since: str | None = None, until: str | None = None) -> Table:
        """The coded events, one row an event, with sentence, offsets, report and coder."""
        from detente.relations.events import events

        return events(self.store, self.dyad, since=since, until=until)

    @in_order
    def claims(self, *, since: str | None = None, until: str | None = None) -> Table:
        """Attributed statements on the relation: source, cue, content, certainty, stance, offsets, report."""
        from detente.relations.claims import claims

        return claims(self.store, self.dyad, since=since, until=until)

    @in_order
    def agreement(self, *, since: str | None = None, until: str | None = None) -> Table:
        """Pairs of claims that dispute or support each other, in a report and across reports, with what shows it."""
        from detente.relations.agreement import agreement

        return agreement(self.store, self.dyad, since=since, until=until)

    @in_order
    def third_parties(self, *, since: str | None = None, until: str | None = None) -> Table:
        """Third states, and how their dealings with the two stand in time to the relation's turn."""
        from detente.relations.third_parties import third_parties

        return third_parties(self.store, self.dyad, since=since, until=until)

    @in_order
    def drivers(self, *, since: str | None = None, until: str | None = None) -> Table:
        """Causes that reports or their sources assert."""
        from detente.relations.drivers import drivers

        return drivers(self.store, self.dyad, since=since, until=until)

    @in_order
    def outlook(self, *, since: str | None = None, until: str | None = None) -> Table:
        """What may follow, beside its back-test."""
        from detente.relations.outlook import outlook

        return outlook(self.store, self.dyad, since=since, until=until)

    @in_order
    def measures(self, *, since: str | None = None, until: str | None = None) -> Table:
        """UN votes, arms deliveries and other yearly numbers of the relation, by the stretches between their turns."""
        from detente.relations.measures import measures

        return measures(self.store, self.dyad, since=since, until=until)

    @in_order
    def phases(self, *, since: str | None = None, until: str | None = None) -> Table:
        """The relation's past as the reports tell it."""
        from detente.relations.phases import phases

        return phases(self.store, self.dyad, since=since, until=until)

    @in_order
    def brief(self, *, since: str | None = None, until: str | None = None, made: str | None = None) -> Brief:
        """The dossier: `.to_html(path)`, `.to_markdown(path)`, `.to_json(path)`.

        Between `since` and `until` (EDTF) where given. `made` is the day that stands on it, today by default. Raises
        BadDate.
        """
        from detente.brief.make import make_brief

        return make_brief(self.store, self.dyad, since=since, until=until, made=made)
