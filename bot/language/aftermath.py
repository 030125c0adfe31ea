"""What stands after a field and takes it back: "done, apart from audits", "amber to green"."""

from collections.abc import Container, Sequence
from datetime import date
from itertools import pairwise

from bot.language import cues, words
from bot.language.clauses import Clause
from bot.language.cues import FOREIGN
from bot.language.dates import WEEKDAYS
from bot.language.items import Item
from bot.language.ratings import known, rating, to_come
from bot.language.spans import NUMBER_WORDS

_ACTIVE = frozenset(["i", "we", "i've", "we've", "i have", "we have", "team have", "team has"])
_PASSIVE = words.COPULAS | {"been", "are", "was", "were"}
_RIGHT_AFTER_VERB = words.FILLERS | {"it", "this", "off", "as", "today"}
_PARTICIPLES = frozenset(["completed", "finished", "closed", "signed off", "wrapped up"])
_NO_ADJECTIVES = frozenset(["done", "wrapped up", "sorted out"])
_FILLING = words.FILLERS | words.WHEN_DONE
_DENYING = cues.BARE | cues.CARRIED_WORDS
_OBJECTS = frozenset("the our my all everything everyone new hr team no nothing good great".split())


_MEASURED = frozenset(
    "rate rates figure figures report reports percentage form certificate".split()
)


def completes(item: Item) -> bool:
    """Whether an item says that something is complete."""
    return item.said is not None and item.said.value == "completed"


def after(clause: Clause, at: int, today: date) -> str:
    """The reason that a field itself, and the rest of its clause, give for not believing it."""
    item = clause.items[at]
    said = item.said
    if said is None:
        return ""
    if said.field == "percent" and _percent(clause, at) == FOREIGN:
        return FOREIGN
    if said.form == "doubt":
        noun = item.word == "completion" and any(i.word in _MEASURED for i in clause.items[at:])
        return FOREIGN if noun else said.reason
    if not completes(item) and _of_another(clause.items[at + 1 :]):
        return FOREIGN
    return _of_its_kind(clause, at, today)


def _of_its_kind(clause: Clause, at: int, today: date) -> str:
    """What each kind of field makes of the words that follow it."""
    item = clause.items[at]
    said = item.said
    if said is None:
        return ""
    if said.field == "end":
        return refused(clause.items[at + 1 :])
    if said.field == "percent":
        return _percent(clause, at)
    if said.field == "rag":
        return rating(clause, at, today)
    if said.form == "verb":
        return _commanded(clause, at) or _after_completed(clause, at, today)
    if completes(item) or said.value == "residual":
        return _after_completed(clause, at, today)
    return _begun(clause, at)


def _of_another(rest: Sequence[Item]) -> bool:
    """ "we delayed signing off 4.2": what stands between field and reference is the object."""
    between = rest[: _ref_place(rest)]
    plain = (item.kind == "word" and not known(item) for item in between)
    doubtful = (item.said is not None and item.said.form == "doubt" for item in between)
    return len(between) < len(rest) and (any(plain) or any(doubtful))


def _begun(clause: Clause, at: int) -> str:
    """ "In progress or done" is not sure; "we have not started training" is of the training."""
    rest = clause.items[at + 1 :]
    if not rest:
        return ""
    following = rest[0]
    if following.word == "or" or following.word in _WRITING:
        return "ambiguous"
    active = clause.items[at].word.endswith("not started") and any(
        item.word in _ACTIVE for item in clause.items[:at]
    )
    usual = known(following) or following.word in words.PERCENT_FOLLOWS
    return "ambiguous" if active and following.kind == "word" and not usual else ""


_WRITING = frozenset("writing typing dictating thinking wondering".split())


def _percent(clause: Clause, at: int) -> str:
    rest = clause.items[at + 1 :]
    if any(item.word in words.LEFT_OVER or _open(item) for item in rest):
        return "ambiguous"
    following = rest[0] if rest else None
    if following is None or following.kind in ("field", "emoji", "ref"):
        behind = following is not None and following.word.startswith(("behind", "off ", "slip"))
        return FOREIGN if behind else ""
    if any(item.kind == "ref" for item in rest) and all(map(known, rest[: _ref_place(rest)])):
        return ""  # "halfway on 6.3"
    word = following.word
    return "" if word in words.PERCENT_FOLLOWS or word.endswith("ing") else FOREIGN


