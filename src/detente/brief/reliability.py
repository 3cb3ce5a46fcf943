"""How reliable the outlook was, drawn: how often what came lay below each mark of the forecast."""

from __future__ import annotations

from markupsafe import Markup

from detente.brief.material import Forecast
from detente.brief.svg import element

SIZE, EDGE, END = 220, 38, 18
DOT = 3.5


def reliability_chart(lines: list[Forecast], *, title: str, about: str) -> Markup:
    """A square of both shares from 0 to 1: on the diagonal where a forecast is reliable. Round dots are the share of
    conflict, square ones the number of deeds; the farther ahead, the larger."""
    parts = [_frame()]
    for place, line in enumerate(lines):
        points = " ".join(f"{_x(mark):.1f},{_y(below):.1f}" for mark, below in line.reliability())
        css = "reliable-share" if line.measure == "share" else "reliable-volume"
        dots = [_dot(line.measure, mark, below, DOT + place % 4 * 0.6) for mark, below in line.reliability()]
        told = f"{line.measure}, {line.months} months ahead"
        path = element("polyline", points=points)
        parts.append(element("g", element("title", told), path, *dots, class_=css))
    return element(
        "svg",
        element("title", title, id="reliability-title"),
        element("desc", about, id="reliability-desc"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {SIZE} {SIZE}",
        class_="reliable",
        role="img",
        aria_labelledby="reliability-title reliability-desc",
    )


def _x(share: float) -> float:
    return EDGE + (SIZE - EDGE - END) * share


def _y(share: float) -> float:
    return 8 + (SIZE - EDGE - END) * (1 - share)


def _frame() -> Markup:
    across, up = ((0.0, 0.5, 1.0), (0.5, 1.0))
    low = _y(0) + 16
    names = [element("text", f"{100 * mark:.0f} %", x=_x(mark), y=low, text_anchor="middle") for mark in across]
    names += [element("text", f"{100 * mark:.0f} %", x=EDGE - 4, y=_y(mark) + 3, class_="scale") for mark in up]
    return element(
        "g",
        element("rect", x=_x(0), y=_y(1), width=_x(1) - _x(0), height=_y(0) - _y(1), class_="ground"),
        element("path", d=f"M{_x(0):.1f} {_y(0):.1f}L{_x(1):.1f} {_y(1):.1f}", class_="axis", stroke_dasharray="3 3"),
        *names,
    )


def _dot(measure: str, mark: float, below: float, size: float) -> Markup:
    if measure == "share":
        return element("circle", cx=_x(mark), cy=_y(below), r=size)
    return element("rect", x=_x(mark) - size, y=_y(below) - size, width=2 * size, height=2 * size)
