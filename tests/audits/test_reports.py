"""The monthly report, everybody's own, and the year's grid: who sees what of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.reports.grid import write_grids
from bot.rules.audit_report import AuditReport, Cell, Grid
from bot.rules.periods import period_of
from bot.services import audit_report, report_desk
from bot.services.desk import Desk
from bot.services.returning import Round, give
from bot.views.audit_report import grid_message, grid_sheet, report_message, report_text
from bot.views.blocks import fits
from bot.views.plain import as_text
from models.body import AUDITS
from models.store import Store
from tests.audits.conftest import AREA, DIRECTOR, QUALITY, Audits, manager
from tests.audits.test_audit_command import talking
from tests.helpers.clock import Clock
from tests.helpers.command_line import CommandLine
from tests.helpers.plans import ADMIN, LEAD, STRANGER
from tests.helpers.reading import queued

Make = Callable[..., Audits]
PLACE = "C0SMT"
WEAK = "audited HX-1043: inadequate, chronology to be brought up to date"


def report_of(audits: Audits, month: str, at: str = "") -> AuditReport:
    when = datetime.fromisoformat(at) if at else audits.clock()
    with audits.store.reading() as session:
        return audit_report.report(session, audits.plan(session), month, when)


def february(make_audits: Make) -> Audits:
    """One of three managers complete in February, two cases of another; it is 2 March."""
    audits = make_audits(at="2015-02-18T09:30")
    audits.counted("3/3 audits", manager(1))
    audits.counted("audited HX-1042: good", manager(2))
    audits.counted(WEAK, manager(2))
    return audits


def test_the_report_is_posted_once_a_month_with_totals_only(
    make_audits: Make, store: Store, clock: Clock
) -> None:
    audits = february(make_audits)
    desk = Desk(store, clock)
    told = desk.subscribe(replace(audits.said("", ADMIN), place=PLACE), AUDITS, active=True)
    assert "the monthly audit report of Audits; the first one on Mon 2 March" in audits.told(told)
    for moment in ("2015-02-23T09:10", "2015-03-02T09:10", "2015-03-02T09:40", "2015-03-09T09:10"):
        clock.set(f"{moment}+00:00")
        desk.tick()
    (post,) = [one for one in queued(store, PLACE) if one.under is None]
    words = as_text(post.blocks)
    assert "Audits: audits in February 2015" in words
    assert "1 of 3 complete (33%). Good or better 50% of 2 graded. 2 late." in words
    assert "★ outstanding 0, ● good 1, ◆ requires improvement 0, ▲ inadequate 1" in words
    assert "1 follow-up open" in words
    everything = "".join(str(one.blocks) for one in queued(store, PLACE))
    assert not any(secret in everything for secret in ("Team Manager", "HX-10", "U0M"))
    assert audits.is_sound()


def test_everybody_gets_their_own_once_and_nobody_elses(
    make_audits: Make, store: Store, clock: Clock
) -> None:
    february(make_audits)
    desk = Desk(store, clock)
    for moment in ("2015-03-02T08:40", "2015-03-02T09:40", "2015-03-03T08:40"):
        clock.set(f"{moment}+00:00")
        desk.tick()
    own = {one.channel: as_text(one.blocks) for one in queued(store) if ":2015-02" in one.key}
    assert set(own) == {manager(1), manager(2), manager(3)}
    assert "3 of 3 done, due 28 February 2015." in own[manager(1)]
    assert "2 of 3 done late, due 28 February 2015. Good or better 50%" in own[manager(2)]
    assert "1 follow-up open" in own[manager(2)]
    assert "Team Manager 1" not in own[manager(2)]
    assert len([one for one in queued(store, manager(1)) if ":2015-02" in one.key]) == 1


def test_a_month_without_audits_still_gives_a_report(make_audits: Make) -> None:
    audits = make_audits(at="2014-07-15T09:30")
    nothing = report_of(audits, "2014-06")
    assert "No audits: no round of any programme is on record" in as_text(report_text(nothing))
    assert nothing.as_json()["no_audits"] is True
    audits.say("no audits this month, holidays", manager(1))
    empty = report_of(audits, "2014-07", "2014-08-04T09:00+00:00")
    assert empty.as_json()["no_audits"] is True
    assert "no audits (0 of 3 complete, 0%). 3 late." in as_text(report_text(empty))


def test_what_the_cases_had_in_place_stands_in_the_thread(make_audits: Make) -> None:
    audits = february(make_audits)

    def returned(session, book, said, case: str, clear: bool):  # type: ignore[no-untyped-def]
        programme = book.programmes[0]
        period = period_of(programme, "2015-02")
        assert period
        at = Round(programme, period, "team manager 3")
        given = {"case": case, "grade": "good", "answers": {"family_clear": clear}}
        return give(session, book, said, at, given)

    audits.do(returned, "HX-2001", True, user=manager(3))
    audits.do(returned, "HX-2002", False, user=manager(3))
    shown = report_of(audits, "2015-02")
    words = as_text(report_text(shown))
    assert "50% The family can see what has to change (1 of 2)." in words
    (theme,) = shown.as_json()["programmes"][0]["themes"]  # type: ignore[index]
    assert (theme["yes"], theme["of"], theme["share"]) == (1, 2, 50)


def test_the_grid_is_for_administrators_alone(
    make_audits: Make, store: Store, clock: Clock
) -> None:
    audits = february(make_audits)
    clock.set("2015-03-02T09:40+00:00")
    desk = Desk(store, clock)
    shown = as_text(report_desk.grid(desk, audits.said("", ADMIN), "2015").blocks)
    assert "Team Manager 1: Feb ● 3/3" in shown
    assert "Team Manager 2: Feb ▲ 2/3" in shown
    for user in (DIRECTOR, AREA, QUALITY, manager(1)):
        refused = as_text(report_desk.grid(desk, audits.said("", user), "2015").blocks)
        assert "Team Manager" not in refused
        assert "administrator" in refused
    assert "on record for 2013" in report_desk.grid(desk, audits.said("", ADMIN), "2013").text


STATES = [
    (Cell(3, 3, False, False), "complete"),
    (Cell(3, 3, True, False), "complete, late"),
    (Cell(2, 3, False, False), "part"),
    (Cell(2, 3, True, False), "part, late"),
    (Cell(0, 3, True, False), "missing, late"),
    (Cell(0, 3, False, False), "to come"),
    (Cell(0, 3, False, True), "excused"),
]


@pytest.mark.parametrize(("cell", "state"), STATES)
def test_a_cell_has_a_word_of_its_own(cell: Cell, state: str) -> None:
    assert cell.state == state


def long_grid(roles: int) -> Grid:
    """Everybody's twelve months."""
    months = [f"2014-{number:02}" for number in range(1, 13)]
    cells = [cell for cell, _ in STATES]
    return Grid(
        "Hillingdon", "Case-file audits", "case-file-audits", 2014,
        tuple((month, month) for month in months),
        tuple((f"r{n}", f"=Team Manager {n} of a team with a long name") for n in range(roles)),
        {(f"r{n}", m): cells[(n + k) % 7] for n in range(roles) for k, m in enumerate(months)},
    )  # fmt: skip


