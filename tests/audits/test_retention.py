"""Returns go after their years: the details are gone, the totals and the ledger stand."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import select

from bot.rules.periods import destroyed_from
from bot.services import allocating, retention
from bot.services.desk import Desk
from models.entry import Payload
from models.outbox import Post
from models.question import Question
from tests.audits.conftest import Audits, manager
from tests.helpers.plans import ADMIN

Make = Callable[..., Audits]
APRIL = "case-file-audits/2015-04"


@pytest.mark.parametrize(
    ("since", "until"),
    [("2015-04-01", "2018-04-01"), ("2016-02-29", "2019-02-28"), ("2015-12-31", "2018-12-31")],
)
def test_what_is_held_from_a_day_goes_three_years_on(since: str, until: str) -> None:
    assert destroyed_from(date.fromisoformat(since), 3).isoformat() == until


def all_words(audits: Audits) -> str:
    """Everything that is kept as somebody's words, or was posted or asked."""
    with audits.store.reading() as session:
        kept = [one.text for one in session.exec(select(Payload)).all()]
        kept += [f"{one.text} {one.blocks}" for one in session.exec(select(Post)).all()]
        kept += [f"{one.words} {one.choices}" for one in session.exec(select(Question)).all()]
    return " ".join(kept)


def test_a_round_of_april_2015_is_gone_on_1_april_2018(make_audits: Make) -> None:
    audits = make_audits(2, at="2015-04-01T09:00")
    desk = Desk(audits.store, audits.clock)
    listed = "\n".join(f"HX-{n}" for n in range(1001, 1009))
    audits.do(allocating.draw_round, APRIL, listed, "april")
    desk.hear(audits.said("HX-2042 good", manager(1)))
    desk.hear(audits.said("HX-2043 RI, no chronology", manager(1)))
    desk.hear(audits.said("HX-2044 fine", manager(1)))  # asked about: the words are in a question
    desk.hear_and_reply(audits.said("HX-2045 outstanding", manager(2)))
    before = audits.totals("April 2015", "2018-03-31")
    assert before["grades"] == {"outstanding": 1, "good": 1, "requires_improvement": 1}
    with audits.store.writing() as session:
        for post in session.exec(select(Post)).all():
            post.state = "failed"  # one that could not be sent keeps its text
            session.add(post)

    audits.clock.set("2018-03-31T12:00+01:00")
    desk.tick()
    assert "HX-2042" in all_words(audits)
    audits.clock.set("2018-04-01T02:00+01:00")
    desk.tick()
    left = all_words(audits)
    assert not [code for code in ("HX-1001", "HX-204", "chronology", "fine") if code in left]
    after = audits.totals("April 2015", "2018-04-01")
    assert {**after, "late": 0} == {**before, "late": 0}
    assert audits.is_sound()

    audits.clock.set("2018-04-02T12:00+01:00")
    desk.tick()
    with audits.store.reading() as session:
        book = audits.book(session)
        assert not [
            one for one in retention.held(session, book, date(2018, 4, 2)) if one.key == APRIL
        ]
        history = retention.totals(
            session, book, book.programmes[0], _april(book), date(2015, 3, 1)
        )
    assert history.graded == 3


def _april(book):  # type: ignore[no-untyped-def]
    from bot.rules.periods import period_of

    return period_of(book.programmes[0], "2015-04")


def test_what_comes_after_it_adds_to_what_was_left(make_audits: Make) -> None:
    audits = make_audits(1, at="2015-04-01T09:00")
    desk = Desk(audits.store, audits.clock)
    audits.counted("HX-2042 good", manager(1))
    audits.clock.set("2018-04-01T12:00+01:00")
    desk.tick()
    with audits.store.writing() as session:
        book = audits.book(session)
        assert (
            retention.destroy(
                session, book, retention.held(session, book, date(2018, 4, 1)), audits.clock()
            )
            == 0
        )
    assert audits.totals("April 2015", "2018-04-01")["grades"] == {"good": 1}
    assert audits.is_sound()


def test_words_that_are_missing_without_such_an_entry_are_a_difference(make_audits: Make) -> None:
    audits = make_audits(1, at="2015-04-01T09:00")
    audits.counted("HX-2042 good", manager(1))
    with audits.store.writing() as session:
        for one in session.exec(select(Payload)).all():
            session.delete(one)
    assert not audits.is_sound()
    assert ADMIN
