"""The states around a dyad as a GEXF network with dates, for Gephi and its like."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from xml.etree import ElementTree as ET

from detente.brief.harmless import neutralise
from detente.brief.material import EventRow, Material

GEXF = "http://gexf.net/1.3"
OPEN = "9999"
"""The year in which the record lets open ranges end."""
_EDGE = (("type", "string"), ("quad", "integer"), ("status", "string"), ("confidence", "double"), ("report", "string"),
         ("file", "string"), ("line", "integer"))  # fmt: skip


def to_gexf(material: Material) -> str:
    """GEXF 1.3: one node a state, one directed edge a deed with the days it covers and where it is told.

    Deeds of the two states, and those of third parties with either. A deed stands once, by the telling that names it;
    reciprocal deeds are undirected. Undated deeds have no days.
    """
    root = ET.Element("gexf", {"xmlns": GEXF, "version": "1.3"})
    meta = ET.SubElement(root, "meta", {"lastmodifieddate": material.made[:10]})
    ET.SubElement(meta, "creator").text = f"Détente {material.version}"
    ET.SubElement(meta, "description").text = f"{material.dyad}, record fingerprint {material.record}"
    graph = ET.SubElement(root, "graph", {"mode": "dynamic", "defaultedgetype": "directed", "timeformat": "date"})
    nodes = ET.Element("nodes")
    edges = ET.Element("edges")
    attributes = ET.SubElement(graph, "attributes", {"class": "edge"})
    for number, (name, kind) in enumerate(_EDGE):
        ET.SubElement(attributes, "attribute", {"id": str(number), "title": name, "type": kind})
    states = set(material.codes)
    for event in _deeds(material):
        states.update(event.actors, event.recipients)
        _edges(edges, event)
    for code in sorted(states):
        ET.SubElement(nodes, "node", {"id": code, "label": neutralise(material.name(code))})
    graph.extend((nodes, edges))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _deeds(material: Material) -> list[EventRow]:
    """The face of each deed, those of the dyad first."""
    own = [rows[0] for rows in material.deeds().values()]
    others = {event.deed: event for party in material.third_parties for event in reversed(party.events)}
    known = {event.deed for event in own}
    return own + [event for deed, event in sorted(others.items()) if deed not in known]


def _edges(edges: ET.Element, event: EventRow) -> None:
    if event.recipients:
        pairs = list(product(event.actors, event.recipients))
    else:
        pairs = [(a, b) for a, b in product(event.actors, event.actors) if a < b]
    start, end = event.date_start, _last(event.date_end)
    values = (event.type, event.quad, event.status, round(event.confidence, 3), event.report, event.file, event.line)
    for a, b in pairs:
        edge = {"id": f"{event.deed}-{a}-{b}", "source": a, "target": b, "kind": event.type}
        edge |= {name: day for name, day in (("start", start), ("end", end)) if day}
        edge |= {"type": "undirected"} if event.reciprocal else {}
        element = ET.SubElement(edges, "edge", edge)
        inside = ET.SubElement(element, "attvalues")
        for number, value in enumerate(values):
            if value is not None:
                ET.SubElement(inside, "attvalue", {"for": str(number), "value": neutralise(str(value))})


def _last(end: str | None) -> str | None:
    """The last day of a half-open range (GEXF's are closed), None where the range is open."""
    return (date.fromisoformat(end) - timedelta(days=1)).isoformat() if end and end < OPEN else None
