"""States: present and historic since 1945, by any name or code, at the right date; tables `states` and `state_names`.

Codes are ISO 3166 alpha-3 (XKX Kosovo; historic SUN CSK YUG SCG DDR, RVN YAR YPR ZAN TBT). Days are ISO 8601, spans
half-open. How codes were chosen and what the facts rest on: docs/reference/states.md.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from detente.errors import SameState, UnknownState
from detente.tables import csv_rows

FormKind = Literal["name", "adjective", "demonym", "capital", "metonym"]
# Codes of other systems that no ISO code contradicts: CAMEO, PLOVER, ISO's former ones.
OTHER_CODES = {"VNS": "RVN", "YMD": "YPR", "KOS": "XKX", "ROM": "ROU", "TMP": "TLS", "ZAR": "COD", "BUR": "MMR"}
OTHER_COW = {260: "DEU"}
_EARLIEST, _LATEST = "0000-00-00", "9999-99-99"
Day = str | dt.date  # a day, or any EDTF text, of which the first day counts
_UNDATED_PARTS = str.maketrans("Xxu", "000")


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory: its codes, names, dates, and the states before and after it on its seat."""

    code: str
    name: str
    official_name: str
    kind: str
    iso2: str | None
    iso_num: str | None
    cow: int | None
    cow_alpha: str | None
    gw: int | None
    cameo: str | None
    fips: str | None
    start: str | None
    end: str | None
    successor: str | None
    heirs: tuple[str, ...]
    predecessors: tuple[str, ...]
    capital: str | None
    part_of: str | None


@dataclass(frozen=True, slots=True)
class SurfaceForm:
    """A form by which news means a state, with the days on which it does.

    `ambiguous` is "" (none), "person", "place", "word" (a common word or acronym as well: its case decides) or "split"
    (several states, listed in `candidates`; `state` is then the more frequent one).
    """

    form: str
    state: str
    kind: FormKind
    start: str | None
    end: str | None
    ambiguous: str
    candidates: tuple[str, ...]

    def valid_at(self, day: Day | None) -> bool:
        """Whether the form means the state on that day; always where no day is given."""
        return day is None or (self.start or _EARLIEST) <= iso_day(day) < (self.end or _LATEST)


@cache
def states_by_code() -> dict[str, State]:
    """All states and territories by code: present ones first, then territories, then historic ones."""
    rows = csv_rows("states")
    before: dict[str, list[str]] = {}
    for row in rows:
        if row["successor"]:
            before.setdefault(row["successor"], []).append(row["code"])
    return {row["code"]: _state(row, tuple(before.get(row["code"], ()))) for row in rows}


def _state(row: dict[str, str], predecessors: tuple[str, ...]) -> State:
    return State(
        code=row["code"],
        name=row["name"],
        official_name=row["official_name"],
        kind=row["kind"],
        iso2=row["iso2"] or None,
        iso_num=row["iso_num"] or None,
        cow=int(row["cow"]) if row["cow"] else None,
        cow_alpha=row["cow_alpha"] or None,
        gw=int(row["gw"]) if row["gw"] else None,
        cameo=row["cameo"] or None,
        fips=row["fips"] or None,
        start=row["start"] or None,
        end=row["end"] or None,
        successor=row["successor"] or None,
        heirs=tuple(row["heirs"].split()),
        predecessors=predecessors,
        capital=row["capital"] or None,
        part_of=row["of"] or None,
    )


@cache
def surface_forms() -> tuple[SurfaceForm, ...]:
    """All English forms that name a state, in the table's order; one form may have several rows with other dates."""
    return tuple(
        SurfaceForm(
            form=row["form"],
            state=row["code"],
            kind=row["kind"],  # type: ignore[arg-type]
            start=row["start"] or None,
            end=row["end"] or None,
            ambiguous=row["ambiguous"],
            candidates=tuple(row["candidates"].split()),
        )
        for row in csv_rows("state_names")
    )


