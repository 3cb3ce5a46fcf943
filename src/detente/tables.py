"""Reads the tables of `knowledge/`: facts as CSV and TOML, kept apart from code."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def csv_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `knowledge/NAME.csv`, in file order; lines that begin with '#' are remarks."""
    text = (files("detente.knowledge") / f"{name}.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    rows = csv.reader(lines)
    names = next(rows)
    return tuple(dict(zip(names, row, strict=True)) for row in rows)


@cache
def toml_table(name: str) -> dict[str, Any]:
    """The content of `knowledge/NAME.toml`."""
    return tomllib.loads((files("detente.knowledge") / f"{name}.toml").read_text(encoding="utf-8"))
