"""The monthly audit report, everybody's own, and a year's grid: gathered from what is on record."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session

from bot.rules.audit_figures import themes_of
from bot.rules.audit_report import AuditReport, Grid, OwnRound, ProgrammeReport, cells_of
from bot.rules.book import Book
from bot.rules.periods import period_of, periods_until
from bot.rules.programmes import Programme, ProgrammeError
from bot.rules.returns import OWED, folded, totals_of
from bot.rules.times import local_day
from bot.rules.turns import counts
from bot.services import audit_figures, following, opening, recommending
from bot.services.programmes import programmes_of
from bot.views.auditing import round_name
from models.plan import Plan


def report(session: Session, plan: Plan, month: str, as_at: datetime) -> AuditReport:
    """A month's report, by what had been recorded by a moment."""
    programmes = programmes_of(session, plan.id or 0, as_at)
    facts = audit_figures.fed_measures(session, plan, programmes, as_at) if programmes else {}
    found = []
    for programme in programmes:
        period = period_of(programme, month)
        key = opening.round_key(programme, period) if period else ""
        if period and opening.was_open(session, plan.id or 0, key, as_at):
            it = audit_figures.figures(session, plan, programme, period, as_at, facts)
            themes = themes_of(programme, it.totals, audit_figures.aims(facts, period))
            found.append(ProgrammeReport(it, themes))
    day = local_day(as_at, plan.zone)
    advice = recommending.recommended(session, plan.id or 0, month, as_at)
    return AuditReport(plan.name, plan.zone, day, month, tuple(found), advice)


def own(session: Session, book: Book, month: str, day: date) -> dict[str, list[OwnRound]]:
    """What each person's roles owed in the rounds of a month, by who is written to for them."""
    found: dict[str, list[OwnRound]] = {}
    for programme in book.programmes:
        period = period_of(programme, month)
        if period is None or not opening.is_open(session, book, programme, period):
            continue
        by_role = {one.role: one for one in opening.owed_in(session, book, programme, period)}
        followed = following.in_round(session, book, programme, period)
        for role_id, role in book.roles.items():
            owed, user = by_role.get(role.key), book.reader(role_id, day)
            if owed and user:
                mine = [one for one in followed if one.role == role.key]
                line = OwnRound(
                    programme.name, round_name(period), role.name, owed.wanted, owed.due,
                    totals_of([owed], day), counts(programme, mine, day, book.policy),
                )  # fmt: skip
                found.setdefault(user, []).append(line)
    return found


def grids(
    session: Session, book: Book, year: int, today: date, as_at: datetime | None = None
) -> list[Grid]:
    """A year of every programme that had a round on record in it."""
    made = (_grid(session, book, one, year, today, as_at) for one in book.programmes)
    return [one for one in made if one.rounds]


def grid(session: Session, book: Book, key: str, year: int, today: date) -> Grid:
    """A year of one programme. Raises ProgrammeError where the plan has none of that key."""
    found = next((one for one in book.programmes if one.key == key), None)
    if found is None:
        raise ProgrammeError(f"There is no programme “{key[:60]}” here.")
    return _grid(session, book, found, year, today, None)


def _grid(
    session: Session,
    book: Book,
    programme: Programme,
    year: int,
    today: date,
    as_at: datetime | None,
) -> Grid:
    start = f"{programme.key}/{year}-"
    rows = opening.rows_from(session, book.plan_id, book.zone, start, as_at)
    cells = cells_of(folded(rows), today)
    opened = {row.key.split("/")[1] for row in rows if row.noun == OWED}
    begun = periods_until(programme, max(today, date(year, 12, 31)))
    return Grid(
        plan=book.name,
        programme=programme.name,
        key=programme.key,
        year=year,
        rounds=tuple((one.key, round_name(one)) for one in begun if one.key in opened),
        roles=tuple(_roles(book, dict.fromkeys(role for role, _ in cells))),
        cells=cells,
    )


def _roles(book: Book, keys: Iterable[str]) -> list[tuple[str, str]]:
    """Roles in the plan's order; those that it no longer has by their keys, at the end."""
    names, wanted = {role.key: role.name for role in book.roles.values()}, list(keys)
    known = [key for key in names if key in wanted]
    return [(key, names.get(key, key)) for key in (*known, *(k for k in wanted if k not in names))]
