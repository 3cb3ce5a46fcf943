"""Détente: has a new era begun between two states?

The public names below are a contract (see docs/reference/python.md). They are loaded when first used, so that
`import detente` and `detente --version` stay fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOME = {
    "Actor": "detente.reading.model",
    "Claim": "detente.reading.model",
    "DetenteError": "detente.errors",
    "Driver": "detente.reading.model",
    "Event": "detente.reading.model",
    "Mention": "detente.reading.model",
    "Phase": "detente.reading.model",
    "Reading": "detente.reading.model",
    "Record": "detente.interfaces.face",
    "Relation": "detente.interfaces.face",
    "Report": "detente.sources.report",
    "TimeExpression": "detente.reading.model",
    "classify": "detente.reading.event_types",
    "open": "detente.interfaces.face",
    "read": "detente.reading.read",
    "resolve": "detente.reading.actors",
}

__all__ = ["__version__", *sorted(_HOME)]

if TYPE_CHECKING:
    from detente.errors import DetenteError as DetenteError
    from detente.interfaces.face import Record as Record
    from detente.interfaces.face import Relation as Relation
    from detente.interfaces.face import open as open  # noqa: A004
    from detente.reading.actors import resolve as resolve
    from detente.reading.event_types import classify as classify
    from detente.reading.model import Actor as Actor
    from detente.reading.model import Claim as Claim
    from detente.reading.model import Driver as Driver
    from detente.reading.model import Event as Event
    from detente.reading.model import Mention as Mention
    from detente.reading.model import Phase as Phase
    from detente.reading.model import Reading as Reading
    from detente.reading.model import TimeExpression as TimeExpression
    from detente.reading.read import read as read
    from detente.sources.report import Report as Report


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'detente' has no attribute {name!r}")


def __dir__() -> list[str]:
    return list(__all__)
