"""Which mention stands at which token of a parsed sentence: the parties as the finders of deeds look for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from detente.reading.model import Mention
from detente.reading.roles import Places

_BEFORE = re.compile(r"(?i)\b(?:pro|anti|non|ex|un|post|pre)[-‑ ]$|\bformer $")
_AFTER = re.compile(
    r"[-‑](?:backed|born|based|style|occupied|held|flagged|dominated|sponsored|brokered|funded|trained|made|allied|mediated"
    r"|speaking|controlled|owned|supported|educated|listed|aligned|friendly|registered|run|leaning|bound|related)\b"
)


def places_of(doc: Any, mentions: Iterable[Mention], offset: int) -> Places:
    """Token index -> mention; where mentions overlap the longer one holds, but a resolved one before an unresolved."""
    out: dict[int, Mention] = {}
    text = doc.text  # put together anew at every look
    for mention in sorted(mentions, key=lambda m: (bool(m.state or m.members), m.end - m.start)):
        span = doc.char_span(mention.start - offset, mention.end - offset, alignment_mode="expand")
        if span is None or _is_epithet(text, mention.start - offset, mention.end - offset):
            continue
        for token in span:
            out[token.i] = mention
    return out


def _is_epithet(text: str, start: int, end: int) -> bool:
    """Whether a name only colours another ("pro-Russian", "U.S.-backed", "Iran-born"): its bearer is not that state."""
    return bool(_BEFORE.search(text[max(start - 8, 0) : start]) or _AFTER.match(text, end))
