"""Brief: says what was found. One document whose every statement rests on evidence; HTML, Markdown, JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.brief.make import Brief as Brief
    from detente.brief.make import make_brief as make_brief

__all__ = ["Brief", "make_brief"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from detente.brief import make

        return getattr(make, name)
    raise AttributeError(f"module 'detente.brief' has no attribute {name!r}")