def test_the_longest_grid_fits_and_says_what_it_left_out() -> None:
    shown = grid_message([long_grid(400)], 2014)
    assert fits(shown.blocks)
    assert "more_" in str(shown.blocks)


def test_the_grid_as_a_file_has_words_and_shapes(tmp_path: Path) -> None:
    path = tmp_path / "2014.xlsx"
    write_grids([grid_sheet(long_grid(9))], path)
    (sheet,) = load_workbook(path).worksheets
    assert [cell.value for cell in sheet[2]][:3] == [
        "=Team Manager 0 of a team with a long name", "● 3/3 complete", "◐ 3/3 complete, late",
    ]  # fmt: skip
    assert sheet["A2"].data_type == "s"


def test_a_report_that_comes_late_says_so() -> None:
    due = datetime.fromisoformat("2015-03-02T09:00+00:00")
    it = AuditReport("Hillingdon", "Europe/London", due.date(), "2015-02")
    assert "Late: this was due on Mon 2 March 2015" in as_text(report_message(it, due).blocks)


def test_slash_audit_report_and_grid_answer_whoever_asks(
    make_audits: Make, store: Store, clock: Clock
) -> None:
    audits = february(make_audits)
    with talking(audits, store, clock) as talk:

        def asked(text: str, user: str) -> str:
            return str(talk.bot.slack.command(user, "/audit", text).words)

        assert "audits in February 2015" in asked("report 2015-02", STRANGER)
        assert "audits in January 2015" in asked("report", LEAD)
        assert "only an administrator" in asked("report here", LEAD).casefold()
        assert "Team Manager 2: Feb" in asked("grid", ADMIN)
        assert "Team Manager" not in asked("grid 2015", LEAD)
        assert "3 of 3 done" in asked("3/3 February", LEAD)


REFUSED = [
    (("report", "--month", "2015-13"), 1, "is not a month"),
    (("grid", "-o", "grid.pdf"), 2, "a grid is an Excel file"),
    (("grid", "--year", "1999", "-o", "a.xlsx"), 1, "on record for that year"),
    (("grid", "--year", "2015", "-o", "no/a.xlsx"), 1, "cannot be written"),
]


def test_a_recommendation_stands_in_the_report_and_becomes_an_action_once(
    make_audits: Make, store: Store, clock: Clock
) -> None:
    audits = february(make_audits)
    desk = Desk(store, clock)

    def said(rest: str, user: str) -> str:
        return audits.told(report_desk.recommend(desk, audits.said("", user), rest))

    advice = "2015-02: chronologies to be checked in supervision"
    assert "nothing was saved" in said(advice, manager(1))
    assert "Say it like" in said("chronologies", ADMIN)
    assert "case code" in said("2015-02: NHS number 943 476 5919", QUALITY)
    assert "report of February 2015" in said(advice, QUALITY)
    assert "administrator" in said("2015-02/1 as 4.9", QUALITY)
    assert "nothing was saved" in said("2015-02/2 as 4.9", ADMIN)
    assert "is now action 4.9" in said("2015-02/1 as action 4.9", ADMIN)
    assert "nothing was saved" in said("2015-02/1 as 4.10", ADMIN)
    words = as_text(report_text(report_of(audits, "2015-02")))
    assert "2015-02/1 chronologies to be checked in supervision (action 4.9)" in words
    assert "Recommendation 2015-02/1 of the audit report." in audits.shown("history of 4.9")
    assert audits.is_sound()


def test_the_command_line_shows_and_writes_both(make_audits: Make, tmp_path: Path) -> None:
    audits = february(make_audits)
    run = CommandLine(tmp_path, DATABASE_URL=audits.store.url)
    shown = run("audits", "report", "--month", "2015-02", "--as-at", "2015-03-02", "--json").json
    (one,) = shown["programmes"]
    assert (one["programme"], one["returned"], one["expected"], one["late"]) == (
        "case-file-audits", 1, 3, 2,
    )  # fmt: skip
    grid = run("audits", "grid", "--year", "2015", "--json").json
    assert [row["role"] for row in grid[0]["roles"]] == [f"Team Manager {n}" for n in (1, 2, 3)]
    for words, code, why in REFUSED:
        done = run("audits", *words)
        assert (done.code, why in done.err) == (code, True), done
