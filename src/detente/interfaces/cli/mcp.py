"""`detente mcp`: the record for assistants."""

from __future__ import annotations

from detente.errors import MissingExtra
from detente.interfaces.cli.options import RecordPath, open_record


def mcp(record: RecordPath = None) -> None:
    """Serve the record to an assistant over the Model Context Protocol, on stdin and stdout.

    Needs the extra: `pip install "detente[mcp]"`. The assistant starts this command itself; in its settings it reads
    `{"mcpServers": {"detente": {"command": "detente", "args": ["mcp", "--record", "/path/to/my.duckdb"]}}}`.

    Tools: brief, eras, events, claims, third_parties, scan, report, status. The record is only read.

    Example:

    - `detente mcp --record news.duckdb`
    """
    try:
        from detente.interfaces.mcp.server import server_of
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] != "mcp":
            raise
        raise MissingExtra(
            "the extra for assistants is not installed", next_step='Install it with: pip install "detente[mcp]"'
        ) from None
    with open_record(record) as opened:
        path = opened.store.path
    server_of(path).run("stdio")
