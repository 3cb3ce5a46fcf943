"""The command line. What is slow to import sits inside the command that needs it."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; `detente --version` answers before anything else is loaded."""
    if sys.argv[1:] == ["--version"]:
        from detente import __version__

        sys.stdout.write(f"detente {__version__}\n")
        return
    from detente.interfaces.cli.app import app

    try:
        app()
    except BrokenPipeError:
        # Whoever read the output has left: no fault, but Python would complain again while it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
