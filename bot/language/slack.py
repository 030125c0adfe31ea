"""Slack's own text as a person sees it: links by their labels, no marks, nothing struck out."""

import re
from html import unescape

_LINK = re.compile(r"<(?:https?://|mailto:|tel:)[^|<>]*\|([^<>]*)>")
_PLAIN_LINK = re.compile(r"<((?:https?://|mailto:|tel:)[^|<>]*)>")
_CHANNEL = re.compile(r"<#[A-Z0-9]+\|([^<>]*)>")
_STRUCK = re.compile(r"(?<![\w~])~(?=\S)[^~\n]*(?<=\S)~(?![\w~])")
_MARKED = re.compile(r"(?<![\w*_])([*_]{1,2})(?=\S)([^*_\n]*)(?<=\S)\1(?![\w*_])")
_QUOTED = re.compile(r"^[ \t]*(?:>|&gt;).*$", re.MULTILINE)
_CODE = re.compile(r"`+")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad]")
_LEADING_NAMES = re.compile(r"^(?:\s*<@[^<>\s]+>[\s,:]*)+")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|#39|nbsp);")
_SPECIAL = re.compile("[<>&*_~`\u200b\u200e\u200f\u2060\ufeff\u00ad]")


_LIST_NUMBER = re.compile(r"^[ \t]*[0-9]{1,2}[.)][ \t]+(?=(?:action )?#?[0-9])", re.MULTILINE)


def clean(text: str) -> str:
    """The words of a message, in order, with what Slack wrote around them taken away.

    Lines that quote somebody else and words that were struck out are left out. A name at the
    very beginning is the one who is spoken to, and goes too.
    """
    text = _LIST_NUMBER.sub("", text)
    if not _SPECIAL.search(text):
        return text
    text = _INVISIBLE.sub("", text)
    text = _LEADING_NAMES.sub("", text)
    text = _QUOTED.sub("", text)
    for pattern in (_LINK, _PLAIN_LINK, _CHANNEL):
        text = pattern.sub(r"\1", text)
    text = _STRUCK.sub("", text)
    for _ in range(2):  # bold inside italics
        text = _MARKED.sub(r"\2", text)
    return _ENTITY.sub(lambda found: unescape(found[0]), _CODE.sub("", text))
