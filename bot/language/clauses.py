"""Items to sentences and clauses, and these to the parts of a message that speak of one thing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.language import cues, words
from bot.language.items import Item
from bot.language.references import Group

# Openers that ask when a subject follows them: "is 4.2 done", "has anyone closed 4.2".
_AUXILIARIES = frozenset(
    "is are was were has have had did do does can could will would should shall may might isn't "
    "aren't hasn't haven't wasn't didn't doesn't don't can't won't".split()
)
_SUBJECTS = frozenset(
    "it this that these they he she we i you anyone anybody someone somebody everyone the there "
    "all any our my everything he's".split()
)
_QUESTION_WORDS = frozenset(
    "what what's who who's which why how how's where where's whats whos whys hows any anyone "
    "anybody".split()
)
_COURTESY = frozenset(
    "please pls hi hello hey so and ok okay bot just kindly also fyi update morning all".split()
)


@dataclass(slots=True)
class Clause:
    """The items between two breaks; `lead` is the break before it.

    `carried` is the reason that an earlier clause gives for not believing it, `doubtful` where
    its tone leaves a completion in doubt, and `mocked` where it leaves nothing.
    """

    items: list[Item]
    lead: Item | None = None
    first: bool = False
    sentence: int = 0
    asked: bool = False
    carried: str = ""
    doubtful: bool = False
    mocked: bool = False

    @property
    def ref(self) -> Item | None:
        """The reference that it speaks of, where it names one."""
        for item in self.items:  # a loop: it is asked for often, and costs half of `next`
            if item.kind == "ref":
                return item
        return None


@dataclass(slots=True)
class Sentence:
    """A sentence; `asked` where it is a question and no request to change something."""

    clauses: list[Clause]
    start: int
    end: int
    asked: bool = False

    def doubt(self) -> None:
        """Makes a question of it."""
        self.asked = True
        for clause in self.clauses:
            clause.asked = True


@dataclass(slots=True)
class Segment:
    """What a message says about one group of actions; without a group, about none it names."""

    group: Group | None
    clauses: list[Clause] = field(default_factory=list)


def sentences_of(items: Iterable[Item]) -> list[Sentence]:
    """The sentences of a message, questions told from statements."""
    found: list[Sentence] = []
    run: list[Item] = []
    for item in items:
        opening = item.word == "." and not run[:-1] and run[-1:] and run[-1].kind == "ref"
        if item.kind != "stop" or opening:
            if opening:
                item.kind = "break"
            run.append(item)
            continue
        if run:
            found.append(_sentence(run, item, len(found)))
        elif item.word == "?" and found and found[-1].end == item.start:
            found[-1].doubt()  # "done!?"
        run = []
    if run:
        found.append(_sentence(run, None, len(found)))
    return found


def _sentence(run: list[Item], stop: Item | None, number: int) -> Sentence:
    commanded = _command(run)
    marked = stop is not None and stop.word == "?"
    asked = not commanded and (marked or _opens_question(run) or _tagged(run))
    clause = Clause([], first=True, sentence=number, asked=asked)
    clauses = [clause]
    for item in run:
        if item.kind != "break" or _names_date(item, clause):
            clause.items.append(item)
            continue
        if _heads(clause, item):
            clause = Clause([clause.items.pop()], sentence=number, asked=asked)
            clauses.append(clause)
        if clause.items:
            clause = Clause([], lead=item, sentence=number, asked=asked)
            clauses.append(clause)
        elif clause.lead is None or item.word.isalpha():
            clause.lead = item
    if run[-1].word in cues.TURNS:  # "done, but": what was held back casts its doubt all the same
        run[-1].kind, run[-1].reason = "cue", "near_miss"
        clause.items.append(run[-1])
    kept = [clause for clause in clauses if clause.items]
    for clause in kept[1:]:
        if _turns_to_ask(clause.items):
            clause.carried = "ambiguous"  # "4.1 done, is 4.2 done"
    return Sentence(kept, run[0].start, stop.end if stop else run[-1].end, asked)


def _tagged(run: list[Item]) -> bool:
    """ "So 7.4 is finished then, is it", "4.2 was closed, wasn't it"."""
    commas = [n for n, item in enumerate(run) if item.word == ","]
    at = commas[-1] if commas else 0
    return at > 0 and _TAG.fullmatch(" ".join(item.word for item in run[at + 1 :])) is not None


_TAG = re.compile(
    r"(?:(?:is|are|was|were|has|have|had|do|does|did|ca|can|could|wo|will|would|should)(?:n't)? "
    r"(?:it|we|they|he|she|you|i|that)|am i (?:right|wrong)|right|correct|eh|innit)"
)


def _turns_to_ask(items: list[Item]) -> bool:
    asked = len(items) > 2 and items[0].word in _AUXILIARIES and items[1].kind == "ref"
    return asked and any(item.kind == "field" for item in items[2:])


def _heads(clause: Clause, item: Item) -> bool:
    """Whether a clause ends in the heading of what follows: "7.1: done 7.2: amber"."""
    pointed = item.word in (":", "=", "->", "=>", "-", "–") and len(clause.items) > 1
    if not pointed or clause.items[-1].kind != "ref" or _points(clause.items[-2]):
        return False
    if clause.lead is None:
        return any(one.kind == "field" for one in clause.items)
    return clause.lead.word == item.word


def _points(item: Item) -> bool:
    """ "done on 4.2: file relaunched", "close 4.2 - agreed": the reference belongs to the left."""
    return item.kind in ("word", "cue") or (item.said is not None and item.said.form == "verb")


def _names_date(item: Item, clause: Clause) -> bool:
    """ "new date for 4.2: 30 April" is one clause."""
    return item.word == ":" and any(one.word in words.MOVERS for one in clause.items)


def _command(run: list[Item]) -> bool:
    """Whether it asks the bot to do something; the asking words are then taken out of the way."""
    at = _polite(run, 0)
    if at < len(run) and run[at].kind == "ref":
        at = _polite(run, at + 1)
    start = at
    if start == len(run) or not run[start].word.startswith(_MAY):  # most ask for nothing
        return False
    if run[start].word.startswith(words.GRANT_ME):
        return run[start].said is not None
    said = " ".join(item.word for item in run[at : at + 2])
    at = _polite(run, at + 2)
    granted = said in words.MAY_I and _moves_end(run[at:])
    told = said in words.ASKED_TO and at < len(run) and _begins_command(run[at])
    if not (granted or told):
        return False
    for item in run[start:at]:
        item.kind, item.word = "word", "please"
    return True


_MAY = tuple({asked.split()[0] for asked in words.GRANT_ME + words.MAY_I + words.ASKED_TO})


def _polite(run: list[Item], at: int) -> int:
    """The place behind words of courtesy."""
    while at < len(run) and (run[at].word in _COURTESY or run[at].word == ","):
        at += 1
    return at


def _moves_end(run: list[Item]) -> bool:
    """ "(Can we) move 7.3 to 30 June please": what is asked for is the new end."""
    led = bool(run) and run[0].word.split()[0] in _MOVE_VERBS
    begged = any(item.word in words.FILLERS for item in run)
    return (
        led and begged and any(item.said is not None and item.said.field == "end" for item in run)
    )


def _begins_command(item: Item) -> bool:
    if item.kind == "field" and item.said:
        return item.said.form == "verb" or item.word.split()[0] in _COMMAND_VERBS
    return item.word in words.SETTERS or item.word in _COMMAND_VERBS


_COMMAND_VERBS = frozenset(
    "complete close carry roll move extend push transfer slip postpone".split()
)
_MOVE_VERBS = frozenset("move extend push postpone shift delay slip".split())


def _opens_question(run: list[Item]) -> bool:
    opening = [item for item in run[_polite(run, 0) :] if item.kind != "break"][:2]
    if not opening:
        return False
    first = opening[0].word.split()
    if opening[0].kind == "field":
        return False
    second = opening[1] if len(opening) > 1 else None
    if first[0] in _QUESTION_WORDS:
        return True
    if first[0] in ("when", "where") and second is not None:
        return second.word.split()[0] in _AUXILIARIES
    if first[0] not in _AUXILIARIES:
        return False
    if len(first) > 1:
        return first[1] in _SUBJECTS
    return second is not None and (second.kind == "ref" or second.word.split()[0] in _SUBJECTS)


_LEADS_ON = frozenset({"that", "true", "case"})


def carried_from(clause: Clause) -> str:
    """The reason that a clause gives for doubting those after it."""
    leads_on = clause.items[-1].word in _LEADS_ON  # "it is not true that, ..."
    for item in clause.items:
        carries = item.reason in cues.CARRIED_REASONS or item.word in cues.CARRIED_WORDS
        if item.kind == "cue" and (carries or leads_on):
            return item.reason
    return ""
