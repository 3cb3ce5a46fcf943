"""The brief as JSON; the shape is documented in docs/reference/brief-json.md and named `detente/brief/1`."""

from __future__ import annotations

import json
from typing import Any

from detente.brief import titles
from detente.brief.document import Block, Chart, Computation, Document, Grid, Listing, Row, SentenceEvidence, Statement
from detente.brief.formulas import FORMULAS
from detente.brief.harmless import safe_url
from detente.brief.references import Reference, References

SHAPE = "detente/brief/1"


def to_json(brief: Document) -> str:
    """The whole brief as JSON text, ASCII only, so that no control or bidirectional character stands in it bare."""
    return json.dumps(as_dict(brief), ensure_ascii=True, indent=1)


def as_dict(brief: Document) -> dict[str, Any]:
    """The brief as plain dicts and lists. Texts are as in the reports: whoever shows them must escape them."""
    references = References(brief)
    return {
        "shape": SHAPE,
        "version": brief.version,
        "dyad": brief.dyad,
        "names": list(brief.names),
        "made": brief.made,
        "record": brief.record,
        "arrow": brief.arrow,
        "facts": dict(brief.facts),
        "sections": [
            {
                "name": section.name,
                "title": titles.SECTIONS[section.name][0],
                "blocks": [_block(block, brief, references) for block in section.blocks],
            }
            for section in brief.sections
        ],
        "evidence": {str(reference.number): _evidence(reference) for reference in references},
    }


def _block(block: Block, brief: Document, references: References) -> dict[str, Any]:
    if isinstance(block, Statement):
        return {"kind": "statement", **_statement(block, references)}
    if isinstance(block, Listing):
        return {
            "kind": "list",
            "title": titles.GROUPS[block.name] if block.name else "",
            "statements": [_statement(said, references) for said in block.statements],
        }
    if isinstance(block, Grid):
        return {"kind": "table", **_grid(block, brief, references)}
    assert isinstance(block, Chart)
    return {
        "kind": "chart",
        "title": block.title,
        "description": _statement(block.description, references),
        "table": _grid(block.grid, brief, references),
    }


def _statement(said: Statement, references: References) -> dict[str, Any]:
    return {
        "text": said.text,
        "knowing": said.knowing,
        "note": said.note,
        "strong": said.strong,
        "evidence": _numbers(said, references),
    }


def _grid(grid: Grid, brief: Document, references: References) -> dict[str, Any]:
    caption, heads = titles.TABLES[grid.name]
    return {
        "name": grid.name,
        "caption": caption,
        "heads": [head.replace("{a}", brief.names[0]).replace("{b}", brief.names[1]) for head in heads],
        "rows": [{"cells": list(row.cells), "evidence": _numbers(row, references)} for row in grid.rows],
    }


def _numbers(said: Statement | Row, references: References) -> list[int]:
    return [number for _, number in references.of(said)]


def _evidence(reference: Reference) -> dict[str, Any]:
    evidence = reference.evidence
    if isinstance(evidence, SentenceEvidence):
        return {
            "kind": "sentence",
            "report": evidence.report,
            "start": evidence.start,
            "end": evidence.end,
            "text": evidence.text,
            "marks": [list(mark) for mark in evidence.marks],
            "before": evidence.before,
            "after": evidence.after,
            "title": evidence.title,
            "outlet": evidence.outlet,
            "date": evidence.date,
            "url": safe_url(evidence.url),
            "place": evidence.place,
            "sources": [url for url in evidence.rests_on if safe_url(url)],
        }
    if isinstance(evidence, Computation):
        formula = FORMULAS[evidence.formula]
        return {
            "kind": "computation",
            "formula": evidence.formula,
            "title": formula.title,
            "expression": formula.formula,
            "doc": f"{formula.doc}#{evidence.formula}",
            "n_rows": evidence.n_rows,
            "rows_are": evidence.rows_are,
            "values": dict(evidence.values),
            "rests_on": list(reference.rests_on),
        }
    return {
        "kind": "row",
        "dataset": evidence.dataset,
        "file": evidence.file,
        "line": evidence.line,
        "fields": dict(evidence.fields),
    }
