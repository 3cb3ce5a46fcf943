"""Ahead: the next item is made while the present one is used."""

from __future__ import annotations

import queue
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any, TypeVar

T = TypeVar("T")
END = object()


@contextmanager
def ahead(items: Iterable[T]) -> Iterator[Iterator[T]]:
    """The same items in the same order, each made in a thread of its own while the one before it is used.

    What the making raises is raised where the item would have come. Leaving the block ends the thread.
    """
    made: queue.Queue[tuple[Any, BaseException | None]] = queue.Queue(1)
    left = Event()

    def put(item: Any, error: BaseException | None) -> bool:
        while not left.is_set():
            try:
                made.put((item, error), timeout=0.1)
            except queue.Full:
                continue
            return True
        return False

    def make() -> None:
        try:
            for item in items:
                if not put(item, None):
                    return
            put(END, None)
        except BaseException as error:
            put(END, error)

    def taken() -> Iterator[T]:
        while True:
            item, error = made.get()
            if error is not None:
                raise error
            if item is END:
                return
            yield item

    maker = Thread(target=make, name="ahead", daemon=True)
    maker.start()
    try:
        yield taken()
    finally:
        left.set()
        maker.join()
