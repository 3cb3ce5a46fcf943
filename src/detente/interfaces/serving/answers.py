"""Answers kept: what was made once for a version of the record is not made again, within a bound of size."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")
MOST_BYTES = 64 * 2**20


class Answers(Generic[T]):
    """Answers by key, the least used dropped first; two readers who ask the same wait for one making of it.

    `size_of` says how much of `most` an answer takes; one that takes over a quarter is not kept.
    """

    def __init__(self, most: int, size_of: Callable[[T], int]) -> None:
        self._most = most
        self._size_of = size_of
        self._kept: OrderedDict[tuple[str, ...], T] = OrderedDict()
        self._size = 0
        self._lock = Lock()
        self._making: dict[tuple[str, ...], Lock] = {}

    @property
    def size(self) -> int:
        """How much is kept."""
        return self._size

    def get(self, key: tuple[str, ...], make: Callable[[], T]) -> T:
        """The answer under the key, made where it is not kept."""
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
                made = make()
                self._keep(key, made)
                return made
        finally:
            with self._lock:
                if not turn.locked():
                    self._making.pop(key, None)

    def _keep(self, key: tuple[str, ...], made: T) -> None:
        size = self._size_of(made)
        with self._lock:
            if size > self._most // 4:
                return
            if key in self._kept:
                self._size -= self._size_of(self._kept.pop(key))
            self._size += size
            self._kept[key] = made
            while self._size > self._most:
                _, dropped = self._kept.popitem(last=False)
                self._size -= self._size_of(dropped)
