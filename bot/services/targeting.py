"""What people decide about a measure: a target revised, a figure disputed."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.intents import Update
from bot.rules.outcomes import Outcome, Recorded, Refused
from bot.rules.readings import Figure, fault_in
from bot.rules.said import Said
from bot.rules.targets import MeasureFacts
from bot.rules.times import local_day
from bot.services import guarding, measuring, register, updating
from bot.services.reading import current_series, enter, measures_called, next_key
from bot.views import readings as says
from models import measure as measures
from models import plan as plans
from models.measure import Target


def revise(
    session: Session,
    book: Book,
    said: Said,
    label: tuple[str | None, str],
    target: tuple[date, Figure],
    series: str = "",
    reason: str = "",
) -> Outcome:
    """Set what a measure should come to by a day, beside what was to be reached then before.

    For whoever may decide on the action's dates. The original is never lost.
    """
    found = measures_called(book, label)
    if len(found) != 1:
        return Refused("said_why", sentence=says.which_measure(label[1], [f.action for f in found]))
    facts, (due, figure) = found[0], target
    one, day = facts.measure, local_day(said.at, book.zone)
    names = [s.series.name for s in facts.series]
    fault = fault_in(figure, "at_least" if one.kind == "pair" else one.kind, one.unit)
    if fault or series not in names:
        wrong = says.which_series(one.ref, names)
        return Refused(
            "said_why",
            sentence=says.not_sound(fault, one.ref, one.unit, figure) if fault else wrong,
        )
    if not book.manages_it(said.user, facts.action, day):
        return Refused("said_why", sentence=says.who_sets_targets(one.ref))
    refused = guarding.refusal(session, said, reason)
    if refused:
        return refused
    note = says.target_noted(one.ref, one.unit, figure.printed, due, reason)
    done = updating.record(session, book, said, Update(facts.action, note=note))
    if isinstance(done, Recorded) and not done.heard_before:
        _keep_target(session, book, replace(said, at=done.at), facts, series, (due, figure))
        plans.bump(session, book.plan_id)
    return done


def _keep_target(
    session: Session,
    book: Book,
    said: Said,
    facts: MeasureFacts,
    series: str,
    target: tuple[date, Figure],
) -> None:
    key, (due, figure) = next_key(session, facts, Target), target
    row = current_series(session, facts, series)
    known = measures.targets_of(session, [row.id or 0])
    version = 1 + max((t.version for t in known if t.due == due), default=0)
    values = {"due": due, "value": figure.value, "printed": figure.printed, "version": version}
    made = Target(series_id=row.id or 0, key=key, recorded_from=said.at, **values)  # type: ignore[arg-type]
    session.add(made)
    session.flush()
    enter(session, book, said, "target", key, {"series": series, **values})


def dispute(
    session: Session, book: Book, said: Said, label: tuple[str | None, str], series: str, why: str
) -> Outcome:
    """Mark a measure's latest figure as disputed, or, without a reason, lift the mark.

    For whoever may report on the action. It prints so wherever the figure stands.
    """
    found = measures_called(book, label)
    if len(found) != 1:
        return Refused("said_why", sentence=says.which_measure(label[1], [f.action for f in found]))
    facts = measuring.with_readings(session, found)[0]
    line = next((s for s in facts.series if s.series.name == series), None)
    if line is None:
        names = [s.series.name for s in facts.series]
        return Refused("said_why", sentence=says.which_series(facts.measure.ref, names))
    if line.latest is None:
        return Refused("said_why", sentence=says.nothing_to_dispute(facts.measure.ref))
    refused = guarding.refusal(session, said, why)
    if refused:
        return refused
    note = says.dispute_noted(facts.measure.ref, line.latest.printed, why)
    done = updating.record(session, book, said, Update(facts.action, note=note))
    if isinstance(done, Recorded) and not done.heard_before:
        key = measuring.dispute_key(facts, series)
        was = register.items(session, book.plan_id, measuring.DISPUTE).get(key, {})
        now = {"why": why or None, "figure": measuring.figure_name(line.latest) if why else None}
        register.change(
            session, book.plan_id, replace(said, at=done.at), measuring.DISPUTE, key, was, now
        )
    return done
