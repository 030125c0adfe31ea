"""Text to tokens: words, numbers and marks, each with its place in the text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from bot.language import words
from bot.language.slips import SLIPS

_ALIKE = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‛": "'",
        "′": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‐": "-",
        "‑": "-",
        "‒": "–",
        "—": "–",
        "―": "–",
        "−": "-",
        "\u00a0": " ",
        "％": "%",
        "？": "?",
    }
)

_NAME = r"(?P<name>https?://\S+|www\.\S+|[^\s@<>]+@[^\s@<>]+\.\w+|<[@!\#][^<>]*>)|"
# Most tokens are plain words: they need not fail to be eleven other things first.
_ANY = r"""
    (?P<plain>[a-z]+(?=[\s,.;!?]|$))
    | (?P<emoji>(?<![^\s:)]):[a-z+-][a-z0-9_+'-]*:
        |(?<!\S)[:;]-?[()/\\|xpd](?![^\s,.;!?])
        |[\u203c\u2049\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+)
    | (?P<iso>\b[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\b)
    | (?P<numdate>(?<![\w.])[0-9]{1,2}(?P<sep>[/.-])[0-9]{1,2}(?P=sep)(?:[0-9]{4}|[0-9]{2})
        (?![\w]|[.][0-9]))
    | (?P<code>(?<![\w-])[a-z]{2,4}-[0-9]+(?![\w-]))
    | (?P<fraction>(?<![\w.])[0-9]+(?:\.[0-9]+)?[ ]?/[ ]?[0-9]+(?:\.[0-9]+)?(?![\w/]|[.][0-9]))
    | (?P<dotted>(?<![\w.])[0-9]+(?:\.[0-9]+)+)
    | (?P<ordinal>\b[0-9]{1,2}(?:st|nd|rd|th)\b)
    | (?P<label>\b[0-9]+[a-z]\b)
    | (?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)
    | (?P<glue>(?<=[^\W\d_])-(?=[^\W\d_]))
    | (?P<tail>(?<=[0-9a-z])'s\b)
    | (?P<word>\b(?:red|amber|green)-(?!rated\b)(?:[a-z]+ed|hot|lit|light|tape|paper|letter|ink)\b
        |\b(?:stuck|behind|blocked|red|amber|green|fine|delayed)(?:-[^\W\d_]+){2,}
        |\bq[1-4]\b|\b(?:[a-z]+day|tomorrow|january|february|march|april|may|june|july
            |august|september|october|november|december)(?='s\b)
        |[^\W\d_]+(?:'[^\W\d_]+)*)
    | (?P<line>\n)
    | (?P<mark>->|=>|--+|[^\w\s]|_)
    """
# The people with the computers are not "it", and Amber Smith is no rating.
_NAMED = re.compile(
    r"(?<![\w-])(?:IT(?![\w'’-])|Amber(?= (?:(?:is )?(?:off (?:sick|today|this|next|until|till|on)"
    r"|away|on (?:leave|holiday|mat|lates)))\b)|(?:Amber|Red|Green)(?= ([A-Z][a-z]+)))"
)
_RATED = re.compile(
    r"(?:\brag|\bis|\brated|\bstatus|\brating|\bnow|\bto|\bat|\bfrom)\W*$", re.IGNORECASE
)
_USUAL = re.compile(r"[0-9]+(?:[.][0-9]+)*")


@dataclass(slots=True)
class Token:
    """A word or mark: `word` in lower case and with slips put right, and where it stands.

    `kind` is the name of the pattern's group that it matched: word, mark, dotted, number ...
    """

    kind: str
    word: str
    start: int
    end: int


def fold(text: str) -> str:
    """The text in lower case with plain quotes and dashes, each character in its own place."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for found in () if text.isupper() else _NAMED.finditer(text):
        if _is_name(text, found):
            low = low[: found.start()] + found[0] + low[found.end() :]
    return low if low.isascii() else low.translate(_ALIKE)


def _is_name(text: str, found: re.Match[str]) -> bool:
    """Whether what looks like a name is one: "Amber Smith" is, "Amber Waiting for HR" is not."""
    if found[1] is None:
        return True
    following = found[1].lower()
    common = following in words.WORK | words.LINKS | words.FOLLOWS | words.FIELDS.keys()
    rated = _RATED.search(text[max(0, found.start() - 10) : found.start()])
    return not (common or rated or following.endswith("ing"))


class Patterns(NamedTuple):
    """The patterns of a token: to look for an address at every letter is dear, and few have one."""

    plain: re.Pattern[str]
    addressed: re.Pattern[str]


def patterns_of(refs: Iterable[str]) -> Patterns:
    """The patterns where a plan numbers its actions otherwise than 4.2, such as WS3."""
    odd = [re.escape(ref) for ref in refs if not _USUAL.fullmatch(ref)]
    named = r"(?P<ref>(?<![\w.])(?:{})(?!\w|[.]\w))|".format("|".join(odd)) if odd else ""
    # The space behind a token goes with it: to look for one at every space is half the time.
    plain, addressed = (
        re.compile(f"(?:{named}{any_})[ ]?", re.VERBOSE) for any_ in (_ANY, _NAME + _ANY)
    )
    return Patterns(plain, addressed)


USUAL = patterns_of(())


def tokenise(folded: str, patterns: Patterns = USUAL) -> list[Token]:
    """The tokens of a folded text, spaces and hyphens inside words left out."""
    addressed = "@" in folded or "://" in folded or "www." in folded or "<" in folded
    tokens = []
    for found in (patterns.addressed if addressed else patterns.plain).finditer(folded):
        name = found.lastgroup or "mark"
        kind = _KINDS.get(name, name)
        if kind != "glue":
            word = found[name]
            word = SLIPS.get(word, word) if kind == "word" else word
            tokens.append(Token(kind, word, *found.span(name)))
    return tokens


# The groups whose tokens are of another kind than their name.
_KINDS = {"plain": "word", "tail": "word", "ref": "dotted"}
