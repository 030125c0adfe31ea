"""Returns in the daily message: to whoever owes, to whoever is above, and never in a channel."""

from collections.abc import Callable
from dataclasses import replace

from sqlmodel import select

from bot.services.desk import Desk
from bot.services.people import assign
from bot.services.report_desk import all_done
from bot.views.plain import as_text
from models.body import REMINDERS
from models.entry import Entry
from models.outbox import Post
from models.store import Store
from tests.audits.conftest import AREA, DIRECTOR, Audits, manager
from tests.audits.test_audit_command import talking
from tests.helpers.clock import Clock
from tests.helpers.plans import ADMIN, LEAD
from tests.helpers.reading import queued

Make = Callable[..., Audits]
OPENS = "T08:40+00:00"


def tick(store: Store, clock: Clock, *days: str) -> None:
    """Tick in the morning of each of these days."""
    for day in days:
        clock.set(f"{day}{OPENS}")
        Desk(store, clock).tick()


def daily(store: Store, user: str, day: str) -> str:
    """What a person's daily message says of returns on a day; nothing where there is none."""
    found = [one for one in queued(store, user) if one.key.endswith(f"{user}:{day}")]
    return as_text(found[0].blocks) if found else ""


def test_whoever_owes_hears_before_it_is_due_and_after(
    make_audits: Make, store: Store, clock: Clock
) -> None:
    """31 March 2015 is a Tuesday; a working day before it is Monday."""
    audits = make_audits(at="2015-03-18T09:30")
    audits.counted("3/3 audits", manager(1))
    audits.counted("1/3 audits", manager(2))
    tick(store, clock, "2015-03-27", "2015-03-30")
    assert "March 2015" not in daily(store, manager(2), "2015-03-27")
    told = daily(store, manager(2), "2015-03-30")
    assert "Returns you owe (1)" in told
    assert "◆ Case-file audits, March 2015 (Team Manager 2): 1 of 3, due 31 March 2015" in told
    assert "[3 of 3 done]  [Fill in a return]" in told
    assert "March 2015 (" not in daily(store, manager(1), "2015-03-30")
    assert "March 2015 (" not in daily(store, AREA, "2015-03-30")  # nothing is late yet
    tick(store, clock, "2015-03-31", "2015-04-01", "2015-04-07")  # the 6th is Easter Monday
    assert daily(store, manager(2), "2015-04-01") == ""
    assert "▲ Case-file audits, March 2015 (Team Manager 2): 1 of 3, 7 days late" in daily(
        store, manager(2), "2015-04-07"
    )
    above = daily(store, AREA, "2015-04-07")
    assert "Late returns of those below you (2)" in above
    assert "(Team Manager 1):" not in above
    assert "Team Manager 2" not in daily(store, manager(3), "2015-04-07")


def test_what_stays_late_goes_up_one_step_at_a_time_and_is_on_record(
    make_audits: Make, store: Store, clock: Clock
) -> None:
    """Due on Saturday 28 February; five working days on is Friday 6 March, then the 13th."""
    audits = make_audits(1, at="2015-02-18T09:30")
    audits.counted("1/3 audits", manager(1))
    tick(store, clock, "2015-03-05")
    assert "gone up" not in daily(store, AREA, "2015-03-05")
    tick(store, clock, "2015-03-06", "2015-03-09", "2015-03-12")
    assert "Returns gone up to you (1)" in daily(store, AREA, "2015-03-06")
    assert daily(store, DIRECTOR, "2015-03-12") == ""
    tick(store, clock, "2015-03-13")
    assert "You have it as Director" in daily(store, DIRECTOR, "2015-03-13")
    with store.reading() as session:
        steps = session.exec(select(Entry).where(Entry.noun == "escalation")).all()
    assert [one.key for one in steps] == ["case-file-audits/2015-02/team manager 1"] * 2
    assert audits.is_sound()


def test_a_vacant_roles_returns_go_to_whoever_is_above(
    make_audits: Make, store: Store, clock: Clock
) -> None:
    audits = make_audits(1, at="2015-02-18T09:30")
    audits.counted("1/3 audits", manager(1))
    with store.writing() as session:
        it = audits.said("", ADMIN)
        assign(session, audits.plan(session), it, "Team Manager 1", None, clock().date())
    tick(store, clock, "2015-02-27")
    assert "Returns you owe (1)" in daily(store, AREA, "2015-02-27")


def test_nobody_is_named_in_the_channels_reminders(
    make_audits: Make, store: Store, clock: Clock
) -> None:
    audits = make_audits(2, at="2015-02-18T09:30")
    audits.counted("1/3 audits", manager(2))
    it = replace(audits.said("", ADMIN), place="C0WORKING")
    Desk(store, clock).subscribe(it, REMINDERS, active=True)
    for day in ("2015-02-23", "2015-03-02", "2015-03-09"):
        clock.set(f"{day}T09:10+00:00")
        Desk(store, clock).tick()
    posts: list[Post] = queued(store, "C0WORKING")
    assert posts
    assert not any("audits" in str(one.blocks) or "Manager 2" in str(one.blocks) for one in posts)


def test_one_press_says_that_all_of_it_is_done(
    make_audits: Make, store: Store, clock: Clock
) -> None:
    audits = make_audits(1, at="2015-02-18T09:30")
    audits.counted("1/3 audits", manager(1))
    with talking(audits, store, clock) as talk:
        shown = talk.bot.slack.command(LEAD, "/reminders", "")
        assert "Returns you owe (1)" in shown.words
        talk.press(shown.message, "3 of 3 done")
        assert audits.totals("February", "2015-02-18")["returned"] == 1
        again = talk.bot.slack.command(LEAD, "/reminders", "")
        assert "Returns you owe" not in again.words


def test_somebody_elses_button_records_nothing(
    make_audits: Make, store: Store, clock: Clock
) -> None:
    audits = make_audits(2, at="2015-02-18T09:30")
    audits.counted("1/3 audits", manager(1))
    with store.reading() as session:
        number = audits.book(session).plan_id
    desk = Desk(store, clock)
    for target in (
        f"{number}:case-file-audits/2015-02/team manager 1",
        f"{number}:gone/2015-02/team manager 1",
        f"{number}:nothing",
        "99:case-file-audits/2015-02/team manager 1",
    ):
        all_done(desk, audits.said("", manager(2)), target, None)
    assert audits.totals("February", "2015-02-18")["returned"] == 0
