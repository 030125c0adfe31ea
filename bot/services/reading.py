"""Figures and targets that people give: checked against the measure, kept, and taken back."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from bot.rules.book import Book
from bot.rules.intents import Reading as Spoken
from bot.rules.intents import Update
from bot.rules.outcomes import Change, Outcome, Recorded, Refused
from bot.rules.readings import Figure, Report, fault_in, figure_of
from bot.rules.said import Said
from bot.rules.targets import FigureLine, MeasureFacts, shortfalls
from bot.rules.times import local_day
from bot.services import guarding, ledger, measuring, updating
from bot.services.evidence import EVIDENCE
from bot.views import readings as says
from models import measure as measures
from models import plan as plans
from models.entry import CREATE, UNDO, Entry, entries_of_request, unpacked
from models.measure import Reading, Series, Target


def record(
    session: Session, book: Book, said: Said, spoken: Spoken, begun: bool = False
) -> Outcome:
    """Record a figure that was said in a sentence; what follows the figure is its source."""
    report = Report(figure_of(spoken), spoken.series, spoken.on, spoken.note)
    return give(session, book, said, (spoken.action, spoken.measure), report, begun)


def give(
    session: Session,
    book: Book,
    said: Said,
    label: tuple[str | None, str],
    report: Report,
    begun: bool = False,
) -> Outcome:
    """Record a figure of the measure under a label (its action, where that is known).

    Returns Recorded with the figures, or Refused with nothing stored. It is a word on the action.
    """
    found = measures_called(book, label)
    if len(found) != 1:
        return Refused("said_why", sentence=says.which_measure(label[1], [f.action for f in found]))
    facts = found[0]
    day = local_day(said.at, book.zone)
    report = replace(report, on=report.on or day)
    refusal = _refusal(facts, report, day)
    if refusal:
        return Refused("said_why", sentence=refusal)
    refused = guarding.refusal(session, said, report.source or "")
    if refused:
        return refused
    told = says.figure_noted(facts.measure.ref, facts.measure.unit, report)
    done = updating.record(session, book, said, Update(facts.action, note=told), begun)
    if not isinstance(done, Recorded):
        return done
    if not done.heard_before:
        kept = replace(said, at=done.at)
        for series, figure in _halves(facts, report):
            keep(session, book, kept, facts, series, replace(report, figure=figure))
    return replace(done, note=report.source, thin=False, figures=_lines(session, book, said, facts))


def measures_called(book: Book, label: tuple[str | None, str]) -> list[MeasureFacts]:
    """The measures of that label, under the action where one is said."""
    action, ref = label
    held = (book.measures.get(action, ()),) if action else book.measures.values()
    return [facts for found in held for facts in found if facts.measure.ref == ref]


def _refusal(facts: MeasureFacts, report: Report, day: date) -> str | None:
    """Why a figure cannot be kept; None where it can."""
    one, names = facts.measure, [s.series.name for s in facts.series if s.series.name]
    fault = fault_in(report.figure, one.kind, one.unit)
    if fault:
        return says.not_sound(fault, one.ref, one.unit, report.figure)
    if one.kind != "pair" and names and report.series not in names:
        return says.which_series(one.ref, names)
    if report.on and report.on > day:
        return says.not_come_yet(report.on)
    return None


def _halves(facts: MeasureFacts, report: Report) -> list[tuple[Series, Figure]]:
    """The series that a figure belongs to; a pair is two figures, and the first half counts."""
    figure = report.figure
    if facts.measure.kind != "pair" or figure.second is None:
        wanted = report.series or ""
        return [(s.series, figure) for s in facts.series if s.series.name == wanted]
    second = Figure(figure.second, f"{figure.second:g}")
    return list(zip((s.series for s in facts.series[:2]), (figure, second), strict=True))


def keep(
    session: Session, book: Book, said: Said, facts: MeasureFacts, series: Series, it: Report
) -> None:
    """Put a figure on record; its action is held."""
    key = next_key(session, facts, Reading)
    series_id = current_series(session, facts, series.name).id or 0
    values: dict[str, Any] = {
        "on": it.on,
        "value": it.figure.value,
        "printed": it.figure.printed,
        "source": it.source or "",
        "who": said.user,
        "is_baseline": it.is_baseline,
    }
    session.add(Reading(series_id=series_id, key=key, recorded_from=said.at, **values))
    session.flush()
    enter(session, book, said, "reading", key, {"series": series.name, **values})


def enter(
    session: Session, book: Book, said: Said, noun: str, key: str, values: dict[str, Any]
) -> None:
    """Write to the ledger that a figure or a target was made."""
    plain = {name: it.isoformat() if isinstance(it, date) else it for name, it in values.items()}
    change = Change("*", None, plain)
    ledger.write(session, said, book.plan_id, CREATE, noun, key, [change])


def current_series(session: Session, facts: MeasureFacts, name: str) -> Series:
    """A series as the table has it: the book may be older than an import."""
    found = measures.series_named(session, facts.measure.id or 0, name)
    if found is None:
        raise AssertionError(f"{facts.measure.ref} has lost its series")  # pragma: no cover
    return found


def next_key(session: Session, facts: MeasureFacts, model: type[Reading] | type[Target]) -> str:
    """The next number under the measure; its action is held, so nobody else takes it."""
    lines = select(Series.id).where(Series.measure_id == facts.measure.id)
    taken = select(model.id).where(col(model.series_id).in_(lines), col(model.key).is_not(None))
    number = len(session.exec(taken).all()) + 1
    return f"{facts.action}/{facts.measure.ref}/{number}"


def _lines(session: Session, book: Book, said: Said, facts: MeasureFacts) -> tuple[FigureLine, ...]:
    """What the request recorded of a measure, and how far that leaves it from its target."""
    day = local_day(said.at, book.zone)
    (now,) = measuring.with_readings(session, [facts])
    short = {one.series: one for one in shortfalls([now], day)}
    rows = [row for row in entries_of_request(session, said.request) if row.noun == "reading"]
    made = [unpacked(row.new) for row in rows if row.act == CREATE and _is_of(row, facts)]
    return tuple(
        FigureLine(
            measure=facts.measure.ref,
            series=it["series"],
            unit=facts.measure.unit,
            printed=it["printed"],
            on=date.fromisoformat(it["on"]),
            is_baseline=it["is_baseline"],
            short=None if it["is_baseline"] else short.get(it["series"]),
        )
        for it in made
    )


def _is_of(row: Entry, facts: MeasureFacts) -> bool:
    return row.key.startswith(f"{facts.action}/{facts.measure.ref}/")


def take_back(session: Session, book: Book, said: Said, rows: list[Entry]) -> tuple[Change, ...]:
    """Take back the figures, targets and doubts that entries hold; returns them as changes."""
    changes = [_taken_back(session, book, said, row) for row in rows]
    if changes:
        plans.bump(session, book.plan_id)
    return tuple(changes)


def _taken_back(session: Session, book: Book, said: Said, row: Entry) -> Change:
    was = ledger.change_of(row)
    back = Change(was.field, was.new, was.old)
    ledger.write(session, said, book.plan_id, UNDO, row.noun, row.key, [back], undoes=[row.id or 0])
    if row.noun == EVIDENCE:
        return Change("evidence", unpacked(row.new)["link"], None)
    action, ref, _ = row.key.split("/", 2)
    if row.noun == measuring.DISPUTE:
        return Change(f"doubt about {ref}", back.old, back.new)
    made = unpacked(row.new)
    facts = measures_called(book, (action, ref))[0]
    series = current_series(session, facts, made["series"])
    find = measures.reading_with if row.noun == "reading" else measures.target_with
    kept: Reading | Target = find(session, series.id or 0, row.key)
    kept.withdrawn_at = said.at
    session.add(kept)
    session.flush()
    name = " ".join(filter(None, (row.noun, ref, made["series"])))
    return Change(name, made["printed"], None)
