"""Whether a field that a clause speaks of was said of the action, and meant.

A field is believed only where every word before it is one that is known to change nothing; a
completion, only where what follows leaves no doubt either. Everything else is asked about.
"""

from datetime import date

from bot.language import cues, words
from bot.language.aftermath import after, completes
from bot.language.carry import foreign_kind, has_foreign
from bot.language.clauses import Clause, Segment
from bot.language.cues import FOREIGN
from bot.language.items import Item
from bot.language.rulings import Ruling, look_back, look_later
from bot.language.spans import Span

_PRONOUNS = frozenset("it it's this that that's these they they're".split())
# Cues that would take back a completion, and leave a rating what it is.
_SOFT = frozenset(words.table("still|remains|so far|for now|for the moment"))


def rule(segment: Segment, today: date) -> list[Ruling]:
    """A ruling on each field in a segment, in order."""
    rulings: list[Ruling] = []
    foreign_before = ""
    before: Clause | None = None
    for clause in segment.clauses:
        if clause.asked:
            continue
        outside = clause.carried or _labelled(before, clause)
        for at, item in enumerate(clause.items):
            if item.said is not None and _speaks(segment, clause, at, rulings):
                reason = _reason(clause, at, foreign_before, outside, today)
                rulings.append(Ruling(item, clause, reason))
        before = clause
        if clause is segment.clauses[-1]:
            break
        if clause.ref is None or has_foreign(clause):
            kind = foreign_kind(clause)
            foreign_before = "open" if "open" in (kind, foreign_before) else foreign_before or kind
    look_later(segment, rulings, today)
    look_back(rulings)
    return rulings


def _speaks(segment: Segment, clause: Clause, at: int, rulings: list[Ruling]) -> bool:
    """Whether an item is a field, or a date that names an end."""
    item = clause.items[at]
    if item.kind == "field":
        return True
    promised = any(completes(ruling.item) for ruling in rulings)
    alone = len(segment.clauses) == 1 and _only_end(clause, item)
    return alone or _names_end(clause, at, promised)


def _reason(clause: Clause, at: int, foreign_before: str, outside: str, today: date) -> str:
    item = clause.items[at]
    following = after(clause, at, today)
    share = item.said is not None and item.said.field == "percent"
    if share and (following == FOREIGN or (foreign_before and _points_back(clause, at))):
        return FOREIGN  # "only 31% of managers", "28 had supervision, that's 45%"
    reason = _before(clause, at, foreign_before) or outside or following
    meant = not (clause.mocked or (clause.doubtful and completes(item)))
    return reason or ("" if meant else "ambiguous")


def _points_back(clause: Clause, at: int) -> bool:
    pointed = any(left.word in ("that's", "that", "which", "these") for left in clause.items[:at])
    return pointed and clause.ref is None


def _labelled(before: Clause | None, clause: Clause) -> str:
    """What stands before a colon is what is spoken of: "audits: done, training: not started"."""
    if before is None or clause.lead is None or before.sentence != clause.sentence:
        return ""
    first = clause.items[0].said
    if first is not None and first.field == "percent" and before.items[-1].kind == "number":
        return "ambiguous"  # "between 40 and 50%"
    if clause.ref is not None:
        return ""
    pause = clause.lead.word in (":", "=", "->", "=>")
    return FOREIGN if pause and has_foreign(before) else ""


def _only_end(clause: Clause, item: Item) -> bool:
    """ "End of June", and nothing else, answers when it will be done."""
    if not item.word.startswith("end of"):
        return False
    rest = [one for one in clause.items if one is not item and one.kind != "ref"]
    return all(one.word in words.FILLERS for one in rest)


def _names_end(clause: Clause, at: int, promised: bool) -> bool:
    """Whether a date is an end: "4.2 by Friday", "move 4.2 to June", "new date for 4.2: June"."""
    item, left = clause.items[at], clause.items[:at]
    if at and left[-1].word == "from":
        return False
    if (
        item.word == "by"
        and not isinstance(item.day, Span)
        and not promised
        and all(one.kind == "ref" or one.word in words.LINKS for one in left)
    ):
        return True
    moved = any(_leads_to_end(left, n) for n in range(len(left)))
    return moved and not any(one.kind == "field" for one in left)


def _leads_to_end(left: list[Item], n: int) -> bool:
    """Whether a word moves an end; "was due in May" and "back in May" look back at one."""
    word, following = left[n].word, left[n + 1].word if n + 1 < len(left) else ""
    past = n > 0 and word == "due" and left[n - 1].word in cues.PAST
    returns = word == "back" and (following == "in" or len(left) == 1)
    return word in words.MOVERS and not past and not returns