def iso_day(day: Day) -> str:
    """The first day of what a date or EDTF text covers, as YYYY-MM-DD: "1985" -> 1985-01-01, "198X" -> 1980-01-01."""
    if isinstance(day, dt.date):
        return day.isoformat()[:10]
    first = next((part for part in day.split("/") if part.strip(".")), "")
    digits = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", first.strip("?~%").translate(_UNDATED_PARTS))
    if digits is None:
        return _LATEST[:4] + "-12-31"
    year, month, dom = digits.groups()
    return f"{year}-{max(month or '01', '01')}-{max(dom or '01', '01')}"


def iso_day_last(day: Day) -> str:
    """The last day of a date known to the year or month, as it sorts ("1985" -> 1985-12-31); else its first day."""
    known = re.fullmatch(r"(\d{4})(-\d\d)?", day) if isinstance(day, str) else None
    return f"{known[1]}{known[2] or '-12'}-31" if known else iso_day(day)


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The form under which names are compared: no accents, case, leading "the", full stops or odd apostrophes."""
    plain = text
    if not text.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = plain.replace("’", "'").replace("‘", "'").replace("&", "and").replace(".", "").casefold()
    return " ".join(plain.split()).removeprefix("the ")


@cache
def forms_by_fold() -> dict[str, tuple[SurfaceForm, ...]]:
    """Surface forms by their folded text."""
    index: dict[str, list[SurfaceForm]] = {}
    for form in surface_forms():
        index.setdefault(fold(form.form), []).append(form)
    return {key: tuple(forms) for key, forms in index.items()}


def at_date(code: str, day: Day | None) -> str:
    """The state that sat in this one's place on that day: RUS in 1985 -> SUN, SRB in 1985 -> YUG.

    A historic state stays itself (who says "the Soviets" in 2014 means them), and so does one without predecessor.
    """
    found = states_by_code().get(code)
    if found is None or day is None or found.start is None:
        return code
    return _existing(code, iso_day(day)) or code


def _existing(code: str, iso: str) -> str | None:
    """The code, or one of its predecessors, that had begun by that day; None where none had."""
    found = states_by_code()[code]
    if (found.start or _EARLIEST) <= iso:
        return code
    return next((older for p in found.predecessors if (older := _existing(p, iso))), None)


def _by_code(text: str) -> str | None:
    """The code that a code of some system stands for: ISO alpha-3 or alpha-2 in capitals, COW365, GW678, FIPS:RS."""
    if re.fullmatch(r"[A-Z]{3}", text):
        return text if text in states_by_code() else OTHER_CODES.get(text)
    if re.fullmatch(r"[A-Z]{2}", text):
        return _index("iso2").get(text)
    system = re.fullmatch(r"(COW|GW|FIPS|CAMEO|ISO)[: -]?(\w{2,3})", text, re.IGNORECASE)
    if system is None:
        return None
    kind, value = system[1].upper(), system[2].upper()
    if kind in ("COW", "GW") and value.isdigit():
        return from_number(int(value), "cow" if kind == "COW" else "gw")
    column = {"COW": "cow_alpha", "GW": "cow_alpha", "FIPS": "fips", "CAMEO": "cameo", "ISO": "iso_num"}[kind]
    return _index(column).get(value)


@cache
def _index(column: str) -> dict[str, str]:
    """Codes by another system's code; a present state goes before a territory, and that before a historic one."""
    index: dict[str, str] = {}
    for state_ in states_by_code().values():
        value = getattr(state_, column)
        if value is not None:
            index.setdefault(str(value), state_.code)
    return index


def from_number(number: int, system: Literal["cow", "gw"], date: Day | None = None) -> str | None:
    """The state that a COW or Gleditsch-Ward number means on that day: COW 365 is SUN in 1985; None where unknown."""
    code = _index(system).get(str(number)) or (OTHER_COW.get(number) if system == "cow" else None)
    return at_date(code, date) if code else None


def find_state(name_or_code: str, date: Day | None = None) -> State | None:
    """The state that a name, adjective, demonym, capital, metonym or code means on that day, or None.

    Names match in any case, with or without accents. Codes: ISO alpha-3 and alpha-2 in capitals, and with their system
    named "COW365", "GW678", "FIPS:RS", "CAMEO:ROM", "ISO:643". A form that means several states alike ("Congo",
    "Korea") gives None; `candidates` lists them. A capital gives None outside of its time as one.
    """
    text = " ".join(name_or_code.split())
    known = forms_by_fold().get(fold(text)) or _turned_round(text)
    forms = [form for form in known if form.valid_at(date)]
    exact = [form for form in forms if form.form == text]
    code = _one_state(exact or forms, dated=date is not None)
    if code is None and not forms:
        code = _by_code(text) or (_by_code(text.upper()) if len(text) == 3 else None)
    return states_by_code()[at_date(code, date)] if code else None


