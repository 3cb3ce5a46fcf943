"""The reports and data sets that a relation rests on, as BibTeX, RIS or CSL-JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from detente import dates
from detente.brief import wording
from detente.brief.harmless import neutralise, safe_url
from detente.brief.material import Material
from detente.sources.datasets.catalogue import MODULES, find_dataset


@dataclass(frozen=True, slots=True)
class Cited:
    """One thing to cite. `date` is EDTF; `kind` a CSL type; `note` says where in the record it stands."""

    key: str
    kind: str
    title: str
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    author: str | None = None
    note: str = ""


def cited(material: Material) -> tuple[Cited, ...]:
    """The dossier itself, then its reports by date, then the data sets that its events come from."""
    pair = wording.title(material.names)
    dossier = Cited(
        key=f"detente-{material.dyad.lower()}-{material.record}",
        kind="report",
        title=f"{pair}: has a new era begun?",
        date=material.made[:10],
        publisher=f"Détente {material.version}",
        author="Détente",
        note=f"record fingerprint {material.record}",
    )
    reports = [
        Cited(
            key=f"report-{row.id}",
            kind="article-newspaper",
            title=row.title or _first_words(row.text),
            date=row.date,
            publisher=row.outlet,
            url=safe_url(row.url),
            note="; ".join(filter(None, (f"report {row.id}", row.place))),
        )
        for row in material.reports.values()
    ]
    return (dossier, *reports, *_datasets({event.coder for event in material.events if event.report is None}))


def to_csl_json(items: Iterable[Cited]) -> str:
    """CSL-JSON (Citation Style Language 1.0.2, "csl-data")."""
    return json.dumps([_csl(item) for item in items], ensure_ascii=False, indent=1) + "\n"


def to_bibtex(items: Iterable[Cited]) -> str:
    """BibTeX entries; what BibTeX takes for commands is escaped. Dates are ISO in `date`, the year in `year`."""
    return "\n".join(_bibtex(item) for item in items)


def to_ris(items: Iterable[Cited]) -> str:
    """RIS records, as reference managers import them."""
    return "".join(_ris(item) for item in items)


def _datasets(names: Iterable[str]) -> list[Cited]:
    found = []
    for name in sorted(set(names) & set(MODULES)):
        dataset = find_dataset(name)
        note = f"{dataset.citation} Licence: {dataset.licence}"
        found.append(Cited(f"dataset-{name}", "dataset", dataset.title, note=note))
    return found


def _first_words(text: str, most: int = 12) -> str:
    words = text.split()
    return " ".join(words[:most]) + (" …" if len(words) > most else "")


def _parts(edtf: str | None) -> list[int]:
    """Year, month and day as far as the date is certain of them; a range counts from its first day."""
    if not edtf:
        return []
    whole = re.fullmatch(r"(\d{4})(?:-(0\d|1[0-2])(?:-(\d\d))?)?", edtf)
    if whole:
        return [int(part) for part in whole.groups() if part]
    days = dates.day_range(edtf)
    return [days[0].year] if days and days[0] else []


def _csl(item: Cited) -> dict[str, object]:
    parts = _parts(item.date)
    fields: dict[str, object] = {"id": item.key, "type": item.kind, "title": neutralise(item.title)}
    fields |= {"issued": {"date-parts": [parts]}} if parts else {}
    fields |= {"author": [{"literal": neutralise(item.author)}]} if item.author else {}
    name = "container-title" if item.kind == "article-newspaper" else "publisher"
    fields |= {name: neutralise(item.publisher)} if item.publisher else {}
    fields |= {"URL": item.url} if item.url else {}
    return fields | ({"note": neutralise(item.note)} if item.note else {})


_COMMANDS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    character: f"\\{character}" for character in "{}$&#_%"
}


def _escaped(text: str) -> str:
    one_line = " ".join(neutralise(text).split())
    return "".join(_COMMANDS.get(character, character) for character in one_line)


def _bibtex(item: Cited) -> str:
    parts = _parts(item.date)
    fields = {
        "title": f"{{{_escaped(item.title)}}}",
        "author": f"{{{_escaped(item.author)}}}" if item.author else None,
        "year": str(parts[0]) if parts else None,
        "date": "-".join(f"{part:02}" for part in parts) if parts else None,
        "journal": _escaped(item.publisher) if item.publisher and item.kind == "article-newspaper" else None,
        "publisher": _escaped(item.publisher) if item.publisher and item.kind != "article-newspaper" else None,
        "url": item.url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C") if item.url else None,
        "note": _escaped(item.note) if item.note else None,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    kind = "article" if item.kind == "article-newspaper" and item.publisher else "misc"
    return f"@{kind}{{{item.key},\n{lines}}}\n"


def _ris(item: Cited) -> str:
    kinds = {"article-newspaper": "NEWS", "report": "RPRT", "dataset": "DATA"}
    parts = _parts(item.date)
    lines = [
        ("TY", kinds[item.kind]),
        ("ID", item.key),
        ("TI", item.title),
        ("AU", item.author),
        ("PY", str(parts[0]) if parts else None),
        ("DA", "/".join(f"{part:02}" for part in parts) if parts else None),
        ("T2" if item.kind == "article-newspaper" else "PB", item.publisher),
        ("UR", item.url),
        ("N1", item.note),
    ]
    told = [f"{tag}  - {unicodedata.normalize('NFC', ' '.join(neutralise(v).split()))}\n" for tag, v in lines if v]
    return "".join(told) + "ER  - \n\n"
