"""The dossier's charts as Vega-Lite, with their numbers inside, to be changed and shown elsewhere."""

from __future__ import annotations

from typing import Any

from detente.brief import wording
from detente.brief.material import Material

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_COLOURS = {"domain": ["cooperation", "conflict"], "range": ["#0072b2", "#c8500a"]}


def to_vega_lite(material: Material) -> dict[str, dict[str, Any]]:
    """Each chart by name: deeds, share of conflict with the eras' levels, chance of a turn, the outlook, how reliable
    that was, the deeds of third parties (the dossier's map as bars)."""
    pair = wording.title(material.names)
    charts = {
        "deeds": _deeds(material),
        "share": _share(material),
        "turns": _turns(material),
        "outlook": _outlook(material),
        "reliability": _reliability(material),
        "third-parties": _third_parties(material),
    }
    head = {"$schema": SCHEMA, "width": "container"}
    foot = {"usermeta": {"made": material.made, "version": material.version, "record": material.record}}
    return {name: head | {"title": f"{pair}: {chart.pop('title')}"} | chart | foot for name, chart in charts.items()}


def _day(field: str, title: str | None = None) -> dict[str, Any]:
    return {"field": field, "type": "temporal", "title": title}


def _deeds(material: Material) -> dict[str, Any]:
    rows = []
    for p in material.periods:
        rows.append({"start": p.start, "end": p.end, "kind": "cooperation", "deeds": p.n_cooperation})
        rows.append({"start": p.start, "end": p.end, "kind": "conflict", "deeds": -p.n_conflict})
    return {
        "title": "deeds by period, cooperation up, conflict down",
        "data": {"values": rows},
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {
            "x": _day("start"),
            "x2": {"field": "end"},
            "y": {"field": "deeds", "type": "quantitative", "stack": "zero"},
            "color": {"field": "kind", "type": "nominal", "scale": _COLOURS},
        },
    }


def _share(material: Material) -> dict[str, Any]:
    shares = [
        {
            "start": p.start,
            "n": p.n_cooperation + p.n_conflict,
            "share": p.n_conflict / (p.n_cooperation + p.n_conflict),
        }
        for p in material.periods
        if p.n_cooperation + p.n_conflict
    ]
    levels = []
    for era in material.eras.eras:
        low, high = era.level.share_interval
        levels.append({"start": era.start, "end": era.end, "share": era.level.share, "low": low, "high": high})
    across = {"x": _day("start"), "x2": {"field": "end"}}
    share = {"field": "share", "type": "quantitative", "title": "share of conflict", "scale": {"domain": [0, 1]}}
    band = {"y": share | {"field": "low"}, "y2": {"field": "high"}}
    return {
        "title": "share of conflict, with the level of each era and its 90 % interval",
        "layer": [
            {"data": {"values": levels}, "mark": {"type": "rect", "opacity": 0.2}, "encoding": across | band},
            {"data": {"values": levels}, "mark": "rule", "encoding": across | {"y": share}},
            {
                "data": {"values": shares},
                "mark": {"type": "point", "filled": True, "tooltip": True},
                "encoding": {"x": _day("start"), "y": share, "size": {"field": "n", "type": "quantitative"}},
            },
        ],
    }


def _turns(material: Material) -> dict[str, Any]:
    found = material.eras
    rows = [{"start": p, "turns": round(c, 5)} for p, c in zip(found.periods, found.probabilities, strict=True)]
    return {
        "title": f"chance of a turn by {found.by}",
        "data": {"values": rows},
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {
            "x": _day("start"),
            "y": {"field": "turns", "type": "quantitative", "title": "turns expected"},
        },
    }


def _outlook(material: Material) -> dict[str, Any]:
    rows = [
        {"measure": f.measure, "months": f.months, "forecast": f.forecast, "low": f.low, "high": f.high,
         "cover": f.cover, "error": f.error, "error_of_persistence": f.error_of_persistence}
        for f in material.outlook
        if f.forecast is not None
    ]  # fmt: skip
    months = {"field": "months", "type": "ordinal", "title": "months ahead"}
    of = {"type": "quantitative", "title": "forecast and 80 % interval"}
    return {
        "title": "outlook, beside its back-test",
        "data": {"values": rows},
        "facet": {"column": {"field": "measure", "type": "nominal"}},
        "spec": {
            "layer": [
                {"mark": "rule", "encoding": {"x": months, "y": {"field": "low"} | of, "y2": {"field": "high"}}},
                {
                    "mark": {"type": "point", "tooltip": True},
                    "encoding": {"x": months, "y": {"field": "forecast"} | of},
                },
            ]
        },
        "resolve": {"scale": {"y": "independent"}},
    }


def _reliability(material: Material) -> dict[str, Any]:
    rows = [
        {"measure": f.measure, "months": f.months, "mark": mark, "below": below}
        for f in material.outlook
        for mark, below in f.reliability()
    ]
    share = {"type": "quantitative", "scale": {"domain": [0, 1]}}
    return {
        "title": "how often what came lay below a mark of the forecast",
        "data": {"values": rows},
        "mark": {"type": "line", "point": True, "tooltip": True},
        "encoding": {
            "x": {"field": "mark", "title": "mark of the forecast"} | share,
            "y": {"field": "below", "title": "outcomes below it"} | share,
            "color": {"field": "measure", "type": "nominal"},
            "detail": {"field": "months"},
        },
    }


def _third_parties(material: Material) -> dict[str, Any]:
    rows = [{"state": third.name, "with": material.name(third.side), "deeds": third.n_deeds,
             "in these reports": third.n_shared} for third in material.third_parties]  # fmt: skip
    return {
        "title": "deeds of third parties with either of the two",
        "data": {"values": rows},
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {
            "y": {"field": "state", "type": "nominal", "sort": "-x"},
            "x": {"field": "deeds", "type": "quantitative"},
            "color": {"field": "with", "type": "nominal"},
        },
    }
