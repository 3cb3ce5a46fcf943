"""A report that wants to do harm is shown as the words it is."""

import json

import pytest
from by_hand import turned
from hypothesis import given
from hypothesis import strategies as st
from page import Page

from detente.brief.harmless import neutralise, safe_url
from detente.brief.make import brief_of
from detente.brief.markdown import plain
from detente.brief.svg import element

EVIL = (
    "</blockquote></svg><script>alert(1)</script><img src=x onerror=alert(2)> \u202egnorw\u202c Russia lifted "
    "an embargo \"' onmouseover='x' {{ 7*7 }} [a](javascript:alert(3)) ![b](http://x.y/z.png) <!-- \u2066 --> \x00"
    "\x1b[31m end"
)


@pytest.fixture(scope="module")
def page() -> Page:
    evil = turned(
        text=EVIL, title='"><script>t</script>', outlet="<b>o</b>\u202e", url="javascript:alert(4)", path="<i>p</i>.txt"
    )
    return Page(brief_of(evil).to_html())


def test_no_element_or_handler_of_the_report_becomes_real(page: Page) -> None:
    names = {tag for tag, _, _ in page.elements}
    assert not names & {"script", "img", "b", "i"}
    for _, attributes, _ in page.elements:
        assert not [name for name in attributes if name.startswith("on")]
    assert "7*7" in page.text(0)


def test_no_link_leads_where_the_report_wants(page: Page) -> None:
    for _, attributes, _ in page.elements:
        assert "javascript" not in attributes.get("href", "")


def test_control_and_bidirectional_characters_are_not_obeyed(page: Page) -> None:
    html = page.text(0)
    assert not set("\u202e\u202c\u2066\x00\x1b") & set(html)
    assert "\ufffd" in html


def test_the_report_s_words_are_still_there_to_read(page: Page) -> None:
    assert "<script>alert(1)</script>" in page.text(0)


def test_markdown_takes_the_words_for_words() -> None:
    text = brief_of(turned(text=EVIL)).to_markdown()
    assert "<script" not in text.replace("\\<", "")
    assert "](javascript" not in text.replace("\\]", "")
    assert not set("\u202e\u2066\x00\x1b") & set(text)


def test_json_holds_no_bare_control_character_and_keeps_the_offsets() -> None:
    text = brief_of(turned(text=EVIL)).to_json()
    assert text.isascii()
    evidence = json.loads(text)["evidence"].values()
    marked = [e for e in evidence if e["kind"] == "sentence"]
    assert marked
    for piece in marked:
        for start, end in piece["marks"]:
            assert piece["text"][start - piece["start"] : end - piece["start"]] == EVIL[start:end]


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "ftp://a.b/c", "http://", "//a.b", "https://user:pass@a.b/", "",
     "http://a b", "https://a.b/\u202egnp.exe", "http://a.b/\n", None, "HTTP:a", "http://[::1",
     "https://a.b/" + "x" * 3000],
)  # fmt: skip
def test_addresses_that_are_refused(url: str | None) -> None:
    assert safe_url(url) is None


@pytest.mark.parametrize("url", ["https://example.org/a?b=c&d=e#f", "http://example.org", "HTTPS://example.org/x"])
def test_addresses_that_are_taken(url: str) -> None:
    assert safe_url(url) == url


@given(st.text())
def test_neutralising_keeps_the_length_and_is_done_once(text: str) -> None:
    assert len(neutralise(text)) == len(text)
    assert neutralise(neutralise(text)) == neutralise(text)


@given(st.text())
def test_an_svg_element_holds_its_text_and_nothing_else(text: str) -> None:
    page = Page(str(element("g", element("title", text), aria_label=text)))
    assert [tag for tag, _, _ in page.elements] == ["g", "title"]


@given(st.text())
def test_plain_markdown_is_one_line_without_bare_html_or_links(text: str) -> None:
    said = plain(text)
    assert "\n" not in said
    for at, letter in enumerate(said):
        if letter in "<>[]`*_|":
            before = said[:at]
            assert (len(before) - len(before.rstrip("\\"))) % 2 == 1
