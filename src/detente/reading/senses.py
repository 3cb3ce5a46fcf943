"""What the words around a name say about it: state or person, actor or place, which of two states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from detente import dates
from detente.tables import csv_rows, toml_table

_BEFORE = re.compile(r"(?:^|(?<=[\s(\"'“‘—–-]))([A-Z][a-z]+(?:-[A-Z][a-z]+)?|[A-Z]\.)\s$")
_AFTER = re.compile(r"^ ([A-Z][a-z]+)")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]['\"”’)]?\s+|\n\s*|[—–-]\s|[\"“‘'(]\s?)$")

_PLACE_BEFORE = re.compile(
    r"(?:\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Ii]nside|[Aa]round|[Aa]cross|into|via|[Tt]hrough|throughout|downtown"
    r"|central|greater|northern|southern|eastern|western|north|south|east|west|reach(?:ed|es|ing)?|left|leaving"
    r"|enter(?:ed|s|ing)?|visit(?:ed|s|ing)?|[Bb]ased in|[Mm]ayor of|city of|capital of|capital,?|streets of"
    r"|suburbs? of"
    r"|outskirts of|cent(?:er|re) of|part of|parts of|north of|south of|east of|west of|bishop of|University of"
    r"|[Tt]reaty of"
    r"|(?:[Tt]rips?|[Tt]ravel\w*|[Ff]l(?:y|ew|ies|own|ying|ights?)|[Vv]isits?|[Rr]eturn\w*|came|come|comes|coming|go|goes"
    r"|going|went|gone|moved?|moving|drove|driven|way|road|rushed|taken|brought|extradited|deported|back|heading|headed"
    r"|arriv\w+|invited|sent(?: \w+){0,3}) to"
    r"|(?:arriv\w+|fl(?:y|ew|ies|own|ying|ights?)|return\w*|miles|kilomet(?:er|re)s|km|back|home|live|hours?) from"
    r"|(?:left|leave|leaves|leaving|bound|departed) for))\s+(?:the\s+)?(?:capital,?\s+)?$"
)
_PLACE_AFTER = re.compile(
    r"^(?:, ?[A-Z]|(?:['’]s)? (?:airport|Airport|street|suburb|court|restaurant|hotel|airfield|university|University"
    r"|neighbou?rhood|district|province|region|mosque|church|cathedral|museum|square|Square|stadium|hospital|prison|jail"
    r"|summit|conference|residents?|streets?|subway|metro|underground|zoo|exhibition|exchange|bourse|Stock|Film|Marathon"
    r"|Fashion|Motor|Auto|Airshow|Air Show|studio|apartment|home|flat|gallery|theat(?:er|re)|Olympics|Games)\b)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """How one ambiguous form is decided."""

    state: str | None
    default: str
    is_personal: bool
    speaks_for: re.Pattern[str] | None
    speaks_against: re.Pattern[str] | None


@lru_cache(maxsize=1)
def no_names() -> frozenset[str]:
    """Capitalised words that stand beside a name without being part of it."""
    return frozenset(toml_table("mention_words")["no_names"].split())


@lru_cache(maxsize=1)
def rules() -> dict[str, Rule]:
    """The rules of `ambiguous_names.csv`, by form."""
    return {
        row["form"]: Rule(
            row["state"] or None,
            row["default"],
            row["person"] == "yes",
            _any(row["cues_for"]),
            _any(row["cues_against"]),
        )
        for row in csv_rows("ambiguous_names")
    }


def _any(words: str | None) -> re.Pattern[str] | None:
    if not words:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in words.split("|")) + r")(?!\w)")


@cache
def first_day(date: str | None) -> str | None:
    """The first day of an EDTF date as ISO, or None."""
    days = dates.day_range(date)
    return days[0].isoformat() if days else None


def is_personal(text: str, start: int, end: int) -> bool:
    """Whether the name is part of a person's ("Michael Jordan", "Jordan Smith")."""
    before = _BEFORE.search(text[max(0, start - 30) : start])
    if before is not None and before.group(1) not in no_names():
        word_start = max(0, start - 30) + before.start(1)
        # A word that opens a sentence may be capitalised for that alone; names of two words open sentences as well.
        if not _SENTENCE_START.search(text[max(0, word_start - 4) : word_start]) or _is_given(before.group(1)):
            return True
    after = _AFTER.match(text[end : end + 30])
    return after is not None and after.group(1) not in no_names() and not _is_institution(text[end : end + 60])


