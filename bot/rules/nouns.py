"""The light nouns that the papers track beside actions: what each is called, and its fields.

This is data: a new noun is a few lines here, a row in `docs/commands.md`, and nothing else.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "day", "choice", "refs", "themes", "role", "count"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what it holds, the words that a choice is between, and what has to come with it.

    `wants` are fields that may not be empty where this one is filled. `after` is a day's default:
    so many weeks after another field.
    """

    name: str
    label: str
    kind: Kind = "text"
    words: tuple[str, ...] = ()
    required: bool = False
    wants: tuple[str, ...] = ()
    after: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A field that holds the day by which something is owed, until another holds one of `done`."""

    field: str
    by: str = "state"
    done: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Noun:
    """A light noun: its name, its plural, other words for it, and its fields beside the title.

    The titles of a `private` one are case codes. They are for those who hold a role in the plan;
    everybody else is told how many there are.
    """

    name: str
    many: str
    fields: tuple[Field, ...]
    dues: tuple[Due, ...] = ()
    also: tuple[str, ...] = ()
    private: bool = False

    def field(self, name: str) -> Field | None:
        """The field of that name; the title is one of every noun's."""
        return next((one for one in self.all if one.name == name), None)

    @property
    def all(self) -> tuple[Field, ...]:
        """The title and all the others."""
        return (Field("title", "What it is", required=True), *self.fields)


def _state(*words: str) -> Field:
    return Field("state", "State", "choice", words)


def _check(name: str, months: int) -> tuple[Field, ...]:
    """A work stream's check: when it is due, whether it was met, when that was seen, in words."""
    label = f"Check at {months} months"
    return (
        Field(f"{name}_due", f"{label} due", "day"),
        Field(name, label, "choice", ("met", "not_met"), wants=(f"{name}_on", f"{name}_words")),
        Field(f"{name}_on", f"{label} made on", "day"),
        Field(f"{name}_words", f"{label}, in words"),
    )


_ACTIONS = Field("actions", "Actions it is about", "refs")
_THEMES = Field("themes", "Themes or work streams", "themes")
_OWNER = Field("owner", "Owner")
_BOARD = Field("board", "Board")
_CHECKED = ("met", "not_met")
GRADES = ("outstanding", "good", "requires_improvement", "inadequate")
CLASSES = ("open", "public", "unrestricted", "restricted", "confidential", "exempt")
SOURCES = ("inspection", "audit", "review", "workshop", "complaint", "other")

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
            _state("open", "closed"),
        ),
        (Due("review", done=("closed",)),),
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
    Noun("meeting", "meetings", (_BOARD, Field("on", "Of", "day"), Field("items", "Items"))),
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
            _state("open", "answered", "withdrawn"),
        ),
        (Due("due", done=("answered", "withdrawn")),),
    ),
    Noun(
        "decision",
        "decisions",
        (
            _BOARD,
            Field("on", "Asked for on", "day"),
            Field("wants", "It is to", "choice", ("note", "endorse", "recommend", "approve")),
            Field("words", "As it was decided"),
            _state("asked", "decided", "refused"),
        ),
        (Due("on", done=("decided", "refused")),),
    ),
    Noun(
        "paper",
        "papers",
        (
            Field("classification", "Classification", "choice", CLASSES, required=True),
            Field("decision", "Decision type", "choice", ("none", "non_key", "key"), required=True),
            Field("equality", "Equality statement", required=True),
            Field("money", "Money"),
            _BOARD,
            Field("due", "Due", "day"),
            _state("draft", "produced"),
        ),
        (Due("due", done=("produced",)),),
    ),
    Noun(
        "stream",
        "streams",
        (
            _THEMES,
            Field("definition", "Definition"),
            Field("activities", "Activities"),
            Field("outcomes", "Outcomes"),
            _state("to_be_finalised", "in_implementation", "finished"),
            *_check("six_months", 6),
            *_check("twelve_months", 12),
            Field("remarks", "Remarks"),
        ),
        (
            Due("six_months_due", "six_months", _CHECKED),
            Due("twelve_months_due", "twelve_months", _CHECKED),
        ),
        ("work stream", "work streams", "workstream", "workstreams"),
    ),
    Noun("priority", "priorities", (Field("said_in", "Said in"), _THEMES)),
    Noun(
        "dependency",
        "dependencies",
        (
            Field("department", "Department", required=True),
            _OWNER,
            _THEMES,
            _ACTIONS,
            Field("due", "Due", "day"),
            _state("open", "settled"),
        ),
        (Due("due", done=("settled",)),),
    ),
    Noun(
        "offer", "offers", (Field("who", "From"), _ACTIONS, _state("open", "declined", "accepted"))
    ),
    Noun(
        "source",
        "sources",
        (Field("kind", "Kind", "choice", SOURCES), Field("on", "Of", "day"), _ACTIONS),
    ),
    Noun(
        "provider",
        "providers",
        (
            _ACTIONS,
            Field("at_least", "Share of good or better asked for", "count"),
            *(Field(grade, grade.replace("_", " ").capitalize(), "count") for grade in GRADES),
            Field("review", "Next contract meeting", "day"),
            Field("outcome", "What came of the last contract meeting"),
            Field("dispute", "In dispute", wants=("raised_to",)),
            Field("raised_to", "Raised to", "role"),
        ),
        (Due("review"),),
    ),
    Noun(
        "phase",
        "phases",
        (
            Field("start", "Begins", "day"),
            Field("end", "Ends", "day"),
            _THEMES,
            _ACTIONS,
            _state("open", "closed"),
        ),
        (Due("end", done=("closed",)),),
    ),
    Noun(
        "tracked_case",
        "tracked_cases",
        (
            Field("opened", "Opened on", "day", required=True),
            Field("plan_due", "Plan due", "day", after=("opened", 6)),
            Field("breach", "In breach after", "day", after=("opened", 8)),
            Field("ends", "Target end date", "day"),
            Field("team", "Team"),
            _state("no_plan", "planned", "closed"),
        ),
        (Due("plan_due", done=("planned", "closed")), Due("ends", done=("closed",))),
        ("tracked case", "tracked cases"),
        private=True,
    ),
)
BY_NAME = {name: noun for noun in NOUNS for name in (noun.name, noun.many, *noun.also)}
