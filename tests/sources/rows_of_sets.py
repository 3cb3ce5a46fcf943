"""Small files of data sets in their published layouts, with rows written for the tests."""

from __future__ import annotations

from pathlib import Path

from detente.sources.datasets.gdelt import V1, V2

ICEWS_HEADER = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
)
POLECAT_HEADER = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)

SIPRI_HEADER = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,"
    "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons"
)


def icews_row(
    number: int,
    code: str,
    source: str,
    target: str,
    *,
    day: str = "2019-03-01",
    countries: tuple[str, str] = ("Chile", "Peru"),
    sectors: tuple[str, str] = ("", ""),
    story: int = 1,
    sentence: int = 2,
    intensity: str = "1",
) -> str:
    fields = [
        str(number),
        day,
        source,
        sectors[0],
        countries[0],
        "Words",
        code,
        intensity,
        target,
        sectors[1],
        countries[1],
        str(story),
        str(sentence),
        "Wire",
        "Lima",
        "",
        "",
        "Peru",
        "-12.0",
        "-77.0",
    ]
    return "\t".join(fields)


def icews_file(path: Path, rows: list[str]) -> Path:
    path.write_text("\n".join(["\t".join(ICEWS_HEADER), *rows]) + "\n", encoding="utf-8")
    return path


def gdelt_row(columns: int, **values: str) -> str:
    names = V2 if columns == 61 else V1[:columns]
    row = dict.fromkeys(names, "")
    row |= {
        "GLOBALEVENTID": "9",
        "SQLDATE": "20160105",
        "EventCode": "042",
        "QuadClass": "1",
        "NumArticles": "3",
        "Actor1Name": "CHILE",
        "Actor1CountryCode": "CHL",
        "Actor2Name": "PERU",
        "Actor2CountryCode": "PER",
        "DATEADDED": "20160105",
        "SOURCEURL": "https://example.org/a",
    }
    row |= values
    return "\t".join(row[name] for name in names)


def polecat_row(**values: str) -> str:
    row = dict.fromkeys(POLECAT_HEADER, "None")
    row |= {
        "Event ID": "E1",
        "Event Date": "2021-05-04",
        "Event Type": "CONSULT",
        "Event Mode": "visit",
        "Actor Name": "Ana Paz",
        "Actor Country": "CHL",
        "Recipient Name": "Peru",
        "Recipient Country": "PER",
        "Contexts": "diplomatic;natural resource",
    }
    row |= {name.replace("_", " "): value for name, value in values.items()}
    return "\t".join(row[name] for name in POLECAT_HEADER)
