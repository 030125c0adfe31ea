"""One role is printed in several ways: what makes two spellings the same, and how to show it."""

import html
import re
import unicodedata

_APOSTROPHES = re.compile("[\u2018\u2019\u201b\u02bc\u2032`\u00b4]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_SEPARATORS = re.compile(r"[;\n\r/]+")
_BULLET = re.compile(r"^[\s\-–—•·▪*]+")
_NOT_APPLICABLE = re.compile(r"(?:^|(?<=[;\n\r/]))[^\S\n\r]*n/a\.?\s*(?=$|[;\n\r/])", re.IGNORECASE)
_NOBODY = frozenset(
    "n/a|na|tbc|tba|tbd|to be confirmed|to be agreed|to be decided"
    "|none|nobody|no one|not applicable|vacant|vacancy|?".split("|")
)


def display_name(name: str) -> str:
    """A role's name in the project's spelling: "and", straight apostrophes, plain hyphens."""
    plain = unicodedata.normalize("NFKC", html.unescape(name).replace("\u00b4", "'"))
    plain = _DASHES.sub("-", _APOSTROPHES.sub("'", plain)).replace("&", " and ")
    return " ".join(plain.split())


def role_key(name: str) -> str:
    """What is equal for every spelling of one role, whatever its case, spaces or punctuation."""
    return re.sub(r"\s*-\s*", "-", display_name(name)).casefold()


def split_leads(text: str) -> tuple[str, ...]:
    """The roles named in a cell, each once, as displayed.

    They stand apart by a semicolon, a slash or a new line. A comma or an "and" may belong to one
    role's name, and never parts two. "N/A", "TBC", "vacant" and the like are nobody.
    """
    found: dict[str, str] = {}
    for part in _SEPARATORS.split(_NOT_APPLICABLE.sub("", html.unescape(text))):
        name = display_name(_BULLET.sub("", part))
        if name and role_key(name).strip(".()") not in _NOBODY:
            found.setdefault(role_key(name), name)
    return tuple(found.values())
