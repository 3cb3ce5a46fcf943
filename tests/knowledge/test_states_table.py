"""The tables of states agree with themselves, and with what others publish where it is at hand."""

import re
from itertools import combinations

import pytest

from detente import states
from detente.leaders import leaders
from detente.offices import offices
from detente.organisations import organisations
from detente.tables import csv_rows

ALL = states.states_by_code()
DAY = re.compile(r"\d{4}-\d\d-\d\d$")
# Where COW or our table differ from the checks on purpose; docs/reference/states.md tells why.
COW_DIFFERS = {"SRB", "DEU", "VNM", "YEM", "CZE", "XKX"}


def test_all_193_members_of_the_united_nations_are_there() -> None:
    assert sum(s.kind == "state" for s in ALL.values()) == 193
    assert {s.code for s in ALL.values() if s.kind == "observer"} == {"PSE", "VAT"}
    assert {s.code for s in ALL.values() if s.kind == "partial"} == {"TWN", "XKX"}


def test_namibias_code_is_no_null() -> None:
    assert ALL["NAM"].iso2 == "NA"


@pytest.mark.parametrize("code", [c for c, s in ALL.items() if s.kind == "historic"])
def test_a_historic_state_has_a_successor_that_begins_when_it_ends(code: str) -> None:
    state = ALL[code]
    assert state.end is not None
    assert state.successor is not None
    assert ALL[state.successor].start is None or ALL[state.successor].start <= state.end
    assert all(heir in ALL for heir in state.heirs)


def test_dates_are_days_in_order() -> None:
    for state in ALL.values():
        for day in (state.start, state.end):
            assert day is None or DAY.match(day)
        assert state.start is None or state.end is None or state.start < state.end


def test_codes_of_present_states_are_unique() -> None:
    present = [s for s in ALL.values() if s.kind != "historic"]
    for column in ("iso2", "iso_num", "cow", "gw", "fips", "cameo"):
        values = [getattr(s, column) for s in present if getattr(s, column) is not None]
        assert len(values) == len(set(values)), column


def test_spans_of_one_form_and_state_do_not_overlap() -> None:
    by_form: dict[tuple[str, str], list[states.SurfaceForm]] = {}
    for form in states.surface_forms():
        by_form.setdefault((form.form, form.kind), []).append(form)
    for rows in by_form.values():
        for a, b in combinations(rows, 2):
            ends_first = (a.end or "9999") <= (b.start or "0000") or (b.end or "9999") <= (a.start or "0000")
            assert ends_first, (a, b)


def test_every_form_belongs_to_a_state_and_every_state_has_a_name_and_adjective() -> None:
    adjectives = {f.state for f in states.surface_forms() if f.kind in ("adjective", "demonym")}
    for form in states.surface_forms():
        assert form.state in ALL
        assert all(code in ALL for code in form.candidates)
        assert form.ambiguous in ("", "person", "place", "word", "split")
        assert (form.ambiguous == "split") == bool(form.candidates)
    lacking = {s.code for s in ALL.values() if s.kind in ("state", "observer", "partial")} - adjectives
    assert lacking <= {"DMA", "VAT"}  # "Dominican" means two states, and "Vatican" is the name too


def test_every_capital_is_a_form_of_its_state() -> None:
    for state in ALL.values():
        if state.kind == "state" and state.capital:
            forms = {f.state for f in states.surface_forms() if f.form == state.capital}
            assert state.code in forms, state


def test_other_tables_speak_of_known_states() -> None:
    for office in offices().values():
        assert office.state is None or office.state in ALL
    for organisation in organisations():
        assert organisation.state is None or organisation.state in ALL
    for leader in leaders():
        assert leader.state is None or leader.state in ALL
        assert DAY.match(leader.start)
        assert leader.end is None or leader.start <= leader.end
    for row in csv_rows("places"):
        assert row["code"] in ALL


def test_there_are_many_organisations_and_none_twice() -> None:
    names = [o.name for o in organisations()]
    assert len(names) >= 200
    assert len(names) == len(set(names))


def test_years_of_war_are_those_of_known_organisations() -> None:
    names = {o.name for o in organisations()}
    assert {row["name"] for row in csv_rows("armed_years")} <= names
    assert all(start < end for o in organisations() for start, end in o.armed)


def test_governments_that_few_recognise_hold_land_of_known_states() -> None:
    assert {row["state"] for row in csv_rows("de_facto")} <= set(ALL)


def test_iso_codes_agree_with_pycountry() -> None:
    pycountry = pytest.importorskip("pycountry", reason="pycountry, a check of the table, is not installed")
    theirs = {c.alpha_3: c for c in pycountry.countries}
    for code, state in ALL.items():
        if state.kind != "historic" and code != "XKX":
            assert state.iso2 == theirs[code].alpha_2
            assert state.iso_num == theirs[code].numeric
    uninhabited = {"BVT", "HMD", "ATF", "SGS", "UMI"}
    assert {c for c in theirs if c not in ALL} <= uninhabited | {"BLM", "MAF"}


def test_names_and_cow_numbers_agree_with_countrycode() -> None:
    countrycode = pytest.importorskip("countrycode", reason="countrycode, a check of the table, is not installed")
    present = [s for s in ALL.values() if s.kind in ("state", "partial", "observer") and s.code != "XKX"]
    codes = countrycode.countrycode([s.name for s in present], origin="country.name", destination="iso3c")
    assert [(s.name, c) for s, c in zip(present, codes, strict=True) if c is not None and c != s.code] == []
    numbers = countrycode.countrycode([s.code for s in present], origin="iso3c", destination="cown")
    for state, number in zip(present, numbers, strict=True):
        if number is not None and number == number and state.code not in COW_DIFFERS:
            assert state.cow == int(number), state.code
