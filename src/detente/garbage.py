"""How often a process of its own (a command, a worker) looks for garbage: seldom.

What is loaded, half a million objects, lives as long as the process, and next to nothing that is dropped is a cycle:
at Python's own pace a fifth of the start-up and a twentieth of the reading went into looking. A caller's process is
left as it is.
"""

from __future__ import annotations

import gc

SELDOM = (20_000, 50, 100)
"""New objects before a look at these; such looks before one at the older ones; and before one at all."""


def collect_seldom() -> None:
    """Sets the pace of this process."""
    gc.set_threshold(*SELDOM)
