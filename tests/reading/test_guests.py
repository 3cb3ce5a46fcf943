"""Who "the guest" and "his hosts" are."""

from __future__ import annotations

import pytest

from detente.reading.mentions import find_mentions
from detente.reading.parse import parse_reports
from detente.sources.report import Report


def state_of(word: str, text: str) -> str | None:
    parsed = next(parse_reports([Report(text, date="2014-06-03")], choose=False))
    return next((mention.state for mention in find_mentions(parsed) if mention.text.split()[-1] == word), None)


@pytest.mark.parametrize(
    ("word", "text", "state"),
    [
        ("hosts", "Ghana's interior minister spent Tuesday in Oslo. His hosts promised help with training.", "NOR"),
        ("guest", "Ghana's president flew to Norway. The premier thanked his guest for coming.", "GHA"),
        ("visitor", "Ghana's president flew to Norway on Monday. The visitor asked for loans.", "GHA"),
    ],
)
def test_hosts_and_guests_are_told_by_the_visit_before(word: str, text: str, state: str) -> None:
    assert state_of(word, text) == state


def test_without_a_visit_or_with_two_nobody_is_guessed() -> None:
    assert state_of("guest", "Ghana and Norway trade in fish. The guest asked for loans.") is None
    assert state_of("guest", "Ghana's president flew to Norway and Peru's to Chile. The guest asked for loans.") is None
