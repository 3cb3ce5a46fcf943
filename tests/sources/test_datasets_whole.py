"""The real sample files load whole: rows read = kept + refused, against a count by other means; every code is known."""

import csv
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from detente.sources.datasets import terms
from detente.sources.datasets.catalogue import find_dataset
from detente.sources.datasets.coding import open_dataset
from detente.sources.datasets.files import DataFile, find_files

SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "record"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here: the sample files are not loaded"),
]


def lines_in(path: Path) -> int:
    return sum(1 for line in path.read_bytes().split(b"\n") if line.strip())


def lines_below_the_header(path: Path) -> int:
    return lines_in(path) - 1


def parquet_rows(path: Path) -> int:
    import pyarrow.parquet as pq

    return int(pq.read_metadata(path).num_rows)


def csv_rows(path: Path) -> int:
    with path.open(encoding="latin-1", newline="") as file:
        return sum(1 for row in csv.reader(file) if row) - 1


def csv_rows_after_sipris_preamble(path: Path) -> int:
    with path.open(encoding="latin-1", newline="") as file:
        rows = list(csv.reader(file))
    return len(rows) - 1 - next(k for k, row in enumerate(rows) if row and row[0] == "Recipient")


CASES: list[tuple[str, str, Callable[[Path], int], int]] = [
    ("icews", "icews/*.tab", lines_below_the_header, 30_491),
    ("gdelt1", "gdelt_raw_samples/v1_58col_events_2016-07_sample.csv", lines_in, 710),
    ("gdelt2", "gdelt_raw_samples/v2_201*.export.CSV", lines_in, 5_245),
    ("gdelt2", "gdelt_raw_samples/v2_spark_events.csv", lines_in, 100),
    ("gdelt-mentions", "gdelt_raw_samples/v2_20170101073000.mentions.CSV", lines_in, 1_983),
    ("gdelt-mentions", "gdelt_raw_samples/v2_spark_mentions.csv", lines_in, 100),
    ("icews-kg", "icews_tkg/icews21.parquet", parquet_rows, 326_354),
    ("un-votes", "un_votes/un_votes.parquet", parquet_rows, 869_937),
    (
        "sipri",
        "sipri_trade_register/trade-register_all_countries_raw_latin1.csv",
        csv_rows_after_sipris_preamble,
        29_916,
    ),
    ("atop", "peacesciencer/atop_alliance.parquet", parquet_rows, 273_296),
    ("cow-alliances", "peacesciencer/cow_alliance.parquet", parquet_rows, 120_784),
    ("cow-mid", "peacesciencer/cow_mid_ddydisps.parquet", parquet_rows, 10_234),
    ("cow-mid", "peacesciencer/gml_mid_ddydisps.parquet", parquet_rows, 9_284),
    ("cow-igo", "peacesciencer/cow_igo_ndy.parquet", parquet_rows, 917_695),
    ("rivalries", "peacesciencer/t*_rivalries.parquet", parquet_rows, 461),
    ("states", "peacesciencer/*_states.parquet", parquet_rows, 459),
    ("leaders", "peacesciencer/archigos.parquet", parquet_rows, 3_409),
    ("leaders", "leaders_reign/leaderlist_3_21.csv", csv_rows, 2_524),
    ("ucdp-ged", "ucdp_ged_sample/ucdp_ged_sample_1000.parquet", parquet_rows, 1_000),
    ("exercises", "mme_exercises/mme-v7-long.csv", csv_rows, 13_818),
    ("exercises", "mme_exercises/mme_v7.csv", csv_rows, 3_707),
    ("visits", "us_visits/*.csv", csv_rows, 3_932),
]


@pytest.mark.parametrize(("name", "pattern", "counted", "total"), CASES, ids=lambda value: str(value)[:40])
def test_every_row_is_kept_or_refused_with_its_reason(
    name: str, pattern: str, counted: Callable[[Path], int], total: int
) -> None:
    dataset = find_dataset(name)
    n_read = n_kept = n_refused = 0
    unknown: set[str] = set()
    paths = sorted(SHARED.glob(pattern))
    for file in find_files(paths):
        assert isinstance(file, DataFile)
        own = 0
        for block in open_dataset(dataset, file):
            own += block.n_read
            n_kept += len(set(block.rows.column("line").to_pylist()))
            n_refused += block.set_aside.num_rows + len(block.refused)
            unknown |= block.unknown
            assert all(block.set_aside.column("reason").to_pylist())
        assert own == counted(file.path), file.name
        n_read += own
    assert n_read == n_kept + n_refused == total
    assert unknown == set(), "a code that is neither a state nor listed by name as none"


def test_every_fips_and_cameo_code_of_the_gdelt_samples_is_known() -> None:
    from detente.sources.datasets.gdelt import V1, V2

    used: dict[str, set[str]] = {"fips": set(), "cameo": set()}
    for path in [
        *SHARED.glob("gdelt_raw_samples/v2_*.export.CSV"),
        SHARED / "gdelt_raw_samples/v1_58col_events_2016-07_sample.csv",
    ]:
        names = V2 if "v2" in path.name else V1
        for line in path.read_text(encoding="utf-8").splitlines():
            row = dict(zip(names, line.split("\t"), strict=False))
            used["fips"] |= {row.get(f"{place}Geo_CountryCode", "") for place in ("Actor1", "Actor2", "Action")}
            used["cameo"] |= {row["Actor1CountryCode"], row["Actor2CountryCode"]}
    for system, codes in used.items():
        open_ones = {c for c in codes - {""} if not terms.state_of(system, c) and not terms.why_no_state(system, c)}
        assert open_ones == set(), system
    assert len(used["fips"]) > 100


def test_the_conversion_keeps_every_code_of_the_code_list() -> None:
    from detente.cameo import convert

    with (SHARED / "icews_cameo_goldstein/cameo_code_name_goldstein.csv").open(encoding="utf-8") as file:
        codes = [row["code"] for row in csv.DictReader(file)]
    assert len(codes) == 312
    assert all(convert(code) is not None for code in codes)


def test_every_relation_of_the_graph_is_the_code_beside_it() -> None:
    import pyarrow.parquet as pq

    from detente.cameo import code_of

    table = pq.read_table(SHARED / "icews_tkg/icews21.parquet", columns=["relation", "cameo"])
    pairs = {(row["relation"], row["cameo"]) for row in table.to_pylist()}
    assert {(name, code_of(name)) for name, _ in pairs} == pairs
