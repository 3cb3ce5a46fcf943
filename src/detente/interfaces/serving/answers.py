"""Answers kept: what was made once for a version of the record is not made again, within a bound of bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

MOST_BYTES = 64 * 2**20


class Answers:
    """Bodies by key, the least used dropped first; two readers who ask the same wait for one making of it."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._kept: OrderedDict[tuple[str, ...], bytes] = OrderedDict()
        self._size = 0
        self._lock = Lock()
        self._making: dict[tuple[str, ...], Lock] = {}

    @property
    def size(self) -> int:
        """The bytes that are kept."""
        return self._size

    def get(self, key: tuple[str, ...], make: Callable[[], bytes]) -> bytes:
        """The body under the key, made where it is not kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            turn = self._making.setdefault(key, Lock())
        try:
            with turn:
                with self._lock:
                    if key in self._kept:
                        return self._kept[key]
                body = make()
                self._keep(key, body)
                return body
        finally:
            with self._lock:
                if not turn.locked():
                    self._making.pop(key, None)

    def _keep(self, key: tuple[str, ...], body: bytes) -> None:
        with self._lock:
            if len(body) > self._most // 4:
                return
            self._size += len(body) - len(self._kept.pop(key, b""))
            self._kept[key] = body
            while self._size > self._most:
                _, dropped = self._kept.popitem(last=False)
                self._size -= len(dropped)
