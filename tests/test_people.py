"""Who holds which role from when to when, and what follows from it."""

from datetime import date

import pytest

from bot.rules.people import role_lines
from bot.services.books import Books, read_book
from bot.services.people import UnknownRoleError, assign, name_administrator
from bot.services.verifying import differences
from models.store import Store
from tests.helpers.clock import Clock, moment
from tests.helpers.plans import LEAD, MANAGER, SCHOOL, action, bring_in, only_plan, plan_file, said

HEAD, DIRECTOR = "Head of Service", "Director"


@pytest.fixture
def small(store: Store, clock: Clock) -> Store:
    """One action, led by a head who reports to a director; nobody holds either."""
    bring_in(store, plan_file(action("4.2")), "Hillingdon", clock())
    return store


def put(store: Store, role: str, user: str | None, day: str) -> str | None:
    """Assign; returns who held it the day before."""
    with store.writing() as session:
        done = assign(
            session, only_plan(store), said(user="admin"), role, user, date.fromisoformat(day)
        )
    return done.before


def holder(store: Store, day: str, role: str = HEAD) -> str | None:
    """Who holds a role on a day."""
    with store.reading() as session:
        book = read_book(session, only_plan(store))
    found = next(one for one in book.roles.values() if one.name == role)
    return book.holder(found.id or 0, date.fromisoformat(day))


def test_a_role_is_held_from_a_day_on_and_who_held_it_before_is_kept(small: Store) -> None:
    assert put(small, HEAD, "U1", "2014-01-01") is None
    assert put(small, HEAD, "U2", "2015-03-01") == "U1"
    assert holder(small, "2013-12-31") is None
    assert holder(small, "2015-02-28") == "U1"
    assert holder(small, "2015-03-01") == "U2"
    with small.reading() as session:
        book = read_book(session, only_plan(small))
        (line,) = [one for one in role_lines(book, date(2015, 3, 18)) if one.role == HEAD]
        assert line.earlier == (("U1", date(2014, 1, 1), date(2015, 2, 28)),)
        assert differences(session, only_plan(small)) == []


def test_a_later_change_that_is_known_already_stays(small: Store) -> None:
    put(small, HEAD, "U2", "2015-06-01")
    put(small, HEAD, "U1", "2015-01-01")
    assert holder(small, "2015-05-31") == "U1"
    assert holder(small, "2015-06-01") == "U2"


def test_the_same_day_again_replaces_and_the_same_person_again_changes_nothing(
    small: Store,
) -> None:
    put(small, HEAD, "U1", "2015-03-01")
    assert put(small, HEAD, "U2", "2015-03-01") == "U1"
    revision = only_plan(small).revision
    assert put(small, HEAD, "U2", "2015-03-05") == "U2"
    assert only_plan(small).revision == revision
    assert holder(small, "2015-03-10") == "U2"
    with small.reading() as session:
        assert differences(session, only_plan(small)) == []


def test_a_role_can_be_left_vacant(small: Store) -> None:
    put(small, HEAD, "U1", "2015-01-01")
    put(small, HEAD, None, "2015-03-01")
    assert holder(small, "2015-02-28") == "U1"
    assert holder(small, "2015-03-01") is None
    with small.reading() as session:
        assert differences(session, only_plan(small)) == []


def test_a_vacancy_that_is_known_already_stays_one(small: Store) -> None:
    put(small, HEAD, "U1", "2015-01-01")
    put(small, HEAD, None, "2015-03-01")
    put(small, HEAD, "U2", "2015-02-01")
    assert holder(small, "2015-02-28") == "U2"
    assert holder(small, "2015-03-01") is None
    with small.reading() as session:
        assert differences(session, only_plan(small)) == []


def test_somebody_who_left_and_came_back_is_shown_in_the_present_holding(small: Store) -> None:
    put(small, HEAD, "U1", "2014-01-01")
    put(small, HEAD, "U2", "2014-06-01")
    put(small, HEAD, "U1", "2015-01-01")
    with small.reading() as session:
        book = read_book(session, only_plan(small))
    (line,) = [one for one in role_lines(book, date(2015, 3, 18)) if one.role == HEAD]
    assert line.since == date(2015, 1, 1)
    assert [user for user, _, _ in line.earlier] == ["U1", "U2"]


# ways in which the same role is written
SPELLINGS = [
    "AD Safeguarding and Children's Service Improvement",
    "AD Safeguarding & Children’s Service Improvement",
    "ad safeguarding  and children's service improvement",
]


@pytest.mark.parametrize("name", SPELLINGS)
def test_spellings_of_a_role_are_one_role(sample: Store, name: str) -> None:
    put(sample, name, "U1", "2015-01-01")
    assert holder(sample, "2015-03-18", SPELLINGS[0]) == "U1"


def test_an_unknown_role_is_refused_with_those_that_there_are(small: Store) -> None:
    with pytest.raises(UnknownRoleError, match="Head of Service"):
        put(small, "Head of Nothing", "U1", "2015-01-01")


def test_who_may_write_follows_the_day_and_goes_up_where_a_post_is_vacant(small: Store) -> None:
    put(small, HEAD, LEAD, "2015-03-01")
    put(small, DIRECTOR, MANAGER, "2014-01-01")
    with small.reading() as session:
        book = read_book(session, only_plan(small))
    day = date(2015, 3, 18)
    assert book.may_write(LEAD, "4.2", day)
    assert not book.may_write(LEAD, "4.2", date(2015, 2, 1))
    assert book.may_write(MANAGER, "4.2", day)
    assert not book.may_write(SCHOOL, "4.2", day)


def test_a_managers_manager_may_not_write_while_the_manager_is_there(sample: Store) -> None:
    """7.1 is led by a head, who reports to an AD, who reports to the director."""
    with sample.reading() as session:
        book = read_book(session, only_plan(sample))
    assert book.may_write(MANAGER, "7.1", date(2015, 3, 18))
    put(sample, "AD CIC, Permanency and Children's Resources", "U0CIC", "2015-01-01")
    with sample.reading() as session:
        book = read_book(session, only_plan(sample))
    assert book.may_write("U0CIC", "7.1", date(2015, 3, 18))
    assert not book.may_write(MANAGER, "7.1", date(2015, 3, 18))


def test_an_administrator_is_named_once_and_known_at_once(small: Store) -> None:
    books = Books()
    with small.writing() as session:
        plan = only_plan(small)
        assert "U9" not in books.of(session, plan).administrators
        assert name_administrator(session, said(at=moment("2015-03-18T10:00")), "U9")
        assert not name_administrator(session, said(at=moment("2015-03-18T10:00")), "U9")
    with small.reading() as session:
        assert "U9" in books.of(session, only_plan(small)).administrators
        assert differences(session, only_plan(small)) == []
