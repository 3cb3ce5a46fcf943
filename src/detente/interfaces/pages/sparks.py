"""A small chart of one relation's years, on a scale that several share: cooperation up, conflict down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from detente.brief.svg import element

WIDTH, HALF = 720, 44
LEFT = 34


def spark(rows: Sequence[Mapping[str, Any]], scale: tuple[str, str], title: str) -> Markup:
    """Bars by year between the two years of the scale; heights are relative to this relation's own busiest year."""
    first, last = int(scale[0][:4]), int(scale[1][:4])
    inside = [row for row in rows if first <= int(row["period"][:4]) <= last and row["n_events"]]
    width = (WIDTH - LEFT) / (last - first + 1)
    most = max((max(_cooperation(r), r["n_events"] - _cooperation(r)) for r in inside), default=1) or 1
    bars = []
    for row in inside:
        x = LEFT + (int(row["period"][:4]) - first) * width
        up = HALF * _cooperation(row) / most
        down = HALF * (row["n_events"] - _cooperation(row)) / most
        wide = max(width * 0.82, 0.8)
        if up:
            bars.append(element("rect", x=x, y=HALF - up, width=wide, height=up, class_="cooperation"))
        if down:
            bars.append(element("rect", x=x, y=HALF + 1.0, width=wide, height=down, class_="conflict-bar"))
    labels = [
        element("text", str(year), x=min(LEFT + (year - first) * width, WIDTH - 26.0), y=2.0 * HALF + 15, class_="year")
        for year in _years(first, last)
    ]
    total = sum(row["n_events"] for row in inside)
    about = (
        f"{title}, {first} to {last}: {total:,} deeds; bars up are cooperation, bars down conflict; at most {most:,}."
    )
    axis = element("path", d=f"M{LEFT} {HALF}.5H{WIDTH}", class_="axis")
    scales = [
        element("text", str(most), x=LEFT - 4.0, y=10.0, class_="scale"),
        element("text", str(most), x=LEFT - 4.0, y=2.0 * HALF, class_="scale"),
    ]
    return element(
        "svg", element("title", about), *bars, axis, *scales, *labels,
        viewBox=f"0 0 {WIDTH} {2 * HALF + 20}", role="img", class_="spark", aria_label=about,
    )  # fmt: skip


def _cooperation(row: Mapping[str, Any]) -> int:
    return int(row["verbal_cooperation"] + row["material_cooperation"])


def _years(first: int, last: int) -> range:
    """About six round years between the two."""
    step = next((s for s in (1, 2, 5, 10, 20, 25, 50) if (last - first) / s <= 7), 100)
    return range(-(-first // step) * step, last + 1, step)
