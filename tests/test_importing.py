"""Bringing a plan in again: what changes, what is left alone, and what is never undone."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import NoResultFound
from sqlmodel import select

from bot.rules.intents import Update
from bot.rules.outcomes import Change, Refused
from bot.rules.plan_file import PlanFile, ReadingRow, RoleRow
from bot.services import facts, updating
from bot.services.books import read_book
from bot.services.digesting import digest
from bot.services.importing import (
    ChangedMeanwhileError,
    ImpossibleImportError,
    PlanClosedError,
    carry_out,
    compare,
)
from bot.services.importing import bring_in as bring_it_in
from bot.services.verifying import differences
from models.action import Action
from models.entry import Entry
from models.store import Store
from tests.helpers.clock import Clock, moment
from tests.helpers.plans import ADMIN, SAMPLE, action, bring_in, only_plan, plan_file, said


def again(store: Store, file: PlanFile, at: str = "2015-03-19T09:00") -> tuple[Change, ...]:
    """Import a file over the plan; the changes that it made."""
    with store.writing() as session:
        found = compare(session, "Hillingdon", file)
        carry_out(session, found, said(at=moment(at), user="import"))
    return tuple(change for one in found.changed for change in one.changes)


def report(store: Store, at: str = "2015-03-18T10:00", **fields: object) -> None:
    """An administrator reports on 4.2."""
    with store.writing() as session:
        book = read_book(session, only_plan(store))
        update = Update("4.2", **fields)  # type: ignore[arg-type]
        updating.record(session, book, said(at=moment(at), user=ADMIN), update)


def kept(store: Store, ref: str = "4.2") -> Action:
    with store.reading() as session:
        return session.exec(select(Action).where(Action.ref == ref)).one()


@pytest.fixture
def small(store: Store, clock: Clock) -> Store:
    """A plan of two actions."""
    bring_in(store, plan_file(action("4.2"), action("7.10"), action("7.1")), "Hillingdon", clock())
    return store


def test_the_same_file_again_changes_nothing_and_writes_no_entry(sample: Store) -> None:
    with sample.reading() as session:
        before = len(session.exec(select(Entry)).all())
        assert compare(session, "Hillingdon", SAMPLE).does_nothing
    assert again(sample, SAMPLE) == ()
    with sample.reading() as session:
        assert len(session.exec(select(Entry)).all()) == before


def test_the_same_file_again_does_not_undo_what_was_reported_since(small: Store) -> None:
    report(small, status="completed", rag="green")
    file = plan_file(action("4.2"), action("7.10"), action("7.1"))
    assert again(small, file) == ()
    assert (kept(small).status, kept(small).rag) == ("completed", "green")


def test_a_file_that_says_something_new_of_a_field_changes_that_field_alone(small: Store) -> None:
    report(small, rag="amber")
    file = plan_file(action("4.2", status="residual"), action("7.10"), action("7.1"))
    assert again(small, file) == (Change("status", "in_progress", "residual"),)
    assert (kept(small).status, kept(small).rag) == ("residual", "amber")


def test_new_wording_keeps_the_numbers_history(small: Store) -> None:
    report(small, status="completed")
    file = plan_file(action("4.2", title="Said better"), action("7.10"), action("7.1"))
    again(small, file)
    with small.reading() as session:
        rows = session.exec(select(Entry).where(Entry.key == "4.2", Entry.noun == "action")).all()
        assert [row.act for row in rows] == ["create", "change", "import"]
        assert differences(session, only_plan(small)) == []
    assert kept(small).title == "Said better"


def test_other_leads_and_a_moved_end_date_come_in_and_the_first_date_stays(small: Store) -> None:
    moved = action("4.2", leads=("Head of Service", "Director"), end=date(2015, 6, 30))
    again(small, plan_file(moved, action("7.10"), action("7.1")))
    assert (kept(small).end, kept(small).original_end) == (date(2015, 6, 30), date(2015, 3, 31))
    with small.reading() as session:
        book = read_book(session, only_plan(small))
        assert book.lead_names("4.2") == ["Head of Service", "Director"]
        assert book.known.actions["4.2"].end == date(2015, 6, 30)


def test_what_is_missing_from_a_reissue_is_kept_and_named(small: Store) -> None:
    with small.reading() as session:
        found = compare(session, "hillingdon", plan_file(action("4.2")))
    assert ("action", "7.10") in found.absent
    assert ("action", "7.1") in found.absent
    again(small, plan_file(action("4.2")))
    assert kept(small, "7.10").ref == "7.10"


def test_a_new_action_counts_from_the_day_it_came_in(small: Store) -> None:
    file = plan_file(action("4.2"), action("7.10"), action("7.1"), action("8.1"))
    again(small, file, at="2015-04-02T09:00")
    assert kept(small, "8.1").recorded_from == moment("2015-04-02T09:00")


def test_a_first_import_counts_from_its_day_on_the_plans_clock(store: Store, clock: Clock) -> None:
    file = plan_file(action("4.2"), as_of=date(2014, 7, 1))
    bring_in(store, file, "Hillingdon", clock())
    assert kept(store).recorded_from == moment("2014-07-01T00:00")
    with store.reading() as session:
        (entry,) = session.exec(select(Entry).where(Entry.key == "4.2")).all()
    assert (entry.at, entry.recorded_at) == (moment("2014-07-01T00:00"), clock())


def test_an_import_that_fails_half_way_leaves_nothing(store: Store, clock: Clock) -> None:
    broken = replace(action("4.2"), theme="9")  # a theme that the file does not hold
    file = replace(plan_file(action("4.1")), actions=(action("4.1"), broken))
    with pytest.raises(NoResultFound), store.writing() as session:
        carry_out(session, compare(session, "Hillingdon", file), said(at=clock()))
    with store.reading() as session:
        assert session.exec(select(Entry)).all() == []
        assert session.exec(select(Action)).all() == []


def test_a_file_without_theme_titles_leaves_those_that_are_there(sample: Store) -> None:
    file = replace(SAMPLE, themes=tuple(replace(one, title=None) for one in SAMPLE.themes))
    assert again(sample, file) == ()


def test_an_end_that_contradicts_the_start_that_is_kept_is_refused(small: Store) -> None:
    early = action("4.2", start=None, end=date(2013, 12, 31))
    with small.reading() as session, pytest.raises(ImpossibleImportError, match=r"4\.2 would end"):
        compare(session, "Hillingdon", plan_file(early))


def test_a_new_reading_does_not_make_the_others_new(sample: Store) -> None:
    """A digest of that spring still has 1c, whose 22% was on record then."""
    one = next(row for row in SAMPLE.measures if row.ref == "1c")
    reading = ReadingRow(date(2015, 4, 30), 30.0, "30", "monthly report")
    line = replace(one.series[0], readings=(*one.series[0].readings, reading))
    file = replace(
        SAMPLE,
        measures=tuple(replace(m, series=(line,)) if m is one else m for m in SAMPLE.measures),
    )
    again(sample, file, at="2015-05-05T09:00")
    with sample.reading() as session:
        plan = only_plan(sample)
        then = digest(session, plan, moment("2015-03-18T23:00"))
        now = digest(session, plan, moment("2015-05-06T09:00"))
    assert [s.value for _, s in then.off_track if s.measure == "1c"] == [22.0]
    assert [s.value for _, s in now.off_track if s.measure == "1c"] == [30.0]


def test_a_digest_of_the_past_names_the_leads_of_then(sample: Store) -> None:
    rows = tuple(
        replace(row, leads=("DCS",)) if row.ref == "7.1" else row for row in SAMPLE.actions
    )
    again(sample, replace(SAMPLE, actions=rows), at="2015-04-02T09:00")
    with sample.reading() as session:
        plan = only_plan(sample)
        then = digest(session, plan, moment("2015-03-18T23:00"))
        now = digest(session, plan, moment("2015-04-03T09:00"))
    assert then.overdue[0].leads == ("Head of Virtual School",)
    assert now.overdue[0].leads == ("DCS",)


def test_a_file_that_comes_to_agree_does_not_undo_what_is_said_after_it(small: Store) -> None:
    """The file says complete after the lead did; then the lead says it is residual after all."""
    report(small, status="completed")
    file = plan_file(action("4.2", status="completed"), action("7.10"), action("7.1"))
    assert again(small, file) == ()
    report(small, at="2015-03-20T10:00", status="residual")
    assert again(small, file, at="2015-03-21T09:00") == ()
    assert kept(small).status == "residual"


def test_a_line_of_reports_that_would_become_a_circle_is_refused(small: Store) -> None:
    file = plan_file(action("4.2"))
    roles = (RoleRow("Director", "Head of Service"), RoleRow("Head of Service", None))
    with small.reading() as session, pytest.raises(ImpossibleImportError, match="report to itself"):
        compare(session, "Hillingdon", replace(file, roles=roles))


def test_what_changed_since_it_was_shown_is_not_overwritten(small: Store, clock: Clock) -> None:
    file = plan_file(action("4.2", status="residual"), action("7.10"), action("7.1"))
    with small.reading() as session:
        shown = compare(session, "Hillingdon", file)
    report(small, status="completed")
    with pytest.raises(ChangedMeanwhileError), small.writing() as session:
        bring_it_in(session, shown, file, said(at=clock()))
    assert kept(small).status == "completed"


def test_nothing_is_said_of_a_time_before_an_import_or_an_undo(small: Store) -> None:
    file = plan_file(action("4.2", status="residual"), action("7.10"), action("7.1"))
    again(small, file, at="2015-03-20T09:00")
    with small.writing() as session:
        book = read_book(session, only_plan(small))
        early = said(
            at=moment("2015-03-19T12:00"), recorded_at=moment("2015-03-21T12:00"), user=ADMIN
        )
        done = updating.record(session, book, early, Update("4.2", status="completed"))
    assert done == Refused("before_last", "4.2")


def test_a_plan_is_not_on_record_from_a_day_to_come(store: Store, clock: Clock) -> None:
    with pytest.raises(ImpossibleImportError, match="has not come yet"):
        bring_in(store, plan_file(action("4.2"), as_of=date(2015, 3, 19)), "Hillingdon", clock())


def test_a_signed_off_plan_is_read_only(small: Store) -> None:
    with small.writing() as session:
        plan = session.merge(only_plan(small))
        plan.status = "signed_off"
    with small.reading() as session, pytest.raises(PlanClosedError, match="read-only"):
        compare(session, "Hillingdon", plan_file(action("4.2")))


def test_what_is_kept_of_the_sample_is_what_its_file_says(sample: Store) -> None:
    with sample.reading() as session:
        stands = facts.of_store(session, only_plan(sample))
    for noun, fields in facts.of_file("Hillingdon", SAMPLE).items():
        for name, value in fields.items():
            assert value is None or stands[noun][name] == value, (noun, name)