def _open(item: Item) -> bool:
    """ "20% incomplete" and "20% not started" speak of the rest."""
    return _undone(item) or (item.said is not None and item.said.value == "not_started")


def _commanded(clause: Clause, at: int) -> str:
    """ "close 4.2" and "4.2 please close" are commands; "4.2 close to done" is none."""
    right, left = clause.items[at + 1 :], clause.items[:at]
    if any(item.kind == "ref" for item in right):
        return ""
    polite = any(item.word in ("please", "pls", "plz") for item in left)
    told = all(item.word in _RIGHT_AFTER_VERB for item in right)
    told = told and any(item.word not in words.THANKS for item in right)
    alone = polite and not right
    return "" if told or alone or (not left and not right) else "near_miss"


def _after_completed(clause: Clause, at: int, today: date) -> str:
    """What the rest of its clause leaves in doubt about a completion."""
    rest = clause.items[at + 1 :]
    before = {item.word for item in clause.items[:at]}
    said = clause.items[at].said
    told = said is not None and said.form == "verb"
    for n, item in enumerate(rest):
        reason = "" if told and item.word == "for me" else _taken_back(item, today)
        owned = n + 1 < len(rest) and rest[n + 1].word == "'s"  # "at Monday's panel"
        if item.word in WEEKDAYS and clause.items[at].word in _PARTICIPLES and not owned:
            reason = ""  # "closed on Monday": the one that has been
        if reason:
            return reason
    follower = next((i for i in rest if i.kind not in ("emoji", "ref", "mark")), None)
    if follower is None or follower.kind in ("field", "date"):
        return ""
    referred = any(item.kind == "ref" for item in rest)
    linked = referred and all(known(i) for i in rest[: _ref_place(rest)])
    if linked and "i'm" in before and _of_people(clause, at, follower):
        return "near_miss"  # "I'm done with 4.1"
    if linked:
        follower = next((i for i in rest[_ref_place(rest) + 1 :] if i.kind != "emoji"), None)
        return "" if follower is None or follower.word in words.FOLLOWS else "near_miss"
    if follower.word in words.BEFORE_DATES and not _dated(rest, follower):
        return "near_miss"
    if _of_people(clause, at, follower) or (follower.word == "as" and not _speaks_on(rest)):
        return "near_miss"
    if follower.word in words.FOLLOWS:
        active = before & _ACTIVE and follower.word in _OBJECTS
        return "near_miss" if active else ""
    passive = before & _PASSIVE and not before & _ACTIVE
    spoken = _speaks_on(rest) and (passive or clause.items[at].word in _NO_ADJECTIVES)
    return "" if spoken or _object(rest, follower) else "near_miss"


def _of_people(clause: Clause, at: int, follower: Item) -> bool:
    """ "I'm done with this", "signed off as fit": somebody has had enough, or is away."""
    word = clause.items[at].word
    return (follower.word == "with" and word in ("done", "finished")) or (
        follower.word in ("as", "with", "for") and word == "signed off"
    )


def _object(rest: Sequence[Item], follower: Item) -> bool:
    """ "we've finished this" """
    at = next(n for n, item in enumerate(rest) if item is follower)
    idle = all(item.word in _FILLING for item in rest[at + 1 :])
    return idle and follower.word in _THESE


_THESE = frozenset(words.table("this|that|these|them|this one|that one|this action|that action"))


def _dated(rest: Sequence[Item], preposition: Item) -> bool:
    """Whether a date comes right after a word: "closed on Monday", but not "done in LAC"."""
    at = next(n for n, item in enumerate(rest) if item is preposition) + 1
    return at < len(rest) and rest[at].kind == "date"


def _ref_place(items: Sequence[Item]) -> int:
    return next((n for n, item in enumerate(items) if item.kind == "ref"), len(items))


def _speaks_on(rest: Sequence[Item]) -> bool:
    """ "4.2 done supervision file relaunched": no comma, and yet a sentence of its own follows."""
    last = next((item for item in reversed(rest) if item.kind != "emoji"), rest[-1])
    return last.word.endswith("ed") or last.word in words.VERBS_DONE


