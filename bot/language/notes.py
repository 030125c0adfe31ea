"""The note of an update: what is left of the words when those that were read are taken out."""

import re
from collections.abc import Container, Iterable, Sequence

from bot.language import words
from bot.language.carry import headed
from bot.language.clauses import Clause, Segment
from bot.language.items import Item

_EDGE = r"[\s,;:\-–—=>→&+/|•*…·_\ufe0f\u200d\u2300-\u23ff\u2600-\u27bf\U0001f000-\U0001faff]"
_LEADING = re.compile(rf"^(?::[a-z+-][\w+'-]*:|{_EDGE}|[()\[\].!?]|and\b(?=\s))+", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:[\s,;:\-–—=→&+/|(\[]|(?<=\s)(?:(?:and|so|but|then)\b|[*•·]))+$", re.IGNORECASE
)
_WORDLESS = re.compile(r"[\W_]*(?::[a-z+-][\w+'-]*:[\W_]*)*", re.IGNORECASE)
_STOPPED = re.compile(r"[.!?]\s*")
_OPEN_END = re.compile(r"[,;\s]+$")
_GAP = re.compile(r"^[,;]?\s*")
_COPULAS = frozenset({"is", "are", "'s"})
_OBJECTS = frozenset({"it", "this", "that"})
# How far a rating goes belongs to the record: "completely blocked".
_DEGREES = frozenset({"completely", "entirely", "totally", "fully"})
_CONNECTORS = frozenset({"and", "so", "but", "then", "because", "to"})


def note_of(text: str, segment: Segment, read: Iterable[Item]) -> str | None:
    """The words of a segment that were not read as anything else, in order; None where none are."""
    taken = {id(item) for item in read}
    consumed = [_consumed(clause, taken, segment) for clause in segment.clauses]
    _keep_within(segment.clauses, consumed)
    spans = [(item.start, item.end) for items in consumed for item in items]
    return _joined(text, segment, spans)


def _keep_within(clauses: Sequence[Clause], consumed: list[list[Item]]) -> None:
    """Thanks and greetings are left out at the ends; in the midst of a note they belong to it."""
    kept = [n for n, items in enumerate(consumed) if len(items) < len(clauses[n].items)]
    for n in range(kept[0] + 1, kept[-1]) if kept else ():
        if not any(item.kind in ("ref", "field") for item in consumed[n]):
            consumed[n] = []


def _consumed(clause: Clause, taken: Container[int], segment: Segment) -> list[Item]:
    """What was read in a clause, and the words that only joined it to the rest."""
    read = any(id(item) in taken for item in clause.items)
    own = [item.group is not None and item.group is segment.group for item in clause.items]
    marked = [mine or id(item) in taken for mine, item in zip(own, clause.items, strict=True)]
    if not any(marked):
        if clause.first and clause.items[0].word in words.LABELS and headed(clause):
            return clause.items  # "Update from me: 4.1 amber"
        hailed = clause.first and clause.items[0].word in words.GREETINGS  # "hey @bot, 4.1 done"
        idle = all(
            _idle(item) or item.word in words.LABELS or (hailed and item.kind == "name")
            for item in clause.items
        )
        return clause.items if idle else []
    for at in range(len(marked)):
        if marked[at]:
            _mark_left(clause.items, marked, at, read)
            _mark_right(clause.items, marked, at, own[at])
    return [item for item, mark in zip(clause.items, marked, strict=True) if mark]


def _mark_left(items: list[Item], marked: list[bool], at: int, read: bool) -> None:
    said = items[at].said
    graded = said is not None and said.value != "completed"
    while at and not marked[at - 1] and _joins(items[at - 1], read):
        if graded and items[at - 1].word in _DEGREES:
            return
        at -= 1
        marked[at] = True


def _mark_right(items: list[Item], marked: list[bool], at: int, ref: bool) -> None:
    if not ref:
        while at + 1 < len(items) and items[at + 1].word in _OBJECTS:
            at += 1
            marked[at] = True
    tail = items[at + 1 :]
    if tail and all(item.word in words.FILLERS or (ref and _labels(item)) for item in tail):
        marked[at + 1 :] = [True] * len(tail)
    elif ref and tail and tail[0].word in _COPULAS:
        marked[at + 1] = True


def _labels(item: Item) -> bool:
    return item.word in words.LABELS or item.word in _COPULAS


def _joins(item: Item, read: bool) -> bool:
    """Whether a word only leads to what was read after it."""
    if item.kind == "name" or item.word in words.LINKS or item.word == "#":
        return True
    return read and item.word in _LEADS


_LEADS = words.SETTERS | words.SET_LINKS | words.SHADES | words.MOVERS | words.RATERS


def _idle(item: Item) -> bool:
    """A greeting, thanks: nothing that a record would want."""
    return item.kind == "emoji" or item.word in words.FILLERS or item.word in words.GREETINGS


def _joined(text: str, segment: Segment, spans: list[tuple[int, int]]) -> str | None:
    start = min(clause.items[0].start for clause in segment.clauses)
    end = max(clause.items[-1].end for clause in segment.clauses)
    note = ""
    for begin, stop in [*sorted(spans), (_closing(text, end), 0)]:
        piece, before, after = _trimmed(text[start:begin])
        if piece:
            mark = _STOPPED.match(before)
            note = (note.rstrip(" ,;") + mark[0] if mark and note else note) + piece + after
        start = max(start, stop)
    return _OPEN_END.sub("", note) or None


def _closing(text: str, end: int) -> int:
    """The end of a segment, with the marks that close its last sentence."""
    while end < len(text) and text[end] in ".!?)]\"'”’%…":
        end += 1
    return end


def _trimmed(raw: str) -> tuple[str, str, str]:
    """A stretch of words, and the marks before and after it that joined it to others."""
    if not raw or raw.isspace() or _WORDLESS.fullmatch(raw):
        return "", "", ""
    lead = _LEADING.match(raw)
    body = raw[lead.end() :] if lead else raw
    cut = _TRAILING.search(body)
    piece, rest = (body[: cut.start()], body[cut.start() :]) if cut else (body, "")
    if piece.endswith((")", "]")) and "(" not in piece and "[" not in piece:
        piece = piece[:-1]
    if piece.lower() in _CONNECTORS:
        return "", "", ""
    gap = _GAP.match(rest)
    return piece, lead[0] if lead else "", gap[0] if gap and gap[0] else " "
