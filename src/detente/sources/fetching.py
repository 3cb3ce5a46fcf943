"""Fetching: the files of a data set from its publisher into a folder. What is there already is not fetched again; what
broke off goes on. No private address is ever reached, whatever a name resolves to or a redirection says.
"""

from __future__ import annotations

import hashlib
import http.client
import ipaddress
import json
import os
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from detente.errors import SourceError, TooLarge, Unreadable
from detente.sources.addresses import (
    DATAVERSE,
    DOIS,
    GDELT,
    Address,
    check_fetchable,
    gdelt_addresses,
    listed_addresses,
    listing,
)  # fmt: skip

MAX_FILE = 8 << 30
MAX_LIST = 64 << 20
MAX_HOPS = 5
TIMEOUT = 60.0
BLOCK = 1 << 18


@dataclass(slots=True)
class Fetched:
    """What came of it: the files now in the folder, how many of them were there before, and what could not be had."""

    paths: list[Path] = field(default_factory=list)
    n_same: int = 0
    missing: list[tuple[str, SourceError]] = field(default_factory=list)


def fetch(
    name: str,
    folder: str | os.PathLike[str],
    *,
    since: date,
    until: date,
    mirror: str | None = None,
    allow_private: bool = False,
    progress: Callable[[int, int | None], None] | None = None,
) -> Fetched:
    """Fetch the files that cover the days [since, until) into the folder, which is made where it is not there.

    A file that the publisher lacks is told in `missing`, and the rest goes on. `mirror` is another server with the same
    paths. `allow_private` lets a test reach its own server. Raises UnknownDataSet; Unreadable where nothing answers.
    """
    check_fetchable(name)
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    found = Fetched()
    addresses = list(_addresses(name, since, until, mirror, allow_private=allow_private))
    for done, address in enumerate(addresses):
        if progress:
            progress(done, len(addresses))
        path = place / Path(address.name).name
        if path.exists():
            found.n_same += 1
            found.paths.append(path)
            continue
        try:
            _fetch_file(address.url, path, allow_private=allow_private)
            found.paths.append(path)
        except SourceError as error:
            found.missing.append((address.url, error))
    return found


def fetch_address(url: str, folder: str | os.PathLike[str], *, allow_private: bool = False) -> Path:
    """The file at that address, in a folder of its own below this one; what is there already is not fetched again.

    Raises Unreadable, TooLarge: among others for private addresses and for an address that names no file.
    """
    name = Path(unquote(urlsplit(url).path)).name
    if not name or name.startswith("."):
        raise Unreadable("the address names no file", where=url, next_step="Fetch it yourself and load the file.")
    # Files of one name at two addresses are two.
    path = Path(folder) / hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:8] / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _fetch_file(url, path, allow_private=allow_private)
    return path


def _addresses(name: str, since: date, until: date, mirror: str | None, *, allow_private: bool) -> Iterator[Address]:
    if name.startswith("gdelt"):
        yield from gdelt_addresses(name, since, until, base=mirror or GDELT)
        return
    for doi in DOIS[name]:
        base = mirror or DATAVERSE
        with _answer(listing(doi, base=base), {}, allow_private=allow_private) as answer:
            if answer.status != http.client.OK:
                raise _refusal(answer.status, doi)
            data = _read(answer, MAX_LIST + 1, 0, doi)
        try:
            listed = json.loads(data)
        except ValueError as error:
            raise Unreadable("the list of files is no JSON", where=doi, next_step="Try again later.") from error
        yield from listed_addresses(name, listed, since, until, base=base)


