"""Typing slips: which misspelt words stand for which common ones, worked out once."""

from collections.abc import Iterable, Iterator

from bot.language.cues import CONTRACTIONS

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONG = 8
_SHORT = {
    "compl": "complete",
    "cmplt": "complete",
    "doen": "done",
    "donne": "done",
    "dnoe": "done",
    "odne": "done",
    "ambr": "amber",
    "abmer": "amber",
    "ambre": "amber",
    "gren": "green",
    "geren": "green",
    "grean": "green",
    "clsoed": "closed",
    "cloesd": "closed",
    "closd": "closed",
    "stcuk": "stuck",
    "overude": "overdue",
    "over due": "overdue",
    "u": "you",
    "til": "till",
    "untill": "until",
    "hlep": "help",
    "udno": "undo",
    "comleted": "completed",
    "compelte": "complete",
    "compelted": "completed",
    "complated": "completed",
    "finshed": "finished",
    "fnished": "finished",
    "finised": "finished",
    "tommorow": "tomorrow",
    "tommorrow": "tomorrow",
    "feburary": "february",
    "febuary": "february",
}
_SLIPPERY = (
    "complete completed finished started amber green closed sorted blocked behind delayed "
    "slipping residual progress halfway nearly almost hopefully apparently overdue percent actions "
    "action january february march april august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday deadline outstanding inadequate measure"
).split()
# Words in their own right that a slip of another could be taken for.
_REAL = frozenset(
    "compete competed completes starred stared stated staffed starter fished finishes finisher "
    "locked clocked blocker closet closer closes close coed loosed cosed slopping snipping sipping "
    "skipping flipping clipping dearly yearly early pearly neatly rear closest greed greet greens "
    "ember ambler timber member delayer relayed decayed delays sort sored stored storied shorted "
    "snorted sported sported behinds begin march marsh arch larch starch parch chapter match "
    "action auction fraction caption faction actions factions actin april aril august gust monday "
    "sunday sundry unday sorts progress process dead deadlines dealing measures treasure measured "
    "measurer most present percents start starts smarted charted stated restarted finish".split()
)


def _edits(word: str) -> Iterator[str]:
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]
        yield word[: i + 1] + word[i:]
        if i:
            yield word[: i - 1] + word[i] + word[i - 1] + word[i + 1 :]
        if len(word) >= _LONG:
            yield from (word[:i] + letter + word[i + 1 :] for letter in _LETTERS)


def _slips(words: Iterable[str]) -> dict[str, str]:
    right = set(words)
    found = {slip: word for word in words for slip in _edits(word)}
    return {s: w for s, w in found.items() if s not in right and s not in _REAL}


SLIPS = _slips(_SLIPPERY) | _SHORT | CONTRACTIONS
