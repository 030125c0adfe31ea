"""Clauses gathered under the actions that they speak of."""

from collections.abc import Iterable
from dataclasses import replace

from bot.language import words
from bot.language.clauses import Clause, Segment, carried_from
from bot.language.items import Item
from bot.language.references import Group


def known_word(item: Item) -> bool:
    """Whether an item is one that can stand before a reference without being its subject."""
    if item.kind in ("cue", "field", "emoji", "name"):
        return True
    return item.word in words.LINKS or item.word in words.SETTERS or item.word in words.SET_LINKS


def segments_of(clauses: Iterable[Clause], context: str | None) -> list[Segment]:
    """The clauses of a message's statements, gathered under the actions that they speak of."""
    found: list[Segment] = []
    waiting: list[Clause] = []
    for clause in clauses:
        if not _opens_segment(clause, bool(found) or context is not None):
            (found[-1].clauses if found else waiting).append(clause)
            continue
        for part in _split(clause):
            ref = part.ref
            segment = Segment(ref.group if ref else None)
            if found:
                _hand_over(found[-1], part, segment)
            else:
                _take_waiting(found, waiting, part, segment, context)
            segment.clauses.append(part)
            found.append(segment)
    if not found and waiting:
        own = Group((context,)) if context else None
        found.append(Segment(own, waiting))
    return _without_exceptions(found)


def _without_exceptions(found: list[Segment]) -> list[Segment]:
    """ "2.1 to 2.4 amber, except 2.3" says nothing of 2.3: it is taken out of what was said."""
    kept = found[:1]
    for segment in found[1:]:
        group, spared = kept[-1].group, segment.group
        if group and spared and _excepts(segment) and set(spared.refs) < set(group.refs):
            left = tuple(ref for ref in group.refs if ref not in spared.refs)
            kept[-1].group = replace(group, refs=left)
            _regroup(kept[-1], kept[-1].group)
        else:
            kept.append(segment)
    return kept


def _regroup(segment: Segment, group: Group) -> None:
    for clause in segment.clauses:
        if clause.ref is not None:
            clause.ref.group = group


def _excepts(segment: Segment) -> bool:
    items = [item for clause in segment.clauses for item in clause.items]
    bare = all(item.kind in ("ref", "cue", "emoji") or item.word in words.LINKS for item in items)
    return bare and any(item.word in _EXCEPT for item in items)


def _opens_segment(clause: Clause, begun: bool) -> bool:
    at = next((n for n, item in enumerate(clause.items) if item.kind == "ref"), None)
    if at is None:
        return False
    if not begun or clause.items[at].group is None:
        return True
    if all(known_word(item) for item in clause.items[:at]) and not _mention(clause.items[:at]):
        return True
    return _field_follows(clause.items[at + 1 :])


_MENTIONS = frozenset(
    "see with of as per from under in to for about on waiting pending after".split()
)


def _mention(left: list[Item]) -> bool:
    """Whether the words before a reference only point to it: "see 3.1", "with 4.1"."""
    if not left or any(item.kind == "field" for item in left):
        return False
    return left[-1].word in _MENTIONS and not any(i.word in words.SETTERS for i in left)


def _field_follows(right: list[Item]) -> bool:
    for item in right:
        if item.kind == "field":
            return True
        if not known_word(item):
            return False
    return False


# "4.1 done except 4.2" leaves no doubt about 4.1.
_EXCEPT = frozenset(
    words.table(
        "not|except|except for|unlike|apart from|aside from|other than|bar|excluding|save for"
    )
)