_INSTITUTION = re.compile(
    r"^(?: [A-Z][\w'’-]+){0,4} (?:Ministry|Minister|Army|Navy|Air|Force|Forces|Council|Committee|Party|Union|Agency"
    r"|Bank"
    r"|Corp|Co|Group|Court|Police|Embassy|Valley|River|Front|Service|Federation|Association|Airways|Airlines|Times|Post"
    r"|Board|Commission|Authority|Office|Department|Center|Centre|Institute|University|Day|Cup|Open|League|Team|Red)\b"
)


def _is_institution(following: str) -> bool:
    return _INSTITUTION.match(following) is not None


def _is_given(word: str) -> bool:
    return word in given_names()


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Given names that stand before the family names that are states' names too."""
    return frozenset(row["name"] for row in csv_rows("given_names"))


def is_place(text: str, start: int, end: int) -> bool:
    """Whether a capital stands for the town rather than its government ("in Moscow", "flew to Islamabad")."""
    return (
        _PLACE_BEFORE.search(text[max(0, start - 40) : start]) is not None
        or _PLACE_AFTER.match(text[end : end + 24]) is not None
    )


_US_STATE = re.compile(
    r"^,? (?:Ala|Alaska|Alabama|Ariz|Arizona|Ark|Arkansas|Calif|California|Colo|Colorado|Conn|Connecticut|Del"
    r"|Delaware|Fla"
    r"|Florida|Ga|Hawaii|Idaho|Ill|Illinois|Ind|Indiana|Iowa|Kan|Kansas|Ky|Kentucky|La|Louisiana|Maine|Md|Maryland|Mass"
    r"|Massachusetts|Mich|Michigan|Minn|Minnesota|Miss|Mississippi|Mo|Missouri|Mont|Montana|Neb|Nebraska|Nev|Nevada"
    r"|N\.[HJMYCD]|New (?:Hampshire|Jersey|Mexico|York)|North (?:Carolina|Dakota)|Ohio|Okla|Oklahoma|Ore|Oregon|Pa"
    r"|Pennsylvania|R\.I|S\.[CD]|South (?:Carolina|Dakota)|Tenn|Tennessee|Texas|Utah|Vt|Vermont|Va|Virginia|Wash|W\.Va"
    r"|West Virginia|Wis|Wisconsin|Wyo|Wyoming|Ontario|Ont)\b"
)


def is_namesake_town(text: str, end: int) -> bool:
    """Whether a U.S. state follows after a comma: "Moscow, Idaho", "Lebanon, Pa."."""
    return text[end : end + 1] == "," and _US_STATE.match(text[end : end + 20]) is not None


def is_meant(form: str, text: str, start: int, end: int, *, supported: bool) -> tuple[bool, str | None]:
    """Whether an ambiguous form names a state here, and which (None: a state that the text does not settle).

    `supported`: another, plain name of the same state stands in the text.
    """
    rule = rules().get(form)
    if rule is None:
        return True, None
    if rule.is_personal and is_personal(text, start, end):
        return False, None
    if supported:
        return True, rule.state
    n_for = len(rule.speaks_for.findall(text)) if rule.speaks_for else 0
    n_against = len(rule.speaks_against.findall(text)) if rule.speaks_against else 0
    if n_for > n_against:
        return True, rule.state
    if n_against > n_for:
        return False, None
    if rule.default == "none":
        return False, None
    return True, rule.state if rule.default == "state" else None


def nearest(candidates: Sequence[str], named: Sequence[str]) -> str | None:
    """The one candidate that the text names plainly, or None where it names none or several."""
    found = set(candidates) & set(named)
    return found.pop() if len(found) == 1 else None
