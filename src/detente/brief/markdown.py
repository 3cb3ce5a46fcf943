"""The brief as Markdown: every statement carries footnotes that hold its evidence."""

from __future__ import annotations

import re

from detente.brief import titles, wording
from detente.brief.document import (
    Block,
    Chart,
    Computation,
    Document,
    Grid,
    Listing,
    Row,
    RowEvidence,
    SentenceEvidence,
    Statement,
)
from detente.brief.formulas import FORMULAS
from detente.brief.harmless import neutralise, safe_url
from detente.brief.references import Reference, References, pieces_of

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$&])")
_LINE_START = re.compile(r"^(\d*)([-+=:#.)])")


def to_markdown(brief: Document) -> str:
    """The whole brief as CommonMark with tables and footnotes."""
    references = References(brief)
    pair = plain(wording.title(brief.names))
    lines = [
        f"# {pair}: has a new era begun?",
        "",
        f"Détente {plain(brief.version)}, {wording.day(brief.made[:10])}",
        "",
    ]
    for section in brief.sections:
        title, lead = titles.SECTIONS[section.name]
        lines += [f"## {title}", ""]
        if lead:
            lines += [f"*{lead}*", ""]
        for block in section.blocks:
            lines += _block(block, brief, references)
    lines += ["## Evidence", ""]
    lines += [line for reference in references for line in (_footnote(reference), "")]
    return "\n".join(lines).rstrip() + "\n"


def plain(text: str) -> str:
    """Text that Markdown takes for nothing but text, on one line."""
    one_line = " ".join(neutralise(text).split())
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", one_line))


def _block(block: Block, brief: Document, references: References) -> list[str]:
    if isinstance(block, Statement):
        arrow = f"{brief.arrow} " if block.strong else ""
        return [f"{arrow}{_said(block, references)}", ""]
    if isinstance(block, Listing):
        head = [f"### {titles.GROUPS[block.name]}", ""] if block.name else []
        return [*head, *(f"- {_said(statement, references)}" for statement in block.statements), ""]
    if isinstance(block, Grid):
        return _grid(block, brief, references)
    assert isinstance(block, Chart)
    return [
        f"*{plain(block.title)}.* {_said(block.description, references)}",
        "",
        *_grid(block.grid, brief, references),
    ]


def _said(said: Statement, references: References) -> str:
    text = f"**{plain(said.text)}**" if said.strong else plain(said.text)
    notes = [] if said.knowing in ("computed", "counted") else [titles.KNOWING_WORDS[said.knowing]]
    notes += [plain(said.note)] if said.note else []
    quote = ""
    if said.quoted:
        first = next((piece for piece in said.evidence if isinstance(piece, SentenceEvidence)), None)
        quote = f" “{_marked(first)}”" if first else ""
    told = f" ({'; '.join(notes)})" if notes else ""
    return f"{text}{told}{quote}{_links(said, references)}"


def _links(said: Statement | Row, references: References) -> str:
    return "".join(f"[^{number}]" for _, number in references.of(said))


def _grid(grid: Grid, brief: Document, references: References) -> list[str]:
    caption, heads = titles.TABLES[grid.name]
    named = [plain(h.replace("{a}", brief.names[0]).replace("{b}", brief.names[1])) for h in heads]
    lines = [f"*{caption}*", "", f"| {' | '.join(named)} | Evidence |", "|" + " --- |" * (len(named) + 1)]
    lines += [f"| {' | '.join(plain(cell) for cell in row.cells)} | {_links(row, references)} |" for row in grid.rows]
    return [*lines, ""]


def _marked(evidence: SentenceEvidence) -> str:
    return "".join(f"**{plain(words)}**" if marked else _spaced(words) for marked, words in pieces_of(evidence))


def _spaced(words: str) -> str:
    """Plain text that keeps a blank at its ends, so that marked words do not run into their neighbours."""
    front, back = " " * words[:1].isspace(), " " * words[-1:].isspace()
    return f"{front}{plain(words)}{back}" if words.strip() else " "


def _footnote(reference: Reference) -> str:
    evidence = reference.evidence
    head = f"[^{reference.number}]: "
    if isinstance(evidence, SentenceEvidence):
        about = [plain(part) for part in (evidence.title, evidence.outlet, wording.edtf(evidence.date)) if part]
        where = f"report {plain(evidence.report)}, characters {evidence.marks[0][0]} to {evidence.marks[-1][1]}"
        addresses = [f"<{url}>" for url in (evidence.url, *evidence.rests_on) if url and safe_url(url)]
        return (
            f"{head}“{_marked(evidence)}” {', '.join(about)}; {where}{'. ' if addresses else ''}{' '.join(addresses)}"
        )
    if isinstance(evidence, RowEvidence):
        fields = "; ".join(f"{plain(name)}: {plain(value)}" for name, value in evidence.fields if value)
        line = f", line {evidence.line}" if evidence.line is not None else ""
        return f"{head}Row of {plain(evidence.dataset)} ({plain(evidence.file)}{line}): {fields}"
    assert isinstance(evidence, Computation)
    formula = FORMULAS[evidence.formula]
    values = "".join(f"; {plain(name)} {plain(value)}" for name, value in evidence.values)
    rests = f". Rests on {', '.join(str(n) for n in reference.rests_on)}" if reference.rests_on else ""
    doc = f"{formula.doc}#{evidence.formula}"
    return f"{head}{plain(formula.title)}, from {evidence.applied_to}{values} ({doc}){rests}"
