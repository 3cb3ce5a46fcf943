"""All actors of a parsed report: names, persons through their title, pronouns and collectives resolved."""

from __future__ import annotations

from detente.reading.model import Mention
from detente.reading.parsed import ParsedReport


def find_mentions(parsed: ParsedReport) -> tuple[Mention, ...]:
    """Mentions of a report in the order of its text; a later, longer mention may hold shorter ones ("Russian minister")."""
    return parsed.surface
