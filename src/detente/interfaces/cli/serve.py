"""`detente serve`: the record as pages and REST."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.interfaces.cli.options import RecordPath, open_record
from detente.interfaces.cli.words import say

FEWEST_CHARACTERS = 16


def serve(
    record: RecordPath = None,
    host: Annotated[
        str, typer.Option(help="The address to listen on; others than this machine's own need --token.")
    ] = ("127.0.0.1"),
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port.")] = 8000,
    token: Annotated[
        str | None,
        typer.Option(
            envvar="DETENTE_TOKEN", help="What readers must show; at least 16 characters.", show_default=False
        ),
    ] = None,
    name: Annotated[
        list[str] | None, typer.Option(help="A host name under which it may be asked for; addresses need none.")
    ] = None,
) -> None:
    """Serve the record: search, dossiers, events, claims and reports, corrections, and the API under /api/v1.

    Works without JavaScript. Another command may write to the record while nobody reads.

    Example:

    - `detente serve --record my.duckdb`
    - `detente serve --host 0.0.0.0 --name archive.example.org --token "$(openssl rand -hex 16)"`
    """
    from detente.interfaces.serving.guard import is_loopback

    if token is not None and len(token) < FEWEST_CHARACTERS:
        raise typer.BadParameter(f"at least {FEWEST_CHARACTERS} characters", param_hint="--token")
    if token is None and not is_loopback(host):
        raise typer.BadParameter("a server that others reach needs --token", param_hint="--host")
    # Brought up to date here where it is an older one: the pages open it for reading.
    with open_record(record, read_only=False) as opened:
        path = opened.store.path
    import threading

    import uvicorn

    from detente.interfaces.serving.app import make_app
    from detente.interfaces.serving.dossiers import MOST_AHEAD, make_ahead

    shown = f"[{host}]" if ":" in host else host
    say(f"Serving {path} on http://{shown}:{port}/ (stop with Ctrl-C).")
    app = make_app(path, token=token, names=tuple(name or ()))
    app.state.workshop.start()
    threading.Thread(target=make_ahead, args=(app.state, MOST_AHEAD), daemon=True).start()
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        timeout_keep_alive=10,
        limit_concurrency=200,
        h11_max_incomplete_event_size=64 * 1024,
    )
