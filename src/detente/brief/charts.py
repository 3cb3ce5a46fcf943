"""The timeline as SVG, made on the server: no script, colours from the page's CSS, meaning never by colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from detente.brief import wording
from detente.brief.material import EventRow, Material, Period
from detente.brief.svg import element
from detente.relations.model import Era

LEFT, RIGHT = 36, 8
ERAS, DEEDS, SHARE, TURNS = (18, 40), (62, 172), (204, 268), (300, 344)
"""Top and bottom of the four panels."""
HEIGHT = 366


@dataclass(frozen=True, slots=True)
class _Axis:
    """Days to pixels."""

    first: int
    last: int
    width: int

    def x(self, iso: str) -> float:
        """The place of a day, kept inside the chart."""
        day = min(max(date.fromisoformat(iso[:10]).toordinal(), self.first), self.last)
        inner = self.width - LEFT - RIGHT
        return LEFT + inner * (day - self.first) / max(self.last - self.first, 1)


def timeline_chart(
    material: Material,
    periods: tuple[Period, ...],
    chances: tuple[Period, ...],
    ticks: tuple[EventRow, ...],
    *,
    width: int,
    title: str,
    about: str,
) -> Markup:
    """An SVG of `width` units: eras with their uncertain borders, deeds, share of conflict, chance of a turn.

    Deeds and shares are drawn by `periods`, the chance of a turn by `chances`, which may be finer: joined over many
    years it would only show how long the years are.
    """
    first, last = date.fromisoformat(periods[0].start), date.fromisoformat(periods[-1].end)
    axis = _Axis(first.toordinal(), last.toordinal(), width)
    name = f"timeline-{width}"
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", about, id=f"{name}-desc"),
        _hatches(name),
        _eras(material, axis),
        _borders(material, axis, name),
        _era_names(material, axis),
        _deeds(periods, axis, name),
        _ticks(ticks, axis),
        _share(material, periods, axis),
        _turns(chances, axis),
        _years(axis, first.year, last.year),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {HEIGHT}",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
    )


def _hatches(name: str) -> Markup:
    """Patterns, so that conflict and uncertain borders are told apart without colour."""

    def pattern(key: str, css: str) -> Markup:
        line = element("path", d="M0 0V6", class_=css)
        return element(
            "pattern",
            element("rect", width=6.0, height=6.0, class_=f"{css}-ground"),
            line,
            id=f"{name}-{key}",
            width=5.0,
            height=5.0,
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )

    return element("defs", pattern("conflict", "hatch-conflict"), pattern("border", "hatch-border"))


def _eras(material: Material, axis: _Axis) -> Markup:
    """Bands behind all panels."""
    parts: list[Markup] = [_label("Eras", ERAS[0])]
    for number, era in enumerate(material.eras.eras, 1):
        left, right = axis.x(era.start), axis.x(era.end)
        shade = "era-odd" if number % 2 else "era-even"
        told = f"Era {number}: {wording.span((era.start, era.end))}, {_conflict(era)}"
        band = element("rect", element("title", told), x=left, y=ERAS[0], width=right - left,
                       height=TURNS[1] - ERAS[0], class_=shade)  # fmt: skip
        parts.append(band)
    return element("g", *parts)


def _conflict(era: Era) -> str:
    return f"{wording.percent(era.level.share)} conflict" if era.level.n_events else "no deed"


def _era_names(material: Material, axis: _Axis) -> Markup:
    """The label of each era in the lane on top, over the hatches."""
    parts = []
    for number, era in enumerate(material.eras.eras, 1):
        left, right = axis.x(era.start), axis.x(era.end)
        room = right - left
        words = f"Era {number}: {_conflict(era)}" if room > 130 else str(number)
        if room > 10:
            parts.append(element("text", words, x=(left + right) / 2, y=ERAS[0] + 15, class_="era-name"))
    return element("g", *parts) if parts else Markup("")


def _borders(material: Material, axis: _Axis, name: str) -> Markup:
    """Each turning point: a line at its date over the hatched 90 % interval."""
    parts = []
    for point in material.eras.turning_points:
        left, right, at = axis.x(point.interval[0]), axis.x(point.interval[1]), axis.x(point.date)
        told = (
            f"{wording.turn(point.direction)} around {wording.day(point.date)}, probability "
            f"{wording.percent(point.probability)}, 90 % interval {wording.span(point.interval)}"
        )
        parts.append(
            element(
                "g",
                element("title", told[:1].upper() + told[1:]),
                element(
                    "rect",
                    x=left,
                    y=ERAS[0],
                    width=max(right - left, 2.0),
                    height=TURNS[1] - ERAS[0],
                    fill=f"url(#{name}-border)",
                ),
                element("line", x1=at, x2=at, y1=ERAS[0], y2=TURNS[1], class_="border"),
            )
        )
    return element("g", *parts) if parts else Markup("")


def _deeds(periods: tuple[Period, ...], axis: _Axis, name: str) -> Markup:
    """Bars upward for cooperation, downward and hatched for conflict."""
    most_up = max((p.n_cooperation for p in periods), default=0)
    most_down = max((p.n_conflict for p in periods), default=0)
    unit = (DEEDS[1] - DEEDS[0]) / max(most_up + most_down, 1)
    zero = DEEDS[0] + most_up * unit
    parts = [_label(f"Deeds by {_unit(periods)}: cooperation up, conflict down", DEEDS[0] - 6)]
    for p in periods:
        if not p.n_cooperation + p.n_conflict:
            continue
        left, wide = axis.x(p.start), max(axis.x(p.end) - axis.x(p.start) - 1, 1.0)
        told = f"{wording.span((p.start, p.end))}: {p.n_cooperation} cooperation, {p.n_conflict} conflict"
        up, down = p.n_cooperation * unit, p.n_conflict * unit
        bars = [element("title", told)]
        if up:
            bars.append(element("rect", x=left, y=zero - up, width=wide, height=up, class_="cooperation"))
        if down:
            bars.append(element("rect", x=left, y=zero, width=wide, height=down, class_="conflict",
                                fill=f"url(#{name}-conflict)"))  # fmt: skip
        parts.append(element("g", *bars))
    parts.append(_across(axis, zero, "axis"))
    marks = [(f"{most_up}", DEEDS[0] + 8)] if most_up else []
    marks += [(f"{most_down}", DEEDS[1])] if most_down else []
    parts += [element("text", words, x=LEFT - 4.0, y=float(y), class_="scale") for words, y in marks]
    return element("g", *parts)


def _ticks(events: tuple[EventRow, ...], axis: _Axis) -> Markup:
    """Triangles under the deeds for the events that carry the latest turn: up for cooperation, down for conflict."""
    parts = []
    for event in events:
        if not event.date_start:
            continue
        x, y = axis.x(event.date_start), DEEDS[1] + 9.0
        shape = f"M{x - 4:.1f} {y - 4}h8l-4 7z" if event.conflict else f"M{x - 4:.1f} {y + 3}h8l-4-7z"
        told = f"{wording.edtf(event.date)}: {event.type}, {event.status}"
        parts.append(element("path", element("title", told[:1].upper() + told[1:]), d=shape, class_="carrier"))
    return element("g", *parts) if parts else Markup("")


def _share(material: Material, periods: tuple[Period, ...], axis: _Axis) -> Markup:
    """Dots for each period's share of conflict, larger with more deeds; each era's level with its 90 % interval."""
    top, bottom = SHARE

    def y(share: float) -> float:
        return bottom - share * (bottom - top)

    parts = [_label("Share of conflict; line: level of the era, 90 % interval", top - 6)]
    for level, words in ((1.0, "100 %"), (0.5, "50 %"), (0.0, "0 %")):
        parts.append(_across(axis, y(level), "grid"))
        parts.append(element("text", words, x=LEFT - 4.0, y=y(level) + 3, class_="scale"))
    for era in (era for era in material.eras.eras if era.level.n_events):
        left, right = axis.x(era.start), axis.x(era.end)
        low, high = era.level.share_interval
        parts.append(
            element(
                "rect", x=left, y=y(high), width=right - left, height=max(y(low) - y(high), 1.0), class_="level-band"
            )
        )
        parts.append(element("line", x1=left, x2=right, y1=y(era.level.share), y2=y(era.level.share), class_="level"))
    for p in periods:
        n = p.n_cooperation + p.n_conflict
        if n:
            at = (axis.x(p.start) + axis.x(p.end)) / 2
            parts.append(element("circle", cx=at, cy=y(p.n_conflict / n), r=min(1.2 + n**0.5 / 2, 4.0), class_="share"))
    return element("g", *parts)


def _turns(periods: tuple[Period, ...], axis: _Axis) -> Markup:
    """Bars for the expected number of turns in each period, which for rare turns is the chance of one."""
    top, bottom = TURNS
    highest = max((p.turns for p in periods), default=0.0)
    full = 1.0 if highest > 0.5 else 0.5 if highest > 0.1 else 0.1
    parts = [_label(f"Chance of a turn, by {_unit(periods)}", top - 6)]
    for p in periods:
        if p.turns < 0.002:
            continue
        left, wide = axis.x(p.start), max(axis.x(p.end) - axis.x(p.start) - 1, 1.0)
        tall = min(p.turns / full, 1.0) * (bottom - top)
        told = f"{wording.span((p.start, p.end))}: {p.turns:.2f}"
        hint = [element("title", told)] if p.turns >= 0.15 else []
        parts.append(element("rect", *hint, x=left, y=bottom - tall, width=wide, height=tall, class_="turn"))
    parts.append(_across(axis, bottom, "axis"))
    parts.append(element("text", wording.percent(full), x=LEFT - 4.0, y=top + 8.0, class_="scale"))
    parts.append(element("text", "0 %", x=LEFT - 4.0, y=float(bottom), class_="scale"))
    return element("g", *parts)


def _years(axis: _Axis, first: int, last: int) -> Markup:
    """Years under the chart, as many as fit; of a short stretch its first and last month."""
    fits = max((axis.width - LEFT - RIGHT) // 46, 2)
    step = next(s for s in (1, 2, 5, 10, 20, 25, 50, 100, 1000) if (last - first) / s <= fits)
    years = [year for year in range(first, last + 1) if year % step == 0] or [first]
    parts = []
    for year in years:
        day = f"{year:04}-01-01"
        if not axis.first <= date(year, 1, 1).toordinal() <= axis.last:
            continue
        x = axis.x(day)
        parts.append(element("line", x1=x, x2=x, y1=float(TURNS[1]), y2=TURNS[1] + 4.0, class_="axis"))
        anchor = "end" if x > axis.width - 20 else "middle"
        parts.append(element("text", str(year), x=x, y=TURNS[1] + 16.0, class_="year", text_anchor=anchor))
    if len(parts) < 4:  # one year at most: both ends by their month instead, which would lie over it
        parts = []
        for iso, anchor in ((date.fromordinal(axis.first), "start"), (date.fromordinal(axis.last - 1), "end")):
            words = f"{wording.MONTHS[iso.month - 1][:3]} {iso.year}"
            parts.append(
                element("text", words, x=axis.x(iso.isoformat()), y=TURNS[1] + 16.0, class_="year", text_anchor=anchor)
            )
    return element("g", *parts)


def _unit(periods: tuple[Period, ...]) -> str:
    """The length of most periods in words."""
    days = sorted((date.fromisoformat(p.end) - date.fromisoformat(p.start)).days for p in periods)
    middle = days[len(days) // 2]
    names = {1: "day", 7: "week", 31: "month", 92: "quarter", 366: "year", 1827: "five years"}
    return next((name for most, name in names.items() if middle <= most), "decade")


def _across(axis: _Axis, y: float, css: str) -> Markup:
    """A level line over the whole width."""
    return element("line", x1=float(LEFT), x2=float(axis.width - RIGHT), y1=float(y), y2=float(y), class_=css)


def _label(words: str, y: int) -> Markup:
    return element("text", words, x=float(LEFT), y=y - 2.0, class_="panel")
