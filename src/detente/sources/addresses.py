"""Official addresses: which files of a data set cover a stretch of time, and where their publishers keep them.

Facts: GDELT's index pages (yearly files to 2005, monthly to March 2013, then daily; version 2 every 15 minutes since
2015-02-18 23:00); the Dataverse's interface, which lists the files of a DOI.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from detente.errors import UnknownDataSet
from detente.sources.datasets.catalogue import MODULES, find_dataset

GDELT = "http://data.gdeltproject.org"
DATAVERSE = "https://dataverse.harvard.edu"
DOIS = {
    "icews": ("doi:10.7910/DVN/QI2T9A", "doi:10.7910/DVN/28075"),
    "polecat": ("doi:10.7910/DVN/AJGVIT",),
    "un-votes": ("doi:10.7910/DVN/LEJUQZ",),
    "exercises": ("doi:10.7910/DVN/KHFODX",),
}
NAMES = {
    "icews": re.compile(r"(events\.\d{4}\.\d+|\d{8}-icews-events(-part\d)?)\.(tab|zip|tab\.zip)"),
    "polecat": re.compile(r"ngecEvents.*\.(txt|zip|txt\.zip)"),
    "un-votes": re.compile(r"UNVotes.*\.(csv|zip|tab)"),
    "exercises": re.compile(r"mme.*\.(csv|tab)", re.IGNORECASE),
}
DAILY_SINCE, MONTHLY_SINCE = date(2013, 4, 1), date(2006, 1, 1)
V2_SINCE = datetime(2015, 2, 18, 23, 0)
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Address:
    """A file to be fetched, and the name under which it is kept."""

    url: str
    name: str


def gdelt_addresses(name: str, since: date, until: date, *, base: str = GDELT) -> Iterator[Address]:
    """The files of GDELT that cover the days [since, until)."""
    if name == "gdelt1":
        for stem in dict.fromkeys(_v1_stems(since, until)):
            yield Address(f"{base}/events/{stem}.zip", f"{stem}.zip")
        return
    kind = "export" if name == "gdelt2" else "mentions"
    moment = max(datetime(since.year, since.month, since.day), V2_SINCE)
    while moment < datetime(until.year, until.month, until.day):
        file = f"{moment:%Y%m%d%H%M%S}.{kind}.CSV.zip"
        yield Address(f"{base}/gdeltv2/{file}", file)
        moment += QUARTER


def _v1_stems(since: date, until: date) -> Iterator[str]:
    day = max(since, date(1979, 1, 1))
    while day < until:
        if day >= DAILY_SINCE:
            yield f"{day:%Y%m%d}.export.CSV"
        else:
            yield f"{day:%Y%m}" if day >= MONTHLY_SINCE else f"{day:%Y}"
        day += timedelta(days=1)


def listing(doi: str, *, base: str = DATAVERSE) -> str:
    """The address of a Dataverse's list of the files under a DOI."""
    return f"{base}/api/datasets/:persistentId/?persistentId={doi}"


def listed_addresses(name: str, answer: Any, since: date, until: date, *, base: str = DATAVERSE) -> Iterator[Address]:
    """The files in a Dataverse's answer that belong to the data set and may cover the days [since, until)."""
    files = answer.get("data", {}).get("latestVersion", {}).get("files", []) if isinstance(answer, dict) else []
    for entry in files:
        file = entry.get("dataFile", {}) if isinstance(entry, dict) else {}
        label = str(file.get("originalFileName") or file.get("filename") or "")
        number = file.get("id")
        if isinstance(number, int) and NAMES[name].fullmatch(label) and _covers(label, since, until):
            yield Address(f"{base}/api/access/datafile/{number}?format=original", label)


def _covers(label: str, since: date, until: date) -> bool:
    """Whether a file whose name tells a day or a year may hold rows of these days; True where it tells none.

    A daily or weekly file holds late rows of the month before it.
    """
    day = re.search(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)", label)
    if day:
        try:
            told = date(int(day[1]), int(day[2]), int(day[3]))
        except ValueError:
            return True
        return since <= told < until + timedelta(days=31)
    year = re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)", label)
    return year is None or since.year <= int(year[1]) <= (until - timedelta(days=1)).year


def check_fetchable(name: str) -> None:
    """Raises UnknownDataSet for a name that is none, or whose publisher keeps no address that a program may ask."""
    dataset = find_dataset(name) if name in MODULES else find_dataset(name, None)
    if name not in DOIS and not name.startswith("gdelt"):
        raise UnknownDataSet(
            f"{dataset.title} has no address that could be fetched by date",
            next_step=f"Get it from {dataset.address} and load the file.",
        )
