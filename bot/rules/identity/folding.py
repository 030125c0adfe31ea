"""Text as a person would read it aloud: disguises off, before anything is looked for."""

import re
import unicodedata

_LOOKALIKES = str.maketrans(
    # Cyrillic, Greek, Armenian and small-capital letters that pass for Latin ones.
    "АВЕЅZІЈКМНОРСТУХԜҮавеѕіјкмнорстухԁԛԝһҽӏɡɑΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχсօոսһıȷɩʟɴʀᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢ",
    "ABESZIJKMHOPCTYXWYabesijkmhopctyxdqwhelgaABEZHIKMNOPTYXaikvoptuxconuhijilnracdejkmoptuvwz",
)
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‛ʼʹ`´′＇", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−⁃﹘﹣－", "-"),
        **dict.fromkeys("․‧•∙⋅●▪◦", "."),
        **dict.fromkeys("*_~", " "),  # bold, italic and struck out, in Slack
    }
)
_SLACK_LINK = re.compile(r"<(?:mailto:|tel:)?([^<>|]{1,300})\|[^<>]{0,300}>")
_SLACK_MENTION = re.compile(r"<[@#!][^<>]{1,80}>")
_TAG = re.compile(r"<[^<>]{1,200}>")
_ENTITIES = {"&amp;": "&", "&nbsp;": " ", "&#39;": "'", "&quot;": '"', "&lt;": "<", "&gt;": ">"}
_SPELT_OUT = re.compile(r"(?<![^\W_])[^\W\d_](?:([ .-])[^\W\d_])(?:\1[^\W\d_]){2,40}(?![^\W_])")
# A digit for a letter inside a word: J4yden.
_DISGUISED = re.compile(r"(?<=[^\W\d_])[013457](?=[a-z]{2})")
_LETTER_MEANT = dict(zip("013457", "oieast", strict=True))
_GAP = re.compile(r"[^\S\n]+")


def folded(text: str) -> str:
    """The text with plain letters, digits and punctuation, and Slack's markup taken off.

    Full-width and look-alike characters become the ones they look like, what cannot be seen is
    dropped, accents are taken off, and letters typed one by one are joined up.
    """
    if not text.isascii():
        text = _latin(text)
    text = _unmarked(text)
    text = _DISGUISED.sub(lambda digit: _LETTER_MEANT[digit.group()], text)
    return _GAP.sub(" ", _SPELT_OUT.sub(_joined, text))


def _latin(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.translate(_PLAIN)).translate(_LOOKALIKES)
    seen = (c for c in text if unicodedata.category(c) not in ("Cf", "Mn", "Me", "Cs", "Co"))
    return "".join(_digit(c) for c in seen).translate(_PLAIN)


def _digit(character: str) -> str:
    """Any script's digit as our own; everything else as it is."""
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def _unmarked(text: str) -> str:
    if "&" in text:
        for entity, character in _ENTITIES.items():
            text = text.replace(entity, character)
    if "<" in text:
        text = _SLACK_MENTION.sub(" ", _SLACK_LINK.sub(r" \1 ", text))
        text = _TAG.sub("\n", text)
    return text.translate(_PLAIN)


def _joined(spelt: re.Match[str]) -> str:
    return spelt.group().replace(spelt.group(1), "")
