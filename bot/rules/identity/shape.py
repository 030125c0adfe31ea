"""A message's shape: one letter for each word, by which the rules tell who is spoken of.

`Mum, Kelly Brown` is `K,FB`. Beside the letters of `words.py` stand:

names      F given, f given in small letters, M given that is also an everyday word,
           S surname, s surname in small letters, B surname that is also an everyday word,
           I an initial
words      X capital and unknown, Z the same where a sentence begins, u small and unknown,
           C and w everyday, A an acronym, L a place or an organisation, W a colleague
numbers    # under twenty, 0 a longer one, N a date or a measure, $ a case code
after a letter, ? says that it is a school, or that somebody audited
contacts   ~ telephone, @ work email, G other email, ! a flat, ^ a postcode
marks      ' a possessive, | the end of a sentence, and , : ( ) / & - as they are
"""

import re
from functools import partial
from typing import NamedTuple

from bot.rules.identity.lexicon import CAPITAL, EVERYDAY_STREETS, SMALL, everyday
from bot.rules.identity.words import ATTRIBUTED, ENTRIES

# No possessive groups: Python 3.11.2, which Debian 12 has, takes them apart wrongly.
_TOKEN = re.compile(
    r"""(?P<word>[^\W\d_]+(?:(?:'(?![sS]\b)|-)[^\W\d_]+)*(?![^\W\d_]|-?\d|[\w.+'-]{0,64}@))
    |(?P<work>[\w.+-]{1,64}@[\w.-]{0,60}(?:gov\.uk|nhs\.uk|nhs\.net|police\.uk|sch\.uk|ac\.uk
        |org\.uk|\.org|cjsm\.net)\b)
    |(?P<email>[\w.+'-]{1,64}@[\w-]{1,60}\.[\w.-]{2,40})
    |(?P<phone>(?<![\w.])(?:\(?\+?44\)?|0044|\(?0)[ ().-]{0,3}[127](?:[ ().-]{0,2}\d){8,9}(?!\d))
    |(?P<postcode>\b[A-Za-z]{1,2}\d[\dA-Za-z]?\ ?\d[A-Za-z]{2}\b)
    |(?P<code>\b[A-Za-z]{1,5}-\d{2,6}[A-Za-z]?\b|\b[A-Za-z]{2,4}\d{3,6}\b)
    |(?P<number>[£#]?\d{1,9}(?:[.,/:-]\d{1,9}){0,6}(?:%|st\b|nd\b|rd\b|th\b)?)
    |(?P<letters>[^\W\d_]{1,40})
    |(?P<own>'[sS]?(?!\w)|')
    |(?P<end>[.!?]+(?=\s|$)|[;\n|]+|\.{2,})
    |(?P<mark>[,:()/.&=-])""",
    re.X,
)
_LETTERS = {"email": "G", "work": "@", "phone": "~", "postcode": "^", "code": "$"}
_LETTERS |= {"own": "'", "end": "|"}
_FLAT = frozenset(("flat", "apartment", "apt"))
_OWNED = frozenset(("house", "home"))
_TOLD_APART = frozenset("school primary academy infants juniors nursery grammar audited".split())
_ACRONYM = 6
_TEENS = 20
_HOUSE = 9999


class Token(NamedTuple):
    """One word or mark: which group of the pattern found it, as typed and in small letters."""

    group: str
    typed: str
    small: str


def _tokens(text: str) -> list[Token]:
    return [
        Token(match.lastgroup or "", match.group(), _key(match.group()))
        for match in _TOKEN.finditer(text)
    ]


def _key(typed: str) -> str:
    return "'" if typed in ("'s", "'S") else typed.lower()