def _fetch_file(url: str, path: Path, *, allow_private: bool) -> None:
    """The file at that address, by way of PATH.part, which a later call goes on with. Raises SourceError."""
    part = path.with_name(path.name + ".part")
    have = part.stat().st_size if part.exists() else 0
    headers = {"Range": f"bytes={have}-"} if have else {}
    with _answer(url, headers, allow_private=allow_private) as answer:
        if have and answer.status == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
            part.unlink()
            raise Unreadable("what had been fetched does not fit the file", where=url, next_step="Repeat the command.")
        if answer.status not in (http.client.OK, http.client.PARTIAL_CONTENT):
            raise _refusal(answer.status, url)
        goes_on = answer.status == http.client.PARTIAL_CONTENT
        length = answer.getheader("Content-Length")
        expected = (have if goes_on else 0) + int(length) if length and length.isdigit() else None
        if (expected or 0) > MAX_FILE:
            raise TooLarge(f"a file of {expected:,} bytes", where=url, next_step="Fetch it yourself if you trust it.")
        written = _keep(answer, part, have if goes_on else 0, url)
    if expected is not None and written != expected:
        raise Unreadable(
            f"broke off after {written:,} of {expected:,} bytes", where=url, next_step="Repeat the command."
        )
    part.replace(path)


def _keep(answer: http.client.HTTPResponse, part: Path, have: int, url: str) -> int:
    """Append what comes to the part; its size then. Raises Unreadable where it breaks off, TooLarge."""
    with part.open("ab" if have else "wb") as out:
        size = have
        while block := _read(answer, BLOCK, size, url):
            # What cannot be written here is no fault of the publisher's: it is raised as it is.
            out.write(block)
            size += len(block)
            if size > MAX_FILE:
                raise TooLarge(f"more than {MAX_FILE:,} bytes", where=url, next_step="Fetch it yourself.")
    return size


def _read(answer: http.client.HTTPResponse, n: int, size: int, url: str) -> bytes:
    """The next bytes, at most so many; `size` came before them. Raises Unreadable where the answer breaks off."""
    try:
        return answer.read(n)
    except (http.client.IncompleteRead, OSError) as error:
        raise Unreadable(
            f"broke off after {size:,} bytes", where=url, next_step="Repeat the command: it goes on from there."
        ) from error


def _refusal(status: int, where: str) -> Unreadable:
    words = http.client.responses.get(status, "")
    return Unreadable(f"the publisher answers {status} {words}".rstrip(), where=where, next_step="Try again later.")


@contextmanager
def _answer(url: str, headers: dict[str, str], *, allow_private: bool) -> Iterator[http.client.HTTPResponse]:
    """The answer to a request, redirections followed, each address checked. Raises Unreadable."""
    for _ in range(MAX_HOPS):
        connection = _connect(url, allow_private=allow_private)
        try:
            answer = _asked(connection, url, headers)
            if answer.status not in (301, 302, 303, 307, 308):
                yield answer
                return
            url = urljoin(url, answer.getheader("Location") or "")
        finally:
            connection.close()
    raise Unreadable("too many redirections", where=url, next_step="Fetch it yourself.")


def _asked(connection: http.client.HTTPConnection, url: str, headers: dict[str, str]) -> http.client.HTTPResponse:
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("GET", target, headers={"User-Agent": "detente", "Accept-Encoding": "identity", **headers})
        return connection.getresponse()
    except (OSError, http.client.HTTPException) as error:
        raise Unreadable(f"no answer: {error}", where=url, next_step="Check the network, then repeat.") from error


def _connect(url: str, *, allow_private: bool) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Unreadable("only http and https addresses are fetched", where=url, next_step="Fetch it yourself.")
    connection: Any
    if parts.scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(parts.hostname, parts.port or 443, timeout=TIMEOUT, context=context)
    else:
        connection = http.client.HTTPConnection(parts.hostname, parts.port or 80, timeout=TIMEOUT)

    def open_socket(address: tuple[str, int], timeout: float = TIMEOUT, *_: Any, **__: Any) -> socket.socket:
        # The very address that was checked is the one that is reached: a second look-up could give another.
        return socket.create_connection((_checked(*address, allow_private=allow_private), address[1]), timeout)

    connection._create_connection = open_socket
    return connection  # type: ignore[no-any-return]


def _checked(host: str, port: int, *, allow_private: bool) -> str:
    """An address of the host. Raises Unreadable where any of its addresses is not public."""
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError as error:
        raise Unreadable(f"no such server: {host}", next_step="Check the network.") from error
    for address in found:
        if not allow_private and not ipaddress.ip_address(address.partition("%")[0]).is_global:
            raise Unreadable(f"{host} is a private address", next_step="Only public servers are asked.")
    return found[0]
