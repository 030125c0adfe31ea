"""A field that was said, whether it is believed, and what the rest of its message makes of it."""

from dataclasses import dataclass
from datetime import date

from bot.language import cues, words
from bot.language.aftermath import completes, later, wavers
from bot.language.clauses import Clause, Segment
from bot.language.cues import FOREIGN
from bot.language.items import Item
from bot.language.work import of_the_work


@dataclass(slots=True)
class Ruling:
    """A field, where it stands, and why it is not believed; an empty reason believes it.

    `disputed` where only a later clause took it back.
    """

    item: Item
    clause: Clause
    reason: str = ""
    disputed: bool = False


def _kept(clause: Clause) -> str:
    """ "New date 30 June - refused", "moved to June. Not agreed": the end stays where it was."""
    opener = clause.items[0]
    if opener.kind == "date" and clause.lead is not None and clause.lead.word in ("-", "–", "/"):
        return "ambiguous"  # "end date April-June"
    revoked = any(item.word in cues.REVOKED or item.word in cues.JEST for item in clause.items)
    if revoked or opener.reason in ("negated", "conditional"):
        return "negated"
    tentative = any(item.word in words.TENTATIVE for item in clause.items)
    return "ambiguous" if tentative or wavers(clause.items) else ""


def look_later(segment: Segment, rulings: list[Ruling], today: date) -> None:
    """Takes back completions that later clauses of the segment cast doubt on."""
    for ruling in rulings:
        ends = ruling.item.said is not None and ruling.item.said.field == "end"
        if ruling.reason or not (ends or completes(ruling.item)):
            ruling.reason = ruling.reason or _on_condition(segment, ruling)
            ruling.reason = ruling.reason or _either(segment, ruling) or _of_myself(segment, ruling)
            ruling.reason = ruling.reason or _of_other_things(segment, ruling)
            continue
        at = next(n for n, clause in enumerate(segment.clauses) if clause is ruling.clause)
        for clause in segment.clauses[at + 1 :]:
            found = _kept(clause) if ends else later(ruling.clause, clause, today)
            ruling.reason = ruling.reason or found
        ruling.disputed = bool(ruling.reason)


def _on_condition(segment: Segment, ruling: Ruling) -> str:
    """ "Green, subject to HR confirming the figures"."""
    said = ruling.item.said
    if said is None or said.value != "green":
        return ""
    openers = (clause.items[0].word for clause in segment.clauses if clause is not ruling.clause)
    return "conditional" if any(word in _CONDITIONS for word in openers) else ""


def _either(segment: Segment, ruling: Ruling) -> str:
    """ "Green, or amber, depends who you ask"."""
    others = (clause for clause in segment.clauses if clause is not ruling.clause)
    offered = (clause.items for clause in others if clause.items[0].word == "or")
    either = any(item.kind == "field" for items in offered for item in items)
    return "ambiguous" if either else ""


def _of_myself(segment: Segment, ruling: Ruling) -> str:
    """Not of the action talked about: "behind on my emails", "fine, I'll look", "train's late"."""
    clause = ruling.clause
    if clause.ref is not None:
        return ""
    at = next(n for n, item in enumerate(clause.items) if item is ruling.item)
    mine = at + 1 < len(clause.items) and clause.items[at + 1].word == "my"
    before = [item.word for item in clause.items[:at]]
    own = mine or not _MYSELF.isdisjoint(before) or before in _GREETED
    own = own or any(i.word in _ON_THE_WAY for one in segment.clauses for i in one.items)
    after = (one.items[0].word for one in segment.clauses if one is not clause)
    agreed = len(clause.items) == 1 and any(word in _I_WILL for word in after)
    return "ambiguous" if own or agreed else ""


def _of_other_things(segment: Segment, ruling: Ruling) -> str:
    """In talk about an action "stuck in 2014" and "started on antibiotics" are hardly of it."""
    clause, said = ruling.clause, ruling.item.said
    if said is None or any(one.ref for one in segment.clauses):
        return ""
    at = next(n for n, item in enumerate(clause.items) if item is ruling.item)
    behind = [item for item in clause.items[at + 1 :] if _tells(item)]
    if said.field == "percent":
        place = next(n for n, one in enumerate(segment.clauses) if one is clause)
        behind += [i for one in segment.clauses[:place] for i in one.items if _tells(i)]
    return "ambiguous" if behind and not any(of_the_work(i.word) for i in behind) else ""


def _tells(item: Item) -> bool:
    known = item.word in words.LINKS or item.word in words.FILLERS or item.word in words.GREETINGS
    return item.kind in ("word", "number") and not known


_MYSELF = frozenset(words.table("i'm|im|i am|i was"))
_ON_THE_WAY = frozenset("train trains train's bus bus's traffic tube tram flight taxi".split())
_I_WILL = frozenset(words.table("i'll|ill|i will|we'll|let|leave|be"))
_GREETED = [[word] for word in (*words.THANKS, "hi", "hello", "hey", "dear")]  # "thanks Amber"
_CONDITIONS = frozenset(
    words.table("subject to|if|unless|provided|providing|assuming|as long as|so long as")
)


def look_back(rulings: list[Ruling]) -> None:
    """A completion after one that was doubted: "4.2 to be completed. Done." may end the message."""
    doubt = ""
    for ruling in rulings:
        if completes(ruling.item) and not ruling.reason and doubt:
            ruling.reason, ruling.disputed = doubt, True
        elif completes(ruling.item) and not doubt:
            doubt = ruling.reason if ruling.reason != FOREIGN else _of_the_action(ruling)


def _of_the_action(ruling: Ruling) -> str:
    """ "Sam closed 4.2" and "we missed completing 4.2" are of the action, whoever did what."""
    items, said = ruling.clause.items, ruling.item.said
    at = next(n for n, item in enumerate(items) if item is ruling.item)
    object_ = at + 1 < len(items) and items[at + 1].kind == "ref"
    return "near_miss" if object_ or (said is not None and said.form != "plain") else ""
