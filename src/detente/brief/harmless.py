"""Text from strangers made harmless: control characters shown instead of obeyed, links http(s) only."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Bidirectional overrides, embeddings, isolates and marks can make a line read otherwise than it is stored; zero-width
# characters and the remaining controls can hide words. Each becomes one replacement character, so offsets stay true.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
    "|[\U000e0000-\U000e007f]"
)
_URL = re.compile(r"https?://[^\s<>\"'`{}|\\^\x00-\x20\x7f-\x9f]+", re.IGNORECASE)
LONGEST_URL = 2000


def neutralise(text: str) -> str:
    """The text with control, bidirectional and invisible characters replaced one for one by U+FFFD."""
    return _UNSAFE.sub("\ufffd", text)


def safe_url(url: str | None) -> str | None:
    """The address if it is a plain http(s) one with a host and no user name in it, else None."""
    if not url or len(url) > LONGEST_URL or neutralise(url) != url or not _URL.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
        host, user = parts.hostname, parts.username
    except ValueError:
        return None
    return url if host and user is None else None


def file_name(path: str) -> str:
    """The last part of a path, whatever system it is of."""
    return path.replace("\\", "/").rsplit("/", 1)[-1]
