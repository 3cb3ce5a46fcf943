"""Correlates of War by dyad and year: militarised disputes (COW, Gibler-Miller-Little), shared IGO membership."""

from __future__ import annotations

from detente.sources.datasets.alliances import dyad_year
from detente.sources.datasets.dataset import DataSet

MID_CITATION = (
    "Palmer, McManus, D'Orazio, Kenwick, Karstens, Bloch, Dietrich, Kahn, Ritter, Soules 2022: The MID5 Dataset, "
    "2011-2014, Conflict Management and Peace Science 39"
)
MID = DataSet(
    name="cow-mid",
    title="Militarized Interstate Disputes, dyad-years",
    citation=MID_CITATION,
    licence="free for scholarly use with citation",
    address="https://correlatesofwar.org/data-sets/mids/",
    kind="measures",
    columns=("dispnum", "ccode1", "ccode2", "year", "hostlev"),
    aliases={"disno": "dispnum", "statea": "ccode1", "stateb": "ccode2", "hihost": "hostlev"},
    mapping=dyad_year({"hostlev": "militarised dispute"}, unit="hostility level 1-5", row=', "dispnum"').replace(
        "NULL::VARCHAR AS detail", "'dispute ' || try_cast(try_cast(\"dispnum\" AS DOUBLE) AS INTEGER) AS detail"
    ),
    states="cow",
    quoted=True,
)
IGO = DataSet(
    name="cow-igo",
    title="COW Intergovernmental Organizations, dyad-years",
    citation="Pevehouse, Nordstrom, McManus, Jamison 2020: Tracking organizations in the world: The Correlates of War "
    "IGO Version 3.0 datasets, Journal of Peace Research 57",
    licence="free for scholarly use with citation",
    address="https://correlatesofwar.org/data-sets/igos/",
    kind="measures",
    columns=("ccode1", "ccode2", "year", "dyadigos"),
    mapping=dyad_year({"dyadigos": "shared IGO memberships"}, unit="organisations"),
    states="cow",
    quoted=True,
)