def _phrases() -> dict[str, dict[tuple[str, ...], str]]:
    """Phrases by their first word."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for entry, kind in ENTRIES.items():
        words = tuple(token.small for token in _tokens(entry))
        if len(words) > 1:
            found.setdefault(words[0], {})[words] = kind
    return found


_PHRASES = _phrases()
_LONGEST = max(len(words) for family in _PHRASES.values() for words in family)


def shape(text: str) -> str:
    """The letters of a text that has been folded."""
    tokens = _tokens(text.lower() if text.isupper() else text)
    letters: list[str] = []
    at = 0
    while at < len(tokens):
        kind, width = _phrase(tokens, at)
        letters.append(kind or _letter(tokens, at, letters))
        at += width
    return _settled("".join(letters))


def _phrase(tokens: list[Token], at: int) -> tuple[str, int]:
    """The letter and length of the longest phrase that begins here; none is one word long."""
    family = _PHRASES.get(tokens[at].small)
    if family is not None:
        ahead = tuple(token.small for token in tokens[at : at + _LONGEST])
        for width in range(len(ahead), 1, -1):
            kind = family.get(ahead[:width])
            if kind and not (kind == "Q" and tokens[at + 1].typed.istitle()):
                return kind, width
    return "", 1


def _letter(tokens: list[Token], at: int, before: list[str]) -> str:
    group, typed, _ = tokens[at]
    if group in ("word", "letters"):
        return _word(tokens, at, before) + ("?" if tokens[at].small in _TOLD_APART else "")
    if group == "number":
        return _number(typed)
    if group == "mark":
        return {".": "", "=": ":"}.get(typed, typed)
    if group == "end" and typed == "." and before and at + 1 < len(tokens):
        counts = tokens[at - 1].small == "no" and tokens[at + 1].group == "number"
        if counts or before[-1] in "ImdT":
            return ""
    return _LETTERS[group]


def _number(typed: str) -> str:
    if not typed.isdigit():
        return "N"
    value = int(typed)
    return "#" if value < _TEENS else "0" if value <= _HOUSE else "N"


def _word(tokens: list[Token], at: int, before: list[str]) -> str:
    _, typed, small = tokens[at]
    letter = _lexical(typed, small, starts=not before or before[-1] in ("|", "-", ""))
    own = letter == "K" and before[-1:] == ["H"]  # "her daughter's assessment"
    if letter in "K+PY" and not own and _describes(tokens, at):
        return "w"
    if letter == "w" and before[-1:] == ["f"] and CAPITAL.get(small) == "B":
        return "s"  # "kayden price"
    if letter == "w" and small in EVERYDAY_STREETS and _numbered(tokens, at, before):
        return "T"  # "27 maple close"
    if letter in "w;" and CAPITAL.get(small) == "M" and _of_kin(tokens, at):
        return "f"  # "will's mother"
    if small in _FLAT and at + 1 < len(tokens) and tokens[at + 1].group == "number":
        return "!"
    return letter


def _numbered(tokens: list[Token], at: int, before: list[str]) -> bool:
    """Whether a number and a name stand before what may be a street."""
    named = before[-1:] and before[-1] in "usfL"
    numbered = at > 1 and (tokens[at - 2].group == "number" or before[-2:-1] == ["#"])
    return bool(named) and numbered


def _of_kin(tokens: list[Token], at: int) -> bool:
    """Whether what follows a word makes it somebody's name: 's mother, told his foster carer."""
    if at + 2 >= len(tokens):
        return False
    owned = tokens[at + 1].small == "'" and SMALL.get(tokens[at + 2].small) in ("K", "+")
    opens = at == 0 or tokens[at - 1].group in ("end", "mark")
    return owned or (opens and _phrase(tokens, at + 1)[0] == "l")


def _describes(tokens: list[Token], at: int) -> bool:
    """Whether a word for a child or a family only describes the next one: child protection."""
    following = at + 1
    if following < len(tokens) and tokens[following].small == "'":
        following += 1
        private = tokens[at].small != "children" and following < len(tokens)
        if private and tokens[following].small in _OWNED:
            return False  # "her grandparents' house"
    return following < len(tokens) and tokens[following].small in ATTRIBUTED


def _lexical(typed: str, small: str, *, starts: bool) -> str:
    if typed == small:
        return SMALL.get(small) or _own_small(small) or _unlisted(small, "w", "u")
    if len(typed) == 1:
        return {"i": "w", "a": "E"}.get(small, "I")
    listed = CAPITAL.get(small) or _own(small)
    if listed:
        return listed
    if typed.isupper() and len(typed) <= _ACRONYM:
        return "A"
    return _unlisted(small, "C", "Z" if starts else "X", capital=True)


def _own(small: str) -> str:
    """ "Jaydens school": a given name with the apostrophe left out."""
    return "F'" if small[-1:] == "s" and CAPITAL.get(small[:-1]) == "F" else ""


def _own_small(small: str) -> str:
    """ "kaydens mum" in small letters."""
    return "f'" if small[-1:] == "s" and SMALL.get(small[:-1]) == "f" else ""


def _unlisted(small: str, known: str, unknown: str, *, capital: bool = False) -> str:
    """The letter of a word in no list: by its parts when it has them, by its ending otherwise."""
    parts = small.replace("'", "-").split("-")
    if len(parts) > 2 and parts[-1] == "old":  # six-year-old
        return "#y"
    if len(parts) > 1:
        listed = [(CAPITAL if capital else SMALL).get(part, "") for part in parts]
        found = next((letter for letter in listed if letter and letter in "FfS"), "")
        return found or (known if all(map(everyday, parts)) else unknown)
    return known if everyday(small) else unknown


_PERSON = "[FSXMBIZ]"
_SETTLING = (
    (re.compile(r"(?<=V)M(?=[|,]|$)"), "N"),  # in May, at Hope: no person
    # A colleague: by a title, by a job, by a department, by having done the work.
    (re.compile(r"(?<=d)[FSXMBIZLC]{1,4}"), "W"),
    (re.compile(rf"(?:(?<=j)|(?<=j[,:(-])){_PERSON}{{1,4}}(?!')"), "W"),
    (
        re.compile(
            rf"(?<![K+PY'])(?<![K+PY][,:(-])(?<![cp]q)(?<!>)(?<!ni){_PERSON}{{1,4}}(?=[,(-][CwLADo&Vqe]{{0,4}}[jD])"
        ),
        "W",
    ),
    (re.compile(rf"(?<![K+PY]){_PERSON}{{1,4}}(?=V[e]?[DA])"), "W"),
    (re.compile(rf"(?<=b){_PERSON}{{1,4}}(?!['Q]|[,(-]?[eH]?[K+])"), "W"),
    # A school, a street, a programme.
    (re.compile(r"(?<![K+PYr$])(?<![K+PY$][,:(-])[FSXMBCLZI]{1,5}'?(?=[OT])"), "L"),
    (re.compile(r"(?<![K+PYvr$'])[SXLZ]{1,4}(?=o)"), "L"),
)


def _settled(letters: str) -> str:
    for pattern, letter in _SETTLING:
        letters = pattern.sub(partial(_covered, letter), letters)
    return letters


def _covered(letter: str, found: re.Match[str]) -> str:
    return letter * len(found.group())