_SHORTENED = {"rep": "republic", "dem": "democratic", "fed": "federated", "sts": "states", "st": "state"}


def _turned_round(name: str) -> tuple[SurfaceForm, ...]:
    """The forms of a name that an index turns round: "Iran, Islamic Rep.", as "islamic republic of iran"."""
    head, comma, rest = fold(name).partition(", ")
    if not comma:
        return ()
    words = " ".join(_SHORTENED.get(word, word) for word in rest.split()).removeprefix("the ")
    meant = (fold(f"{words} {head}"), f"{words} of {head}", f"{words} of the {head}")
    return next((found for form in meant if (found := forms_by_fold().get(form))), ())


def _one_state(forms: list[SurfaceForm], *, dated: bool) -> str | None:
    """The one state that these forms mean: present forms before past ones; None where it stays open."""
    current = [form for form in forms if form.end is None] if not dated else []
    for form in current or forms[-1:]:
        dateless_split = form.ambiguous == "split" and form.start is None and form.end is None
        if not dateless_split or states_by_code()[form.state].name == form.form:
            return form.state
    return None


def candidates(name: str) -> tuple[str, ...]:
    """The codes of all states that a name may mean: "Congo" -> ("COD", "COG"); empty where unknown."""
    codes = [code for form in forms_by_fold().get(fold(name), ()) for code in (form.candidates or (form.state,))]
    return tuple(dict.fromkeys(codes))


def near_names(text: str) -> list[str]:
    """Up to four names of states that the text may have meant, nearest first."""
    open_names = [states_by_code()[code].name for code in candidates(text)]
    if len(open_names) > 1:
        return open_names
    names = {
        fold(form.form): states_by_code()[form.state].name
        for form in surface_forms()
        if form.kind == "name" and len(form.form) > 3
    }
    near = difflib.get_close_matches(fold(text), list(names), n=8, cutoff=0.65)
    return list(dict.fromkeys(names[key] for key in near))[:4]


def state(name: str, date: Day | None = None) -> State:
    """The state of that name or code. Raises UnknownState, with near names, where there is none or more than one."""
    found = find_state(name, date)
    if found is not None:
        return found
    near = near_names(name)
    offer = "did you mean " + ", ".join(near[:-1]) + (" or " if near[1:] else "") + near[-1] + "?" if near else ""
    if len(candidates(name)) > 1:
        raise UnknownState(
            f'"{name}" may mean more than one state; {offer} Codes such as {candidates(name)[0]} are exact'
        )
    raise UnknownState(
        f'unknown state "{name}"; {offer} Names, demonyms, capitals and codes such as PAK are understood'
    )


def dyad(a: str, b: str, date: Day | None = None) -> str:
    """The undirected dyad of two states, their codes sorted: "RUS", "Pakistan" -> "PAK-RUS".

    Raises UnknownState or SameState.
    """
    first, second = state(a, date).code, state(b, date).code
    if first == second:
        raise SameState(f'"{a}" and "{b}" are the same state, {first}', next_step="Name two different states.")
    return "-".join(sorted((first, second)))


def with_predecessors(code: str) -> tuple[str, ...]:
    """The state and all that came before it on its seat, itself first: "SRB" -> ("SRB", "SCG", "YUG")."""
    found = states_by_code()[code]
    return (code, *(older for p in found.predecessors for older in with_predecessors(p)))


def dyads_with_predecessors(pair: str) -> tuple[str, ...]:
    """The dyad and those of its states' predecessors: "PAK-RUS" -> ("PAK-RUS", "PAK-SUN")."""
    first, second = pair.split("-")
    pairs = ["-".join(sorted((a, b))) for a in with_predecessors(first) for b in with_predecessors(second) if a != b]
    return tuple(dict.fromkeys(pairs))
