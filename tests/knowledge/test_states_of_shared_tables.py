"""Every code of the field's own lists resolves, or is listed here by name with its reason."""

import csv
import os
from pathlib import Path

import pytest

from detente import states

SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (SHARED / "bench").is_dir(), reason="../shared is not here: lists of codes not compared"),
]
# CAMEO's regions and parts of states, which are no states.
NO_STATES = {
    *("AFR", "ASA", "BLK", "CRB", "CAU", "CFR", "CAS", "CEU", "EIN", "EAF", "EEU", "EUR", "LAM", "MEA", "MDT", "NAF"),
    *("NMR", "PGS", "SCN", "SAM", "SAS", "SEA", "SAF", "WAF", "WST", "WSB", "GZS", "BAG", "ANT"),
}


def table(name: str) -> list[dict[str, object]]:
    import pyarrow.parquet as pq

    rows: list[dict[str, object]] = pq.read_table(SHARED / "record/peacesciencer" / name).to_pylist()
    return rows


def test_every_state_of_cow_since_1945_resolves_by_its_number() -> None:
    for row in table("cow_states.parquet"):
        if float(str(row["endyear"])) >= 1946:
            begin = f"{max(1946, int(float(str(row['styear']))) + 1)}-01-01"
            assert states.from_number(int(float(str(row["ccode"]))), "cow", begin), row["statenme"]


def test_every_state_of_gleditsch_and_ward_since_1945_resolves_by_its_number() -> None:
    for row in table("gw_states.parquet"):
        if str(row["enddate"]) >= "1946":
            assert states.from_number(int(float(str(row["gwcode"]))), "gw"), row["statename"]


def test_every_country_code_of_cameo_resolves() -> None:
    text = (SHARED / "record/gdelt_headers_lookups/cameoCountry.txt").read_text(encoding="latin-1")
    codes = {line.split("\t")[0] for line in text.splitlines()[1:] if line.strip()}
    unknown = {code for code in codes - NO_STATES if states.find_state(f"CAMEO:{code}") is None}
    assert unknown == set()


def test_every_country_name_of_icews_resolves() -> None:
    names = set()
    for path in sorted((SHARED / "record/icews").glob("*.tab")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                names |= {row["Source Country"], row["Target Country"]}
    unknown = {name for name in names if name and states.find_state(name) is None}
    assert unknown == {"Congo"}  # the one that ICEWS means is Congo-Brazzaville; the name alone stays open