def _split(clause: Clause) -> list[Clause]:
    """A clause that speaks of two actions in one breath: "4.1 done 4.2 amber".

    What stands between the first one's field and the second goes with the second, where it may be
    the subject or doubt it ("4.1 can't finish until 4.2 is done"); else it was said of the first.
    """
    if sum(item.kind == "ref" for item in clause.items) < 2:
        return [clause]
    parts = [replace(clause, items=[])]
    run: list[Item] = []
    seen_field = False
    for at, item in enumerate(clause.items):
        if item.kind == "ref" and seen_field and _another(parts[-1].ref, item):
            if _is_over(run, clause.items[at + 1 :]):
                parts[-1].items += run
                run = []
            doubt = clause.carried or carried_from(parts[-1])
            parts[-1].doubtful |= any(one.kind == "cue" and one.word not in _EXCEPT for one in run)
            parts.append(replace(clause, items=[], lead=None, first=False, carried=doubt))
            seen_field = False
        run.append(item)
        if item.kind in ("ref", "field") or item.word in words.EMPTY:
            seen_field = seen_field or item.kind != "ref"
            parts[-1].items += run
            run = []
    parts[-1].items += run
    return parts


def _is_over(run: list[Item], rest: list[Item]) -> bool:
    """Whether words that were dictated without a stop lead to nothing after them.

    "4.2 amber waiting on training 4.3 no change": they end in a word of their own.
    """
    own = next((one for one in rest if not known_word(one) or one.kind == "field"), None)
    if own is None or not (own.kind == "field" or own.word in words.EMPTY):
        return False
    last = next((one for one in reversed(run) if one.word not in _GOING_ON), None)
    if last is None or last.kind not in ("word", "date") or last.word in _LEADING:
        return False
    idle = frozenset() if own.said and own.said.value == "completed" else _IDLE_CUES
    return all(one.kind != "cue" or one.word in idle for one in run)


_GOING_ON = frozenset("then also so well right now ok okay".split())
_LEADING = words.LINKS | words.SETTERS | words.SET_LINKS | _MENTIONS | {"that", "which", "than"}
_IDLE_CUES = frozenset(("waiting", "awaiting", "still", "pending", "so far", "for now"))


def _another(ref: Item | None, item: Item) -> bool:
    return ref is not None and ref.group != item.group


def _bare(clause: Clause) -> bool:
    """Whether a clause says a field and nothing else that could be its subject."""
    fields = [item for item in clause.items if item.kind == "field"]
    return bool(fields) and all(known_word(item) for item in clause.items)


def _says_nothing(clause: Clause) -> bool:
    return not any(item.kind in ("field", "cue", "word", "number") for item in _unlinked(clause))


def _unlinked(clause: Clause) -> list[Item]:
    return [i for i in clause.items if i.kind not in ("word", "cue") or i.word not in words.LINKS]


def _hand_over(before: Segment, part: Clause, segment: Segment) -> None:
    """ "4.1 amber, done: 4.2": what stands before a colon goes to the reference after it."""
    last = before.clauses[-1]
    colon = part.lead is not None and part.lead.word == ":"
    if colon and last.ref is None and _bare(last) and _says_nothing(part):
        segment.clauses.append(before.clauses.pop())


def _joins_on(part: Clause) -> bool:
    """ "done, also 7.1": what was said of the talk's own action is said of one more."""
    lead = part.lead is not None and part.lead.word in ("and", "plus", "&", "+", "so")
    added = any(item.word in ("also", "too", "plus", "as well") for item in part.items)
    return (lead or added) and _says_nothing(part)


def _take_waiting(
    found: list[Segment],
    waiting: list[Clause],
    part: Clause,
    segment: Segment,
    context: str | None,
) -> None:
    """Clauses before the first reference: they speak of it, or of what the talk was about."""
    bare = any(_bare(clause) and not clause.items[0].reason for clause in waiting)
    if bare and context and _joins_on(part) and segment.group and not segment.group.unknown:
        refs = tuple(dict.fromkeys([context, *segment.group.refs]))
        segment.group = replace(segment.group, refs=refs, doubt=segment.group.doubt or "dash")
    if not bare or _says_nothing(part):
        segment.clauses.extend(waiting)
    else:
        found.append(Segment(Group((context,)) if context else None, list(waiting)))
    waiting.clear()
