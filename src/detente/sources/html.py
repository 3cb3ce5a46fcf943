"""Web pages: the article's text, title, date, outlet and address; menus, comments and advertisements are left out."""

from __future__ import annotations

import codecs
import logging
import re

from detente.dates import normalise
from detente.errors import Empty, Unreadable
from detente.sources.decoding import decode
from detente.sources.report import Report

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
HEAD = 4096
# Libraries that meet a broken page say so in their log; what is refused is told by us, once.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())


def read_html(data: bytes, name: str) -> Report:
    """The article in a page. Raises Empty where no article is found, Unreadable, BadEncoding."""
    import trafilatura

    page = _decoded(data)
    if not page.strip():
        raise Empty("the page is empty", next_step="Fetch it again.")
    try:
        found = trafilatura.bare_extraction(
            page,
            favor_precision=True,
            with_metadata=True,
            include_comments=False,
            # A date guessed from anywhere in the page is worse than none.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:
        raise Unreadable(f"the page cannot be parsed: {error}", next_step="Save it again.") from error
    if found is None or not (found.text or "").strip():
        raise Empty(
            "no article was found in the page", next_step="Save the page of one article, or give its text as a file."
        )
    title = (found.title or "").strip() or None
    text = found.text.strip()
    if title and text.startswith(title + "\n"):
        # The heading is the title, as in Markdown; left in the text it would run into the first sentence.
        text = text[len(title) :].lstrip()
    return Report(
        text,
        date=normalise(found.date),
        title=title,
        outlet=found.sitename or None,
        url=found.url if found.url and re.match(r"https?://", found.url) else None,
        language=found.language or None,
        path=name,
    )


def _decoded(data: bytes) -> str:
    """The page as text: in the encoding that it names, where it keeps to it."""
    named = CHARSET.search(data[:HEAD])
    if named:
        try:
            codec = codecs.lookup(named[1].decode("ascii"))
            return codec.decode(data, "strict")[0]
        except (LookupError, UnicodeError, ValueError):
            pass
    return decode(data)
