"""A rendered page taken apart: its elements with anchors, links and text, by the standard library's parser."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "br", "img", "link", "input", "hr"}


class Page(HTMLParser):
    """All elements in order: (name, attributes, text of the element with its descendants)."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self._open: list[int] = []
        self._parents: dict[int, int | None] = {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        index = len(self.elements)
        self.elements.append((tag, {name: value or "" for name, value in attrs}, []))
        self._parents[index] = self._open[-1] if self._open else None
        if tag not in VOID:
            self._open.append(index)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self._open and self.elements[self._open.pop()][0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        for index in self._open:
            self.elements[index][2].append(data)

    def text(self, index: int) -> str:
        return "".join(self.elements[index][2])

    def by_id(self) -> dict[str, int]:
        return {attributes["id"]: i for i, (_, attributes, _) in enumerate(self.elements) if "id" in attributes}

    def inside(self, index: int, name: str) -> list[int]:
        """The elements of that name below the one given."""
        return [i for i, (tag, _, _) in enumerate(self.elements) if tag == name and index in self.above(i)]

    def above(self, index: int) -> list[int]:
        found, at = [], self._parents[index]
        while at is not None:
            found.append(at)
            at = self._parents[at]
        return found

    def with_class(self, css: str) -> list[int]:
        return [i for i, (_, a, _) in enumerate(self.elements) if css in a.get("class", "").split()]
