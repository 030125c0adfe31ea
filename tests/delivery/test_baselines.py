"""A baseline that was promised and never given is asked for, of whoever leads the action."""

from datetime import date

from bot.rules.readings import Figure, Report
from bot.services import promising, reading
from bot.services.books import Books
from models.plan import open_plans
from tests.delivery.posting import Calendar, words
from tests.delivery.test_personal_posts import calendar
from tests.helpers.plans import ADMIN, LEAD, SCHOOL, said

__all__ = ["calendar"]


def missing(calendar: Calendar, on: date, user: str) -> list[tuple[str, int, bool]]:
    """Which baselines somebody has to give, how late they are, whether they are spoken of."""
    with calendar.store.reading() as session:
        book = Books().of(session, open_plans(session)[0])
        found = promising.baselines(session, book, on).get(user, ())
    return [(one.promised.measure, one.days, one.speaks) for one in found]


def test_it_is_asked_for_at_the_beginning_of_each_week_in_the_daily_message(
    calendar: Calendar,
) -> None:
    monday, tuesday = date(2015, 3, 23), date(2015, 3, 24)
    assert missing(calendar, monday, LEAD) == [("2c", 266, True), ("2a", 143, True)]
    assert [speaks for _, _, speaks in missing(calendar, tuesday, LEAD)] == [False, False]
    assert missing(calendar, monday, SCHOOL) == []
    calendar.tick_through("2015-03-23T07:00", "2015-03-23T19:00")
    (mine,) = calendar.posts(LEAD)
    assert "Baselines to be given (2)" in words(mine)
    assert "*2c 10-day* (action 2.2)" in words(mine)
    assert "*266 days late*; `2c?` has a form" in words(mine)
    assert all("Baselines to be given" not in words(one) for one in calendar.posts(SCHOOL))


def test_it_is_asked_for_no_longer_once_it_is_given(calendar: Calendar) -> None:
    calendar.clock.set("2015-03-20T10:00")
    with calendar.store.writing() as session:
        book = Books().of(session, open_plans(session)[0])
        given = Report(Figure(40, "40"), is_baseline=True)
        reading.give(session, book, said(at=calendar.clock(), user=ADMIN), ("2.1", "2a"), given)
    assert [one[0] for one in missing(calendar, date(2015, 3, 23), LEAD)] == ["2c"]


def test_it_stands_in_what_is_in_front_of_somebody(calendar: Calendar) -> None:
    calendar.clock.set("2015-03-20T10:00")
    shown = calendar.desk.reminders_now(said(at=calendar.clock()))
    assert shown
    assert "Baselines to be given (2)" in str(shown.blocks)
