"""Sentences about registers: "add a risk: Recruitment; owner DCS", "risk 1: closed", "risks?"."""

import re

from bot.rules.nouns import NOUNS, Noun
from bot.rules.orders import RegisterAsked, RegisterEntry

_SPOKEN = {
    name.replace("_", " "): noun for noun in NOUNS for name in (noun.name, noun.many, *noun.also)
}
_NAMES = "|".join(sorted(map(re.escape, _SPOKEN), key=len, reverse=True))
_ADD = re.compile(
    rf"(?:please\s+)?(?:add|log|record)\s+(?:an?\s+)?(?:new\s+)?(?P<noun>{_NAMES})\s*[:,–—-]\s*"
    r"(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_SET = re.compile(
    rf"(?:please\s+)?(?:(?:set|change)\s+)?(?P<noun>{_NAMES})\s+#?(?P<key>\d{{1,6}})\s*[:,–—-]\s*"
    r"(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_SHOW = re.compile(
    rf"(?:show(?:\s+me)?\s+|list\s+|what\s+are\s+)?(?:the\s+|our\s+)?(?P<noun>{_NAMES})"
    r"(?:\s+(?:on|about|from|of|for)\s+(?P<words>[^?]+))?\s*\?*",
    re.IGNORECASE,
)


def entry_in(plain: str) -> RegisterAsked | RegisterEntry | None:
    """What a sentence asks of a register, or puts into one."""
    for shape in (_ADD, _SET):
        found = shape.fullmatch(plain)
        if found and not plain.endswith("?"):
            noun = _noun(found)
            key = found["key"] if shape is _SET else ""
            return RegisterEntry(noun.name, typed_in(noun, found["rest"], bool(key)), key)
    found = _SHOW.fullmatch(plain)
    return RegisterAsked(_noun(found).name, (found["words"] or "").strip()) if found else None


def _noun(found: re.Match[str]) -> Noun:
    return _SPOKEN[" ".join(found["noun"].casefold().split())]


def typed_in(noun: Noun, rest: str, changes: bool) -> dict[str, str]:
    """The fields of a sentence as texts: first what it is, then each with its name before it."""
    names = {one.name.replace("_", " "): one.name for one in noun.all}
    spoken = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    parts = re.split(rf"\s*;\s*|\s*,\s*(?=(?:{spoken})\b)", rest.strip(" ."), flags=re.IGNORECASE)
    typed: dict[str, str] = {}
    for number, part in enumerate(parts):
        found = re.fullmatch(rf"({spoken})\b\s*[:=]?\s*(.*)", part, re.IGNORECASE | re.DOTALL)
        if found and (number or changes):
            typed[names[" ".join(found[1].casefold().split())]] = found[2]
        elif number or changes:
            typed[_of_word(noun, part)] = part
        else:
            typed["title"] = part
    return typed


def _of_word(noun: Noun, part: str) -> str:
    """The choice that a word alone stands for: "closed" is a state."""
    word = part.casefold().strip().replace(" ", "_")
    return next((one.name for one in noun.fields if word in one.words), part[:40])
