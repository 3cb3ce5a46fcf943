"""Whether the parties are found: of each coded event the two in its sentence, and of each coded actor its head.

On the coded dispatches a party is found where a mention inside the event's evidence has its state (SUN counts as RUS),
is a collective of it, or bears its name where it is of no state; `acting` leaves out what is marked as a mere place.
On cameo_actors (sentences without date or source) the head of a span coded S, T or R is found where any mention covers
it. Nothing is fitted to either. `--list` prints the events
with a party that is not found, `--actors` the spans.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import harness
from detente.organisations import find_organisation
from detente.reading.mentions import find_mentions
from detente.reading.model import Mention
from detente.reading.parse import parse_reports
from detente.sources.report import Report
from detente.states import states_by_code

DATA = ("bench/dispatches", "bench/events/cameo_actors_train.conll")
CORPUS = harness.ROOT / "examples" / "dispatches.jsonl"
_SAME = {"sun": "rus"}


def parties_of(mention: Mention) -> set[str]:
    """What a mention may be coded as: its state, its members, or its name and its words."""
    names = {mention.state} if mention.state else set(mention.members) or {mention.name or "", mention.text}
    return {_party(name) for name in names if name}


def _party(name: str) -> str:
    known = None if name.isupper() and len(name) == 3 and name in states_by_code() else find_organisation(name)
    return _SAME.get(name.lower(), (known.name if known else name).lower())


def coded_events(shared: Path) -> Iterator[tuple[dict[str, str], Report, list[Mention]]]:
    """Each coded event with its report and the mentions inside its evidence."""
    folder = shared / "bench" / "dispatches"
    reports = {}
    for line in CORPUS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        reports[row["id"]] = Report(row["text"], date=row["date"], title=row["title"], name=row["id"])
    events = [json.loads(line) for line in (folder / "gold_events.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = list(dict.fromkeys(event["dispatch"] for event in events))
    mentions = {
        name: find_mentions(parsed)
        for name, parsed in zip(wanted, parse_reports(reports[name] for name in wanted), strict=True)
    }
    for event in events:
        report = reports[event["dispatch"]]
        start = report.text.find(event["evidence"])
        if start < 0:
            raise SystemExit(f"the evidence is not in the text of {event['dispatch']}: {event['evidence']}")
        end = start + len(event["evidence"])
        yield event, report, [m for m in mentions[event["dispatch"]] if start <= m.start < end]


def missing_parties(event: dict[str, str], mentions: Sequence[Mention]) -> list[str]:
    """The parties of a coded event that no mention stands for."""
    found = set().union(*(parties_of(mention) for mention in mentions)) if mentions else set()
    wanted = [event["source"], event["target"]]
    return [name for name in wanted if _party(name) not in found]


def of_dispatches(shared: Path) -> dict[str, float]:
    """Share of coded parties found in the evidence, and of events with both."""
    counts: Counter[str] = Counter()
    for event, _, mentions in coded_events(shared):
        missing = missing_parties(event, mentions)
        acting = missing_parties(event, [mention for mention in mentions if not mention.place])
        counts.update(events=1, parties=2 - len(missing), acting=2 - len(acting), both=not missing)
        counts["both_acting"] += not acting
    n = counts["events"]
    return {
        "events": n,
        "parties_found": round(100 * counts["parties"] / (2 * n), 1),
        "parties_acting": round(100 * counts["acting"] / (2 * n), 1),
        "both_found": round(100 * counts["both"] / n, 1),
        "both_acting": round(100 * counts["both_acting"] / n, 1),
    }


def coded_actors(shared: Path) -> Iterator[tuple[str, list[tuple[str, int, int]]]]:
    """Each sentence of cameo_actors with its spans: letter, start, end."""
    for block in (shared / DATA[1]).read_text(encoding="utf-8").strip().split("\n\n"):
        text = ""
        spans: list[tuple[str, int, int]] = []
        for line in block.splitlines():
            word, tag = line.split()[0], line.split()[-1]
            start = len(text) + (1 if text else 0)
            text = f"{text} {word}" if text else word
            if tag.startswith("I-") and spans and spans[-1][0] == tag[2:] and spans[-1][2] == start - 1:
                spans[-1] = (spans[-1][0], spans[-1][1], len(text))
            elif tag != "O":
                spans.append((tag[2:], start, len(text)))
        yield text, spans


def actor_heads(shared: Path) -> Iterator[tuple[str, str, int, int, Mention | None]]:
    """Each coded span: its sentence, letter, start, end, and the mention over its head (the last of its words)."""
    rows = list(coded_actors(shared))
    for parsed, (text, spans) in zip(
        parse_reports((Report(text) for text, _ in rows), choose=False), rows, strict=True
    ):
        mentions = find_mentions(parsed)
        for letter, start, end in spans:
            head = _head(parsed.sentences, start, end)
            yield text, letter, start, end, next((m for m in mentions if m.start <= head < m.end), None)


def _head(sentences: Sequence[object], start: int, end: int) -> int:
    """The offset of the word of the span that is governed from outside."""
    for sentence in sentences:
        if not sentence.start <= start < sentence.end:  # type: ignore[attr-defined]
            continue
        offset = sentence.start  # type: ignore[attr-defined]
        tokens = [t for t in sentence.doc if start <= offset + t.idx < end]  # type: ignore[attr-defined]
        inside = {token.i for token in tokens}
        for token in tokens:
            if token.head.i not in inside or token.head.i == token.i:
                return int(offset + token.idx)
    return start


def of_actors(shared: Path) -> dict[str, float]:
    """Share of coded spans whose head a mention covers."""
    counts: Counter[str] = Counter()
    for _, letter, _, _, mention in actor_heads(shared):
        for name in ("heads", f"heads_{letter}"):
            counts.update({name: 1, f"{name}_found": mention is not None})
    shares = {
        f"{name}_found": counts[f"{name}_found"] / counts[name] for name in ("heads", "heads_S", "heads_T", "heads_R")
    }
    return {"heads": counts["heads"]} | {name: round(100 * share, 1) for name, share in shares.items()}


def measure(shared: Path) -> dict[str, float]:
    """The shares of parties and of heads found, in per cent."""
    return of_dispatches(shared) | of_actors(shared)


def _list(shared: Path) -> None:
    for event, report, mentions in coded_events(shared):
        missing = missing_parties(event, mentions)
        if missing:
            found = "; ".join(f"{m.text}={m.state or m.members or m.name}{'*' if m.place else ''}" for m in mentions)
            print(f"{event['dispatch']} | {event['source']}>{event['target']} {event['type']} | lacks {missing}")
            print(f"    {event['evidence']}\n    [{found}]  title: {report.title}")


def _list_actors(shared: Path) -> None:
    for text, letter, start, end, mention in actor_heads(shared):
        told = "-" if mention is None else f"{mention.text}={mention.state or mention.members or mention.name}"
        print(f"{letter} | {told} | {text[:start]}[[{text[start:end]}]]{text[end:]}")


if __name__ == "__main__":
    folder = harness.shared()
    if folder is not None and sys.argv[1:] in (["--list"], ["--actors"]):
        (_list if sys.argv[1] == "--list" else _list_actors)(folder)
    else:
        raise SystemExit(harness.main(__file__, measure, DATA))
