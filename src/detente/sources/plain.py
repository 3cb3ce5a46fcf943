"""Plain text and Markdown: one report a file. Markdown may tell its title and date in its front matter."""

from __future__ import annotations

import re

from detente.dates import normalise
from detente.sources.decoding import decode
from detente.sources.report import Report

FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
ENTRY = re.compile(r"^([A-Za-z_-]+)[ \t]*:[ \t]*(.*?)[ \t]*$", re.MULTILINE)
HEADING = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\r?\n|\Z)")


def read_plain(data: bytes, name: str) -> Report:
    """The text as it is, without a title: a plain file does not say which of its lines is one."""
    return Report(decode(data), path=name)


def read_markdown(data: bytes, name: str) -> Report:
    """The text below its front matter and first heading, which give title, date, outlet and address."""
    text = decode(data)
    told: dict[str, str] = {}
    if front := FRONT.match(text):
        told = {key.lower(): value.strip("'\"") for key, value in ENTRY.findall(front[1])}
        text = text[front.end() :]
    if heading := HEADING.match(text):
        text = text[heading.end() :]
    title = told.get("title") or (heading[1] if heading else None)
    return Report(
        text.strip(),
        date=normalise(told.get("date") or told.get("published")),
        title=title,
        outlet=told.get("outlet") or told.get("source"),
        url=told.get("url"),
        language=told.get("language") or told.get("lang"),
        path=name,
    )
