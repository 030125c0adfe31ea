"""What one clause does to the next: doubts that reach on, and talk of something else."""

from itertools import pairwise

from bot.language import cues, words
from bot.language.clauses import Clause, carried_from
from bot.language.dates import MONTHS
from bot.language.items import Item


def carry(clauses: list[Clause]) -> None:
    """Lets a doubt reach on through its sentence: "if HR agree, 4.2 is done"."""
    for before, clause in pairwise(clauses):
        if before.sentence == clause.sentence:
            before_it = before.carried or carried_from(before) or _said_by(before, clause)
            clause.carried = clause.carried or before_it
        if not clause.carried and _between(before, clause):
            clause.carried = "ambiguous"
        if not clause.carried and _to_go(before, clause):
            clause.carried = "near_miss"
        last = before.items[-1]
        open_ended = last.kind == "cue" and last.word not in cues.REVOKED
        if not clause.carried and open_ended and clause.ref is None:
            clause.carried = last.reason


def _between(before: Clause, clause: Clause) -> bool:
    """ "Somewhere between amber and red"."""
    onward = clause.lead is not None and clause.lead.word == "and"
    return onward and any(item.word == "between" for item in before.items)


def _to_go(before: Clause, clause: Clause) -> bool:
    """ "Just the evidence log to go and 4.2 is closed"."""
    onward = clause.lead is not None and clause.lead.word in ("and", "then")
    return onward and before.ref is None and before.items[-1].word == "to go"


def _said_by(before: Clause, clause: Clause) -> str:
    """ "Sam: 4.2 done" and "board minutes - 4.2 closed" are somebody else's words."""
    if clause.ref is None or clause.lead is None or before.ref is not None or headed(before):
        return ""
    colon = clause.lead.word == ":" and has_foreign(before)
    dash = clause.lead.word in ("-", "–") and foreign_kind(before) == "open"
    return "hearsay" if colon or dash else ""


def headed(clause: Clause) -> bool:
    """ "Update from me:", "March update:", "Improvement plan:" are headings of one's own words."""
    return all(
        item.kind in ("date", "number", "emoji", "name")
        or item.word in _HEADING
        or item.word in MONTHS
        for item in clause.items
    )


_HEADING = words.LINKS | words.HEADINGS


def has_foreign(clause: Clause) -> bool:
    """Whether a clause has words that could be a subject other than its action."""
    return any(_foreign(item) for item in clause.items)


def _foreign(item: Item) -> bool:
    if item.kind in ("ref", "field", "emoji", "name", "date"):
        return False
    return item.word not in words.LINKS and item.word not in words.SETTERS


def foreign_kind(clause: Clause) -> str:
    """Whether the work that a clause speaks of reads as done ("training delivered") or open."""
    if not has_foreign(clause):
        return ""
    cue = any(item.kind == "cue" for item in clause.items)
    done = any(i.word.endswith("ed") or i.word in words.VERBS_DONE for i in clause.items)
    return "done" if done and not cue else "open"
