"""The light nouns that the papers track beside actions, and what each of their fields may hold.

A field holds a text, a day, one of a few words, numbers of actions, or whole numbers. Which words
those are is data here, so that a new noun is a few lines.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Kind = Literal["text", "day", "choice", "refs", "count"]
NO_TITLE, UNKNOWN_FIELD, NO_DAY, NO_CHOICE, NO_REF, NO_COUNT = (
    "no_title",
    "unknown_field",
    "no_day",
    "no_choice",
    "no_ref",
    "no_count",
)
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what it holds, and the words that a choice is between."""

    name: str
    label: str
    kind: Kind = "text"
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Noun:
    """A light noun: its name, its plural, and its fields beside the title.

    `due` names the field that holds the day by which something is owed, `done` the words of its
    state in which nothing is.
    """

    name: str
    many: str
    fields: tuple[Field, ...]
    due: str = ""
    done: tuple[str, ...] = ()

    def field(self, name: str) -> Field | None:
        """The field of that name; the title is one of every noun's."""
        return next((one for one in self.all if one.name == name), None)

    @property
    def all(self) -> tuple[Field, ...]:
        """The title and all the others."""
        return (Field("title", "What it is"), *self.fields)


_ACTIONS = Field("actions", "Actions it is about", "refs")
_OWNER = Field("owner", "Owner")
GRADES = ("outstanding", "good", "requires_improvement", "inadequate")

NOUNS = (
    Noun(
        "risk",
        "risks",
        (
            Field("kind", "Kind", "choice", ("strategic", "failing", "delivery")),
            Field("rating", "Rating", "choice", ("red", "amber", "green")),
            _OWNER,
            Field("review", "Next review", "day"),
            _ACTIONS,
            Field("state", "State", "choice", ("open", "closed")),
        ),
        due="review",
        done=("closed",),
    ),
    Noun(
        "board",
        "boards",
        (
            Field("chair", "Chair"),
            Field("part_of", "Part of the board"),
            Field("cadence", "Meets"),
            Field("report", "What it receives"),
            Field("next", "Next meeting", "day"),
        ),
    ),
    Noun(
        "request",
        "requests",
        (
            Field("board", "Asked by the board"),
            Field("asked", "Asked on", "day"),
            Field("wants", "It wants", "choice", ("information", "report", "decision", "action")),
            _OWNER,
            Field("due", "Due", "day"),
            _ACTIONS,
            Field("state", "State", "choice", ("open", "answered", "withdrawn")),
        ),
        due="due",
        done=("answered", "withdrawn"),
    ),
    Noun(
        "source",
        "sources",
        (
            Field(
                "kind",
                "Kind",
                "choice",
                ("inspection", "audit", "review", "workshop", "complaint", "other"),
            ),
            Field("on", "Of", "day"),
            _ACTIONS,
        ),
    ),
    Noun(
        "provider",
        "providers",
        (
            _ACTIONS,
            Field("at_least", "Share of good or better asked for", "count"),
            *(Field(grade, grade.replace("_", " ").capitalize(), "count") for grade in GRADES),
            Field("review", "Next contract meeting", "day"),
        ),
        due="review",
    ),
    Noun(
        "phase",
        "phases",
        (
            Field("start", "Begins", "day"),
            Field("end", "Ends", "day"),
            Field("themes", "Themes"),
            _ACTIONS,
            Field("state", "State", "choice", ("open", "closed")),
        ),
        due="end",
        done=("closed",),
    ),
)
BY_NAME = {noun.name: noun for noun in NOUNS} | {noun.many: noun for noun in NOUNS}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field, and what it should hold."""

    field: str
    why: str
    detail: str = ""


def read(
    noun: Noun, typed: Mapping[str, str], refs: Iterable[str]
) -> tuple[dict[str, Any], list[Fault]]:
    """The values that typed texts stand for, and what is wrong; an empty text clears a field."""
    known, found, faults = set(refs), {}, []
    for name, text in typed.items():
        field = noun.field(name)
        value = _value(field, " ".join(text.split()), known) if field else _unknown(noun, name)
        if isinstance(value, Fault):
            faults.append(value)
        else:
            found[name] = value
    return found, faults


def _unknown(noun: Noun, name: str) -> Fault:
    return Fault(name, UNKNOWN_FIELD, ", ".join(one.name for one in noun.all))


def _value(field: Field, text: str, refs: set[str]) -> Any:
    if not text:
        return Fault(field.name, NO_TITLE) if field.name == "title" else None
    match field.kind:
        case "day":
            return _day(field, text)
        case "choice":
            word = text.casefold().replace(" ", "_")
            fault = Fault(field.name, NO_CHOICE, ", ".join(field.words))
            return word if word in field.words else fault
        case "refs":
            wanted = [ref for ref in text.replace(",", " ").split() if ref != "and"]
            odd = [ref for ref in wanted if ref not in refs]
            return Fault(field.name, NO_REF, ", ".join(odd)) if odd else wanted
        case "count":
            return int(text) if text.isdecimal() and len(text) < 7 else Fault(field.name, NO_COUNT)
        case "text":
            return text[:LONGEST]


def _day(field: Field, text: str) -> Any:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return Fault(field.name, NO_DAY)


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
