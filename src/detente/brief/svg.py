"""SVG elements with everything escaped."""

from __future__ import annotations

from markupsafe import Markup, escape

from detente.brief.harmless import neutralise


def element(name: str, *children: str | Markup, **attributes: str | float | None) -> Markup:
    """An element: text children are escaped, Markup kept; `_` in attribute names stands for `-`, None leaves it out.

    Numbers are written with at most one decimal: a tenth of a pixel is finer than any screen.
    """
    said = Markup("").join(
        Markup(' {}="{}"').format(key.strip("_").replace("_", "-"), _value(value))
        for key, value in attributes.items()
        if value is not None
    )
    inside = Markup("").join(c if isinstance(c, Markup) else escape(neutralise(c)) for c in children)
    if not children:
        return Markup("<{}{}/>").format(Markup(name), said)
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), said, inside)


def _value(value: str | float) -> str:
    return neutralise(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
