"""What the words right after a rating leave of it: "amber to green", "red tape", "behind us"."""

from collections.abc import Sequence
from datetime import date

from bot.language import words
from bot.language.clauses import Clause
from bot.language.cues import FOREIGN
from bot.language.dates import BadDay, Day
from bot.language.items import Item

_COLOURED = frozenset(
    "tape paper papers tuning tuned print cross flag flags book team teams light lights herring "
    "line lines alert alerts zone zones belt tooth detail weather warning warnings tea wine bin "
    "bins bus car van door room pen ink dress shirt jumper jacket folder sticker button card cards "
    "salad apple apples juice squash curry pepper peppers carpet sofa eyes hair lane road street "
    "avenue lion dragon ribbon face faces".split()
)


def rating(clause: Clause, at: int, today: date) -> str:
    """What the words right after a rating leave of it.

    "Red tape" is no rating, "amber to green" is no longer amber, "amber by Friday" is to come, and
    "red or amber" and "on track if HR agree" are not sure.
    """
    rest = clause.items[at + 1 :]
    if not rest:
        return ""
    following = rest[0]
    if _describes(clause, at):
        return FOREIGN
    if following.word == "to" and len(rest) > 1 and rest[1].kind == "field":
        return FOREIGN
    dated = rest[1] if following.word == "from" and len(rest) > 1 else following
    if dated.kind == "date" and (dated.word == "by" or to_come(dated, today)):
        return "future"  # "green by June", "back to green next month"
    if following.word == "ish":
        return "near_miss"
    if following.word == "or" or following.reason == "hearsay":
        return "ambiguous" if following.word == "or" else "hearsay"
    if _before_noun(clause, at):
        return "ambiguous"
    said = clause.items[at].said
    if following.word in _IN_THAT_EVENT:
        return "conditional"
    if said is not None and said.value == "green":
        guessed = (i.reason for i in rest if i.word in _GUESSING)
        return next((i.reason for n, i in enumerate(rest) if _conditional(rest, n)), "") or next(
            guessed, ""
        )
    return ""


_GUESSING = frozenset(words.table("maybe|perhaps|probably|possibly|i think|apparently"))
_IN_THAT_EVENT = frozenset(
    words.table(
        "if|unless|the minute|the moment|the second|as soon as|when|whenever|once|in case|provided",
        "providing|assuming|in the event|as long as|so long as|subject to|only if|only when",
    )
)


def _conditional(rest: Sequence[Item], at: int) -> bool:
    """ "On track if HR agree"; "back on track after the delay" is not."""
    since = rest[at].word == "after" and at + 1 < len(rest) and rest[at + 1].word in _DETERMINERS
    return rest[at].reason == "conditional" and not since


def _before_noun(clause: Clause, at: int) -> bool:
    """ "At risk children reviewed", "blocked toilets": a rating of it, or of what follows."""
    word, following = clause.items[at].word, clause.items[at + 1]
    usual = known(following) or following.word in _USUAL
    bare = following.kind == "word" and not usual and not following.word.endswith("ing")
    return bare and word in ("at risk", "delayed", "blocked", "stuck", "behind", "slipped", "fine")


_USUAL = words.PERCENT_FOLLOWS | words.SHADES
_USUAL |= set("to until till over from out again between per a an but by of this".split())


def _describes(clause: Clause, at: int) -> bool:
    """Whether a rating belongs to what follows: "the delayed recruits", "stuck to the plan"."""
    word, rest = clause.items[at].word, clause.items[at + 1 :]
    plain = rest[0].kind in ("word", "mark")
    before = clause.items[at - 1].word if at else ""
    if (word, rest[0].word) in _IDIOMS:
        return True
    if plain and (before in _DETERMINERS or rest[0].word in _COLOURED):
        return True
    following = [item.word for item in rest]
    if word == "stuck" and following[0] in ("in", "in a", "on"):
        road = following[:2] == ["on", "the"] and following[2:3] in (["a"], ["m"])
        return road or not _STUCK_IN.isdisjoint(following[1:4])
    if word == "on track" and following[:2] == ["to be", "the"]:
        return True  # "... the longest-running action in the borough"
    if word == "behind":
        return following[0] in _DETERMINERS and not _BEHIND_WHAT & set(following[:2])
    if word in ("red", "amber", "green", "stuck", "fine"):
        return rest[0].word in _LED_BY or (rest[0].word == "to" and len(rest) > 1)
    return False


_DETERMINERS = frozenset("the a an our my their his her its these those some all any every".split())
_IDIOMS = frozenset(
    tuple(pair.split(" ~ "))
    for pair in words.table(
        "stuck ~ by|stuck ~ up|behind ~ closed|behind ~ us|behind ~ it|behind ~ this|fine ~ by",
        "fine ~ for|slipped ~ up|slipping ~ through|slipped ~ through|slipping ~ up|red ~ flagged",
        "blocked ~ out|blocked ~ off|blocked ~ in|behind ~ bars|red ~ hot|red ~ ink|red ~ pen",
        "at risk ~ register|behind ~ him|behind ~ her|behind ~ them",
    )
)
_BEHIND_WHAT = frozenset("curve schedule plan target timetable programme timescale dates".split())
_STUCK_IN = frozenset(
    "traffic meeting meetings court bed lift train bus tube phone call calls motorway hold".split()
)
_LED_BY = frozenset(words.table("is|has|will|was|says|said|had|leads|led|leading|would|can|tune"))


def known(item: Item) -> bool:
    """Whether a word between a field and its reference changes nothing."""
    return item.word in words.LINKS or item.word in words.FOLLOWS


def to_come(item: Item, today: date) -> str:
    """A day that has not come; the month that is running may be meant as it stands."""
    if isinstance(item.day, BadDay):
        return "future"
    if not isinstance(item.day, Day):
        return ""
    current = item.day.on.replace(day=1) <= today and item.day.whole_month
    return "future" if item.day.on > today and not (current and item.word != "by") else ""