def _before(clause: Clause, at: int, foreign_before: str) -> str:
    """What the words on the left make of a field: a reason, "foreign", or nothing."""
    item = clause.items[at]
    completion = completes(item)
    ends = item.said is not None and item.said.field == "end"
    reason, foreign = _heard(clause.items[:at], item)
    if reason:
        return reason
    if foreign:
        return FOREIGN
    if not completion:
        return FOREIGN if ends and _past(clause, at) else _past(clause, at)
    return _subject(clause, at, foreign_before) or _to_be(clause, at)


def _heard(before: list[Item], item: Item) -> tuple[str, bool]:
    """What stands before a field: a reason to doubt it, and whether it may be of other work."""
    ends = item.said is not None and item.said.field == "end"
    reason, foreign, setter = "", False, False
    for n, left in enumerate(before):
        if left.kind == "ref" and n > 1 and [one.word for one in before[n - 2 : n]] in _THEY_HAVE:
            reason = reason or "hearsay"
        elif _adjective(left, item):
            foreign = True
        elif ends and left.word == "IT":
            reason = reason or "ambiguous"  # the department's date, or the action's
        elif left.kind == "cue" and (completes(item) or left.word not in _SOFT):
            reason = reason or left.reason
        elif _commands(left, item):
            setter = True
        elif left.kind == "field":
            setter = False  # "update 4.2 on track to complete" sets nothing to complete
        elif not (ends and _moves(left)) and not _passes(left, completes(item), setter):
            foreign = True
    return reason, foreign


# "It has 2.1 at green": so says a summary, or somebody else.
_THEY_HAVE = [[who, "has"] for who in ("it", "he", "she", "also")]
_THEY_HAVE += [[who, "have"] for who in ("they", "you")]


def _adjective(left: Item, item: Item) -> bool:
    """ "Completion rate 60%" and "next audit due 30 April" are of something else."""
    said = item.said.field if item.said else ""
    return (said == "percent" and left.word in ("rate", "completion")) or (
        said == "end" and left.word == "next"
    )


def _commands(left: Item, item: Item) -> bool:
    field = left.kind == "field" and not completes(item)
    return field or left.word in words.SETTERS or _brings(left, item)


def _brings(left: Item, item: Item) -> bool:
    """ "Downgrade to amber", "back to in progress": no completion is brought about like that."""
    graded = item.said is not None and item.said.field in ("rag", "status")
    return graded and not completes(item) and left.word in words.RATERS


def _moves(left: Item) -> bool:
    """Words of moving an end: "moved from 31 March" leads to the date after it."""
    return left.word in words.MOVERS or left.kind == "date"


def _passes(left: Item, completion: bool, setter: bool) -> bool:
    if left.kind in ("ref", "field", "emoji", "name", "cue", "break"):
        return True
    if left.word in words.SET_LINKS:
        if setter:
            return not (completion and left.word == "in")  # "update 4.2 in-complete"
        return left.word in ("with", "from") or not (completion or left.word == "to")
    if completion:
        return left.word in words.LINKS and left.word not in words.NOT_BEFORE_COMPLETED
    return left.word in words.LINKS or left.word in words.SHADES


def _past(clause: Clause, at: int) -> str:
    """ "4.2 was on track" says nothing about today."""
    nearest = clause.items[at - 1].word if at else ""
    return "ambiguous" if nearest in cues.PAST else ""


def _to_be(clause: Clause, at: int) -> str:
    """ "4.2 was complete" leaves open whether it still is; "4.2 set to complete" is to come."""
    words_before = [left.word for left in clause.items[:at]]
    refs = [n for n, left in enumerate(clause.items[:at]) if left.kind == "ref"]
    if refs and "set" in words_before[refs[0] :] and "please" not in words_before:
        return "future"
    adjective = clause.items[at].word in ("complete", "fully complete")
    was = any(left.word in ("was", "were") for left in clause.items[:at])
    return "ambiguous" if adjective and was else ""


def _subject(clause: Clause, at: int, foreign_before: str) -> str:
    """A completion with nothing or a pronoun for its subject, after talk of something else."""
    if clause.ref is None and clause.lead is not None and clause.lead.word == "then":
        return "near_miss"  # "one more session, then it's done"
    if clause.ref is not None or not foreign_before:
        return ""
    pronoun = any(left.word in _PRONOUNS for left in clause.items[:at])
    opens = clause.first or (clause.lead is not None and clause.lead.word in ("so", "therefore"))
    if pronoun or not opens or foreign_before == "open":
        return "near_miss"
    return ""
