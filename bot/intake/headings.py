"""The headings that councils give their columns, and what each kind of sheet cannot do without.

Of several columns that could hold a field, the name that stands first here is taken.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


def _with_word(words: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    before = (f"{word} {name}" for word in words for name in names)
    return (*before, *(f"{name} {word}" for word in words for name in names))


@dataclass(frozen=True, slots=True)
class Layout:
    """What a kind of sheet holds: its fields with their headings, and those it cannot do without.

    `needed` says to a person which headings are looked for. Two columns for one of the fields in
    `single` would contradict each other. A heading in `loose` holds its field only where no other
    column does, and where most of what stands below it can be read as such.
    """

    fields: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    needed: str
    single: tuple[str, ...] = ()
    loose: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_NUMBERS = (
    *("ref", "reference", "no", "number", "#", "ref no", "ref number", "reference no", "ref #"),
    "reference number",
)
_PEOPLE = ("officer", "officers", "officer s", "person", "manager", "role", "name", "lead")
_LEADS = (
    *("lead", "leads", "lead s", "owner", "owners", "owner s", "responsible", "accountable", "who"),
    *(f"{lead} {who}" for lead in ("lead", "responsible", "accountable") for who in _PEOPLE),
    *(f"{who} {lead}" for who in ("person", "officer") for lead in ("responsible", "accountable")),
    *("action owner", "action lead", "named lead", "lead owner", "lead s owner s", "owned by"),
    *("assigned to", "allocated to", "by whom", "responsibility", "sro", "lead responsible"),
)
_ENDS = (
    *("end", "end date", "due", "due date", "due by", "date due", "deadline", "target date"),
    *("target end date", "completion date", "target completion date", "target completion"),
    *("finish", "finish date", "by when", "complete by", "completion by", "planned end"),
    *("date for completion", "target date for completion", "date to be completed"),
    "planned end date",
)
ACTIONS = Layout(
    {
        "ref": (
            *_NUMBERS,
            *("action no", "action number", "action ref", "action ref no", "action reference"),
            *("action id", "action #", "action reference number", "recommendation no", "rec no"),
            *("item no", "item number", "s n", "id"),
        ),
        "title": (
            *("action title", "action", "title", "action process", "actions", "description"),
            *("action description", "action required", "actions required", "recommendation action"),
            *("improvement action", "improvement actions", "key action", "key actions"),
            *("agreed action", "agreed actions", "proposed action", "specific action"),
            *("action to be taken", "actions to be taken", "what will we do", "what we will do"),
            *("what needs to be done", "what needs to happen", "what", "task", "activity"),
            "recommendation",
        ),
        "theme": (
            *("theme", "issue", "workstream", "work stream", "priority", "section", "issue no"),
            *("theme no", "theme issue", "priority area", "improvement priority", "strand", "area"),
        ),
        "theme_title": ("theme title", "issue title", "workstream title", "priority title"),
        "leads": _LEADS,
        "start": (
            *("start", "start date", "from", "date from", "planned start", "planned start date"),
            *("commence", "commencement", "commencement date", "begins"),
        ),
        "revised_end": _with_word(("revised", "current", "new"), (*_ENDS, "date")),
        "end": (*_ENDS, "to"),
        "original_end": _with_word(("original",), (*_ENDS, "date")),
        "status": (
            *("status", "progress status", "action status", "state", "status brag"),
            *("current status", "overall status", "delivery status", "implementation status"),
        ),
        "rag": (
            *("rag", "rag rating", "rag status", "status rag", "rating", "r a g", "current rag"),
            *("brag", "brag rating", "brag status", "overall rag", "ragb", "rag colour"),
        ),
        "percent": (
            *("%", "percent", "% complete", "percent complete", "complete %", "progress %"),
            *("% done", "% completed", "% progress", "percentage complete", "percentage"),
            "completion %",
        ),
    },
    ("ref", "title"),
    "a reference (Ref, No, Number, Action no or #) and "
    "a title (Action, Title, Description or Action title)",
    ("start", "revised_end", "end", "original_end", "status", "rag", "percent"),
    {
        "status": ("progress", "position", "stage"),
        "end": ("timescale", "timescales", "timeframe", "timeline", "when", "target"),
    },
)
THEMES = Layout(
    {
        "ref": (*_NUMBERS, "theme no", "theme", "issue no", "issue", "workstream", "work stream"),
        "title": ("title", "theme title", "issue title", "name", "description", "theme", "issue"),
    },
    ("ref", "title"),
    "a reference (Ref, No or Theme) and a title (Title, Theme title or Name)",
)
MEASURES = Layout(
    {
        "action": ("action", "action ref", "action no", "action number", "action reference"),
        "ref": ("measure ref", "measure no", "label", *_NUMBERS, "measure"),
        "title": ("title", "measure title", "description", "name", "measure"),
        "unit": ("unit", "units"),
        "kind": ("kind", "type"),
    },
    ("action", "ref", "title"),
    "an action (Action), a label (Measure or Ref) and a title (Title or Description)",
)
POINTS = Layout(
    {
        "action": MEASURES.fields["action"],
        "ref": MEASURES.fields["ref"],
        "series": ("series", "line"),
        "point": ("point", "kind", "type"),
        "on": ("date", "on", "due", "when"),
        "value": ("value", "figure"),
        "source": ("source", "said by"),
    },
    ("action", "ref", "point", "value"),
    "an action (Action), a label (Measure), a kind of point (Point) and a figure (Value)",
)
ROLES = Layout(
    {
        "name": ("role", "name", "title", "post", "job title"),
        "reports_to": ("reports to", "manager", "line manager", "reports to role"),
    },
    ("name",),
    "a role (Role or Name), and whom it reports to (Reports to or Manager)",
)


def folded(heading: str) -> str:
    """A heading or a word without case, punctuation and doubled spaces."""
    return " ".join(re.sub(r"[^\w%#]|_", " ", heading.casefold()).split())
