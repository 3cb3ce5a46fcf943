"""Makes knowledge/outlines.csv, the outlines of states for the dossier's map, from Natural Earth's countries.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python training/outlines.py package/countries-50m.json

Natural Earth (naturalearthdata.com, 1:50 m) is in the public domain; world-atlas 2.0.2 packs it as TopoJSON. Borders
are drawn as there and take no side in disputes. The projection is Equal Earth (Šavrič, Patterson and Jenny 2018),
rounded to a grid of 1,000 by 487 units; each border is simplified once, so that neighbours keep fitting. Rings smaller
than MINUTE units are left out unless they are a state's largest.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from itertools import pairwise
from pathlib import Path

import pycountry

TARGET = Path(__file__).parents[1] / "src" / "detente" / "knowledge" / "outlines.csv"
WIDTH = 1000
TOLERANCE = 1.4
MINUTE = 5.0
NO_NUMBER = {"Kosovo": "XKX"}
"""Countries without an ISO number; any other of these is drawn as land without a code."""
SEAM = -169.5
"""The meridian at which the map is cut: between Chukotka and Alaska."""
A = (1.340264, -0.081106, 0.000893, 0.003796)

Point = tuple[float, float]


def project(longitude: float, latitude: float) -> Point:
    """The place on the grid, x to the right and y down; the map is cut at SEAM, where it parts no state."""
    longitude = (longitude - SEAM) % 360 - 180
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    slope = A[0] + 3 * A[1] * t**2 + t**6 * (7 * A[2] + 9 * A[3] * t**2)
    x = 2 / math.sqrt(3) * math.radians(longitude) * math.cos(t) / slope
    y = t * (A[0] + A[1] * t**2 + t**6 * (A[2] + A[3] * t**2))
    half = 2 / math.sqrt(3) * math.pi / A[0]
    top = project_top()
    return (x + half) / (2 * half) * WIDTH, (top - y) / (2 * half) * WIDTH


def project_top() -> float:
    """y of the pole."""
    t = math.pi / 3
    return t * (A[0] + A[1] * t**2 + t**6 * (A[2] + A[3] * t**2))


def simplified(points: list[Point]) -> list[Point]:
    """Douglas and Peucker's line within TOLERANCE of the points."""
    if len(points) < 3:
        return points
    (x0, y0), (x1, y1) = points[0], points[-1]
    length = math.hypot(x1 - x0, y1 - y0)

    def off(point: Point) -> float:
        if not length:
            return math.hypot(point[0] - x0, point[1] - y0)
        return abs((x1 - x0) * (y0 - point[1]) - (x0 - point[0]) * (y1 - y0)) / length

    far = max(range(1, len(points) - 1), key=lambda i: off(points[i]))
    if off(points[far]) <= TOLERANCE:
        return [points[0], points[-1]]
    return simplified(points[: far + 1])[:-1] + simplified(points[far:])


def arcs_of(topology: dict) -> list[list[Point]]:  # type: ignore[type-arg]
    """The borders, projected and simplified."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append(project(x * sx + tx, y * sy + ty))
        found.append(simplified(points))
    return found


def ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """A closed line put together from borders; ~n is border n read backwards."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc if not points else arc[1:]
    return points


def area(points: list[Point]) -> float:
    """The area inside a ring, in square units."""
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2


def path_of(points: list[Point]) -> str:
    """SVG path data in whole units, each step relative to the last."""
    grid = [(round(x), round(y)) for x, y in points]
    steps = [f"M{grid[0][0]} {grid[0][1]}l"]
    for (x0, y0), (x1, y1) in pairwise(grid[:-1]):
        if (x0, y0) != (x1, y1):
            steps.append(f"{x1 - x0} {y1 - y0} ")
    if len(steps) == 1:
        steps.append("0 0")
    return "".join(steps).replace(" -", "-").strip() + "z"


def outlines(topology: dict) -> dict[str, str]:  # type: ignore[type-arg]
    """Path data by state."""
    arcs = arcs_of(topology)
    found: dict[str, str] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        known = pycountry.countries.get(numeric=str(country.get("id", "")).zfill(3))
        code = known.alpha_3 if known else NO_NUMBER.get(country["properties"]["name"], "")
        if code == "ATA":
            continue
        shapes = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        rings = sorted((ring(one, arcs) for shape in shapes for one in shape), key=area, reverse=True)
        rings = [one for one in rings if max(one)[0] - min(one)[0] < WIDTH / 2]  # not the islets that the seam tears
        kept = [one for number, one in enumerate(rings) if number == 0 or area(one) >= MINUTE]
        found[code] = found.get(code, "") + "".join(path_of(one) for one in kept)
    return found


if __name__ == "__main__":
    made = outlines(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        file.write(
            "# Outlines of states on a grid of 1,000 by 487 (Equal Earth), as SVG paths. Source: Natural Earth 1:50 m\n"
        )
        file.write(
            "# (public domain), by training/outlines.py. Land without a code: empty. No side is taken in disputes.\n"
        )
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "path"))
        writer.writerows(sorted(made.items()))
