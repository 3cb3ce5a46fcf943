"""Small files of data sets in their published layouts, with rows written for the tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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


SAMPLES = {
    "icews": (
        "\t".join(ICEWS_HEADER)
        + "\n"
        + icews_row(1, "112", "Chile", "Peru")
        + "\n"
        + icews_row(2, "042", "Ana Paz", "Peru")
        + "\n"
    ),
    "gdelt2": gdelt_row(61) + "\n" + gdelt_row(61, GLOBALEVENTID="10") + "\n",
    "gdelt-mentions": (
        "9 20160105000000 20160105001500 1 example.org https://example.org/a 2 1 2 3 1 70 800 1.5".replace(" ", "\t")
        + "\t\t\n"
    ),
    "polecat": "\t".join(POLECAT_HEADER) + "\n" + polecat_row() + "\n",
    "sipri": SIPRI_HEADER + "\nChile,Peru,1977,?,12,,Boat,patrol boat,12,?,1979; 1981,New,,1,12,9.5\n",
    "atop": "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n"
    "135,155,1990,1,0,0,0,1\n",
    "cow-mid": "dispnum,ccode1,ccode2,year,hostlev\n7,135,155,1990,3\n",
    "cow-igo": "ccode1,ccode2,year,dyadigos\n135,155,1990,30\n",
    "rivalries": "rivalry,ccode1,ccode2,start,end\nChile-Peru,135,155,1832,1929\n",
    "states": "ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday\n155,Chile,1839,4,1,2016,12,31\n",
    "leaders": "gwcode,leader,startdate,enddate\n155,Paz,1990-03-11,1994-03-10\n",
    "visits": 'destination country,destination city,description,time\nPeru,Lima,Met.,"May 2, 2001"\n',
    "exercises": "MMEID,Ex_Name,gwcode,Location,s.year,s.month,s.day,e.year,e.month,e.day\n"
    "m1,Sea,135,Sea,1980,5,16,1980,5,xx\nm1,Sea,155,Sea,1980,5,16,1980,5,xx\n",
    "un-votes": "rcid,ccode,vote,date\n3,135,1,1990-02-01\n3,155,2,1990-02-01\n",
    "gdelt1": gdelt_row(58) + "\n" + gdelt_row(57, GLOBALEVENTID="10") + "\n",
    "icews-kg": "Chile\tMake a visit\tPeru\t2014-03-01\nPolice (Peru)\t190\tChile\t2014-03-02\n",
    "ucdp-ged": "id,type_of_violence,dyad_name,side_a,side_b,number_of_sources,source_headline,where_coordinates,"
    "country,country_id,date_start,date_end,best,gwnoa,gwnob\n"
    '5,1,"Chile, Peru",Chile,Peru,2,Shots,Arica,Chile,155,1995-01-27,1995-01-28,3,155,135\n',
    "cow-alliances": "ccode1,ccode2,year,cow_defense,cow_neutral,cow_nonagg,cow_entente\n135,155,1990,1,0,0,1\n",
}
"""For every data set a small valid file; the first two rows of some differ in what they are."""


def as_of_the_seventh_schema(connection: Any) -> None:
    """Put the events of a record where it had them before its eighth schema: in one table, with lists of parties."""
    connection.execute("CREATE TABLE one AS FROM events")
    for statement in ("VIEW events", "TABLE told_events", "TABLE coded_events"):
        connection.execute(f"DROP {statement}")
    connection.execute("ALTER TABLE one RENAME TO events")
    connection.execute("UPDATE meta SET value = '7' WHERE key = 'schema'")
