"""A small map and network: the two states and the third parties among their neighbours, with a line for the deeds of
each pair, as SVG from the table of outlines."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from detente.brief import wording
from detente.brief.svg import element
from detente.tables import csv_rows

WIDTH, HEIGHT = 1000, 487
"""The grid of knowledge/outlines.csv."""
MARGIN, LEAST = 24, 200
"""Grid units kept around the states, and the least width of what is shown."""
SHAPE = 0.55
"""Height by width at most."""
SPECK = 3
"""Other land is drawn from this size on, in squares of the smallest width's unit."""

_RING = re.compile(r"M(\d+) (\d+)l([^z]*)z")
_NUMBER = re.compile(r"-?\d+")

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Ring:
    """One closed line of an outline: its path data, and the box around it (left, top, right, bottom)."""

    path: str
    box: Box

    @property
    def size(self) -> int:
        """The area of its box."""
        return (self.box[2] - self.box[0]) * (self.box[3] - self.box[1])


@cache
def _outlines() -> dict[str, tuple[_Ring, ...]]:
    """Rings by state, the largest first; "" is land that no code names."""
    return {row["code"]: _rings(row["path"]) for row in csv_rows("outlines")}


def _rings(path: str) -> tuple[_Ring, ...]:
    found = []
    for ring in _RING.finditer(path):
        x, y = int(ring[1]), int(ring[2])
        xs, ys = [x], [y]
        steps = [int(number) for number in _NUMBER.findall(ring[3])]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            xs.append(x)
            ys.append(y)
        found.append(_Ring(ring[0], (min(xs), min(ys), max(xs), max(ys))))
    return tuple(sorted(found, key=lambda ring: -ring.size))


def known(code: str) -> bool:
    """Whether the table has an outline of that state."""
    return code in _outlines()


def map_of(
    two: tuple[str, ...],
    third: tuple[str, ...],
    names: dict[str, str],
    deeds: dict[tuple[str, str], int],
    *,
    title: str,
    about: str,
) -> Markup:
    """An SVG of the two states and the third parties (ISO codes, `known` ones), each named; other land in grey.

    `deeds`: how many of each pair; a line between them is the wider, the more there are.
    """
    left, top, right, bottom = view = _view([_outlines()[code][0].box for code in (*two, *third)])
    scale = (right - left) / LEAST
    land = [
        ring.path
        for code, rings in _outlines().items()
        if code not in two and code not in third
        for ring in rings
        if _touch(ring.box, view) and ring.size >= SPECK * scale**2
    ]
    marked = [("third", code) for code in third] + [("side", code) for code in two]
    return element(
        "svg",
        element("title", title, id="map-title"),
        element("desc", about, id="map-desc"),
        element("path", d="".join(land), class_="land"),
        *(_state(css, code, names[code], view, scale) for css, code in marked),
        element("g", *(_tie(pair, n, names, scale) for pair, n in sorted(deeds.items())), class_="ties"),
        *_labels((*two, *third), scale),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"{left} {top} {right - left} {bottom - top}",
        role="img",
        class_="map",
        aria_labelledby="map-title map-desc",
    )


def _view(boxes: list[Box]) -> Box:
    """The part of the grid around the boxes, not too small, wider than high, inside the grid."""
    left, right = min(box[0] for box in boxes) - MARGIN, max(box[2] for box in boxes) + MARGIN
    top, bottom = min(box[1] for box in boxes) - MARGIN, max(box[3] for box in boxes) + MARGIN
    high = max(bottom - top, round(LEAST * SHAPE))
    wide = min(max(right - left, LEAST, round(high / SHAPE)), WIDTH)
    high = min(high, HEIGHT)
    left = min(max((left + right - wide) // 2, 0), WIDTH - wide)
    top = min(max((top + bottom - high) // 2, 0), HEIGHT - high)
    return left, top, left + wide, top + high


def _touch(box: Box, view: Box) -> bool:
    return box[0] <= view[2] and box[2] >= view[0] and box[1] <= view[3] and box[3] >= view[1]


def _state(css: str, code: str, name: str, view: Box, scale: float) -> Markup:
    """The outline with the state's name as its title; a dot where it is too small to be seen."""
    rings = _outlines()[code]
    path = "".join(ring.path for number, ring in enumerate(rings) if number == 0 or _touch(ring.box, view))
    parts = [element("title", name), element("path", d=path)]
    if rings[0].size < (6 * scale) ** 2:
        x, y = _middle(rings[0])
        parts.append(element("circle", cx=x, cy=y, r=3 * scale))
    return element("g", *parts, class_=css)


def _tie(pair: tuple[str, str], n: int, names: dict[str, str], scale: float) -> Markup:
    """A line between the middles of two states; ten times the deeds make it twice as wide."""
    (x, y), (u, v) = (_middle(_outlines()[code][0]) for code in pair)
    told = element("title", f"{names[pair[0]]} and {names[pair[1]]}: {wording.counted(n, 'deed')}")
    width = scale * 0.5 * 2 ** math.log10(max(n, 1))
    return element("path", told, d=f"M{x:.0f} {y:.0f}L{u:.0f} {v:.0f}", stroke_width=width)


def _labels(codes: tuple[str, ...], scale: float) -> list[Markup]:
    """A code on each state, the first ones first; none that would cover another."""
    placed: list[tuple[float, float]] = []
    for code in codes:
        x, y = _middle(_outlines()[code][0])
        if all(abs(x - left) > 17 * scale or abs(y - top) > 7 * scale for left, top in placed):
            placed.append((x, y))
            continue
        codes = tuple(other for other in codes if other != code)
    return [
        element("text", code, x=x, y=y + 2.5 * scale, font_size=7 * scale, text_anchor="middle")
        for code, (x, y) in zip(codes, placed, strict=True)
    ]


def _middle(ring: _Ring) -> tuple[float, float]:
    return (ring.box[0] + ring.box[2]) / 2, (ring.box[1] + ring.box[3]) / 2