def _taken_back(item: Item, today: date) -> str:
    if item.kind == "cue":
        return item.reason
    if item.kind == "date":
        return to_come(item, today)
    if item.kind == "number" or NUMBER_WORDS.get(item.word, 0) > 1:
        return "near_miss"  # "done in two teams"
    if item.kind == "field" and item.said is not None:
        part = item.said.field == "percent" and item.said.value != 100
        return "near_miss" if part or _for_approval(item) else ""
    return ""


def _for_approval(item: Item) -> bool:
    """ "Done, please sign off": somebody else has the last word."""
    return item.word == "sign off" or item.word in ("approve", "approval")


def refused(rest: Sequence[Item]) -> str:
    """ "Extension to June declined", "new date 30 June not agreed": no date was moved."""
    if rest and rest[0].kind == "date":
        return "ambiguous"  # "end date April-June"
    for item in rest:
        if item.word in cues.REVOKED:
            return "negated"
        if item.word in words.TENTATIVE:
            return "ambiguous"
        if item.word == "as":
            break  # "new date 30 June as the template is not ready"
        if item.kind == "cue" and item.reason in ("negated", "conditional", "hearsay"):
            return item.reason
    return "ambiguous" if wavers(rest) else ""


def wavers(items: Sequence[Item]) -> bool:
    """ "Due July but may slip", "might move again": the end may not be the last word."""
    cues_heard = [n for n, i in enumerate(items) if i.kind == "cue" and i.reason in _UNSURE]
    return bool(cues_heard) and any(i.word in words.MOVERS for i in items[cues_heard[0] :])


_UNSURE = frozenset({"future", "hearsay"})


def _undone(item: Item) -> bool:
    """ "done yesterday, undone today" """
    return item.said is not None and item.said.form == "doubt" and item.said.reason == "negated"


def later(said_in: Clause, clause: Clause, today: date) -> str:
    """The reason that a later clause of the message gives for doubting a completion."""
    if clause.asked:
        return "ambiguous"
    same = clause.sentence == said_in.sentence
    opener = clause.items[0]
    turn = clause.lead is not None and clause.lead.word in cues.TURNS
    if turn:
        return "near_miss"
    if same and clause.ref is None and any(_for_approval(item) for item in clause.items):
        return "near_miss"
    late = _late(clause, cues.LATER if same else cues.MUCH_LATER)
    if late:
        return late
    spoken = [i for i in clause.items if i.kind != "emoji" and i.word not in words.THANKS]
    if same and spoken and spoken[-1].reason == "hearsay":
        return "hearsay"  # "they claim", "so Sam tells us"
    if all(item.word in cues.BARE or item.word in words.LINKS for item in spoken):
        denied = [item for item in spoken if item.word in cues.BARE]
        return next((item.reason or "negated" for item in denied), "")
    if same and opener.word in _DENYING and not _next_thing(clause):
        return opener.reason
    if said_in.ref is None and [item.word for item in clause.items[:2]] in _THANKS_FOR:
        return "ambiguous"  # "sorted, thanks for resetting my password"
    return _opened(opener, today) if same else ""


def _opened(opener: Item, today: date) -> str:
    """The doubt that a clause of the same sentence begins with."""
    if opener.word in ("per", "as per"):
        return "hearsay"
    if opener.reason == "conditional":
        return "conditional"
    return to_come(opener, today) if opener.word == "by" else ""


_THANKS_FOR = [[thanks, "for"] for thanks in words.THANKS]


def _late(clause: Clause, doubts: Container[str]) -> str:
    """A word that is heard across clauses, or another completion denied: "done. CIC not done"."""
    for item in clause.items:
        if item.word in doubts or _undone(item):
            return item.reason or "near_miss"
    denied = (cue for cue, item in pairwise(clause.items) if completes(item))
    return next((cue.reason for cue in denied if cue.reason), "")


def _next_thing(clause: Clause) -> bool:
    """ "done, next review due in June" speaks of what follows; "done, next meeting" of when."""
    return clause.items[0].word == "next" and len(clause.items) > 2
