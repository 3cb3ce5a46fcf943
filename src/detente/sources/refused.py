"""What could not be taken: where it stood, why, and enough of it to find it again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from detente.errors import SourceError

EXCERPT = 200


@dataclass(frozen=True, slots=True)
class Refused:
    """A document, line or row that was refused. `hash` is that of its bytes, `excerpt` its first characters."""

    error: SourceError
    path: str | None = None
    line: int | None = None
    excerpt: str = ""
    hash: str = ""


def refuse(error: SourceError, content: bytes | str, *, path: str | None = None, line: int | None = None) -> Refused:
    """The refusal of this content; control characters in the excerpt are shown as blanks."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    shown = data[: 4 * EXCERPT].decode("utf-8", "replace")
    excerpt = " ".join("".join(c if c.isprintable() else " " for c in shown).split())[:EXCERPT]
    return Refused(error, path, line, excerpt, hashlib.sha256(data).hexdigest()[:16])
