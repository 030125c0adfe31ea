"""Whether a note says anything: "ongoing" is kept, but tells nobody where an action stands."""

import re

_WORDS = re.compile(r"[^\W_]+")
_THIN = frozenset(
    {
        "as above",
        "as before",
        "as last month",
        "as last time",
        "as per last update",
        "as previously reported",
        "as stated above",
        "continues",
        "continuing",
        "in hand",
        "in progress",
        "na",
        "n a",
        "nil",
        "no change",
        "no change this month",
        "no change this week",
        "no changes",
        "no further update",
        "no new update",
        "no progress",
        "no update",
        "no updates",
        "none",
        "nothing new",
        "nothing to add",
        "nothing to report",
        "nothing to update",
        "on going",
        "ongoing",
        "same",
        "same as above",
        "same as before",
        "same as last month",
        "same as last time",
        "same as last week",
        "see above",
        "see last update",
        "see previous update",
        "still in progress",
        "still on going",
        "still ongoing",
        "still the same",
        "tbc",
        "unchanged",
        "update to follow",
        "work continues",
        "work continuing",
        "work in progress",
        "work is ongoing",
        "work ongoing",
    }
)


def says_nothing(note: str | None) -> bool:
    """Whether a note has no substance; one that is not there has none."""
    return not note or " ".join(_WORDS.findall(note.casefold())) in _THIN
