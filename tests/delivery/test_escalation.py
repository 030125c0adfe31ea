"""What nobody answers goes up one step at a time, in private, and stands on the record."""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.rules.absence import Absence
from bot.rules.plan_file import PlanFile, RoleRow
from bot.services.absence import come_back, go_away
from bot.services.desk import Desk
from bot.services.history import history
from models.outbox import Post
from models.store import Store
from tests.delivery.posting import Calendar, words
from tests.helpers.clock import Clock, moment
from tests.helpers.plans import ADMIN, LEAD, MANAGER, SCHOOL, action, bring_in, plan_file, said
from tests.helpers.reading import book_of, queued

CHIEF = "U0CHIEF"
LINE = (RoleRow("Chief", None), RoleRow("DCS", "Chief"), RoleRow("AD Child Protection", "DCS"))
UP = "Gone up to you"


def one_late() -> PlanFile:
    """An action that ends on Tuesday 31 March, and a line of three roles."""
    made = plan_file(action("1.1", end=date(2015, 3, 31), leads=("AD Child Protection",)))
    return PlanFile(None, made.zone, made.themes, made.actions, (), LINE)


@pytest.fixture
def calendar(sqlite_url: str, clock: Clock) -> Iterator[Calendar]:
    """That plan, its three roles held, of which nothing has been heard in March."""
    store = Store(sqlite_url)
    bring_in(store, one_late(), "Plan", clock())
    calendar = Calendar(store, clock, Desk(store, clock))
    calendar.put_in_role("Chief", CHIEF)
    yield calendar
    store.close()


def live(calendar: Calendar, first: str, last: str) -> None:
    """Tick once a day at nine, and let everything arrive."""
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    while day <= end:
        calendar.tick(f"{day}T09:00")
        with calendar.store.writing() as session:
            for post in queued(calendar.store):
                if post.state == "pending":
                    post.state, post.sent_at = "sent", calendar.clock()
                    session.merge(post)
        day = date.fromordinal(day.toordinal() + 1)


def raised_to(calendar: Calendar, user: str) -> list[Post]:
    return [post for post in queued(calendar.store, user) if UP in words(post)]


def days(posts: list[Post]) -> list[str]:
    return [f"{post.created_at:%-d %B}" for post in posts]


def test_after_five_working_days_it_goes_to_the_manager_and_after_five_more_to_the_sponsor(
    calendar: Calendar,
) -> None:
    # Asked on the 31st; Good Friday and Easter Monday are no working days.
    live(calendar, "2015-03-26", "2015-04-30")
    assert days(raised_to(calendar, MANAGER)) == ["9 April"]
    assert days(raised_to(calendar, CHIEF)) == ["16 April"]
    assert "asked on 31 March 2015, no answer" in words(raised_to(calendar, MANAGER)[0])
    assert raised_to(calendar, LEAD) == []


def test_an_answer_in_between_stops_it(calendar: Calendar) -> None:
    live(calendar, "2015-03-26", "2015-04-08")
    calendar.desk.hear(said("1.1 amber waiting for training", moment("2015-04-08T12:00")))
    live(calendar, "2015-04-09", "2015-04-14")
    assert raised_to(calendar, MANAGER) == []


def test_who_was_told_and_when_is_on_the_actions_history(calendar: Calendar) -> None:
    live(calendar, "2015-03-26", "2015-04-16")
    with calendar.store.reading() as session:
        found = history(session, book_of(calendar.store), "1.1").happened
    steps = [it.changes[0].new for it in found if it.changes and it.changes[0].field == "told"]
    assert [(step["name"], step["user"]) for step in steps] == [("Chief", CHIEF), ("DCS", MANAGER)]  # type: ignore[index]


def test_an_empty_post_is_passed_over_with_the_reason(calendar: Calendar) -> None:
    calendar.put_in_role("DCS", LEAD)  # the same person as below counts as nobody
    live(calendar, "2015-03-26", "2015-04-09")
    (post,) = raised_to(calendar, CHIEF)
    assert "passed over DCS: the same person" in words(post)


def test_what_a_vacant_role_leads_goes_straight_to_its_manager(
    sqlite_url: str, clock: Clock
) -> None:
    store = Store(sqlite_url)
    made = one_late()
    vacant = action("1.1", end=date(2015, 3, 31), leads=("Nobody",))
    roles = (*LINE, RoleRow("Nobody", "DCS"))
    bring_in(store, PlanFile(None, made.zone, made.themes, (vacant,), (), roles), "Plan", clock())
    calendar = Calendar(store, clock, Desk(store, clock))
    live(calendar, "2015-03-26", "2015-04-08")
    assert days(raised_to(calendar, MANAGER)) == ["7 April"]  # late, and the week begins
    assert "nobody there to be asked" in words(raised_to(calendar, MANAGER)[0])
    store.close()


def away(calendar: Calendar, stand_in: str | None) -> None:
    absence = Absence(LEAD, date(2015, 3, 20), date(2015, 4, 10), stand_in)
    with calendar.store.writing() as session:
        go_away(session, said(at=calendar.clock(), user=ADMIN), absence)


def test_whoever_stands_in_is_written_to_and_may_answer(calendar: Calendar) -> None:
    away(calendar, SCHOOL)
    live(calendar, "2015-03-30", "2015-03-31")
    assert queued(calendar.store, LEAD) == []
    assert len(queued(calendar.store, SCHOOL)) == 2
    calendar.desk.hear(said("1.1 complete", moment("2015-03-31T12:00"), SCHOOL))
    live(calendar, "2015-04-07", "2015-04-07")
    assert len(queued(calendar.store, SCHOOL)) == 2


def test_somebody_on_leave_without_a_stand_in_is_left_alone_until_they_are_back(
    calendar: Calendar,
) -> None:
    away(calendar, None)
    live(calendar, "2015-03-30", "2015-04-07")
    assert queued(calendar.store, LEAD) == []
    assert days(raised_to(calendar, MANAGER)) == ["7 April"]
    with calendar.store.writing() as session:
        assert come_back(session, said(at=calendar.clock(), user=ADMIN), LEAD)
        assert not come_back(session, said(at=calendar.clock(), user=ADMIN), MANAGER)
    live(calendar, "2015-04-13", "2015-04-13")
    assert len(queued(calendar.store, LEAD)) == 1


def test_what_is_snoozed_does_not_go_up(calendar: Calendar) -> None:
    from bot.services.snoozing import snooze

    live(calendar, "2015-03-26", "2015-04-02")
    with calendar.store.writing() as session:
        asked = said(at=calendar.clock())
        book = book_of(calendar.store)
        assert snooze(session, book, asked, "1.1", date(2015, 4, 15), "On leave").kept
    live(calendar, "2015-04-03", "2015-04-14")
    assert raised_to(calendar, MANAGER) == []
