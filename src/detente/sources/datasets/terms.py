"""Terms: what data sets call states, sectors and organisations, in our own codes; each name is looked up once."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from detente import states
from detente.cameo import code_of, convert
from detente.organisations import find_organisation
from detente.plover import event_types, quad_of, score_of
from detente.tables import csv_rows

ALWAYS = ("0001-01-01", "9999-12-31")


class Span(NamedTuple):
    """The state that a term means on the days [since, until)."""

    term: str
    state: str
    since: str
    until: str


@cache
def _own(system: str) -> dict[str, str | None]:
    """A data set's own terms: code, or None for what is no state."""
    return {row["term"]: row["code"] or None for row in csv_rows("dataset_states") if row["system"] == system}


def why_no_state(system: str, term: str) -> str | None:
    """What a term means that is listed as no state; None where it is not listed."""
    for row in csv_rows("dataset_states"):
        if row["term"] == term and row["system"] in (system, "name") and not row["code"]:
            return row["why"]
    return None


def state_of(system: str, term: str) -> str | None:
    """The state behind a term of a system (name, icews, cameo, fips, iso2, iso3, cow, gw) at any date, or None."""
    for table in (_own(system), _own("name") if system in ("icews", "sipri", "votes") else {}):
        if term in table:
            return table[term]
    if system in ("cow", "gw"):
        number = re.fullmatch(r"(\d+)(?:\.0*)?", term)
        return states.from_number(int(number[1]), system) if number else None  # type: ignore[arg-type]
    if system in ("cameo", "fips"):
        found = states.find_state(f"{system.upper()}:{term}")
        if found is None and system == "cameo" and re.fullmatch(r"[A-Z]{3}", term):
            found = states.find_state(term)
    elif system in ("iso2", "iso3"):
        length = 2 if system == "iso2" else 3
        found = states.find_state(term) if re.fullmatch(rf"[A-Z]{{{length}}}", term) else None
    else:
        found = states.find_state(term) if len(term) > 3 else None
    return found.code if found else None


def state_spans(system: str, terms: Iterable[str]) -> tuple[list[Span], frozenset[str]]:
    """For each term the states that it means, with their days (RUS before 1991-12-26 is SUN); and the unknown terms."""
    spans: list[Span] = []
    unknown = set()
    for term in terms:
        found = _spans(system, term)
        spans += found
        if not found:
            unknown.add(term)
    return spans, frozenset(unknown)


@lru_cache(maxsize=100_000)
def _spans(system: str, term: str) -> tuple[Span, ...]:
    code = state_of(system, term)
    if code is None:
        return ()
    starts = {states.states_by_code()[older].start for older in states.with_predecessors(code)} - {None}
    borders = [ALWAYS[0], *sorted(str(start) for start in starts), ALWAYS[1]]
    spans: list[Span] = []
    for since, until in itertools.pairwise(borders):
        at = states.at_date(code, since)
        if spans and spans[-1].state == at:
            spans[-1] = spans[-1]._replace(until=until)
        else:
            spans.append(Span(term, at, since, until))
    return tuple(spans)


# The words of ICEWS's sectors and GDELT's type codes, most telling first: the first that is there decides.
SECTORS = (
    ("International Government Organization", "IGO"), ("IGO", "IGO"), ("Nongovernmental Organization", "NGO"),
    ("Multinational Corporation", "MNC"), ("Military Intelligence", "SPY"), ("Intelligence Ministry", "SPY"),
    ("Police", "COP"), ("Military", "MIL"), ("Army", "MIL"), ("Navy", "MIL"), ("Air Force", "MIL"),
    ("Judicial", "JUD"), ("Legislative", "LEG"), ("Executive", "GOV"), ("Ministry", "GOV"), ("Government", "GOV"),
    ("Insurgents", "REB"), ("Rebel", "REB"), ("Separatists", "REB"), ("Organized Violent", "UAF"),
    ("Unidentified Forces", "UAF"), ("Terrorists", "REB"), ("Criminals", "CRM"), ("Refugees", "REF"),
    ("Protestors", "OPP"), ("Opposition", "OPP"), ("Dissident", "OPP"), ("Parties", "PTY"), ("Party", "PTY"),
    ("News", "JRN"), ("Media", "JRN"), ("Business", "BUS"), ("Labor", "LAB"), ("Education", "EDU"),
    ("Agricultural", "AGR"), ("Religious", "REL"), ("Social", "CVL"), ("Elite", "ELI"),
)  # fmt: skip
CODES = {"INS": "REB", "SEP": "REB", "RAD": "REB", "MOD": "OPP", "NGM": "NGO", "HRI": "NGO", "IRC": "NGO",
         "AMN": "NGO", "GRP": "NGO", "UNO": "IGO", "PKO": "IGO", "UIS": "UNK", "SET": "CVL", "HLH": "CVL",
         "ENV": "CVL", "DEV": "CVL", "INT": "UNK", "MED": "JRN"}  # fmt: skip
KNOWN = frozenset(
    ("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
     "ELI", "JRN", "LAB", "REF", "REL", "SOC", "OPP", "PRE", "IGO", "NGO", "ISM", "IMG", "MNC")
)  # fmt: skip


@lru_cache(maxsize=100_000)
def sector_of(term: str) -> str | None:
    """The PLOVER sector of a list of sectors in ICEWS's words, or of a three-letter code of CAMEO or PLOVER."""
    first = term.split(";")[0].split("|")[0].strip()
    code = CODES.get(first, first)
    if code in KNOWN:
        return code
    return next((sector for word, sector in SECTORS if word in term), None)


class Party(NamedTuple):
    """An actor without a state: the organisation's own name, its kind and sector."""

    term: str
    name: str
    kind: str
    sector: str


def parties(terms: Iterable[str]) -> Iterator[Party]:
    """Those of the names that are organisations we know."""
    for term in terms:
        found = _party(term)
        if found is not None:
            yield found


@lru_cache(maxsize=100_000)
def _party(term: str) -> Party | None:
    found = find_organisation(term) or (find_organisation(term.title()) if term.isupper() else None)
    return Party(term, found.name, found.kind, found.sector) if found else None


class EventKind(NamedTuple):
    """What a CAMEO code (or its name), or a type and mode of PLOVER, stand for; `why` where it is no event.

    `outside`: a code of CAMEO that PLOVER has no type for. `mutual` and `turned` as in `cameo.Conversion`.
    """

    code: str | None
    type: str | None
    mode: str | None
    cameo: str | None
    kind: str | None
    how: str | None
    quad: int | None
    score: float | None
    mutual: bool
    turned: bool
    why: str | None
    outside: bool


@lru_cache(maxsize=100_000)
def event_kind(code: str | None, type_name: str | None, mode: str | None) -> EventKind:
    """The kind of event of a row with that code, or with that type and mode, which go before the code's."""
    cameo = code_of(code) if code is not None else None
    found = convert(cameo) if cameo else None
    kind = found.type if found and type_name is None else type_name
    how = found.mode if found and mode is None else mode
    mutual, turned = (found.mutual, found.turned) if found else (False, False)
    why, quad, score = None, None, None
    if kind is not None and kind in event_types():
        quad, score = quad_of(kind), score_of(kind, how)
    elif kind is not None:
        why = f'no type of PLOVER: "{kind[:20]}"'
    elif found is not None:
        why = f"CAMEO {cameo} is no event of PLOVER"
    else:
        why = f'no code of CAMEO: "{(code or "")[:20]}"'
    outside = found is not None and kind is None
    return EventKind(code, type_name, mode, cameo, kind, how, quad, score, mutual, turned, why, outside)
