"""PDF: the text of its pages, with title and date from what the file says of itself."""

from __future__ import annotations

import io
import logging
import re
from typing import Any

from detente.dates import normalise
from detente.errors import Empty, TooLarge, Unreadable
from detente.sources.report import Report

logging.getLogger("pypdf").addHandler(logging.NullHandler())

HYPHENATED = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
WRAPPED = re.compile(r"(?<![.!?:\"”’\n])\n(?!\n)(?=\S)")


def read_pdf(data: bytes, name: str, *, max_chars: int) -> Report:
    """The text, lines joined into paragraphs. Raises Unreadable (broken or encrypted), Empty (a scan), TooLarge."""
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("the PDF is encrypted", next_step="Save a copy without a password.")
        pages: list[str] = []
        for page in reader.pages:
            pages.append(page.extract_text())
            if sum(map(len, pages)) > max_chars:
                raise TooLarge(
                    f"the PDF has more than {max_chars:,} characters",
                    next_step="Cut it into its articles, or raise DETENTE_MAX_CHARS.",
                )
        title, date = _told(reader)
    except (Unreadable, TooLarge):
        raise
    except Exception as error:
        # pypdf raises whatever a broken file leads it into: its own errors, KeyError, RecursionError, zlib.error.
        raise Unreadable(f"broken PDF: {type(error).__name__}: {error}", next_step="Save it again.") from error
    text = WRAPPED.sub(" ", HYPHENATED.sub("", "\n\n".join(pages))).strip()
    if not text:
        raise Empty("the PDF holds no text (a scan?)", next_step="Run text recognition on it first.")
    return Report(text, date=date, title=title, path=name)


def _told(reader: Any) -> tuple[str | None, str | None]:
    """Title and date from the file's metadata; broken ones count as none."""
    try:
        metadata = reader.metadata
        title = str(metadata.title).strip() if metadata and metadata.title else None
        return title or None, normalise(metadata.creation_date) if metadata and metadata.creation_date else None
    except Exception:
        return None, None
