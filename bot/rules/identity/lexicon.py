"""Which letter a single word has, as it is written: with a capital or without."""

import re
from pathlib import Path

from bot.rules.identity.words import ENTRIES

_LISTS = Path(__file__).parent / "lists"
# Road names that are also everyday words, unless they carry a capital.
EVERYDAY_STREETS = frozenset(
    """st close drive court gardens way place hill walk square sq row parade rise green park view
    pl cl ave ln""".split()
)
_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("d", ""), ("ied", "y"), ("ing", ""),
    ("ing", "e"), ("ly", ""), ("ily", "y"), ("er", ""), ("r", ""), ("ers", ""), ("rs", ""),
    ("ment", ""), ("ments", ""), ("ness", ""), ("less", ""), ("ful", ""), ("able", ""),
    ("al", ""), ("fully", ""), ("ally", ""),
)  # fmt: skip
_LEARNED = re.compile(
    r"[a-z]{2,40}(?:[ts]ions?|ments?|ness|ships?|ilit(?:y|ies)|ances?|ences?|isms?"
    r"|olog(?:y|ies|ical)|ically|i[sz](?:e|ed|es|ing)|atively|ously)"
)


def _listed(name: str) -> frozenset[str]:
    return frozenset((_LISTS / name).read_text(encoding="utf-8").split())


_ORDINARY = _listed("ordinary.txt")
_GIVEN = _listed("given_names.txt")
_SURNAMES = _listed("surnames.txt")
_PLACES = _listed("places.txt")


def everyday(small: str) -> bool:
    """Whether a word is everyday English, as it stands or without its ending."""
    if small in _ORDINARY or _LEARNED.fullmatch(small):
        return True
    return any(
        small.endswith(ending) and _is_stem(small[: -len(ending)] + instead)
        for ending, instead in _ENDINGS
    )


def _is_stem(stem: str) -> bool:
    undoubled = stem[:-1] if stem[-2:-1] == stem[-1:] else stem
    return len(stem) > 2 and (stem in _ORDINARY or (len(stem) > 3 and undoubled in _ORDINARY))


def _capital() -> dict[str, str]:
    letters = {name: "B" if everyday(name) else "S" for name in _SURNAMES}
    letters |= {f"{name}s": "S" for name in _SURNAMES if not everyday(name) and name[-1] != "s"}
    letters = dict.fromkeys(_ORDINARY, "C") | letters
    given = {name.lower() for name in _GIVEN}
    letters |= {name: "M" if name in _ORDINARY else "F" for name in given}
    letters |= dict.fromkeys(_PLACES, "L") | _single_words()
    return letters | {"will": "M", "may": "M"}


def _small() -> dict[str, str]:
    letters = {name: "s" for name in _SURNAMES if not everyday(name)}
    letters |= {name: "f" for name in _GIVEN if name == name.lower()}
    letters |= dict.fromkeys(_PLACES, "L") | dict.fromkeys(_ORDINARY, "w")
    letters |= {word: "o" if kind == "O" else kind for word, kind in _single_words().items()}
    return letters | dict.fromkeys(EVERYDAY_STREETS, "w")


def _single_words() -> dict[str, str]:
    return {entry: kind for entry, kind in ENTRIES.items() if " " not in entry}


CAPITAL = _capital()
SMALL = _small()
