"""DataSet: what a module of this folder declares about one data set; Block: what comes out of its files.

    DataSet   name, citation, licence, the columns it needs, and one SELECT from its raw text columns to rows
    RawBlock  a stretch of one file as it stands there: all columns text
    Block     a stretch of one file: rows as an Arrow table, and the lines that were refused, each with its reason

The SELECT reads the relation `raw`: the file's columns as text, under their own names, and `line`. What it must give
depends on the kind of rows; `rows.py` has the columns. A reason for refusal goes into the column `fault`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from detente.sources.refused import Refused

LINE_BITS = 40
"""Where a block holds stretches of several files, the place of a line's file stands above these bits of its number."""
Kind = Literal["events", "measures", "facts", "tellings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """One data set: how it is cited, how its files look, and how a raw row becomes a row of the record.

    `columns` must all be in the header; `aliases` give a header's other spellings. A file without a header is known by
    its number of columns, `headless`. `encoding` "latin-1" means: lines that are no UTF-8 are ISO 8859-1. `quoted`:
    fields may stand in double quotes, over several lines. `states` names the system of its state codes or names, as in
    `terms.py`; `derived` is SQL that makes measures out
    of what is loaded (for the record, after each load). `variants` are its other layouts. `companion`: the name and the
    columns of a file that must lie beside, which the SQL finds as the table `companion`. `open_names`: most of the
    names that are looked up are no states, so that those are not worth telling.
    """

    name: str
    title: str
    citation: str
    licence: str
    address: str
    kind: Kind
    columns: tuple[str, ...]
    mapping: str
    states: str = "name"
    optional: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    headless: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    delimiter: str = "\t"
    quoted: bool = False
    encoding: Literal["utf-8", "latin-1"] = "utf-8"
    derived: tuple[str, ...] = ()
    variants: tuple[DataSet, ...] = ()
    companion: tuple[str, ...] = ()
    open_names: bool = False


@dataclass(frozen=True, slots=True)
class RawBlock:
    """Rows of one stretch of a file, up to this line, and what of it was refused; `size` in bytes."""

    rows: Any
    last_line: int
    refused: tuple[Refused, ...]
    size: int

    def after(self, line: int) -> RawBlock:
        """The same without what stands in this line or before."""
        import pyarrow.compute as pc

        if not line:
            return self
        rows = self.rows.filter(pc.greater(self.rows.column("line"), line))
        return replace(self, rows=rows, refused=tuple(item for item in self.refused if (item.line or 0) > line))


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of one stretch of a file. `n_read` = rows kept + `refused` + `set_aside`; `last_line` is where it ends.

    `set_aside` (columns line, code, reason) are refused rows told in the table's own terms, without their text;
    `refused` are lines that could not be read at all. `unknown` are the names that resolved to no state.
    """

    rows: Any
    set_aside: Any
    refused: tuple[Refused, ...]
    n_read: int
    last_line: int
    unknown: frozenset[str] = frozenset()
