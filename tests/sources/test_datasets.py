"""Data sets as their publishers give them: what a row means, and what is refused with which reason."""

import gzip
import zipfile
from pathlib import Path
from typing import Any

import pytest
from rows_of_sets import (
    POLECAT_HEADER,
    SAMPLES,
    SIPRI_HEADER,
    gdelt_row,
    icews_file,
    icews_row,
    polecat_row,
)

from detente import states
from detente.cameo import convert
from detente.errors import MissingColumn, TooLarge, UnknownDataSet, UnknownFormat, Unreadable
from detente.plover import event_types
from detente.sources.datasets import terms
from detente.sources.datasets.blocks import text_blocks
from detente.sources.datasets.catalogue import datasets, find_dataset
from detente.sources.datasets.coding import open_dataset
from detente.sources.datasets.dataset import DataSet
from detente.sources.datasets.files import DataFile, find_files
from detente.tables import csv_rows


def rows_of(dataset: DataSet | str, path: Path) -> tuple[list[dict[str, Any]], dict[int, str], int]:
    """The rows by line, the reasons of what was refused by line, and the number of rows read."""
    rows, reasons, n = [], {}, 0
    chosen = find_dataset(dataset) if isinstance(dataset, str) else dataset
    for file in find_files(path):
        assert isinstance(file, DataFile)
        for block in open_dataset(chosen, file):
            rows += block.rows.to_pylist()
            reasons |= {row["line"]: row["reason"] for row in block.set_aside.to_pylist()}
            reasons |= {item.line or 0: item.error.what for item in block.refused}
            n += block.n_read
    return sorted(rows, key=lambda row: row["line"]), reasons, n


def test_every_row_of_the_conversion_names_a_type_and_a_mode_of_plover() -> None:
    for row in csv_rows("cameo"):
        found = convert(row["code"])
        assert found is not None
        assert found.mode is None or found.mode in event_types()[str(found.type)].modes
    assert convert("010").type is None  # type: ignore[union-attr]
    assert convert("10").type == "REQUEST"  # type: ignore[union-attr]
    assert convert("1724").mode == "martial-law"  # type: ignore[union-attr]
    assert convert("21") is convert("---") is convert("1") is None


def test_a_code_with_a_leading_zero_is_no_number(tmp_path: Path) -> None:
    rows = [
        icews_row(1, "010", "Chile", "Peru"),
        icews_row(2, "10", "Chile", "Peru"),
        icews_row(3, "0214", "Chile", "Peru"),
    ]
    kept, refused, n = rows_of("icews", icews_file(tmp_path / "a.tab", rows))
    assert [(row["line"], row["type"]) for row in kept] == [(3, "REQUEST")]
    assert refused == {2: "CAMEO 010 is no event of PLOVER", 4: "CAMEO 0214 is no event of PLOVER"}
    assert n == 3


def test_who_hosts_is_visited_and_both_rows_are_one_event(tmp_path: Path) -> None:
    rows = [icews_row(1, "042", "Ana Paz", "Peru"), icews_row(2, "043", "Peru", "Ana Paz", countries=("Peru", "Chile"))]
    kept, _, _ = rows_of("icews", icews_file(tmp_path / "a.tab", rows))
    assert {row["event"] for row in kept} == {kept[0]["event"]}
    assert [(row["actor"], row["recipient_state"], row["mode"]) for row in kept] == [("Ana Paz", "PER", "visit")] * 2


def test_what_one_sentence_tells_both_ways_is_one_deed_of_both(tmp_path: Path) -> None:
    back = {"countries": ("Peru", "Chile")}
    rows = [
        icews_row(1, "193", "Chile", "Peru"),
        icews_row(2, "193", "Peru", "Chile", **back),  # type: ignore[arg-type]
        icews_row(3, "193", "Peru", "Chile", sentence=9, **back),
    ]  # type: ignore[arg-type]
    kept, _, _ = rows_of("icews", icews_file(tmp_path / "a.tab", rows))
    assert [row["reciprocal"] for row in kept] == [True, True, False]
    assert len({row["event"] for row in kept}) == 2


