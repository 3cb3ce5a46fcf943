"""Where the answer differs by whom one asks: what each source says alone, and where engines or sources disagree."""

from __future__ import annotations

from detente.brief import wording
from detente.brief.document import Block, Computation, Grid, Listing, Row, Statement
from detente.brief.material import EventRow, Material
from detente.brief.proof import of_events
from detente.relations.model import SourceVerdict

MOST_SHOWN = 3
_VERDICT = {"turn": "a turn", "young": "a turn, not established", "none": "no turn", "cannot tell": "cannot tell"}


def blocks(material: Material) -> tuple[Block, ...]:
    """The disagreements in words and the table of sources; nothing where one source is all there is."""
    eras = material.eras
    made: list[Block] = []
    if eras.disagreements:
        said = tuple(
            Statement(words, (_proof(material, eras.n_events, f"differs-{place}"),))
            for place, words in enumerate(eras.disagreements, 1)
        )
        made.append(Listing(said, "differences"))
    if eras.sources:
        made.append(Grid("by-source", tuple(_row(material, source) for source in eras.sources)))
    return tuple(made)


def _row(material: Material, source: SourceVerdict) -> Row:
    cells = (
        "the reports" if source.source == "text" else source.source,
        _VERDICT[source.verdict],
        wording.day(source.date) if source.date else "–",
        "–" if source.probability is None else wording.percent(source.probability),
        f"{source.n_events:,}",
    )
    shown = [event for event in material.events if event.done and _is_of(event, source.source)]
    return Row(cells, (_proof(material, source.n_events, f"source-{source.source}", shown),))


def _is_of(event: EventRow, source: str) -> bool:
    return (event.report is not None) if source == "text" else event.report is None and event.coder == source


def _proof(material: Material, n: int, about: str, shown: list[EventRow] | None = None) -> Computation:
    return Computation("sources", n, "deeds", (), of_events(material, (shown or [])[-MOST_SHOWN:]), about)
