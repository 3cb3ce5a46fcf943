"""The time expressions of English as patterns over class strings (see `time_words`), longest and surest first.

A rule's name is the function of `time_values` that gives its meaning. Named groups inside a rule hold its parts; the
rules are joined into one expression to find where one begins; then the rule alone is matched for its parts, and where
it declines the next rule that fits there is asked.
"""

from __future__ import annotations

import re

NUM = r"(?:[DNY]½|[DNY]|n(?:-?n|&n)*(?:&a½)?|af|afo|fo?|½a|a½|a)"
_SOME = rf"(?:{NUM}(?:[+T]{NUM}|-[DN])?)"
_MOD = r"(?:t?(?P<mod>e)-?(?:[io]t?)?|t?(?P<mod2>[be])o(?:t)?|t?(?P<mod3>O½)o(?:t)?)"
_ABOUT = r"(?P<about>j)?"

RULES: tuple[tuple[str, str], ...] = (
    ("skip", rf"t?{NUM}-?[uU]-?Λ"),
    ("iso", r"I"),
    ("slashed", r"/"),
    ("clock_date", r"(?P<clock>[CD]A?Z?|P),?(?:i|o|it)?(?:(?P<wd>W),?)?(?P<m>M)(?P<d>[DO])(?:,?(?P<y>Y))?,?"),
    ("clock_weekday", r"(?P<clock>[CD]AZ?|CZ?|P),?(?:i|o)?(?P<wd>W)"),
    ("clock_word", r"(?P<clock>[CD]AZ?|CZ?|P),?i?(?P<word>R)"),
    ("part_of_date", r"t?e?(?P<part>[Pp])[io]t?(?:(?P<d1>[DO])o?(?P<m1>M)|(?P<m>M)(?P<d>[DO]))(?:,?(?P<y>Y))?"),
    ("day_span", r"(?:(?P<m1>M)(?P<d1>[DO])[-T](?P<m2>M)?(?P<d2>[DO])(?:,?(?P<y>Y))?)(?![uUQ-])"),
    ("day_span", r"(?:(?P<m1>M)(?P<d1>[DO])&(?P<d2>[DO])(?:,?(?P<y>Y)|(?=[,.;)|ioTR])))"),
    ("day_span", r"(?:(?P<d1>[DO])(?P<m1>M)?[-T&](?P<d2>[DO])(?P<m2>M),?(?P<y>Y)?)"),
    ("month_span", r"(?P<m1>M)(?P<y1>Y)?[-T](?P<m2>M)(?!D)(?P<y2>Y)"),
    ("day_month", rf"{_MOD}?(?:(?P<wd>W),?)?t?(?P<d>[DO])o?(?P<m>M)(?:,?o?(?P<y>Y)|,?(?P<ay>[yh=]=?U))?(?P<bc>B)?"),
    (
        "month_day",
        rf"{_MOD}?(?:(?P<wd>W),?)?t?[kl]?(?P<m>M)t?(?P<d>[DO])(?!O?[uU%])(?:,?o?(?P<y>Y)|o?(?P<ay>[yhl=]=?U))?(?P<bc>B)?",
    ),
    ("month_year", rf"{_MOD}?(?P<m>M)(?:,?(?:o(?:ty)?)?(?P<y>Y|Ý)|o?(?P<ay>[yhlX=r]=?U))"),
    ("month_bc", rf"{_MOD}?(?P<m>M)(?P<n>[ND])(?P<bc>B)"),
    ("month", rf"(?P<rel>[hlXrk=Fy]|t[rF=]|h[vk])?{_MOD}?(?P<m>M)"),
    ("season_bc", rf"{_MOD}?t?(?P<s>S)o?(?P<n>[ND])B"),
    ("season", rf"{_MOD}?t?(?P<rel>[lXh=Fryk]v?)?(?P<s>S)(?:o?(?P<y>Y)(?P<bc>B)?|,?o(?P<ay>[yhlX=r]=?U))?"),
    (
        "quarter",
        rf"{_MOD}?(?:(?P<ay>[hlXy])U'?|t?(?P<y>Y)|t?(?P<yago>U-[gG])|t?)λ?(?P<o>O)λ?-?Q(?:o?(?P<y2>Y)|(?:o)?(?P<ay2>[yhlX=]=?U))?",
    ),
    ("quarter_rel", r"t?(?P<rel>[lhXrkFcyv])?(?:(?P<yago>U-[gG])|(?P<year>Y)|(?P<ayear>[lhX])U')?Q(?!x?[uU])"),
    ("period_rel", r"t(?P<yago>U-[gG])(?:Q|π)|t(?P<rel>[lr])(?:λ?U)?π"),
    ("century", rf"{_MOD}?t?(?P<o>O(?:[-+]O)?)-?U(?P<bc>B)?"),
    ("decade", rf"{_MOD}?t?(?P<e>E)"),
    ("year_span", r"(?P<y1>Y)[-T](?P<y2>Y|D|N)(?![%\d])"),
    ("year_span", r"β(?P<y1>Y)&(?P<y2>Y)(?![%\d])"),
    ("bc_year", rf"{_ABOUT}{_MOD}?(?P<n>[NDY])B"),
    ("year_words", r"(?:tU)?(?P<yw>n-?n(?:-?n)*)(?!-?[uUq])"),
    ("short_year", r"Ý"),
    ("season_years", r"S(?P<y>Y)"),
    ("year", rf"{_ABOUT}{_MOD}?(?:(?:tU|λ)(?:o)?)?(?P<y>Y)(?:\+H)?"),
    ("ago", rf"{_ABOUT}(?P<n>{_SOME})?m?(?:-)?(?P<u>[uUqQpP])(?:\+x)?(?P<g>g)"),
    ("later", rf"{_ABOUT}(?P<n>{_SOME})?m?(?P<u>[uUqQ])(?P<g>[GH])"),
    ("later", r"[at]?(?P<u>U)-(?P<g>[Gg])"),
    ("before_what", rf"{_ABOUT}(?P<n>{_SOME})(?P<u>[uU])(?P<g>[dJ])(?=[,.;)])"),
    ("last_n", rf"t?(?P<rel>[lvXkFrO])(?P<n>{_SOME})m?x?(?P<u>[uq])"),
    ("recent_units", r"t?(?P<rel>[KvkcΦh])(?:f)?(?P<u>[uq])"),
    ("relative", r"(?:(?P<mod>[eGHb])[oi]?)?t?(?P<rel>[lvXhkrFcy]v?|[y=t]=|t=)λ?(?P<u>[UQ])"),
    ("end_of", r"t?(?P<mod>[be])ot?(?P<u>U)"),
    ("end_possessive", r"(?P<u>U)'(?P<mod>b)"),
    ("weekday", r"(?:(?P<mod>[eGH])-?)?(?P<rel>[lvXhkryF]v?|t[rF])?(?P<wd>W)(?P<part>[Pp]|e?P)?"),
    ("weekdays_set", r"z(?P<wd>W)(?P<part>P)?|(?P<wds>w)|(?P<wd2>W)(?P<part2>p)"),
    ("every", rf"z(?:(?P<o>[fO])|(?P<n>{NUM}))?(?P<u>[uUQPMS])"),
    ("part", r"e?(?P<rel>[hyl]|tF|t=|tX)(?P<part>P)"),
    ("noon", r"(?<=i)(?P<part>P)|(?<=T)(?P<part2>P)"),
    ("part_today", r"(?:e|t)(?P<part>P)"),
    ("word_mod", r"(?P<mod>[eGH])(?P<word>R)"),
    ("part_word", r"(?P<part>P)(?P<word>R)"),
    ("word", r"(?P<word>R)(?P<part>P)?|c(?![uUqQπ])"),
    ("clock", r"(?P<clock>CAZ?|DAZ?|CZ|C)"),
    ("hours", r"(?P<clock>NZ)"),
    ("present", r"(?<=i)¤|t¤(?![-x])|(?<=T)§|hc?¤"),
    ("future", r"(?:t|tx)?Φ(?!x?s)"),
    ("past", r"tv(?![nDNfuU])"),
    ("recent", r"mK|K(?![uUq])"),
    ("duration", rf"{_ABOUT}(?:t)?(?P<n>{_SOME})-?m?(?:O?x)?-?(?P<u>[uUqQ])(?:&a(?P<half>½))?(?:-L)?"),
    ("bare_units", r"(?P<u>u)(?:-L)?"),
    ("unit_long", r"(?P<u>U)-L"),
    ("the_unit", r"t(?:λ)?(?P<u>[UQ])(?![-'x]?[UQ])"),
)
# No rule begins with another character, nor with an article before a word that is none of time: most places of a text
# are passed by this test alone.
_BEGINS = r"(?=t[^x;,.|()']|txΦ|a[^x;,.|()]|ax[-uUqQ]|[^taxoiT&+gΛπL;,.|()'B_\-AZV])"
MASTER = re.compile(
    _BEGINS
    + "(?:"
    + "|".join(f"(?P<r{i}>{re.sub(r'[(][?]P<[^>]+>', '(?:', rule)})" for i, (_, rule) in enumerate(RULES))
    + ")"
)
EACH = tuple((name, re.compile(rule)) for name, rule in RULES)