def test_missing_values_of_icews_are_empty_or_na_and_organisations_have_no_state(tmp_path: Path) -> None:
    rows = [
        icews_row(1, "112", "European Union", "NA", countries=("", "NA"), sectors=("Regional,IGO", "")),
        icews_row(
            2,
            "112",
            "Citizen (Occupied Palestinian Territory)",
            "Israel",
            countries=("Occupied Palestinian Territory", "Israel"),
            sectors=("Social", ""),
        ),
        icews_row(3, "112", "Army (Congo)", "Chile", countries=("Congo", "Chile"), sectors=("Military,Army", "")),
        icews_row(4, "112", "Chile", "Peru", day="2019-02-30"),
        icews_row(5, "112", "Chile", "Peru", intensity="high"),
    ]
    kept, refused, _ = rows_of("icews", icews_file(tmp_path / "a.tab", rows))
    first, second, third = kept
    assert (first["actor_state"], first["actor_sector"], first["actor_party"]) == (None, "IGO", "organisation")
    assert first["recipient"] is None
    assert (second["actor_state"], second["actor_sector"]) == ("PSE", "CVL")
    assert (third["actor_state"], third["actor_sector"]) == ("COG", "MIL")
    assert refused == {5: 'no date: "2019-02-30"', 6: 'no intensity: "high"'}


