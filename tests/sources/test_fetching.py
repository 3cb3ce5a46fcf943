"""Fetching from a publisher: a local server stands in for it."""

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from rows_of_sets import ICEWS_HEADER, gdelt_row, icews_row

import detente
from detente.errors import UnknownDataSet, Unreadable
from detente.record.loading import load
from detente.record.store import Store
from detente.sources.addresses import gdelt_addresses, listed_addresses
from detente.sources.datasets.catalogue import find_dataset
from detente.sources.fetching import fetch


def zipped(name: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return out.getvalue()


class Publisher(ThreadingHTTPServer):
    """Serves `files`; the first answer for a path in `cut` breaks off in its middle; `moved` redirects."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files: dict[str, bytes] = {}
        self.cut: set[str] = set()
        self.moved: dict[str, str] = {}
        self.asked: list[tuple[str, str | None]] = []

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Publisher)
        wanted = self.headers.get("Range")
        server.asked.append((self.path, wanted))
        if self.path in server.moved:
            self.send_response(302)
            self.send_header("Location", server.moved[self.path])
            self.end_headers()
            return
        data = server.files.get(self.path)
        if data is None:
            self.send_error(404)
            return
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        stop = len(data) // 2 if self.path in server.cut else len(data)
        server.cut.discard(self.path)
        self.wfile.write(data[start:stop])

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    server = Publisher()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


DAY = {"since": date(2016, 1, 5), "until": date(2016, 1, 7)}
PATHS = ("/events/20160105.export.CSV.zip", "/events/20160106.export.CSV.zip")


def test_fetched_files_load_and_are_not_fetched_again(publisher: Publisher, tmp_path: Path) -> None:
    publisher.files = {
        path: zipped("a.CSV", gdelt_row(58, GLOBALEVENTID=str(k)) + "\n") for k, path in enumerate(PATHS)
    }
    found = fetch("gdelt1", tmp_path, **DAY, mirror=publisher.base, allow_private=True)  # type: ignore[arg-type]
    assert (len(found.paths), found.n_same, found.missing) == (2, 0, [])
    again = fetch("gdelt1", tmp_path, **DAY, mirror=publisher.base, allow_private=True)  # type: ignore[arg-type]
    assert (len(again.paths), again.n_same, len(publisher.asked)) == (2, 2, 2)
    with detente.open(":memory:") as record:
        assert record.load("gdelt1", found.paths).n_kept == 2


def test_what_broke_off_goes_on_and_what_is_missing_is_told(publisher: Publisher, tmp_path: Path) -> None:
    publisher.files = {PATHS[0]: zipped("a.CSV", gdelt_row(58) + "\n")}
    publisher.cut = {PATHS[0]}
    first = fetch("gdelt1", tmp_path, **DAY, mirror=publisher.base, allow_private=True)  # type: ignore[arg-type]
    assert first.paths == []
    assert ["broke off" in str(first.missing[0][1]), "404" in str(first.missing[1][1])] == [True, True]
    second = fetch("gdelt1", tmp_path, **DAY, mirror=publisher.base, allow_private=True)  # type: ignore[arg-type]
    assert second.paths[0].read_bytes() == publisher.files[PATHS[0]]
    assert publisher.asked[2][1] == f"bytes={len(publisher.files[PATHS[0]]) // 2}-"


def test_a_full_disk_is_no_fault_of_the_publishers(publisher: Publisher, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    publisher.files = {PATHS[0]: b"0123456789"}
    (tmp_path / "20160105.export.CSV.zip.part").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        fetch("gdelt1", tmp_path, **DAY, mirror=publisher.base, allow_private=True)  # type: ignore[arg-type]


def test_a_list_of_files_that_breaks_off_is_told(publisher: Publisher, tmp_path: Path) -> None:
    path = "/api/datasets/:persistentId/?persistentId=doi:10.7910/DVN/QI2T9A"
    publisher.files, publisher.cut = {path: b"[" + b" " * 100 + b"]"}, {path}
    with pytest.raises(Unreadable, match="no JSON"):
        fetch("icews", tmp_path, **DAY, mirror=publisher.base, allow_private=True)  # type: ignore[arg-type]


def test_private_addresses_are_never_asked(publisher: Publisher, tmp_path: Path) -> None:
    publisher.files = {PATHS[0]: b"secret"}
    found = fetch("gdelt1", tmp_path, **DAY, mirror=publisher.base)  # type: ignore[arg-type]
    assert all("private address" in str(error) for _, error in found.missing)
    assert publisher.asked == []
    for host in ("localhost", "10.0.0.1", "169.254.169.254", "[::1]"):
        with pytest.raises(Unreadable, match="private address"):
            fetch("icews", tmp_path, **DAY, mirror=f"http://{host}")  # type: ignore[arg-type]


def test_a_redirection_leads_to_web_addresses_only(publisher: Publisher, tmp_path: Path) -> None:
    publisher.moved = {PATHS[0]: "file:///etc/passwd", PATHS[1]: PATHS[1]}
    found = fetch("gdelt1", tmp_path, **DAY, mirror=publisher.base, allow_private=True)  # type: ignore[arg-type]
    reasons = [str(error) for _, error in found.missing]
    assert "only http and https" in reasons[0]
    assert "too many redirections" in reasons[1]


def test_the_files_of_a_dataverse_are_chosen_by_the_days_in_their_names(publisher: Publisher, tmp_path: Path) -> None:
    names = ["20190301-icews-events.tab", "20180301-icews-events.tab", "README.pdf", "../../20190302-icews-events.tab"]
    files = [{"dataFile": {"id": k, "filename": name}} for k, name in enumerate(names)]
    listed = json.dumps({"data": {"latestVersion": {"files": files}}}).encode()
    content = ("\t".join(ICEWS_HEADER) + "\n" + icews_row(1, "112", "Chile", "Peru") + "\n").encode()
    for doi in ("doi:10.7910/DVN/QI2T9A", "doi:10.7910/DVN/28075"):
        publisher.files[f"/api/datasets/:persistentId/?persistentId={doi}"] = listed
    publisher.files["/api/access/datafile/0?format=original"] = content
    found = fetch(
        "icews", tmp_path, since=date(2019, 3, 1), until=date(2019, 3, 2), mirror=publisher.base, allow_private=True
    )
    assert [path.name for path in found.paths] == ["20190301-icews-events.tab"] * 2
    assert found.paths[0].read_bytes() == content
    assert list(listed_addresses("icews", ["nonsense"], date(2019, 1, 1), date(2020, 1, 1))) == []


def test_gdelt_is_yearly_then_monthly_then_daily_and_every_quarter_of_an_hour() -> None:
    def names(name: str, since: date, until: date) -> list[str]:
        return [address.name for address in gdelt_addresses(name, since, until)]

    assert names("gdelt1", date(2005, 12, 31), date(2006, 2, 2)) == ["2005.zip", "200601.zip", "200602.zip"]
    assert names("gdelt1", date(2013, 3, 31), date(2013, 4, 2)) == ["201303.zip", "20130401.export.CSV.zip"]
    quarters = names("gdelt2", date(2016, 1, 5), date(2016, 1, 6))
    assert (len(quarters), quarters[1]) == (96, "20160105001500.export.CSV.zip")


def test_what_has_no_address_by_date_says_where_it_is_got(tmp_path: Path) -> None:
    with pytest.raises(UnknownDataSet, match="armstransfers"):
        fetch("sipri", tmp_path, **DAY)  # type: ignore[arg-type]


def test_a_file_is_loaded_from_its_address_and_kept(publisher: Publisher, tmp_path: Path) -> None:
    publisher.files["/2016/a.CSV.zip"] = zipped("a.CSV", gdelt_row(58) + "\n")
    publisher.files["/2017/a.CSV.zip"] = zipped("a.CSV", gdelt_row(58, GLOBALEVENTID="10", SQLDATE="20170105") + "\n")
    urls = [f"{publisher.base}/{year}/a.CSV.zip" for year in (2016, 2017, 2018)]
    own = {"downloads": tmp_path / "downloads", "allow_private": True}
    with Store.open() as store:
        loaded = load(store, find_dataset("gdelt1"), urls, **own)
        assert (loaded.n_kept, [url for url, _ in loaded.broken]) == (2, urls[2:])
        assert "404" in str(loaded.broken[0][1])
        again = load(store, find_dataset("gdelt1"), urls[0], **own)
        assert (again.n_files_same, again.n_same) == (1, 1)
    assert [path for path, _ in publisher.asked].count("/2016/a.CSV.zip") == 1


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://127.0.0.1:1/a.zip", "private address"),
        ("http://[::1]/a.zip", "private address"),
        ("https://localhost/a.zip", "private address"),
        ("http://169.254.169.254/latest", "private address"),
        ("http://10.0.0.1/", "names no file"),
    ],
)
def test_no_private_address_is_loaded_from(url: str, why: str, tmp_path: Path) -> None:
    with Store.open() as store:
        loaded = load(store, find_dataset("gdelt1"), url, downloads=tmp_path)
        assert loaded.n_read == 0
        assert why in str(loaded.broken[0][1])
        assert [row.path for row in store.quarantined()] == [url]
