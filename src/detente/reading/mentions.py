"""All actors of a parsed report: names, persons through their title, pronouns and collectives resolved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.reading import anaphora, blanks, homes, known_persons, persons
from detente.reading.affiliations import affiliated, without_state
from detente.reading.collectives import collectives
from detente.reading.descriptions import described
from detente.reading.guests import guests
from detente.reading.model import Mention
from detente.reading.opposites import opposites
from detente.reading.parsed import ParsedReport
from detente.reading.parties import of_title
from detente.reading.successors import at_their_time


def find_mentions(parsed: ParsedReport) -> tuple[Mention, ...]:
    """Mentions of a report in the order of its text, without overlap.

    A person's mention takes up the state named in it ("Russian Defense Minister Sergey Shoigu" is one mention, of state
    RUS); what the report says elsewhere of the same person (full name, role, state) is on each of its mentions.
    """
    text = blanks.plain(parsed.text)
    title = of_title(parsed.report.title, parsed.report.date)
    titled, known, roles = persons.find_persons(text, parsed.surface, parsed.report.date)
    titled = without_state(text, titled, parsed.surface, known)
    titled = _without_overlap([*affiliated(text, [*titled, *parsed.surface], known), *titled])
    homes.homes_of(known, [*parsed.surface, *title], parsed.report.date)
    homes.homes_in_context(parsed, _without_overlap([*known_persons.enriched(titled, known), *parsed.surface]), known)
    named = _without_overlap([*known_persons.enriched(titled, known), *parsed.surface])
    later = known_persons.later_names(text, known, _spans(named))
    named = _without_overlap([*named, *later])
    named = _without_overlap([*named, *anaphora.definite(text, known, _spans(named))])
    named = _without_overlap([*named, *homes.bare_offices(parsed, roles, named)])
    named = _without_overlap([*named, *collectives(parsed, named, title)])
    named = _without_overlap([*named, *described(parsed, named, title)])
    named = _without_overlap([*named, *guests(parsed, named)])
    named = _without_overlap([*named, *opposites(parsed, named)])
    found = _without_overlap([*named, *anaphora.pronouns(parsed, named, known)])
    return blanks.as_written(at_their_time(parsed, found), parsed.text)


def _spans(mentions: Iterable[Mention]) -> list[tuple[int, int]]:
    return [(mention.start, mention.end) for mention in mentions]


def _without_overlap(mentions: Sequence[Mention]) -> list[Mention]:
    """In order, the longer of two that overlap."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept
