"""A past moment stays as it was first shown, whatever is recorded later as of before it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from sqlmodel import Session

from bot.rules.digest import Digest
from bot.rules.times import a_week_before
from bot.services.digesting import digest, moved
from models import shown as kept
from models.plan import Plan

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Showing:
    """A digest as at a moment, and the last entry known of; `kept` where it was shown before."""

    plan_id: int
    digest: Digest
    upto: int
    kept: bool = False


def show(
    session: Session,
    plan: Plan,
    at: datetime,
    since: datetime | None = None,
    whole_day: bool = False,
    themes: Sequence[str] = (),
) -> Showing:
    """The digest as at a past moment: as it was first shown, or as it is now for the first time.

    Another `since` than the first time shows other changes, by what was known then.
    """
    found = kept.shown_at(session, plan.id or 0, at, " ".join(themes))
    if found is None:
        fresh = digest(session, plan, at, since, whole_day, themes)
        return Showing(plan.id or 0, fresh, kept.last_entry(session))
    then: Digest = _as_facts().validate_python(found.facts)
    since = since or a_week_before(at, plan.zone)
    if since != then.since:
        movement = moved(session, plan, since, at, themes, found.upto)
        then = replace(then, since=since, movement=movement)
    then = replace(then, as_at=at, whole_day=whole_day)
    return Showing(plan.id or 0, then, found.upto, kept=True)


def keep(session: Session, one: Showing) -> None:
    """Keep what was shown, unless it, or what somebody else was shown a moment before, is kept."""
    if not one.kept:
        kept.keep(
            session,
            plan_id=one.plan_id,
            at=one.digest.as_at,
            themes=" ".join(one.digest.themes),
            upto=one.upto,
            facts=_as_facts().dump_python(one.digest, mode="json"),
        )


@cache
def _as_facts() -> "TypeAdapter[Digest]":
    """What turns a digest into plain facts and back; made when the first one is kept."""
    from pydantic import TypeAdapter

    return TypeAdapter(Digest)
