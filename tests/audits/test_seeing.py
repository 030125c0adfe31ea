"""Who may see a return, that each look is on record, and what sharing one takes."""

from collections.abc import Callable

import pytest

from bot.rules.outcomes import Refused, Told
from bot.services import seeing
from bot.services.desk import Desk
from bot.services.return_desk import show
from tests.audits.conftest import AREA, DIRECTOR, QUALITY, Audits, manager
from tests.helpers.plans import ADMIN, STRANGER

Make = Callable[..., Audits]
ALL = frozenset(seeing.TESTS)


@pytest.fixture
def audits(make_audits: Make) -> Audits:
    made = make_audits(2)
    made.counted("HX-1042 RI, chronology to be brought up to date", manager(1))
    return made


def test_those_who_may_see_a_return_do_and_it_is_on_record(audits: Audits) -> None:
    for user in (manager(1), AREA, DIRECTOR, ADMIN):
        told = audits.do(seeing.show, "hx-1042", "for supervision", user=user)
        assert isinstance(told, Told)
        assert "RESTRICTED" in told.text
        assert "Requires improvement" in told.text.replace("◆ requires", "Requires")
        assert "Action plan: chronology to be brought up to date" in told.text
    for user in (manager(2), STRANGER, "U0MEMBER"):
        refused = audits.do(seeing.show, "HX-1042", "for supervision", user=user)
        absent = audits.do(seeing.show, "HX-9999", "for supervision", user=ADMIN)
        assert refused == absent
        assert isinstance(refused, Refused)
    with audits.store.reading() as session:
        found = seeing.looks(session, audits.book(session), audits.said())
        assert isinstance(found, list)
        assert len(found) == 4
        assert f"{ADMIN} saw case-file-audits 2015-03, team manager 1, 1: for super" in found[0]
        assert "HX-1042" not in str(found)
        not_theirs = seeing.looks(session, audits.book(session), audits.said("", QUALITY))
        assert isinstance(not_theirs, Refused)
    assert audits.is_sound()


def test_a_look_needs_a_reason_that_can_be_kept(audits: Audits) -> None:
    desk = Desk(audits.store, audits.clock)
    assert "Say why" in audits.told(show(desk, audits.said("", ADMIN), "HX-1042"))
    guarded = show(desk, audits.said("", ADMIN), "HX-1042 NHS number 943 476 5919")
    assert isinstance(guarded, Refused)
    assert "RESTRICTED" in audits.told(show(desk, audits.said("", ADMIN), "HX-1042 an appeal"))


def test_sharing_takes_a_recipient_a_reason_and_all_six_tests(audits: Audits) -> None:
    def shared(recipient: str, reason: str, passed: frozenset[str], user: str = ADMIN) -> str:
        return audits.told(audits.do(seeing.share, "HX-1042", recipient, reason, passed, user=user))

    assert "Say who gets it and why" in shared("", "a review", ALL)
    assert "Say who gets it and why" in shared("The Board", " ", ALL)
    for one in seeing.TESTS:
        assert "Nothing was shared" in shared("The Board", "a review", ALL - {one})
    assert "no return of that case" in shared("The Board", "a review", ALL, STRANGER)
    copy = shared("The Board", "a review", ALL)
    assert "chronology" in copy
    assert "HX-1042" not in copy
    with audits.store.reading() as session:
        found = seeing.looks(session, audits.book(session), audits.said())
    assert "for The Board: a review" in str(found)
    assert len(list(found)) == 1  # type: ignore[arg-type]
