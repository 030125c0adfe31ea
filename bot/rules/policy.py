"""When a plan's reminders speak, as values; a plan's file can set each of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.rules.ratings import RatingRules, RatingRulesError, rules_of
from bot.rules.times import ENGLAND, NATIONS, start_of_day
from models.errors import PlainError

MOST_DAYS = 366
LONGEST_NAME = 80


class PolicyError(PlainError):
    """A policy that cannot be kept to; the message says which setting and why."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A plan's policy. Days before an end date and days until it goes up are working days."""

    before_end: tuple[int, ...] = (14, 7, 1)
    silent_after: int = 30  # days without a word
    snooze_days: int = 14  # at the most, each time
    snoozes: int = 2  # in a row, without a word in between
    dates_by: str = "manager"  # who grants another end date: the lead's manager, or a role
    confirmed_by: str = ""  # who confirms what is complete; nobody has to where it is empty
    reasons: str = "asked"  # for amber and red: asked for afterwards, or "required" to be kept
    up_after: int = 5  # unanswered, before it goes up one step
    ratings: RatingRules = field(default_factory=RatingRules)
    opens: time = time(8, 30)
    closes: time = time(17, 30)
    holidays: str = ENGLAND  # whose bank holidays are no working days


DEFAULT = Policy()
NAMES = tuple(one.name for one in fields(Policy))


def policy_of(settings: Mapping[str, Any] | None) -> Policy:
    """The policy that settings make, the defaults where they say nothing.

    Raises PolicyError for a setting that is not known or cannot be kept to.
    """
    found = {name: _READ[_known(name)](name, it) for name, it in (settings or {}).items()}
    policy = Policy(**found)
    if policy.opens >= policy.closes:
        raise PolicyError("messages would never go out: opens has to be before closes")
    return policy


def quiet_since(policy: Policy, day: date, zone: str) -> datetime:
    """An open action of which the last word came before this has gone quiet by a day."""
    return start_of_day(day - timedelta(days=policy.silent_after - 1), zone)


def _known(name: str) -> str:
    if name not in NAMES:
        raise PolicyError(f"“{name}” is no setting of a policy; there are {', '.join(NAMES)}")
    return name


def _days(name: str, it: Any) -> int:
    if not isinstance(it, int) or isinstance(it, bool) or not 0 < it <= MOST_DAYS:
        raise PolicyError(f"{name} has to be a number from 1 to {MOST_DAYS}")
    return it


def _each_day(name: str, it: Any) -> tuple[int, ...]:
    if not isinstance(it, list | tuple):
        raise PolicyError(f"{name} has to be a list of numbers, such as [14, 7, 1]")
    return tuple(_days(name, one) for one in it)


def _who(name: str, it: Any) -> str:
    if not isinstance(it, str) or len(it) > LONGEST_NAME:
        raise PolicyError(f'{name} has to be "manager" or a role, in quotation marks')
    return " ".join(it.split())


def _nation(name: str, it: Any) -> str:
    found = {nation.casefold(): nation for nation in NATIONS}.get(str(it).strip().casefold())
    if found is None:
        *others, last = NATIONS
        raise PolicyError(f"{name} has to be {', '.join(others)} or {last}")
    return found


def _reasons(name: str, it: Any) -> str:
    if it not in ("asked", "required"):
        raise PolicyError(f'{name} has to be "asked" or "required"')
    return str(it)


def _ratings(_name: str, it: Any) -> RatingRules:
    if not isinstance(it, Mapping):
        raise PolicyError("ratings has to be a section of its own, [policy.ratings]")
    try:
        return rules_of(it)
    except RatingRulesError as error:
        raise PolicyError(str(error)) from error


def _clock(name: str, it: Any) -> time:
    try:
        return it if isinstance(it, time) else time.fromisoformat(str(it))
    except ValueError as error:
        raise PolicyError(f"{name} has to be a time, such as 08:30") from error


_READ: dict[str, Callable[[str, Any], Any]] = {
    **dict.fromkeys(NAMES, _days),
    "before_end": _each_day,
    "dates_by": _who,
    "confirmed_by": _who,
    "reasons": _reasons,
    "ratings": _ratings,
    "opens": _clock,
    "closes": _clock,
    "holidays": _nation,
}
