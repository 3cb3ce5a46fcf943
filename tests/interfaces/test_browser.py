"""The pages in a real browser (Debian's Chromium): the way of a reader, without scripts, on paper, on a phone."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next((path for name in ("chromium", "chromium-browser") if (path := shutil.which(name))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: apt-get install chromium")
sync_api = pytest.importorskip("playwright.sync_api")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 90_000
RUN = "from detente.interfaces.cli import main; main()"


@pytest.fixture(scope="module")
def served(kept_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`detente serve` over a copy of the record: its address."""
    record = Path(shutil.copy(kept_record, tmp_path_factory.mktemp("browser") / "served.duckdb"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", RUN, "serve", "-r", str(record), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env={**os.environ, "OMP_NUM_THREADS": "1"}) as server:
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(address, server)
            yield address
        finally:
            server.terminate()
            server.wait(20)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "the server has ended"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server does not answer")


@pytest.fixture(scope="module")
def chrome() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def tab(chrome: Any, served: str) -> Iterator[Any]:
    """A page without JavaScript, as a reader may have it; it must not ask anything of another host."""
    yield from _tab(chrome, served, java_script_enabled=False)


@pytest.fixture
def scripted(chrome: Any, served: str) -> Iterator[Any]:
    yield from _tab(chrome, served)


def _tab(chrome: Any, served: str, **options: Any) -> Iterator[Any]:
    context = chrome.new_context(base_url=served, **options)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    context.close()
    assert [url for url in asked if not url.startswith(served)] == []


def test_from_the_search_to_the_dossier_to_the_sentence_in_its_report(tab: Any) -> None:
    tab.goto("/")
    tab.get_by_role("combobox", name="State").fill("Pakistani")
    tab.get_by_role("combobox", name="and").fill("Moscow")
    tab.get_by_role("button", name="Has a new era begun?").click()
    assert tab.url.endswith("/dyads/PAK-RUS")
    verdict = tab.locator("#verdict")
    assert "Pakistan and Russia" in verdict.inner_text()
    verdict.locator(".refs a").first.click()
    assert "#e" in tab.url
    sentence = tab.locator("ol.evidence > li", has=tab.locator("mark")).first
    words = sentence.locator(".sentence").inner_text()
    sentence.get_by_role("link", name="in the report, marked").click()
    assert "/reports/" in tab.url
    shown = tab.locator(".report-text").inner_text()
    told = " ".join(words.split())[:40]
    assert told.split()[0] in shown
    assert tab.locator(".legend").is_visible()


def test_a_wrong_name_is_answered_with_near_ones(tab: Any) -> None:
    tab.goto("/search?a=Rusia&b=Pakistan")
    tab.get_by_role("link", name="Russia", exact=True).click()
    assert tab.url.endswith("/dyads/PAK-RUS")


def test_the_filters_cut_the_period_and_stay_filled_in(tab: Any) -> None:
    tab.goto("/dyads/PAK-RUS")
    tab.get_by_text("Period and sources", exact=True).click()
    whole = tab.locator("ol.evidence > li").count()
    tab.get_by_role("textbox", name="From").fill("2014")
    tab.get_by_role("button", name="Show").click()
    assert "since=2014" in tab.url
    assert tab.get_by_role("textbox", name="From").input_value() == "2014"
    tab.wait_for_load_state()
    assert 0 < tab.locator("ol.evidence > li").count() < whole
    tab.get_by_role("link", name="everything").click()
    tab.wait_for_load_state()
    assert tab.locator("ol.evidence > li").count() == whole


def test_a_reader_calls_an_event_wrong_and_takes_it_back(tab: Any) -> None:
    tab.goto("/reports?page=1")
    tab.locator("tbody tr", has=tab.locator("td:nth-child(4)", has_not_text="0")).first.get_by_role("link").click()
    tab.locator("ol.found li a[href^='/events/']").first.click()
    tab.get_by_label("wrong").check()
    tab.get_by_label("Your name").fill("Ana Ruiz")
    tab.get_by_label("Remark").fill("nobody signed")
    tab.get_by_role("button", name="Keep").click()
    assert "called wrong" in tab.locator("h1").inner_text()
    assert "left out" in tab.locator("dl.facts").inner_text()
    assert tab.get_by_label("Your name").input_value() == "Ana Ruiz"
    tab.get_by_label("open").check()
    tab.get_by_role("button", name="Keep").click()
    assert "called" not in tab.locator("h1").inner_text()
    tab.goto("/corrections")
    assert tab.locator("tbody tr").count() == 2


def test_a_text_is_read_and_shown_marked(tab: Any) -> None:
    tab.goto("/read")
    tab.get_by_label("Text", exact=True).fill("Chile recalled its ambassador from Peru on Monday, a diplomat said.")
    tab.get_by_label("Its date").fill("2014-03-05")
    tab.get_by_role("button", name="Read it").click()
    assert tab.locator(".report-text .event").inner_text().startswith("recalled")
    assert "3 March 2014" in tab.locator("#E1").inner_text()


def test_a_dossier_is_frozen_and_stands_at_its_own_address(tab: Any) -> None:
    tab.goto("/dyads/PAK-RUS")
    tab.get_by_role("button", name="Freeze this dossier").click()
    assert "/frozen/" in tab.url
    assert tab.locator("#verdict").is_visible()
    assert tab.locator(".verdict").evaluate("e => getComputedStyle(e).borderTopWidth") == "1px", "its style applies"


PAGES = ("/", "/dyads/PAK-RUS", "/states/RUS", "/compare?dyad=PAK-RUS&dyad=IND-PAK", "/reports", "/read",
         "/corrections", "/search?a=Rusia", "/about", "/api", "EVENT", "CLAIM", "REPORT")  # fmt: skip


def _address(page: Any, name: str) -> str:
    kinds = {"EVENT": ("events", "event"), "CLAIM": ("claims", "id"), "REPORT": ("claims", "report")}
    if name not in kinds:
        return name
    table, column = kinds[name]
    row = page.request.get(f"/api/v1/dyads/PAK-RUS/{table}?limit=1").json()["rows"][0]
    return f"/{'reports' if name == 'REPORT' else table}/{row[column]}"


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_a_phone(chrome: Any, served: str, name: str) -> None:
    for page in _tab(chrome, served, viewport={"width": 360, "height": 740}, java_script_enabled=True):
        assert page.goto(_address(page, name)).status in (200, 404 if name.startswith("/search") else 200)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360


@pytest.mark.parametrize("name", PAGES)
def test_no_page_violates_a_rule_of_axe(chrome: Any, served: str, name: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    # The pages' own policy lets no script run: it is passed by for the checker alone.
    for page in _tab(chrome, served, bypass_csp=True):
        assert page.goto(_address(page, name)).status in (200, 404 if name.startswith("/search") else 200)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_on_paper_the_dossier_stands_without_menus(scripted: Any) -> None:
    scripted.goto("/dyads/PAK-RUS")
    scripted.emulate_media(media="print")
    for css in (".mast", ".filters", ".tools"):
        assert not scripted.locator(css).first.is_visible()
    assert scripted.locator("#verdict").is_visible()
    assert scripted.pdf(format="A4").startswith(b"%PDF")


def test_a_hostile_report_does_nothing(scripted: Any) -> None:
    said: list[str] = []

    def dismiss(dialog: Any) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    scripted.on("dialog", dismiss)
    scripted.goto("/reports")
    scripted.get_by_role("link", name="script").click()
    shown = scripted.locator(".report-text").inner_text()
    assert "<script>alert(1)</script>" in shown
    assert "\u202e" not in shown
    assert scripted.locator("main script, main [onload], main [onmouseover]").count() == 0
    hrefs = scripted.eval_on_selector_all("a[href]", "all => all.map(a => a.protocol)")
    assert set(hrefs) <= {"http:", "https:"}
    scripted.goto("/dyads/PAK-RUS")
    assert said == []


def test_no_script_could_run_even_if_one_came_in(scripted: Any) -> None:
    scripted.goto("/")
    scripted.evaluate(
        """() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';
        document.body.append(s);
        document.body.insertAdjacentHTML('beforeend', '<img src=/x onerror="window.ran = 1">') }"""
    )
    scripted.wait_for_timeout(300)
    assert scripted.evaluate("window.ran") is None
