"""The scan of every dyad: made once for what the record holds, beside the pages, and shown when it is there."""

from __future__ import annotations

import threading
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from detente.interfaces.face import open as open_record
from detente.interfaces.pages.rendering import page
from detente.interfaces.serving.problems import problem_of
from detente.relations.overview import name_of

router = APIRouter()
MOST = 200


class Scans:
    """The scan of the present version of the record: begun by the first who asks, in a thread with its processes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._version: str | None = None
        self._found: Any = None
        self._failed: Exception | None = None
        self.done = (0, 0)

    def get(self, readers: Any) -> Any:
        """The table, or None while it is made. Raises what the making raised."""
        version = readers.look()
        with self._lock:
            if version != self._version:
                self._version, self._found, self._failed, self.done = version, None, None, (0, 0)
                threading.Thread(target=self._make, args=(readers, version), daemon=True).start()
            if self._failed is not None:
                raise self._failed
            return self._found

    def _make(self, readers: Any, version: str) -> None:
        found, failed = None, None
        try:
            # On a copy, as it takes long: nobody who corrects or loads must wait for it.
            with open_record(readers.path, snapshot=True) as record:
                found = record.scan(processes=2, progress=self._tell)
        except Exception as error:
            failed = error
        with self._lock:
            if version == self._version:
                self._found, self._failed = found, failed

    def _tell(self, done: int, total: int | None) -> None:
        self.done = (done, total or 0)


@router.get("/scan")
def scan(request: Request) -> Response:
    """All dyads, the surest turn first; while it is made, how far it has come."""
    scans: Scans = request.app.state.scans
    try:
        found = scans.get(request.app.state.readers)
    except Exception as error:
        problem = problem_of(error)
        return page(request, "problem.html.j2", problem.status, problem=problem)
    if found is None:
        return page(request, "scanning.html.j2", 202, {"Refresh": "4", "Cache-Control": "no-store"}, done=scans.done)
    rows = found.rows()
    for row in rows[:MOST]:
        row["names"] = [name_of(code) for code in row["dyad"].split("-")]
    return page(request, "scan.html.j2", rows=rows[:MOST], total=len(rows), notes=found.notes)
