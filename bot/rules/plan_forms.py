"""The forms about a plan, as values: what is asked, and where an answer goes."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "long", "day", "choice"]
ALL = "*"  # every residual action


@dataclass(frozen=True, slots=True)
class Ask:
    """One field; a choice is between options, each a value and what is shown."""

    name: str
    label: str
    kind: Kind = "text"
    options: tuple[tuple[str, str], ...] = ()
    optional: bool = True
    value: str = ""


@dataclass(frozen=True, slots=True)
class PlanForm:
    """A form: `kind` is what it does, `about` what it does it to; none of the fields may be."""

    kind: str
    plan_id: int
    title: str
    submit: str
    fields: tuple[Ask, ...] = ()
    about: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan for somebody who asked about it; `administers` is whether they may end things."""

    plan_id: int
    name: str
    state: str
    total: int
    still_open: tuple[str, ...]
    residual: int
    administers: bool
    successors: tuple[str, ...] = ()
    registers: tuple[tuple[str, int], ...] = ()
