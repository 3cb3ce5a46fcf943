"""Datelines: the place and the agency that open a wire report ("ISLAMABAD, Pakistan (AP) -"), no actors."""

from __future__ import annotations

import re

_WORD = r"(?:(?:St|Ste|Ft|Mt|U\.S)\.|[A-Z][\w'’\-]*)"
_PLACE = rf"{_WORD}(?:[ /]{_WORD}|[ /](?:de|del|da|do|la|al|el|of|the|on|am|upon)\b){{0,4}}"
_REGION = rf"(?:{_PLACE}|[A-Z][a-z]{{1,4}}\.|[A-Z]\.[A-Z]\.)"
_DAY = r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?"
_AGENCY = r"[A-Z][A-Za-z]*(?:[ ./-]+[A-Z][A-Za-z]*){0,3}"
_DASH = r"(?:-{1,2}|–|—|:)"
_WITH_AGENCY = rf"{_PLACE}(?:, ?{_REGION}){{0,2}}(?: ?\({_PLACE}\))?{_DAY} ?\({_AGENCY}\) ?{_DASH}"
_CAPITALS = r"[A-Z][A-Z'’\-]{2,}(?:[ /][A-Z'’\-]{2,}){0,3}"
_BARE = rf"{_CAPITALS}(?:, ?{_REGION}){{0,2}}{_DAY} ?{_DASH}(?= )"
_BYLINE = r"(?:By (?:[A-Z][\w.'’\-]* |and |de |van |der |al |bin ){2,14}?)?"

DATELINE = re.compile(rf"(?:^|(?<=[.!?:\"'”’)] )){_BYLINE}(?:{_WITH_AGENCY}|{_BARE})\s*", re.MULTILINE)
"""A dateline with its byline, its dash and the blanks after it, at the head of a text, a line or a sentence."""


def datelines(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each dateline, its dash and blanks included, in order."""
    return tuple(match.span() for match in DATELINE.finditer(text))
