"""The command line. What is slow to import sits inside the command that needs it."""

from __future__ import annotations

import os
import sys
from typing import NoReturn


class WithoutPandas:
    """Hides pandas from imports: Arrow loads it, half a second, only to ask whether it was handed something of it."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Says of pandas that it is not there, and of all else nothing."""
        if name == "pandas":
            raise ModuleNotFoundError("no command needs pandas", name=name)


def main() -> None:
    """Run the command line; `detente --version` answers before anything else is loaded."""
    if sys.argv[1:] == ["--version"]:
        from detente import __version__

        sys.stdout.write(f"detente {__version__}\n")
        return
    sys.meta_path.insert(0, WithoutPandas())
    from detente.garbage import collect_seldom

    collect_seldom()
    from detente.interfaces.cli.app import app

    try:
        try:
            app()
        finally:
            # What is short is written only now: a full disk is told here, not by the interpreter as it ends.
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has left: no fault.
        _leave(141)
    except OSError as error:
        sys.stderr.write(f"The output cannot be written: {error.strerror or error}.\n")
        _leave(1)


def _leave(code: int) -> NoReturn:
    """End with that code, and let go of what stdout still holds: Python would complain again while it flushes it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
