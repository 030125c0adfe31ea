"""Bringing a plan in: compare a file with what is kept, show it, and do it whole or not at all.

The comparison has three sides. A field changes only where the file says something else than it
said the last time: what was reported in Slack since then is not undone by the same file again.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.rules.comparison import Changed, Comparison, Facts, Fields
from bot.rules.outcomes import Change
from bot.rules.plan_file import PlanFile
from bot.rules.said import Said
from bot.rules.times import start_of_day
from bot.services import facts, keeping, ledger
from models import action as actions
from models import plan as plans
from models.entry import CREATE, IMPORT
from models.errors import PlainError
from models.plan import SIGNED_OFF, Plan

DEFAULTS = {"status": "not_started", "zone": "Europe/London"}


class PlanClosedError(PlainError):
    """A signed-off plan is read-only."""


class ChangedMeanwhileError(PlainError):
    """What was shown is no longer what would be done."""


class ImpossibleImportError(PlainError):
    """What a file says contradicts what is kept and what the file leaves as it is."""


def compare(session: Session, name: str, file: PlanFile) -> Comparison:
    """What importing the file as the plan of that name would create, change and leave alone.

    Raises PlanClosedError where the plan is signed off, ImpossibleImportError where the file does
    not fit what is kept.
    """
    plan = plans.plan_named(session, name)
    if plan is None:
        made = {noun: _complete(noun, it) for noun, it in facts.of_file(name, file).items()}
        _refuse_impossible(made)
        return Comparison(name, is_new=True, created=made)
    if plan.status == SIGNED_OFF:
        raise PlanClosedError(f"{plan.name} is signed off and is read-only.")
    wanted = facts.of_file(plan.name, file)
    stands = facts.of_store(session, plan)
    before = facts.fold(facts.entries_of(session, plan, CREATE, IMPORT))
    return _beside(plan.name, wanted, before, stands)


def _beside(name: str, wanted: Facts, before: Facts, stands: Facts) -> Comparison:
    """What the file says, beside what it said the last time and what stands."""
    created = {noun: _complete(noun, it) for noun, it in wanted.items() if noun not in stands}
    known = [noun for noun in wanted if noun in stands]
    said = {noun: _said_anew(wanted[noun], before.get(noun, {}), stands[noun]) for noun in known}
    changed = _those(said, lambda change: change.old != change.new)
    then = {**stands, **created, **_as_changed(stands, changed)}
    _refuse_impossible(then)
    _refuse_orphans(then)
    return Comparison(
        name=name,
        is_new=False,
        created=created,
        changed=changed,
        agreed=_those(said, lambda change: change.old == change.new),
        unchanged=len(known) - len(changed),
        absent=tuple(noun for noun in stands if noun not in wanted and noun[0] not in facts.GIVEN),
    )


def _said_anew(wanted: Fields, before: Fields, stands: Fields) -> tuple[Change, ...]:
    """The fields of which the file says something else than it said the last time."""
    return tuple(
        Change(name, stands.get(name), value)
        for name, value in wanted.items()
        if value is not None and value != before.get(name)
    )


def _those(
    said: dict[tuple[str, str], tuple[Change, ...]], wanted: Callable[[Change], bool]
) -> tuple[Changed, ...]:
    found = (Changed(*noun, tuple(filter(wanted, changes))) for noun, changes in said.items())
    return tuple(one for one in found if one.changes)


def _complete(noun: tuple[str, str], fields: Fields) -> Fields:
    """What a new noun begins with where its file says nothing."""
    defaults = {**DEFAULTS, "title": f"Theme {noun[1]}"}
    return {name: defaults.get(name) if value is None else value for name, value in fields.items()}


def _as_changed(stands: Facts, changed: tuple[Changed, ...]) -> Facts:
    """The nouns that would change, as they would then stand."""
    return {
        (one.noun, one.key): {
            **stands[one.noun, one.key],
            **{change.field: change.new for change in one.changes},
        }
        for one in changed
    }


def _refuse_impossible(then: Facts) -> None:
    """A file may be right in itself and still not fit what is kept."""
    for (noun, key), it in then.items():
        if noun == "action" and it["start"] and it["end"] and it["end"] < it["start"]:
            raise ImpossibleImportError(
                f"{key} would end on {it['end']}, before its start on {it['start']}; "
                "nothing was imported."
            )
        if noun == "role" and _reports_to_itself(key, then):
            raise ImpossibleImportError(
                f"{it['name']} would report to itself, by way of those above it; "
                "nothing was imported."
            )


def _refuse_orphans(then: Facts) -> None:
    """What people have given of a series stays with it, so a file cannot leave that out."""
    for (noun, key), it in then.items():
        if noun in facts.GIVEN:
            measure = key.rpartition("/")[0]
            names = [line["name"] for line in then["measure", measure]["series"]]
            if it["series"] not in names:
                label = " ".join(filter(None, (measure.partition("/")[2], it["series"])))
                raise ImpossibleImportError(
                    f"People have given figures of {label}, which the file no longer has; "
                    "nothing was imported. Leave it in the file."
                )


def _reports_to_itself(key: str, then: Facts) -> bool:
    above, seen = then["role", key]["reports_to"], {key}
    while above is not None and above not in seen:
        seen.add(above)
        above = then["role", above]["reports_to"]
    return above is not None


def bring_in(session: Session, shown: Comparison, file: PlanFile, said: Said) -> Plan:
    """Carry out what was shown, with every action of the plan held so that nothing changes it.

    Raises ChangedMeanwhileError where what is kept has changed since it was shown.
    """
    plan = plans.plan_named(session, shown.name)
    if plan is not None:
        actions.hold_all(session, plan.id or 0)
    if compare(session, shown.name, file) != shown:
        raise ChangedMeanwhileError("The plan has changed meanwhile; nothing was done. Try again.")
    return carry_out(session, shown, said)


def carry_out(session: Session, comparison: Comparison, said: Said) -> Plan:
    """Do what a comparison shows, each noun with its entry. Part of the caller's transaction."""
    first = comparison.created.get(("plan", comparison.name), {})
    plan = plans.plan_named(session, comparison.name)
    last = actions.last_entered(session, plan.id or 0) if plan else None
    at = max(last or said.at, said.at) if plan else _counts_from(first, said.at)
    said = replace(said, at=at)
    plan = plan or keeping.make_plan(session, comparison.name, first, said)
    keeper = keeping.Keeper(session, plan, at)
    for noun in facts.NOUNS:
        for (kind, key), fields in comparison.created.items():
            if kind == noun:
                keeper.make(noun, key, fields)
                _enter_creation(session, plan, said, noun, key, fields)
    keeper.link_roles(comparison.created)
    for one in comparison.changed:
        keeper.change(one.noun, one.key, {change.field: change.new for change in one.changes})
    for one in (*comparison.changed, *comparison.agreed):
        ledger.write(session, said, plan.id, IMPORT, one.noun, one.key, one.changes)
    plans.bump(session, plan.id or 0)
    return plan


def _counts_from(first: Fields, now: datetime) -> datetime:
    as_of = first.get("as_of")
    if not as_of:
        return now
    at = start_of_day(keeping.day(as_of), str(first["zone"]))
    if at > now:
        raise ImpossibleImportError(
            f"{as_of} has not come yet; a plan is on record from a past day."
        )
    return at


def _enter_creation(
    session: Session, plan: Plan, said: Said, noun: str, key: str, fields: dict[str, Any]
) -> None:
    ledger.write(session, said, plan.id, CREATE, noun, key, [Change("*", None, fields)])
