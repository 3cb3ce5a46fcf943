"""The document: statements that cannot be built without evidence, in sections.

    Brief
    └── Section            its title stands in `titles.py`, so that a section carries no text of its own
        └── Block          Statement | Listing | Grid | Chart
            └── Evidence   SentenceEvidence | RowEvidence | Computation

Only these objects put text with factual content into a brief, and each of them demands evidence when it is built.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from detente.brief.harmless import file_name

Arrow = Literal["↗", "↘", "↕", "→", "?"]
Knowing = Literal["computed", "coded", "attributed", "told", "counted"]
"""How a statement is known: computed by a method, coded by the machine from a sentence, attributed to a source in a
report, told by a report about the past, or counted in the record."""


class NoEvidence(ValueError):
    """A statement was made without evidence: a fault of the program, never of the data."""


@dataclass(frozen=True, slots=True)
class SentenceEvidence:
    """A sentence of a report with the words that count marked in it.

    `start`, `end` and `marks` are half-open offsets in the report's text; `text` is the sentence, `before` and `after`
    its neighbours. `marks` are sorted, apart from each other and inside the sentence.
    """

    report: str
    start: int
    end: int
    text: str
    marks: tuple[tuple[int, int], ...]
    before: str = ""
    after: str = ""
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    date: str | None = None
    place: str | None = None
    """Where the report lies: its file and line, or the name its source gives it."""
    rests_on: tuple[str, ...] = ()
    """Addresses that the report itself names as its sources."""

    def __post_init__(self) -> None:
        last = self.start
        if not self.marks:
            raise NoEvidence(f"no words are marked in the sentence {self.start}-{self.end} of report {self.report}")
        for start, end in self.marks:
            if not last <= start < end <= self.end:
                raise NoEvidence(f"mark {start}-{end} lies outside the sentence {self.start}-{self.end}")
            last = end

    @property
    def all_marked(self) -> bool:
        """Whether (nearly) the whole sentence is what counts, so that marking it where it is quoted says nothing."""
        return sum(end - start for start, end in self.marks) > 0.8 * (self.end - self.start)

    @property
    def key(self) -> str:
        """A name that is the same in every rendering."""
        marks = "-".join(f"{start}.{end}" for start, end in self.marks)
        return f"sentence-{self.report}-{self.start}-{marks}"


@dataclass(frozen=True, slots=True)
class RowEvidence:
    """A row of a data set: the file and the line it was loaded from, and its fields as (name, value).

    Of a path only the file's name is kept: a dossier is passed on.
    """

    dataset: str
    file: str
    line: int | None
    fields: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        """Leave the folders out."""
        object.__setattr__(self, "file", file_name(self.file))

    @property
    def key(self) -> str:
        """A name that is the same in every rendering."""
        values = "-".join(value for _, value in self.fields)
        return f"row-{self.dataset}-{self.file}-{self.line}-{values}"


@dataclass(frozen=True, slots=True)
class Computation:
    """A number made by a formula from rows: its name in `formulas.py`, its values, what it rests on."""

    formula: str
    n_rows: int
    rows_are: str
    values: tuple[tuple[str, str], ...] = ()
    rests_on: tuple[SentenceEvidence | RowEvidence, ...] = ()
    about: str = ""

    @property
    def applied_to(self) -> str:
        """How many rows of what: "12 deeds", "1 report"."""
        noun = self.rows_are.removesuffix("s") if self.n_rows == 1 and " " not in self.rows_are else self.rows_are
        return f"{self.n_rows:,} {noun}"

    @property
    def key(self) -> str:
        """A name that is the same in every rendering."""
        values = "-".join(f"{name}.{value}" for name, value in self.values)
        return f"computation-{self.formula}-{self.about}-{values}"


Evidence: TypeAlias = SentenceEvidence | RowEvidence | Computation


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the brief and what it rests on; without evidence it cannot be built (NoEvidence).

    `note` says how sure the coding is; `quoted` shows the evidence's sentence under the statement.
    """

    text: str
    evidence: tuple[Evidence, ...]
    knowing: Knowing = "computed"
    note: str = ""
    strong: bool = False
    quoted: bool = False

    def __post_init__(self) -> None:
        _demand(self.evidence, self.text)
        if not self.text.strip():
            raise NoEvidence("a statement says something")


@dataclass(frozen=True, slots=True)
class Listing:
    """Statements one under the other; `name` is a key of `titles.GROUPS` or empty."""

    statements: tuple[Statement, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table and what it rests on."""

    cells: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        _demand(self.evidence, " | ".join(self.cells))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: `name` is a key of `titles.TABLES`, which holds its caption and the heads of its columns."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as SVG for wide and narrow pages, with its text alternative and the table of its numbers.

    Without `narrow` the wide one fits all pages; `open` shows the table beside it instead of behind a click.
    """

    title: str
    description: Statement
    wide: str
    narrow: str
    grid: Grid
    open: bool = False


Block: TypeAlias = Statement | Listing | Grid | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A section; `name` is a key of `titles.SECTIONS`."""

    name: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The whole brief, ready to be rendered. `facts` are the verdict's numbers for programs."""

    dyad: str
    names: tuple[str, str]
    arrow: Arrow
    sections: tuple[Section, ...]
    made: str
    version: str
    record: str
    """The fingerprint of what the record holds on this dyad."""
    facts: tuple[tuple[str, object], ...] = ()

    def __iter__(self) -> Iterator[Section]:
        return iter(self.sections)


def statements_of(block: Block) -> tuple[Statement | Row, ...]:
    """Whatever in a block makes a statement, in order."""
    if isinstance(block, Statement):
        return (block,)
    if isinstance(block, Listing):
        return block.statements
    if isinstance(block, Grid):
        return block.rows
    return (block.description, *block.grid.rows)


def _demand(evidence: tuple[Evidence, ...], said: str) -> None:
    if not isinstance(evidence, tuple) or not evidence:
        raise NoEvidence(f"a statement needs evidence: {said[:80]!r}")
    if not all(isinstance(piece, SentenceEvidence | RowEvidence | Computation) for piece in evidence):
        raise NoEvidence(f"evidence is a sentence, a row or a computation: {said[:80]!r}")
