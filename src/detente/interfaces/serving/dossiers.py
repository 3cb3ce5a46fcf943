"""Dossiers served: made once for what the record holds, few at a time; and the policy of those that are whole pages."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from detente.errors import DetenteError

if TYPE_CHECKING:
    from starlette.requests import Request

    from detente.brief.make import Brief

MOST_BRIEFS = 32
"""Dossiers kept as they came from the analysis, so that another form, a comparison or a frozen state need none anew."""
MOST_AHEAD = 24
"""Made ahead: as many as the first page shows."""
PAUSE = 0.1
SECONDS_AHEAD = 20.0
"""Not longer: whoever wants to write to the record must wait for it."""
HASHED = re.compile(r"style-src ('sha256-[A-Za-z0-9+/=]{44}')")


def brief_of(request: Request, dyad: str, **limits: Any) -> Brief:
    """The dossier on the dyad ("PAK-RUS") from what the record holds now, within the `limits` of `made_brief`.

    Raises UnknownState, SameState, BadDate.
    """
    return made_brief(request.app.state, dyad, **limits)


def made_brief(
    state: Any,
    dyad: str,
    *,
    since: str | None = None,
    until: str | None = None,
    sources: Sequence[str] = (),
    outlets: Sequence[str] = (),
) -> Brief:
    """The dossier, made where this state of the application does not hold it yet."""
    limits = (*(f"source {name}" for name in sources), *(f"outlet {name}" for name in outlets))

    def make() -> Brief:
        # Held open here while another process makes it, so that nobody writes meanwhile.
        with state.readers.record(sources=sources, outlets=outlets) as record:
            wanted = {"since": since, "until": until}
            found: Brief | None = state.workshop.make(
                state.readers.path, dyad, **wanted, sources=sources, outlets=outlets
            )
            if found is None:
                with state.turns:
                    found = record.relation(*dyad.split("-")).brief(**wanted)
        return found

    made: Brief = state.briefs.get((state.readers.look(), dyad, since or "", until or "", *limits), make)
    return made


def make_ahead(state: Any, most: int) -> None:
    """Make the dossiers of the `most` relations of which most is told, one after the other, while nobody waits for one.

    Ends after SECONDS_AHEAD, and where the record changes or cannot be read.
    """
    began = time.monotonic()
    try:
        with state.readers.record() as record:
            pairs = [row["dyad"] for row in record.dyads().rows()[:most]]
            version = state.readers.version
    except DetenteError:
        return
    for pair in pairs:
        while not state.workshop.is_free:
            time.sleep(PAUSE)
        late = time.monotonic() - began > SECONDS_AHEAD
        if late or state.workshop.closed or state.readers.look() != version:
            return
        with suppress(DetenteError):
            made_brief(state, pair)


def policy_of(html: str | None = None) -> str:
    """The Content-Security-Policy for a dossier: of this page by its own words, of a new one by its stylesheet."""
    found = HASHED.search(html[:4000]) if html is not None else None
    source = found[1] if found else _own()
    return (
        f"default-src 'none'; style-src {source}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox "
        "allow-popups allow-top-navigation-by-user-activation"
    )


@cache
def _own() -> str:
    import base64
    import hashlib

    from detente.brief.html import stylesheet

    return f"'sha256-{base64.b64encode(hashlib.sha256(stylesheet().encode()).digest()).decode()}'"
