"""Reading a message: from its text to the intents that it holds."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from operator import attrgetter

from bot.language import asking, cues, words
from bot.language.audits import audits_of
from bot.language.carry import carry
from bot.language.clauses import Clause, Segment, Sentence, sentences_of
from bot.language.cues import FOREIGN
from bot.language.index import Index, index_of
from bot.language.items import items_of
from bot.language.queries import asks, plain_request, queries_of
from bot.language.readings import readings_of
from bot.language.segments import segments_of
from bot.language.settling import settled
from bot.language.shape import whole
from bot.language.slack import clean
from bot.language.tokens import Token, fold, tokenise
from bot.language.tone import forwarded, hear
from bot.language.updates import Scene, updates_of
from bot.language.verdict import rule
from bot.rules.intents import Audit, Intent, Known, Reading, Unclear, Update

LONGEST = 4_000  # characters; nobody reports on an action at greater length
_MEASURES = frozenset({"measure", "no measure"})
_START = attrgetter("start")
_WORDLESS = frozenset({"mark", "line", "emoji", "name"})


@dataclass(frozen=True, slots=True)
class _Placed:
    """An intent and where in the message it was said."""

    start: int
    intent: Intent


def read(text: str, known: Known, today: date, context: str | None = None) -> tuple[Intent, ...]:
    """The intents of a message, in order; it never raises, and never guesses a write.

    `context` is the action that a conversation is about, for messages that name none; `today` is
    the day in the plan's zone from which relative dates count.
    """
    if len(text) > LONGEST:
        return (Unclear("ambiguous", asking.shorter(LONGEST)),)
    plain = clean(whole(text))
    index = index_of(known)
    tokens = tokenise(fold(plain), index.patterns)
    requested = plain_request(tokens)
    if requested:
        return (requested,)
    if _small_talk(tokens):
        return ()
    scene = Scene(plain, index, today)
    sentences = sentences_of(items_of(tokens, index, today))
    about = context if context in known.actions else None
    found = _read(sentences, scene, tokens, about)
    intents = settled([placed.intent for placed in sorted(found, key=lambda placed: placed.start)])
    return tuple(map(_of_others, intents)) if forwarded(plain) else intents


def _of_others(intent: Intent) -> Intent:
    """What a forwarded message says of an action is asked about: its writer may be anybody."""
    if not isinstance(intent, Update) or intent == Update(intent.action, note=intent.note):
        return intent
    question = asking.doubt("hearsay", [intent.action], intent.status == "completed")
    return Unclear("hearsay", question, (intent,))


def _small_talk(tokens: Sequence[Token]) -> bool:
    before = ""
    for token in tokens:
        if token.kind in _WORDLESS:
            continue
        if token.word not in words.SMALL_TALK and not _praises(before, token.word):
            return False
        before = token.word
    return True


def _praises(word: str, following: str) -> bool:
    """ "Well done", "good work", "great news": thanks, whatever the talk is about."""
    well = word == "well" and following == "done"
    return well or (word in words.PRAISING and following in words.PRAISED)


def _read(
    sentences: Sequence[Sentence], scene: Scene, tokens: Sequence[Token], context: str | None
) -> list[_Placed]:
    found: list[_Placed] = []
    said: list[Clause] = []
    for sentence, following in zip_longest(sentences, sentences[1:]):
        first, end = (bisect_left(tokens, at, key=_START) for at in (sentence.start, sentence.end))
        within = tokens[first:end]
        measured = next((clause for clause in sentence.clauses if _measures(clause)), None)
        # Where it says what is neither an update nor a doubt about one.
        place = measured.items[0].start if measured else sentence.start
        if asks(sentence) and not _heading(sentence, following):
            queries = queries_of(sentence, within, scene.today, context)
        else:
            queries = _counted(sentence, scene, within, context, measured is not None)
        last = found[-1].intent if found and not (queries or sentence.asked) else None
        if isinstance(last, Audit | Reading) and _remark(sentence, context):
            if not all(token.kind in _WORDLESS or token.word in words.FILLERS for token in within):
                found[-1] = _Placed(found[-1].start, _remarked(last, sentence, scene))
            continue
        found += [_Placed(place, query) for query in queries]
        said += sentence.clauses if not queries or _left(sentence, queries) else []
    return found + _stated(said, scene, context, bool(found))


def _heading(sentence: Sentence, following: Sentence | None) -> bool:
    """ "4.2" on a line of its own, and below it what is said of it."""
    items = [item for clause in sentence.clauses for item in clause.items]
    alone = not sentence.asked and [item.kind for item in items] == ["ref"]
    if not alone or following is None or asks(following):
        return False
    return not any(clause.ref for clause in following.clauses)


def _remark(sentence: Sentence, context: str | None) -> bool:
    """Whether a sentence has nothing to say of an action, so that it goes with what was counted."""
    items = [item for clause in sentence.clauses for item in clause.items]
    fields = context is not None and any(item.kind == "field" for item in items)
    return not fields and not any(item.kind == "ref" for item in items)


def _remarked(intent: Audit | Reading, sentence: Sentence, scene: Scene) -> Intent:
    """ "HX-1042 good. Chronology missing." has it in the note; "... Scrap that." is asked about."""
    items = [item for clause in sentence.clauses for item in clause.items]
    denied = isinstance(intent, Reading) and items[0].reason in ("negated", "hearsay")
    if denied or any(item.word in cues.AMENDS for item in items):
        return Unclear("ambiguous", asking.amended(), (intent,))
    words = scene.text[sentence.start : sentence.end].strip()
    return replace(intent, note=f"{intent.note} {words}" if intent.note else words)


def _left(sentence: Sentence, found: Sequence[Intent]) -> bool:
    """Whether a sentence says something of an action beside the readings or audits in it."""
    return (
        bool(sentence.clauses)
        and all(isinstance(intent, Audit | Reading) for intent in found)
        and any(clause.ref and not _measures(clause) for clause in sentence.clauses)
    )


def _counted(
    sentence: Sentence,
    scene: Scene,
    within: Sequence[Token],
    context: str | None,
    measured: bool,
) -> list[Intent]:
    """The audits or readings that a sentence reports; what it says of an action stays in it."""
    if any(clause.ref for clause in sentence.clauses):
        audits = _audits_first(sentence, scene, within)
        return audits + _all_beside(sentence, scene, within) if measured else audits
    if measured:
        readings = readings_of(scene.text, within, scene.index, scene.today, context)
        if readings is not None:
            return readings
    return audits_of(scene.text, within, scene.index, scene.today, context) or []


def _audits_first(sentence: Sentence, scene: Scene, within: Sequence[Token]) -> list[Intent]:
    """ "3 of 3 audits done and 4.2 is complete": they are counted before any action is named."""
    at = next(n for n, clause in enumerate(sentence.clauses) if clause.ref)
    if not at:
        return []
    end = sentence.clauses[at - 1].items[-1].end
    head = [token for token in within if token.end <= end]
    found = audits_of(scene.text, head, scene.index, scene.today, None) or []
    if not all(isinstance(intent, Audit) for intent in found):
        return []
    sentence.clauses[:at] = [] if found else sentence.clauses[:at]
    return found


def _measures(clause: Clause) -> bool:
    return not _MEASURES.isdisjoint([item.kind for item in clause.items])


def _opens(clause: Clause) -> bool:
    """Whether a clause begins with its own action; "10d (10.5) no" goes on about a measure."""
    aside = clause.lead is not None and clause.lead.word == "("
    return clause.items[0].kind == "ref" and not aside


def _all_beside(sentence: Sentence, scene: Scene, within: Sequence[Token]) -> list[Intent]:
    """ "10.5 10d yes, 10.4 10d no" has two."""
    found: list[Intent] = []
    while True:
        measured = [n for n, clause in enumerate(sentence.clauses) if _measures(clause)]
        more = _beside(sentence, measured, scene, within) if measured else []
        if not more:
            return found
        found += more


def _one_ref(clause: Clause) -> str | None:
    group = clause.ref.group if clause.ref else None
    return group.refs[0] if group and len(group.refs) == 1 else None


def _beside(
    sentence: Sentence, measured: list[int], scene: Scene, within: Sequence[Token]
) -> list[Intent]:
    """A reading in a sentence that names an action: "4.2 amber, 4b 65%", "10.5 10d yes"."""
    at = measured[0]
    start = sentence.clauses[at].items[0].start
    onward = enumerate(sentence.clauses[at + 1 :], at + 1)
    stop = next((n for n, clause in onward if _opens(clause)), None)
    end = sentence.end if stop is None else sentence.clauses[stop - 1].items[-1].end
    tokens = [token for token in within if start <= token.start < end]
    about = _one_ref(sentence.clauses[at - 1]) if at else None  # "10.4: 10d yes"
    readings = readings_of(scene.text, tokens, scene.index, scene.today, about) or []
    led = sentence.clauses[0].items[0].kind in ("measure", "no measure")
    if not all(isinstance(reading, Reading) for reading in readings) and not led:
        return []
    heading = about is not None and len(sentence.clauses[at - 1].items) == 1
    sentence.clauses[at - heading : stop] = []
    return [_under(reading, about, scene.index) if heading else reading for reading in readings]


def _under(reading: Intent, action: str | None, index: Index) -> Intent:
    """A reading behind the action that its measure is of: "1.2: 1c 24%"."""
    if not isinstance(reading, Reading):
        return reading
    of_it = any(one.action == action for one in index.measures[reading.measure])
    return replace(reading, action=action) if of_it else reading


def _stated(
    clauses: list[Clause],
    scene: Scene,
    context: str | None,
    asked: bool,
) -> list[_Placed]:
    """What the statements of a message say; a remark beside a question is left alone."""
    if not clauses or (asked and not any(_speaks(clause) for clause in clauses)):
        return []
    carry(clauses)
    hear(clauses)
    segments = segments_of(clauses, context)
    if segments[0].group is None and len(segments) == 1:
        return _unplaced(segments[0], scene, asked)
    return [
        _Placed(segment.clauses[0].items[0].start, intent)
        for segment in segments
        for intent in updates_of(segment, scene, len(segments) == 1 and not asked)
    ]


def _speaks(clause: Clause) -> bool:
    return any(item.kind in ("ref", "field") for item in clause.items)


def _unplaced(segment: Segment, scene: Scene, asked: bool) -> list[_Placed]:
    """A message about the work that names no action is asked about; any other is left alone.

    Beside a question only what would have been believed is: "Was 7.6 closed? I thought it was."
    """
    rulings = rule(segment, scene.today)
    if asked and all(ruling.reason for ruling in rulings):
        return []
    said = any(ruling.reason != FOREIGN for ruling in rulings)
    items = [item for clause in segment.clauses for item in clause.items]
    numbered = any(item.kind == "number" for item in items) and any(i.said for i in items)
    about_work = said or numbered or any(item.word in words.WORK for item in items)
    return [_Placed(0, Unclear("no_reference", asking.which()))] if about_work else []
