"""Single documents: plain text, Markdown, pages, PDF; and files, folders and globs of them."""

import gzip
import io
from pathlib import Path

import pypdf
import pytest

from detente.errors import BadEncoding, Empty, SourceError, TooLarge, UnknownFormat, Unreadable
from detente.sources.html import read_html
from detente.sources.paths import count_reports, find_material, open_reports
from detente.sources.pdf import read_pdf
from detente.sources.plain import read_markdown, read_plain
from detente.sources.refused import Refused
from detente.sources.report import Report

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Ministers meet in Vienna | The Danube Post</title>
<meta property="og:site_name" content="The Danube Post">
<meta property="og:title" content="Ministers meet in Vienna">
<link rel="canonical" href="https://danube.example/2014/ministers">
<meta property="article:published_time" content="2014-11-20T08:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Ministers meet in Vienna</h1>
<p>The foreign ministers of Austria and Hungary met in Vienna on Thursday to discuss the border railway, the first
meeting of its kind in four years, according to officials on both sides.</p>
<p>They agreed to form a commission that will report in the spring. A second meeting is planned in Budapest in
March, the Austrian minister told reporters after the talks had ended.</p></article>
<footer>Subscribe to our newsletter</footer></body></html>"""


def pdf_of(text: str, *, title: str = "", date: str = "") -> bytes:
    """A PDF of one page with these lines."""
    shown = " ".join(f"({line}) Tj T*" for line in text.split("\n"))
    content = f"BT /F1 12 Tf 14 TL 50 700 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R "
        b"/Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        f"<< /Title ({title}) /CreationDate ({date}) >>".encode(),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def test_a_page_gives_the_article_and_what_it_says_of_itself() -> None:
    report = read_html(PAGE.encode(), "page.html")
    assert report.text.startswith("The foreign ministers of Austria and Hungary met")
    assert "newsletter" not in report.text
    assert "Sport" not in report.text
    assert (report.title, report.date, report.outlet) == ("Ministers meet in Vienna", "2014-11-20", "The Danube Post")
    assert report.url == "https://danube.example/2014/ministers"


def test_a_page_is_read_in_the_encoding_that_it_names() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1251">').replace("Vienna on Thursday", "Вене")
    assert "met in Вене to discuss" in read_html(page.encode("cp1251"), "page.html").text


def test_an_address_that_is_no_web_address_is_dropped() -> None:
    page = PAGE.replace("https://danube.example/2014/ministers", "javascript:alert(1)")
    assert read_html(page.encode(), "page.html").url is None


@pytest.mark.parametrize("data", [b"", b"<html><body></body></html>"])
def test_a_page_without_an_article_is_empty(data: bytes) -> None:
    with pytest.raises(Empty):
        read_html(data, "page.html")


def test_a_pdf_gives_its_text_in_paragraphs_with_title_and_date() -> None:
    data = pdf_of("Ministers signed a cooper-\nation pact in Minsk\non Friday.", title="Pact", date="D:20141121")
    report = read_pdf(data, "a.pdf", max_chars=1000)
    assert report.text == "Ministers signed a cooperation pact in Minsk on Friday."
    assert (report.title, report.date) == ("Pact", "2014-11-21")


def test_broken_encrypted_scanned_and_huge_pdfs_are_told_apart() -> None:
    data = pdf_of("They met in Minsk.")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    cases: list[tuple[bytes, type[SourceError]]] = [
        (locked.getvalue(), Unreadable),
        (data[:60], Unreadable),
        (b"%PDF-1.7 and nothing else", Unreadable),
        (pdf_of(""), Empty),
        (pdf_of("x" * 2000), TooLarge),
    ]
    for content, error in cases:
        with pytest.raises(error):
            read_pdf(content, "a.pdf", max_chars=1000)


def test_markdown_tells_title_and_date_plain_text_does_not() -> None:
    note = b"---\ntitle: 'Talks'\ndate: 2014-11-20\nsource: Wire\n---\n# Other\n\nThey met.\n"
    report = read_markdown(note, "a.md")
    assert (report.title, report.date, report.outlet, report.text) == ("Talks", "2014-11-20", "Wire", "They met.")
    assert read_markdown(b"# Talks in Bern #\nThey met.", "a.md").title == "Talks in Bern"
    plain = read_plain(b"# Talks\nThey met.\n", "a.txt")
    assert (plain.title, plain.text) == (None, "# Talks\nThey met.\n")


def test_a_folder_is_read_in_order_with_hidden_files_left_out(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("hidden")
    (tmp_path / ".hidden.txt").write_text("hidden")
    (tmp_path / "c.txt").write_text("Third.")
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"First."))
    (tmp_path / "b" / "d.md").write_text("Fourth.")
    (tmp_path / "e.docx").write_bytes(b"PK\x03\x04 something")
    found = list(open_reports(tmp_path))
    assert [r.text for r in found if isinstance(r, Report)] == ["First.", "Third.", "Fourth."]
    assert [type(r.error) for r in found if isinstance(r, Refused)] == [UnknownFormat]
    assert count_reports(find_material(tmp_path / "b")) == 1


def test_a_glob_stands_for_its_files_and_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    for name in ("2.txt", "1.txt", "3.md"):
        (tmp_path / name).write_text(name)
    texts = [r.text for r in open_reports([f"{tmp_path}/*.txt", tmp_path / "1.txt"]) if isinstance(r, Report)]
    assert texts == ["1.txt", "2.txt"]


def test_a_path_that_is_not_there_is_an_error_at_once(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", f"{tmp_path}/*.txt"):
        with pytest.raises(Unreadable, match="no such file"):
            open_reports(path)


def test_content_decides_where_the_suffix_misleads(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_bytes(pdf_of("They met in Minsk."))
    (tmp_path / "2.txt").write_text(PAGE)
    (tmp_path / "3").write_text('{"text": "They spoke."}\n')
    texts = [r.text for r in open_reports(tmp_path) if isinstance(r, Report)]
    assert texts[0] == "They met in Minsk."
    assert texts[1].startswith("The foreign ministers")
    assert texts[2] == "They spoke."


def test_bad_documents_are_refused_with_their_codes_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente import settings

    small = settings.Settings(max_bytes=5000, max_chars=2000)
    monkeypatch.setattr("detente.settings.get_settings", lambda: small)
    (tmp_path / "1-empty.txt").write_bytes(b"")
    (tmp_path / "2-binary.txt").write_bytes(b"\x00\x01\x02" * 50)
    (tmp_path / "3-huge.txt").write_bytes(b"word " * 2000)
    (tmp_path / "4-long.txt").write_bytes(b"word " * 900)
    (tmp_path / "5-wrong.txt").write_bytes("Встреча министров прошла в Минске".encode("koi8-r"))
    (tmp_path / "6-broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (tmp_path / "7-good.txt").write_text("Riga and Tallinn met.")
    found = list(open_reports(tmp_path, date="2014-12-02", outlet="Wire"))
    codes = [r.error.code for r in found if isinstance(r, Refused)]
    assert codes == ["D202", "D201", "D203", "D203", "D204", "D201"]
    assert BadEncoding.code == "D204"
    (good,) = [r for r in found if isinstance(r, Report)]
    assert (good.date, good.outlet) == ("2014-12-02", "Wire")


def test_a_given_date_overrules_what_a_single_document_says_of_itself(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    (report,) = open_reports(tmp_path / "a.html", date="2015-01")
    assert isinstance(report, Report)
    assert report.date == "2015-01"
