"""Check-ins as values: when they begin, and what words in one mean."""

import re

ASKED_AHEAD = 5  # working days before the reporting date
_WORDS = re.compile(r"[^\W_]+")
_SKIP = frozenset({"skip", "skip it", "skip this one", "next", "pass", "later", "not now"})
_NO_NOTE = frozenset(
    {"no", "nope", "no note", "none", "nothing", "nothing to add", "nothing more", "that s all"}
)


def word_of(text: str) -> str | None:
    """The button that words stand for in a check-in: `skip`, `no_note`, or None for neither."""
    said = " ".join(_WORDS.findall(text.casefold()))
    if said in _SKIP:
        return "skip"
    return "no_note" if said in _NO_NOTE else None
