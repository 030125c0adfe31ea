"""What the fields of a light noun may hold, what is owed of one, and what two of them disagree on.

A field holds a text, a day, one of a few words, numbers of actions or of themes, a role, or a whole
number. Which fields there are is data: `bot/rules/nouns.py`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from bot.rules.nouns import GRADES, Field, Noun
from bot.rules.printed_dates import PrintedDateError, read_printed_date
from bot.rules.return_form import CODE
from bot.rules.role_names import role_key

NO_TITLE, NO_CODE, UNKNOWN_FIELD, NO_DAY, NO_CHOICE, NO_REF, NO_THEME, NO_ROLE, NO_COUNT, NEEDED = (
    "no_title",
    "no_code",
    "unknown_field",
    "no_day",
    "no_choice",
    "no_ref",
    "no_theme",
    "no_role",
    "no_count",
    "needed",
)
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field, and what it should hold."""

    field: str
    why: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Within:
    """What a field may refer to in its plan: actions, themes, and roles by their keys."""

    refs: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    roles: Mapping[str, str] = field(default_factory=dict)


def read(
    noun: Noun, typed: Mapping[str, str], within: Within
) -> tuple[dict[str, Any], list[Fault]]:
    """The values that typed texts stand for, and what is wrong; an empty text clears a field."""
    found, faults = {}, []
    for name, text in typed.items():
        one = noun.field(name)
        value = _value(one, " ".join(text.split()), within) if one else _unknown(noun, name)
        if isinstance(value, Fault):
            faults.append(value)
        else:
            found[name] = value
    return (_coded(found, faults) if noun.private else found), faults


def _coded(found: dict[str, Any], faults: list[Fault]) -> dict[str, Any]:
    """The values with the title as a case code; anything else as a title is a fault."""
    if "title" not in found:
        return found
    code = found["title"].upper()
    if not CODE.fullmatch(code):
        faults.append(Fault("title", NO_CODE))
    return {**found, "title": code}


def with_defaults(noun: Noun, it: Mapping[str, Any]) -> dict[str, Any]:
    """An item's fields, and the days that follow from others where they were left out."""
    made = dict(it)
    for one in noun.fields:
        first = it.get(one.after[0]) if one.after else None
        if one.after and first and not it.get(one.name):
            made[one.name] = (date.fromisoformat(first) + timedelta(weeks=one.after[1])).isoformat()
    return made


def _unknown(noun: Noun, name: str) -> Fault:
    return Fault(name, UNKNOWN_FIELD, ", ".join(one.name for one in noun.all))


def _value(it: Field, text: str, within: Within) -> Any:
    if not text:
        return Fault(it.name, NO_TITLE) if it.name == "title" else None
    match it.kind:
        case "day":
            return _day(it, text)
        case "choice":
            word = text.casefold().replace(" ", "_").replace("-", "_")
            return word if word in it.words else Fault(it.name, NO_CHOICE, ", ".join(it.words))
        case "refs":
            return _known(it, text, within.refs, NO_REF)
        case "themes":
            return _known(it, text, within.themes, NO_THEME)
        case "role":
            return within.roles.get(role_key(text)) or Fault(it.name, NO_ROLE, text)
        case "count":
            return int(text) if text.isdecimal() and len(text) < 7 else Fault(it.name, NO_COUNT)
        case "text":
            return text[:LONGEST]


def _known(it: Field, text: str, known: frozenset[str], why: str) -> Any:
    wanted = [ref for ref in text.replace(",", " ").split() if ref != "and"]
    odd = [ref for ref in wanted if ref not in known]
    return Fault(it.name, why, ", ".join(odd)) if odd else list(dict.fromkeys(wanted))


def _day(it: Field, text: str) -> Any:
    try:
        return read_printed_date(text, "end").isoformat()
    except PrintedDateError:
        return Fault(it.name, NO_DAY)


def lacking(noun: Noun, it: Mapping[str, Any]) -> list[Fault]:
    """The fields that an item needs and does not have: those required, those another one wants."""
    needed = {one.name for one in noun.all if one.required}
    needed |= {name for one in noun.fields if _filled(it, one.name) for name in one.wants}
    return [Fault(one.name, NEEDED) for one in noun.all if one.name in needed - _given(it)]


def _filled(it: Mapping[str, Any], name: str) -> bool:
    return it.get(name) not in (None, [], "")


def _given(it: Mapping[str, Any]) -> set[str]:
    return {name for name in it if _filled(it, name)}


def dues(noun: Noun, it: Mapping[str, Any]) -> Iterator[date]:
    """The days by which something of an item is owed and has not been done."""
    for due in noun.dues:
        if it.get(due.field) and it.get(due.by) not in due.done:
            yield date.fromisoformat(it[due.field])


def is_open(noun: Noun, it: Mapping[str, Any]) -> bool:
    """Whether an item with a state still asks for something."""
    state = noun.field("state")
    done = state.words[-1:] if state else ()
    ended = {word for due in noun.dues if due.by == "state" for word in due.done} | {*done}
    return state is not None and it.get("state") not in ended


def holding(found: Mapping[str, Mapping[str, Any]], words: str) -> dict[str, Mapping[str, Any]]:
    """The items that have a number, or hold words; all of them where there are no words."""
    wanted = words.casefold().split()
    if words in found:
        return {words: found[words]}
    return {key: it for key, it in found.items() if all(w in _told(it) for w in wanted)}


def _told(it: Mapping[str, Any]) -> str:
    return " ".join(str(value) for value in it.values() if value).casefold()


def mismatches(noun: Noun, found: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, ...]]:
    """Keys of priorities that are called the same and point to different work streams.

    They are reported and stand side by side; nothing is merged.
    """
    if noun.name != "priority":
        return []
    alike: dict[str, list[str]] = defaultdict(list)
    for key, it in found.items():
        alike[" ".join(str(it["title"]).casefold().split())].append(key)
    return [
        tuple(keys)
        for keys in alike.values()
        if len({tuple(sorted(found[key].get("themes") or ())) for key in keys}) > 1
    ]


DEFAULT_SHARE = 80


@dataclass(frozen=True, slots=True)
class Standard:
    """What a provider's graded work came to: its share of good or better, and whether that does."""

    graded: int
    good: int
    inadequate: int
    met: bool

    @property
    def share(self) -> int:
        """In percent, rounded half up."""
        return int(self.good / self.graded * 100 + 0.5)


def standard(it: Mapping[str, Any]) -> Standard | None:
    """Whether a provider keeps its threshold; None where nothing has been graded.

    At least so much of it good or better (80% unless it says otherwise), and none inadequate.
    """
    counts = {grade: it.get(grade) or 0 for grade in GRADES}
    graded = sum(counts.values())
    if not graded:
        return None
    good = counts["outstanding"] + counts["good"]
    wanted = DEFAULT_SHARE if it.get("at_least") is None else it["at_least"]
    enough = good * 100 >= wanted * graded and counts["inadequate"] == 0
    return Standard(graded, good, counts["inadequate"], enough)
