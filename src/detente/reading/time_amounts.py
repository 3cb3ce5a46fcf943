"""The rules for durations and sets: three days, a two-year deal, every July, on Fridays."""

from __future__ import annotations

from collections.abc import Iterator

from detente.reading import time_words as words
from detente.reading.time_relative import part_code
from detente.reading.time_values import Found, Match, amount, number, unit


def weekdays_set(match: Match) -> Iterator[Found]:
    """Each Thursday, on Fridays, Monday nights."""
    word = (match.word("wd") or match.word("wds") or match.word("wd2") or "").rstrip(".")
    index = words.WEEKDAYS[word.removesuffix("s") if word.endswith("days") else word]
    part = match.all("part") or match.all("part2")
    code = part_code(part[-1]) if part else None
    yield from match.found(f"XXXX-WXX-{index + 1}" + (f"T{code}" if code else ""), "SET", edtf=None)


def every(match: Match) -> Iterator[Found]:
    """Every day, each July, per month, every two years."""
    word = match.word("u") or ""
    n = 2 if match.word("o") in ("other", "second") else number(match.all("n")) or 1
    if word.rstrip(".") in words.MONTHS:
        value = f"XXXX-{words.MONTHS[word.rstrip('.')]:02d}"
    elif word in words.SEASONS:
        value = f"XXXX-{words.SEASONS[word]}"
    elif word in words.DAYPARTS:
        value = f"XXXX-XX-XXT{words.DAYPARTS[word]}"
    else:
        value = amount(n, word)
    yield from match.found(value, "SET", edtf=None)


def duration(match: Match) -> Iterator[Found]:
    """Three days, a two-year deal, several months, half an hour; "15 a year" is a set."""
    tokens = match.all("n")
    word_of_unit = match.word("u") or ""
    n = number(tokens)
    if match.groups.get("half") and n is not None:
        n += 0.5
    classes, first = match.tokens.classes, match.first
    if word_of_unit == "day" and tokens == ["a"] and _is_judged(match):
        return
    if tokens == ["a"] and match.last - first == 2 and _per(match):
        yield from match.found(amount(1, word_of_unit), "SET", edtf=None)
        return
    if word_of_unit in ("quarter", "quarters", "second", "season", "seasons"):
        hyphen = "-" in match.tokens.words[first : match.last]
        if hyphen or number(tokens) is None or tokens[0] in ("a", "an") or word_of_unit[-1] != "s":
            return
    if tokens and tokens[0].isdigit() and first and classes[first - 1] in "YN" and tokens[0] != "1/2":
        return
    if n is not None and n % 1 and n > 1 and ({"1/2", "½"} & set(tokens) or unit(word_of_unit)[0] == "TM"):
        yield from match.found(_mixed(n, word_of_unit), "DURATION", edtf=None)
        return
    yield from match.found(amount(n, word_of_unit), "DURATION", edtf=None)


def _is_judged(match: Match) -> bool:
    """Whether a day is one of a kind ("a sad day"), not a length of time ("a full day")."""
    between = match.tokens.words[match.first + 1 : match.last - 1]
    return len(between) == 1 and between[0] not in ("full", "whole", "single", "entire", "working", "long", "half")


def _mixed(n: float, word_of_unit: str) -> str:
    """2 1/2 years as P2Y6M, 5 1/2 hours as PT5H30M."""
    letter, factor = unit(word_of_unit)
    whole = int(n)
    if factor == 1 and letter == "Y":
        return f"P{whole}Y6M"
    if letter in ("TH", "TM"):
        return f"PT{whole}H30M" if letter == "TH" else f"PT{whole}M30S"
    return amount(n, word_of_unit)


def _per(match: Match) -> bool:
    """Whether "a year" means each year: "15 a year", "twice a week", "dollars a day"."""
    before = match.tokens.words[max(0, match.first - 3) : match.first]
    if not before or before[-1] in ("once", "twice", "times"):
        return bool(before)
    classes = match.tokens.classes[max(0, match.first - 3) : match.first]
    counted = any(c in "DNnx" and w[:1] in "0123456789$£€" for c, w in zip(classes, before, strict=True))
    return counted and classes[-1] in "DNnxY" and before[-1] not in (
        "than", "after", "within", "over", "under", "almost", "take", "takes", "took", "spent", "half", "was", "is",
    )  # fmt: skip


def bare_units(match: Match) -> Iterator[Found]:
    """Weeks, months, years, decades: some number of them."""
    name = match.word("u") or ""
    before = match.tokens.classes[match.first - 1 : match.first]
    if name == "seconds" or (before in "'-" and before) or match.tokens.classes[match.last : match.last + 1] == "'":
        return
    yield from match.found(amount(None, name), "DURATION", edtf=None)


def unit_long(match: Match) -> Iterator[Found]:
    """Month-long."""
    yield from match.found(amount(1, match.word("u") or ""), "DURATION", edtf=None)