@pytest.mark.parametrize(("name", "columns"), [("gdelt1", 57), ("gdelt1", 58), ("gdelt2", 61)])
def test_gdelt_has_no_header_and_three_widths(tmp_path: Path, name: str, columns: int) -> None:
    path = tmp_path / "export.CSV"
    rows = [
        gdelt_row(columns),
        gdelt_row(columns, Actor1CountryCode="ROM", Actor2CountryCode="TMP", GLOBALEVENTID="10"),
        gdelt_row(columns, Actor1CountryCode="WSB", Actor2CountryCode="EUR", GLOBALEVENTID="11"),
        gdelt_row(columns, EventCode="---", GLOBALEVENTID="12"),
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    kept, refused, n = rows_of(name, path)
    assert [(row["actor_state"], row["recipient_state"]) for row in kept] == [
        ("CHL", "PER"),
        ("ROU", "TLS"),
        ("PSE", None),
    ]
    assert kept[0]["n_reports"] == 3
    assert refused == {4: 'no code of CAMEO: "---"'}
    assert n == 4


def test_gdelt_rows_of_before_and_after_2013_in_one_file(tmp_path: Path) -> None:
    path = tmp_path / "mixed.csv"
    path.write_text(gdelt_row(57) + "\n" + gdelt_row(58, GLOBALEVENTID="10") + "\nshort\trow\n", encoding="utf-8")
    kept, refused, n = rows_of("gdelt1", path)
    assert ([row["line"] for row in kept], list(refused), n) == ([1, 2], [3], 3)
    path.write_text(gdelt_row(58) + "\n", encoding="utf-8")
    with pytest.raises(UnknownFormat, match="61 columns, this file has 58"):
        rows_of("gdelt2", path)


def test_a_state_has_its_name_of_the_day(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text(gdelt_row(57, Actor1CountryCode="RUS", SQLDATE="19850301") + "\n", encoding="utf-8")
    kept, _, _ = rows_of("gdelt1", path)
    assert kept[0]["actor_state"] == "SUN"


@pytest.mark.parametrize("column", ["Intensity", "Event Intensity"])
@pytest.mark.parametrize("separator", [";", "|"])
def test_polecat_in_both_spellings(tmp_path: Path, column: str, separator: str) -> None:
    header = "\t".join(POLECAT_HEADER).replace("\tIntensity", f"\t{column}")
    row = polecat_row(Contexts=f"diplomatic{separator}natural resource", Actor_Name="Jos\u00e9 Paz")
    path = tmp_path / "ngecEvents.txt"
    path.write_bytes((header + "\n" + row + "\n" + polecat_row(Event_Type="DANCE") + "\n").encode("latin-1"))
    kept, refused, _ = rows_of("polecat", path)
    assert (kept[0]["type"], kept[0]["mode"], kept[0]["score"]) == ("CONSULT", "visit", 4.0)
    assert (kept[0]["actor"], kept[0]["actor_state"]) == ("Jos\u00e9 Paz", "CHL")
    assert kept[0]["contexts"] == "diplomatic;natural_resource"
    assert kept[0]["actor_sector"] is None
    assert refused == {3: 'no type of PLOVER: "DANCE"'}


def test_a_knowledge_graph_names_its_relations(tmp_path: Path) -> None:
    path = tmp_path / "full.txt"
    rows = [
        "Police (Chile)\tMake a visit\tPeru\t2014-02-01",
        "Chile\tMake statement\tPeru\t2014-02-01",
        "17\t12\t4\t2014-02-01",
        "Ana Paz\tdance\tPeru\t2014-02-01",
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    kept, refused, _ = rows_of("icews-kg", path)
    assert [(row["code"], row["actor_state"], row["mode"]) for row in kept] == [("042", "CHL", "visit")]
    assert refused == {
        2: "CAMEO 010 is no event of PLOVER",
        3: "a number instead of a name: give the graph as text",
        4: 'no code of CAMEO: "dance"',
    }


def test_sipri_has_a_preamble_nameless_columns_and_uncertain_years(tmp_path: Path) -> None:
    rows = [
        "Chile,Soviet Union,1977,?,12,,Boat,patrol boat,12,?,1979; 1981,New,,1,12,9.5",
        "Rebels*,Peru,1977,,1,,Gun,gun,1,,1978,New,,1,1,1",
        "Chile,Nowhere \u00c5,1977,,1,,Gun,gun,1,,1978,New,,1,1,1",
    ]
    path = tmp_path / "register.csv"
    path.write_bytes("\r\n".join(["Transfers of arms", "", SIPRI_HEADER, *rows, ""]).encode("latin-1"))
    kept, refused, n = rows_of("sipri", path)
    ordered, delivered = sorted(kept, key=lambda row: str(row["name"]), reverse=True)
    assert (ordered["name"], ordered["date"], ordered["value"]) == ("arms ordered", "1977?", 12.0)
    assert (delivered["date"], delivered["value"], delivered["dyad"]) == ("1979/1981", 9.5, "CHL-SUN")
    assert (delivered["actor"], delivered["recipient"]) == ("SUN", "CHL")
    assert n == 3
    assert list(refused) == [5, 6]


def test_visits_are_dated_in_words(tmp_path: Path) -> None:
    path = tmp_path / "visits.csv"
    lines = [
        "destination country,destination city,description,time,year,year_aggregate",
        'Peru,Lima,Met officials.,"December 31, 1998\u2013January 1, 1999",1998,2000',
        'Chile,Santiago,Met officials.,"April 30\u2013May 2, 2001",2001,2005',
        'Chile,Santiago,Met officials.,"some day",2001,2005',
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    kept, refused, _ = rows_of("visits", path)
    days = [(str(row["day"]), str(row["day_end"])) for row in kept]
    assert days == [("1998-12-31", "1999-01-02"), ("2001-04-30", "2001-05-03")]
    assert list(refused) == [4]


def test_a_mapping_file_makes_a_data_set(tmp_path: Path) -> None:
    toml = tmp_path / "own.toml"
    toml.write_text(
        'name = "own"\nstates = "iso3"\n[columns]\ndate = "day"\nactor = "who"\nrecipient = "whom"\n'
        '[constants]\ntype = "AID"\n',
        encoding="utf-8",
    )
    table = tmp_path / "own.csv"
    table.write_text("day;who;whom\n2001-02;CHL;PER\nnever;CHL;PER\n", encoding="utf-8")
    kept, refused, _ = rows_of(find_dataset("events", str(toml)), table)
    assert [(row["type"], str(row["day"]), str(row["day_end"])) for row in kept] == [
        ("AID", "2001-02-01", "2001-03-01")
    ]
    assert refused == {3: 'no date: "never"'}
    toml.write_text('name = "own"\n[columns]\ndate = "day"\n', encoding="utf-8")
    with pytest.raises(UnknownDataSet, match="columns lack: actor, recipient, type or code"):
        find_dataset("events", str(toml))
    with pytest.raises(UnknownDataSet, match="There are: icews"):
        find_dataset("icewz")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('name = "own"\ncolumns = "day"\n', "columns is no table"),
        ('name = "own"\n[columns]\ndate = ["day"]\nactor = 3\n', "not one name each, under .columns.: date, actor"),
        ('name = "own"\n[colums]\ndate = "day"\n', "unknown: colums; there are name"),
        ('name = "own"\n[columns]\nday = "day"\n', "unknown fields: day; there are date, end"),
        ('name = "own"\n[constants]\ntype = "VISIT"\n', '"VISIT" is no type of PLOVER; there are AGREE'),
    ],
)
def test_a_mapping_file_that_is_wrong_says_where(tmp_path: Path, text: str, told: str) -> None:
    toml = tmp_path / "own.toml"
    toml.write_text(text, encoding="utf-8")
    with pytest.raises(UnknownDataSet, match=told):
        find_dataset("events", str(toml))


def test_an_exercise_of_one_known_party_says_why_it_is_not_kept(tmp_path: Path) -> None:
    table = tmp_path / "mme.csv"
    table.write_text(
        "MMEID,Ex_Name,gwcode,Location,s.year,s.month,s.day,e.year,e.month,e.day\n"
        "m1,Sea,135,Sea,1980,5,16,1980,5,17\nm1,Sea,-9,Sea,1980,5,16,1980,5,17\n",
        encoding="utf-8",
    )
    kept, refused, _ = rows_of("exercises", table)
    assert kept == []
    assert refused == dict.fromkeys((2, 3), "no two parties in it")


def test_what_is_listed_as_no_state_is_refused_by_name(tmp_path: Path) -> None:
    table = tmp_path / "igo.csv"
    table.write_text("ccode1,ccode2,year,dyadigos\n300,155,1890,3\n155,999,1890,3\n", encoding="utf-8")
    _, refused, _ = rows_of("cow-igo", table)
    assert refused == {2: 'no state: "300" is Austria-Hungary (to 1918)', 3: 'no state known: "999"'}


def test_archives_are_read_in_place(tmp_path: Path) -> None:
    plain = icews_file(tmp_path / "a.tab", [icews_row(1, "112", "Chile", "Peru")])
    packed = tmp_path / "b.tab.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    zipped = tmp_path / "c.zip"
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(plain, "../../escape.tab")
    assert len({rows_of("icews", path)[0][0]["event"] for path in (plain, packed, zipped)}) == 1
    assert not list(tmp_path.parent.glob("escape.tab"))


def test_broken_archives_say_so(tmp_path: Path) -> None:
    rows = [icews_row(i, "112", "Chile", f"Peru {i * 7919}") for i in range(2000)]
    plain = icews_file(tmp_path / "a.tab", rows)
    cut = tmp_path / "cut.tab.gz"
    cut.write_bytes(gzip.compress(plain.read_bytes())[:-2000])
    with pytest.raises(Unreadable, match="broken gzip"):
        rows_of("icews", cut)
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.tab", b"0" * 50_000_000)
    with pytest.raises(TooLarge, match="200 times"):
        rows_of("icews", bomb)
    bomb.write_bytes(bomb.read_bytes()[:200])
    assert [type(error) for _, error in (item for item in find_files(bomb) if isinstance(item, tuple))] == [Unreadable]


def test_a_wrong_header_names_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "a.tab"
    path.write_text("Event ID\tDay\n1\t2\n", encoding="utf-8")
    with pytest.raises(MissingColumn, match="Event Date"):
        rows_of("icews", path)


def test_line_numbers_hold_where_lines_are_refused(tmp_path: Path) -> None:
    good = icews_row(1, "112", "Chile", "Peru").encode()
    path = icews_file(tmp_path / "a.tab", [])
    path.write_bytes(
        path.read_bytes()
        + b"\n".join([good, b"too\tfew", b"", b"\xff\xfe" + good, good.replace(b"1", b"3", 1), b"\x00" + good])
    )
    kept, refused, n = rows_of("icews", path)
    assert [row["line"] for row in kept] == [2, 6]
    assert sorted(refused) == [3, 5, 7]
    assert n == 5


def test_an_endless_line_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"a\nb\n" + b"x" * 5000 + b"\nc\n" + b"y" * 900 + b"\nd")
    with path.open("rb") as stream:
        blocks = list(text_blocks(stream, name="long", latin=False, size=64, max_line=1000))
    assert b"".join(block.data for block in blocks) == b"a\nb\nc\n" + b"y" * 900 + b"\nd\n"
    assert [(item.line, item.error.code) for block in blocks for item in block.refused] == [(3, "D203")]
    assert blocks[-1].last_line == 6


def test_every_code_is_a_state_or_named_as_none() -> None:
    for row in csv_rows("dataset_states"):
        assert row["code"] in states.states_by_code() or row["why"]
    assert terms.why_no_state("cameo", "EUR") == "Europe"


def test_every_data_set_says_where_it_is_from() -> None:
    for dataset in datasets():
        assert dataset.citation
        assert dataset.licence
        assert dataset.address.startswith("http")


@pytest.mark.parametrize("name", SAMPLES)
def test_the_valid_file_gives_rows(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(SAMPLES[name], encoding="utf-8")
    kept, refused, n = rows_of(name, path)
    assert len(kept) >= 1
    assert not refused
    assert n >= 1
