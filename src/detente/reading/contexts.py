"""What the deed is about (PLOVER's contexts), and what is no politics at all: games and markets."""

from __future__ import annotations

import re
from functools import cache

from detente.tables import toml_table

_SCORE = re.compile(
    r"\b(?:beats?|defeat\w*|thrash\w*|edges?d?|w[io]ns?|los[et]s?|draws?|drew|routs?|crush\w*)\b[^.]{0,60}\b\d{1,3}-\d{1,3}\b"
    r"|\bby \d+ (?:runs?|wickets?|points|goals?|shots|strokes)\b|\btook \d-\d+\b"
)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_MARKET_LIMIT = 4
_GAME_LIMIT = 3


def is_game(text: str) -> bool:
    """Whether a report is about sport: one sure word of a game, or three that are mostly of games."""
    if _pattern("not_politics", "sure_game").search(text) or _SCORE.search(text):
        return True
    return len(set(_pattern("not_politics", "game").findall(text))) >= _GAME_LIMIT


def is_market(sentence: str) -> bool:
    """Whether a sentence is about markets: four words of the trading floor."""
    return len(set(_pattern("not_politics", "market").findall(sentence.lower()))) >= _MARKET_LIMIT


def contexts_of(sentence: str) -> tuple[str, ...]:
    """PLOVER contexts whose words the sentence uses, in the table's order (`knowledge/contexts.toml`)."""
    lowered = sentence.lower()
    return tuple(name for name in toml_table("contexts")["words"] if _pattern("words", name).search(lowered))


@cache
def _pattern(section: str, name: str) -> re.Pattern[str]:
    """Any of the words of an entry; "*" stands for any ending."""
    words = [" ".join(word.split()) for word in toml_table("contexts")[section][name].split(",")]
    return re.compile(
        rf"\b(?:{'|'.join(re.escape(word).replace(chr(92) + '*', chr(92) + 'w*') for word in words if word)})\b"
    )


@cache
def private_heads() -> frozenset[str]:
    """Nouns whose bearers act for no state though its name stands before them ("Russian tourists", "Syrian rebels")."""
    return frozenset(
        word.strip() for word in toml_table("contexts")["not_politics"]["private"].replace("\n", "").split(",")
    )


def names_private(sentence: str) -> bool:
    """Whether a sentence speaks of any who act for no state."""
    return not private_heads().isdisjoint(_WORD.findall(sentence.lower()))


@cache
def sports_bodies() -> frozenset[str]:
    """Names of the organisations of sport, whose orders to clubs and teams are no politics."""
    return frozenset(word.strip() for word in toml_table("contexts")["not_politics"]["sports_bodies"].split(","))
