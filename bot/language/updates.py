"""A segment to intents: an update for each action it speaks of, or the question to ask instead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from bot.language import asking, cues
from bot.language.clauses import Segment
from bot.language.cues import FOREIGN
from bot.language.dates import BadDay, Day
from bot.language.index import Index
from bot.language.items import Item
from bot.language.notes import note_of
from bot.language.references import Group
from bot.language.rulings import Ruling
from bot.language.spans import Span, later
from bot.language.tone import amends, put_right
from bot.language.verdict import rule
from bot.rules.intents import Intent, Query, Reason, Unclear, Update

_NAMES = {
    "not_started": "not started",
    "in_progress": "in progress",
    "completed": "complete",
    "residual": "carried over",
}


@dataclass(frozen=True, slots=True)
class Scene:
    """What a message is read against."""

    text: str
    index: Index
    today: date


def updates_of(segment: Segment, scene: Scene, alone: bool) -> list[Intent]:
    """The intents of a segment; `alone` where the message holds no other."""
    if segment.group is None:
        return [Unclear("no_reference", asking.which())]
    group = segment.group
    if group.unknown:
        return [_unknown(ref, scene) for ref in group.unknown]
    rulings = rule(segment, scene.today)
    believed = [ruling for ruling in rulings if not ruling.reason]
    doubted = [ruling for ruling in rulings if ruling.reason not in ("", FOREIGN)]
    disputed = [ruling for ruling in rulings if ruling.disputed]
    if disputed:
        return _doubted(segment, disputed[0], scene)
    if believed:
        return _written(segment, believed, scene, put_right(segment, rulings))
    if not doubted:
        doubted = _foreign_completions(rulings)
    if doubted:
        return _doubted(segment, doubted[0], scene)
    return _noted(segment, scene, alone)


def _unknown(ref: str, scene: Scene) -> Unclear:
    nearest = scene.index.nearest(ref)
    question = asking.unknown(ref, nearest)
    return Unclear("unknown_reference", question, unknown=ref, nearest=tuple(nearest))


def _foreign_completions(rulings: Iterable[Ruling]) -> list[Ruling]:
    """ "training complete": a completion of something that may be the action or a part of it."""
    return [
        Ruling(ruling.item, ruling.clause, "near_miss")
        for ruling in rulings
        if _plain_completion(ruling) and _ends(ruling)
    ] or [Ruling(one.item, one.clause, "future") for one in rulings if _promised(one)]


def _promised(ruling: Ruling) -> bool:
    """ "On track to complete in April", "ill finish it": a completion to come."""
    items, said = ruling.clause.items, ruling.item.said
    at = next(n for n, item in enumerate(items) if item is ruling.item)
    led = bool(at) and items[at - 1].word in ("to", "ill", "well", "il")
    return led and said is not None and said.value == "completed"


def _plain_completion(ruling: Ruling) -> bool:
    """ "training complete", or a command in words of its own: "you can close 4.2"."""
    said, following = ruling.item.said, _next(ruling)
    if said is None or said.value != "completed":
        return False
    ref = following is not None and following.kind == "ref"
    return said.form == "plain" or (said.form == "verb" and ref and not _promised(ruling))


def _next(ruling: Ruling) -> Item | None:
    items = ruling.clause.items
    at = next(n for n, item in enumerate(items) if item is ruling.item)
    return items[at + 1] if at + 1 < len(items) else None


def _ends(ruling: Ruling) -> bool:
    """Whether it closes what is said, rather than describing a noun ("closed cases")."""
    following = _next(ruling)
    adjective = ruling.item.word in ("closed", "complete", "completed", "finished", "signed off")
    return following is None or following.kind != "word" or not adjective


def _group(segment: Segment) -> Group:
    return segment.group or Group(())


def _written(
    segment: Segment, believed: Sequence[Ruling], scene: Scene, amended: list[Ruling]
) -> list[Intent]:
    kept, clash = _chosen(believed)
    clash = clash or amended
    note = note_of(scene.text, segment, [ruling.item for ruling in kept])
    drafts = [_draft(ref, kept, note, scene) for ref in _group(segment).refs]
    if clash:
        names = tuple(dict.fromkeys(_name(ruling) for ruling in clash))
        refs = asking.listed(_group(segment).refs)
        return [Unclear("ambiguous", asking.conflict(refs, names), tuple(drafts))]
    return _whole(segment, drafts)


def _chosen(believed: Sequence[Ruling]) -> tuple[list[Ruling], list[Ruling]]:
    """The first ruling for each field, and those that contradict each other."""
    first: dict[str, Ruling] = {}
    clash: list[Ruling] = []
    for ruling in believed:
        said = ruling.item.said
        if said is None:
            continue
        earlier = first.setdefault(said.field, ruling)
        if earlier.item.said and earlier.item.said.value != said.value:
            clash = [earlier, ruling]
    return list(first.values()), clash or _clash(first)


def _clash(first: dict[str, Ruling]) -> list[Ruling]:
    """A completion beside a new end, a warning or a part of a percentage."""
    values = {name: r.item.said.value for name, r in first.items() if r.item.said}
    if values.get("status") != "completed":
        return []
    odd = [
        first[name]
        for name in ("end", "rag", "percent")
        if name in values and values[name] not in ("green", 100)
    ]
    return [first["status"], *odd] if odd else []


def _name(ruling: Ruling) -> str:
    value = ruling.item.said.value if ruling.item.said else ""
    if ruling.item.said and ruling.item.said.field == "percent":
        return f"{value}%"
    return _NAMES.get(str(value), str(value) if isinstance(value, str) else ruling.item.word)


def _draft(ref: str, rulings: Iterable[Ruling], note: str | None, scene: Scene) -> Intent:
    """The update that the rulings give for one action, or the question that a field raises."""
    changes: dict[str, Any] = {}
    trouble: Unclear | None = None
    for ruling in rulings:
        said = ruling.item.said
        if said is None:
            continue
        value = said.value
        if said.field == "end":
            value, why = _end(ref, value, scene)
            trouble = trouble or (Unclear("bad_date", asking.bad_date(ref, why)) if why else None)
        elif said.field == "percent" and isinstance(value, int) and not 0 <= value <= 100:
            trouble = trouble or Unclear("bad_number", asking.bad_percent(ref, value))
            value = None
        changes[said.field] = value
    update = Update(ref, note=note, **changes)
    if trouble is None:
        return update
    empty = update == Update(ref)
    return replace(trouble, read=() if empty else (update,))


def _end(ref: str, value: object, scene: Scene) -> tuple[date | None, str]:
    """The end date that was asked for, or what is wrong with it."""
    if isinstance(value, BadDay):
        return None, value.why
    if isinstance(value, Span):
        planned = scene.index.action(ref).end
        if planned is None:
            return None, f"{ref} has no end date to count from"
        value = Day(later(planned, value))
    day = cast(Day, value).on
    return (None, f"{asking.plain(day)} has passed") if day < scene.today else (day, "")


def _whole(segment: Segment, drafts: list[Intent]) -> list[Intent]:
    """The drafts as they are, or one question where the references themselves leave a doubt."""
    group = _group(segment)
    read = tuple(draft for draft in drafts if isinstance(draft, Update))
    if group.theme or group.doubt == "bulk":
        return [Unclear("bulk", asking.bulk(group.theme or "range", group.refs), read)]
    if group.doubt in ("dash", "backwards"):
        return [Unclear("ambiguous", asking.bulk("", group.refs), read)]
    if group.doubt == "or":
        return [Unclear("ambiguous", asking.either(group.refs), read)]
    return drafts


def _doubted(segment: Segment, ruling: Ruling, scene: Scene) -> list[Intent]:
    refs = _group(segment).refs
    said = ruling.item.said
    note = note_of(scene.text, segment, _up_to(ruling))
    drafts = [_draft(ref, [ruling], note, scene) for ref in refs]
    read = tuple(draft for draft in drafts if isinstance(draft, Update))
    reason = cast(Reason, ruling.reason)
    completion = said is not None and said.value == "completed"
    question = asking.doubt(reason, refs, completion)
    if said is not None and said.field == "percent" and said.value == 100:
        question = asking.hundred(asking.listed(refs))
    moved = _moved(ruling, refs, scene)
    if reason == "future" and moved:
        return [Unclear(reason, asking.move(refs[0], moved), (Update(refs[0], end=moved),))]
    return [Unclear(reason, question, read)]


def _up_to(ruling: Ruling) -> list[Item]:
    """The field and what leads to it in its clause: "Sam says 4.2 is complete"."""
    items = ruling.clause.items
    return items[: next(n for n, item in enumerate(items) if item is ruling.item) + 1]


def _moved(ruling: Ruling, refs: Sequence[str], scene: Scene) -> date | None:
    """The day by which a completion was promised, where one action was spoken of."""
    days = [item.day for item in ruling.clause.items if isinstance(item.day, Day)]
    if len(refs) != 1 or not days or days[0].on < scene.today:
        return None
    return days[0].on


def _noted(segment: Segment, scene: Scene, alone: bool) -> list[Intent]:
    """A segment that sets no field: a note, a bare doubt, or nothing but its reference."""
    group = _group(segment)
    bare = _bare_doubt(segment)
    if bare:
        completed = tuple(Update(ref, status="completed") for ref in group.refs)
        return [Unclear(bare, asking.doubt(bare, group.refs, True), completed)]
    note = note_of(scene.text, segment, ())
    if note and not amends(segment):
        return _whole(segment, [Update(ref, note=note) for ref in group.refs])
    emoji = any(item.kind == "emoji" for clause in segment.clauses for item in clause.items)
    if alone and not (emoji or note) and not group.theme and not group.doubt:
        return [Query("action", action=ref) for ref in group.refs]
    if group.theme and not alone:
        return []  # "Issue 4: 4.2 done" names the theme as a heading
    if group.theme:
        return [Unclear("bulk", asking.which_of(group.refs))]
    question = asking.nothing(asking.listed(group.refs))
    return [Unclear("ambiguous", question)] if group.refs else []


def _bare_doubt(segment: Segment) -> Reason | None:
    """ "4.2 isn't", "4.2 nearly there": a doubt about a completion that was never named."""
    for clause in segment.clauses:
        said = [item for item in clause.items if item.kind not in ("ref", "emoji", "name")]
        doubts = [item for item in said if item.word in cues.BARE]
        if doubts and all(_idle(item) for item in said):
            return cast(Reason, doubts[0].reason or "negated")
    return None


def _idle(item: Item) -> bool:
    return item.word in cues.BARE or item.word in _IDLE


_IDLE = frozenset("is are 's it it's that that's there now just yet quite and all".split())
