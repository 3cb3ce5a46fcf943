"""The page as a reader finds it: every statement opens its evidence, and the evidence holds what was marked."""

import re

import pytest
from page import Page

from detente.brief.html import to_html
from detente.brief.make import brief_of, make_brief
from detente.brief.material import Material
from detente.record.store import Store


@pytest.fixture(scope="module", params=["brief", "turn"])
def made(request: pytest.FixtureRequest) -> tuple[Page, Material, str]:
    material = request.getfixturevalue("material" if request.param == "brief" else "turn")
    html = brief_of(material).to_html()
    return Page(html), material, html


def report_of(page: Page, quote: int) -> str:
    """The id of the report that the piece of evidence around the quotation leads to."""
    (link,) = {
        page.elements[i][1]["href"]
        for i in page.inside(page.above(quote)[0], "a")
        if page.elements[i][1].get("href", "").startswith("#r")
    }
    found = re.search(r"· report (\S+)", page.text(page.by_id()[link[1:]]))
    assert found
    return found[1]


def test_every_statement_and_row_leads_to_evidence_that_is_there(made: tuple[Page, Material, str]) -> None:
    page, _, _ = made
    anchors = page.by_id()
    said = page.with_class("said")
    rows = [i for i, (tag, _, _) in enumerate(page.elements) if tag == "tr" and page.inside(i, "td")]
    assert len(said) > 10
    assert rows
    for index in said + rows:
        links = [page.elements[i][1]["href"] for i in page.inside(index, "a") if "href" in page.elements[i][1]]
        assert links, page.text(index)
        for link in links:
            assert link.startswith("#e"), link
            assert link[1:] in anchors


def test_all_inner_links_have_their_target_and_names_are_unique(made: tuple[Page, Material, str]) -> None:
    page, _, html = made
    anchors = page.by_id()
    assert len(anchors) == len(re.findall(r"\sid=", html))
    for _, attributes, _ in page.elements:
        if attributes.get("href", "").startswith("#"):
            assert attributes["href"][1:] in anchors


def test_marked_words_are_the_report_s_words_at_the_offsets(made: tuple[Page, Material, str]) -> None:
    page, material, _ = made
    quotes = [i for i, (tag, _, _) in enumerate(page.elements) if tag == "blockquote"]
    assert quotes
    for index in quotes:
        report = material.reports[report_of(page, index)]
        (sentence,) = [i for i in page.inside(index, "span") if page.elements[i][1].get("class") == "sentence"]
        marks = [page.text(i) for i in page.inside(sentence, "mark")]
        assert marks
        source = page.text(page.above(index)[0])
        first, last = map(int, re.search(r"characters (\d+) to (\d+)", source).groups())  # type: ignore[union-attr]
        assert report.text[first:].startswith(marks[0])
        start = first - page.text(sentence).index(marks[0])
        assert page.text(sentence) in report.text[start:]
        assert report.text[:last].endswith(marks[-1])


def test_each_piece_of_evidence_leads_back_or_is_rested_on(made: tuple[Page, Material, str]) -> None:
    page, _, _ = made
    linked = {a["href"] for tag, a, _ in page.elements if tag == "a" and "href" in a}
    for name in page.by_id():
        if re.fullmatch(r"e\d+", name):
            assert f"#{name}" in linked


def test_every_report_is_described_once_and_its_evidence_leads_there(made: tuple[Page, Material, str]) -> None:
    page, material, _ = made
    described = [page.text(i) for name, i in page.by_id().items() if re.fullmatch(r"r\d+", name)]
    quoted = {report_of(page, i) for i, (tag, _, _) in enumerate(page.elements) if tag == "blockquote"}
    assert len(described) == len(quoted)
    assert all(any(f"report {report}" in line for line in described) for report in quoted)
    assert quoted <= set(material.reports)


def test_the_page_runs_nothing_and_loads_nothing(made: tuple[Page, Material, str]) -> None:
    page, _, _ = made
    policy = next(a["content"] for tag, a, _ in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    for tag, attributes, _ in page.elements:
        assert tag not in {"script", "img", "iframe", "object", "embed", "link", "form", "base", "foreignobject"}
        assert not [name for name in attributes if name.startswith("on") or name in {"style", "src", "srcdoc"}]


def test_foreign_links_are_plain_http_and_tell_nobody_where_from(made: tuple[Page, Material, str]) -> None:
    page, _, _ = made
    foreign = [a for tag, a, _ in page.elements if tag == "a" and not a.get("href", "#").startswith("#")]
    assert foreign
    for attributes in foreign:
        assert re.match(r"https?://", attributes["href"])
        assert attributes["rel"] == "noopener noreferrer"


def test_a_machine_coded_event_is_shown_as_such(turn: Material) -> None:
    page = Page(to_html(brief_of(turn).document))
    coded = [page.text(i) for i in page.with_class("coded")]
    assert coded
    for text in coded:
        assert "coded by machine" in text
        assert re.search(r"confidence 0\.\d\d, \d+ report", text)


def test_the_verdict_names_date_probability_interval_and_direction(turn: Material) -> None:
    page = Page(to_html(brief_of(turn).document))
    (verdict,) = [page.text(i) for i in page.with_class("verdict")]
    assert "turned warmer around 1 June 2014" in verdict
    assert "probability 91 %" in verdict
    assert "1 March to 30 November 2014" in verdict
    assert "↗" in verdict


def test_what_is_young_is_not_called_established(turn: Material) -> None:
    from by_hand import turned

    young = turned(text="Russia lifted an embargo.", verdict="young")
    page = Page(to_html(brief_of(young).document))
    (verdict,) = [page.text(i) for i in page.with_class("verdict")]
    assert "not yet established" in verdict


def test_nothing_is_said_to_be_caused(made: tuple[Page, Material, str]) -> None:
    page, _, _ = made
    for index in page.with_class("computed"):
        assert "caused" not in page.text(index)


def test_where_nothing_is_known_that_is_said_and_nothing_else(store: Store) -> None:
    made = make_brief(store, "NOR-SWE", made="2020-01-02")
    assert made.document.arrow == "?"
    assert dict(made.document.facts)["verdict"] == "cannot tell"
    page = Page(made.to_html())
    (verdict,) = [page.text(i) for i in page.with_class("verdict")]
    assert "cannot be told from this record" in verdict
    assert "timeline" not in page.by_id()
    for index in page.with_class("said"):
        assert page.inside(index, "a")


def test_the_chart_has_a_text_alternative_and_a_table(turn: Material) -> None:
    page = Page(to_html(brief_of(turn).document))
    anchors = page.by_id()
    charts = [i for i, (tag, _, _) in enumerate(page.elements) if tag == "svg"]
    assert len(charts) == 2
    for index in charts:
        for name in page.elements[index][1]["aria-labelledby"].split():
            assert page.text(anchors[name]).strip()
    (figure,) = [i for i, (tag, _, _) in enumerate(page.elements) if tag == "figure"]
    assert page.inside(figure, "table")


def test_the_same_record_gives_the_same_page(material: Material) -> None:
    assert brief_of(material).to_html() == brief_of(material).to_html()
