"""A text as one string of word classes, one character a token, over which time expressions are plain patterns.

A class string is what makes the finder quick: a report is cut into tokens once, and the patterns of `time_patterns`
run over a string that is six times shorter than the text and says only what matters for time.

    M month  W weekday  w weekdays  S season  s seasons  P part of the day  p parts  E decade  Y year  B before Christ
    D number up to 31  N other number  n number word  O ordinal  a a/an  f several, few  ½ half  m more
    U unit  u units  Q quarter  q quarters  C clock  A a.m.  Z time zone  I ISO date  / date with slashes
    t the  h this  y that  = same  l last  v past  r previous  X next  k coming  F following  c current  K recent
    e early, late, mid  b beginning, end  o of  i preposition  z each  j about, nearly  T to, until  & and  + or
    g ago  G earlier  d before  H later  J after  R word that is a time by itself  Φ future  § date  ¤ present  y that
    L -long  Λ old  λ fiscal  π period  Ý a year of two digits  β between
    x any other word  | a paragraph's end; punctuation stands for itself
"""

from __future__ import annotations

import re
from dataclasses import dataclass


def each(words: str) -> list[str]:
    """The words of a list written as one text."""
    return words.split()


MONTHS = {
    name: i // 2 + 1
    for i, name in enumerate(
        each(
            "january jan february feb march mar april apr may may june jun july jul august aug september sep "
            "october oct november nov december dec"
        )
    )
} | {"sept": 9}
WEEKDAYS = {
    name: day
    for day, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday",
            "sunday",
        )
    )
    for name in names.split()
}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DAYPARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "daytime": "DT",
    "noon": "12:00", "midday": "12:00", "midnight": "24:00", "dawn": "MO", "dusk": "EV",
}  # fmt: skip
# word -> (ISO 8601 letter, how many of them); an hour's M and a month's M are kept apart by the leading T.
UNITS: dict[str, tuple[str, int]] = {
    "minute": ("TM", 1), "hour": ("TH", 1), "day": ("D", 1), "week": ("W", 1), "fortnight": ("W", 2),
    "month": ("M", 1), "year": ("Y", 1), "decade": ("Y", 10), "century": ("Y", 100), "millennium": ("Y", 1000),
    "weekend": ("WE", 1), "quarter": ("Q", 1), "season": ("Y", 1), "semester": ("M", 6),
}  # fmt: skip
PLURALS = {f"{name}s": name for name in UNITS} | {
    "centuries": "century",
    "millennia": "millennium",
    "seconds": "second",
}
UNITS |= {"second": ("TS", 1)}
NUMBERS = {
    word: i
    for i, word in enumerate(
        each(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen"
        )
    )
} | {word: 10 * i for i, word in enumerate(each("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)}
SCALES = {"hundred": 100, "thousand": 1000, "dozen": 12}
ORDINALS = {
    word: i
    for i, word in enumerate(
        each(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
            "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
        ),
        start=1,
    )
}
DECADES = {
    word: 10 * i
    for i, word in enumerate(each("twenties thirties forties fifties sixties seventies eighties nineties"), start=2)
}
ADVERBS = frozenset(
    each(
        "now today yesterday tomorrow tonight currently recently nowadays daily weekly monthly quarterly "
        "yearly annually hourly fortnightly overnight lately presently year-end christmas thanksgiving easter"
    )
)
_GROUPS = {
    "O": "latter", "a": "a an", "f": "several few many couple some numerous", "½": "half",
    "m": "more additional further",
    "t": "the its", "h": "this these", "y": "that those", "=": "same", "l": "last latest", "v": "past",
    "r": "previous preceding prior", "X": "next", "k": "coming upcoming", "F": "following ensuing subsequent",
    "c": "current", "K": "recent", "e": "early late mid", "b": "beginning start outset end close middle onset",
    "o": "of", "i": "in on at during by for within throughout over since from", "β": "between", "z": "each every per",
    "j": "about around nearly almost approximately roughly circa exactly", "T": "to until till through", "&": "and",
    "+": "or", "g": "ago", "G": "earlier previously", "d": "before", "H": "later afterwards afterward thereafter",
    "J": "after", "Φ": "future", "§": "date", "¤": "present moment", "L": "long", "Λ": "old age", "q": "quarters",
    "λ": "fiscal financial calendar", "π": "period",
}  # fmt: skip


def _classes() -> dict[str, str]:
    found = {word: key for key, words in _GROUPS.items() for word in words.split()}
    found |= dict.fromkeys(NUMBERS, "n") | dict.fromkeys(SCALES, "n") | dict.fromkeys(DECADES, "E")
    found |= dict.fromkeys(ORDINALS, "O") | dict.fromkeys(UNITS, "U") | dict.fromkeys(PLURALS, "u")
    found |= dict.fromkeys(DAYPARTS, "P") | {f"{word}s": "p" for word in DAYPARTS if word != "midday"}
    found |= dict.fromkeys(SEASONS, "S") | {f"{word}s": "s" for word in ("summer", "winter", "autumn")}
    found |= dict.fromkeys(ADVERBS, "R") | {"quarter": "Q", "quarters": "q", "second": "O"}
    return found


CLASSES = _classes()
# Capital letters make these a date: "may", "march", "sat" in small letters are other words.
CAPITALISED = (
    dict.fromkeys(MONTHS, "M")
    | {name: "W" for name in WEEKDAYS if name.endswith("day")}
    | {f"{name}s": "w" for name in WEEKDAYS if name.endswith("day")}
)
_UPPER = {
    "BC": "B", "BCE": "B", "AD": "V", "CE": "V", "GMT": "Z", "UTC": "Z", "EST": "Z", "EDT": "Z", "PST": "Z",
    "PDT": "Z", "CET": "Z", "CEST": "Z", "BST": "Z", "MSK": "Z", "IST": "Z",
}  # fmt: skip

_TOKEN = re.compile(
    r"""
    (?P<gap>\n[ \t]*\n\s*)
  | (?P<iso>(?<![\w.])\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?\b(?!-))
  | (?P<half>(?<![\w.])1/2\b|½)
  | (?P<slash>(?<![\w./])\d{1,4}/\d{1,2}/\d{2,4}\b(?!/))
  | (?P<clock>(?<![\w.:])\d{1,2}[:.]\d\d(?=\s?[ap]\.?m\b)
             |(?<![\w.:,])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?\b(?![:.]\d))
  | (?P<ampm>(?<=[\d ])[ap]\.m\b\.?|(?<=\d)\s?[ap]m\b|(?<=\d\s)[ap]m\b)
  | (?P<decade>(?<![\w$£€.,])(?:\d{3}0|['’]?\d0)['’]?s\b)
  | (?P<short>(?<!\w)['’]\d\d\b(?!['’]))
  | (?P<ordinal>(?<![\w.])\d{1,2}(?:st|nd|rd|th)\b)
  | (?P<money>[$£€¥#]\s?\d[\d.,]*\d|[$£€¥#]\s?\d)
  | (?P<number>\d+(?:,\d{3})+(?:\.\d+)?|\d+\.\d+(?:\.\d+)*|\d+(?![\w]))
  | (?P<spoken>(?:nineteen|eighteen)[\ -](?:
        (?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)
          (?:[\ -](?:one|two|three|four|five|six|seven|eight|nine)\b)?
        |ten\b|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)\b(?!\s(?:years|days)))
  | (?P<appr>(?:more|less|fewer)\ than\b|at\ least\b|up\ to\b|as\ (?:much|many|long)\ as\b|a\ good\ part\ of\b)
  | (?P<year>year-end\b|(?:B\.C\.E?\.?|A\.D\.)|ca?\.(?=\ ?\d))
  | (?P<abbr>(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri)\.)
  | (?P<own>['’]s\b)
  | (?P<word>[^\W\d_]\w*|\w+)
  | (?P<mark>[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FIXED = {
    "iso": "I", "half": "½", "slash": "/", "clock": "C", "ampm": "A", "decade": "E", "short": "y", "ordinal": "O",
    "money": "x", "appr": "j", "gap": "|", "own": "'",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's class string, and for each class the token's word in small letters and its offsets."""

    classes: str
    words: list[str]
    starts: list[int]
    ends: list[int]


def lex(text: str) -> Tokens:
    """The tokens of a text with their classes."""
    classes: list[str] = []
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    plain = CLASSES.get
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        word = match.group()
        low = word.lower()
        if kind == "word":
            found = plain(low)
            if found is None:
                found = "x"
                if word[0].isupper():
                    found = CAPITALISED.get(low) or _UPPER.get(word, "x")
        elif kind == "spoken":
            found, low = "Y", _spoken(low)
        else:
            found = _other(kind or "", low)
        classes.append(found)
        words.append(low)
        starts.append(match.start())
        ends.append(match.end())
    return Tokens("".join(classes), words, starts, ends)


def _spoken(word: str) -> str:
    """1996 of "nineteen ninety-six"."""
    century, *rest = re.split(r"[ -]", word)
    return f"{NUMBERS[century]}{sum(NUMBERS[part] for part in rest):02d}"


def _other(kind: str, word: str) -> str:
    """The class of a token that is no plain word."""
    if kind == "number":
        return _number(word)
    if kind == "abbr":
        return "M" if word[:-1] in MONTHS else "W"
    if kind == "year":
        return "R" if word == "year-end" else "j" if word[0] == "c" else "B" if word[0] == "b" else "V"
    if kind == "short":
        return "Ý"
    if kind == "mark":
        return "-" if word in "-–" else word if word in ",.()" else ";"
    return _FIXED[kind]


def _number(word: str) -> str:
    if not word.isdigit():
        return "N"
    value = int(word) if len(word) < 9 else 10**9
    if len(word) == 4 and 1000 <= value <= 2100:
        return "Y"
    return "D" if len(word) <= 2 and 1 <= value <= 31 else "N"
