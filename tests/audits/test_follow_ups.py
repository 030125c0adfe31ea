"""Weak results go somewhere: each step by whoever's turn it is, nothing skipped, nothing unsaid."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from bot.services import chain, following
from bot.services.books import Books
from bot.services.people import assign
from models.entry import Entry
from models.outbox import Post
from models.store import Store
from tests.audits.conftest import AREA, DIRECTOR, QUALITY, Audits, manager, settings_of
from tests.audits.speaking import KEY, cases, kept, posts, refused, speak, told
from tests.helpers.plans import ADMIN, STRANGER, said

Make = Callable[..., Audits]
WEAK = "audited HX-1042: requires improvement, chronology to be brought up to date"


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    """One database is enough: both are tried with the returns themselves."""
    store = Store(sqlite_url)
    yield store
    store.close()


@pytest.fixture
def audits(make_audits: Make) -> Audits:
    """Three managers, one of whom has a weak result."""
    made = make_audits()
    made.counted(WEAK, manager(1))
    return made


def test_a_weak_result_is_walked_through_its_chain(audits: Audits) -> None:
    (waits,) = cases(audits)
    (task,) = waits.tasks
    assert task.role is not None
    assert (task.role.name, task.due) == ("Service Lead", date(2015, 4, 1))  # ten working days
    done = kept(speak(audits, AREA, "take:0", "chronology done, discussed in supervision"))
    assert (done.turn, done.what) == ("Director", "Confirmed by the assistant director")
    done = kept(speak(audits, DIRECTOR, "take:1"))
    assert done.turn == "Head of Performance and Improvement"
    done = kept(speak(audits, QUALITY, "take:2"))
    assert done.turn == "Team Manager 1"  # what is to be ticked is the auditor's own
    assert "tick" in told(kept(speak(audits, manager(1), "tick:0")))
    assert "it is closed" in told(speak(audits, manager(1), "tick:1"))
    assert cases(audits) == []
    assert "It is closed" in told(speak(audits, QUALITY, "close"))
    assert audits.is_sound()


def test_it_is_not_closed_without_actions_a_check_and_both_ticks(audits: Audits) -> None:
    why = refused(speak(audits, QUALITY, "close"))
    assert "no actions taken are on record" in why
    assert "not been checked" in why
    assert "“Uploaded to the case system” is not ticked" in why
    assert "It is with Service Lead" in why
    kept(speak(audits, AREA, "take:0", "chronology done"))
    kept(speak(audits, DIRECTOR, "take:1"))
    why = refused(speak(audits, DIRECTOR, "close"))
    assert "not been checked" in why
    assert "no actions taken" not in why
    kept(speak(audits, QUALITY, "take:2"))
    why = refused(speak(audits, QUALITY, "close"))
    assert "not been checked" not in why
    assert "“Discussed in supervision” is not ticked" in why


REFUSED = [
    (AREA, "take:0", "", "without the actions taken nothing is saved"),
    (DIRECTOR, "take:0", "done", "it is the turn of Service Lead, not yours"),
    (DIRECTOR, "take:1", "", "comes later"),  # a step is skipped
    (QUALITY, "take:2", "", "First: Actions with the service manager, with Service Lead"),
    (AREA, "back", "no", "could be sent back"),
    (manager(2), "tick:0", "", "with others"),
    (STRANGER, "take:0", "done", "with others"),
    (AREA, "take:0", "done for the boy, DOB 12/03/2009", "date of birth"),
    (manager(1), "re_audit", "chronologies", "Whoever checks it asks for a re-audit"),
    (QUALITY, "re_audit", "", "what is to be looked at again"),
    (manager(1), "re_audited", "", "No re-audit waits"),
    (AREA, "action", "9.9 Chronologies", "administrator"),
]


def test_what_is_out_of_turn_is_refused_and_nothing_kept(audits: Audits) -> None:
    for user, does, text, why in REFUSED:
        assert why in refused(speak(audits, user, does, text))
    with audits.store.reading() as session:
        assert following.rows(session, audits.book(session), KEY) == []


def test_what_is_sent_back_begins_again_with_the_reason(audits: Audits) -> None:
    kept(speak(audits, AREA, "take:0", "chronology done"))
    assert "why it goes back" in refused(speak(audits, DIRECTOR, "back"))
    assert "Service Lead" in told(speak(audits, DIRECTOR, "back", "only half of it is there"))
    assert posts(audits)[AREA][-1].endswith("by 1 April 2015.")
    kept(speak(audits, AREA, "take:0", "all of it now"))
    assert "is on record already" in refused(speak(audits, AREA, "take:0", "again"))


def test_a_word_is_taken_back_until_the_next_one(audits: Audits) -> None:
    kept(speak(audits, AREA, "take:0", "chronology done"))
    assert "taken back. Next: Actions" in told(audits.say("undo", AREA))
    assert "First: Actions" in refused(speak(audits, DIRECTOR, "take:1"))
    kept(speak(audits, AREA, "take:0", "chronology done"))
    kept(speak(audits, DIRECTOR, "take:1"))
    assert "It has gone on since" in told(audits.say("undo", AREA))


def test_a_grade_put_right_ends_a_follow_up_and_begins_one(audits: Audits) -> None:
    kept(speak(audits, AREA, "take:0", "chronology done"))
    audits.counted("HX-1042 good", manager(1))
    assert [one.follow_up.is_weak for one in cases(audits)] == [False]  # its ticks are left
    assert "on record already" in refused(speak(audits, DIRECTOR, "take:1"))
    audits.say("undo", manager(1))  # weak again, and as far as it was
    assert cases(audits)[0].tasks[0].what == "Confirmed by the assistant director"
    audits.counted("HX-1043 good", manager(1))
    audits.counted("HX-1043 inadequate, visits to be made and recorded", manager(1))
    assert [one.follow_up.is_weak for one in cases(audits)] == [True, True]
    audits.say("undo", manager(1))
    assert [one.follow_up.is_weak for one in cases(audits)].count(True) == 1


def test_a_vacant_post_passes_its_step_up(audits: Audits) -> None:
    with audits.store.writing() as session:
        plan = audits.plan(session)
        assign(session, plan, said(at=audits.clock()), "Service Lead", None, date(2015, 3, 1))
    assert "turn of Director" in refused(speak(audits, ADMIN, "take:0", "done"))
    done = kept(speak(audits, DIRECTOR, "take:0", "chronology done"))
    assert done.turn == "Director"  # nobody is above


def test_who_is_told_hears_it_alone_and_without_the_code(audits: Audits) -> None:
    found = posts(audits)
    assert set(found) == {AREA, QUALITY}
    assert "it is your turn" in found[AREA][0]
    assert "needs following up" in found[QUALITY][0]
    kept(speak(audits, AREA, "take:0", "visits made, HX-1042"))
    with audits.store.reading() as session:
        query = select(Post).where(Post.key.startswith("follow_up:"))  # type: ignore[attr-defined]
        rows = [str(post.blocks) + post.text for post in session.exec(query)]
        entries = [f"{one.key} {one.new} {one.old}" for one in session.exec(select(Entry))]
    words = ("HX-1042", "brought up to date", "visits made", "requires")
    assert [one for one in [*rows, *entries] if any(it in one for it in words)] == []


def test_each_return_is_told_to_the_four_that_its_programme_names(make_audits: Make) -> None:
    four = ["manager", "Head of Performance and Improvement", "Team Manager 2", "Director"]
    owing = {**settings_of("case-file-audits"), "owed_by": ["Team Manager *"], "told": four}
    audits = make_audits(**{"case-file-audits": owing})
    audits.counted("HX-1042 good", manager(1))
    audits.counted("HX-1042 outstanding", manager(1))  # put right: nobody is told again
    found = posts(audits)
    assert set(found) == {AREA, QUALITY, manager(2), DIRECTOR}
    assert {len(each) for each in found.values()} == {1}


def test_it_can_become_an_action_of_the_plan_with_a_link_back(audits: Audits) -> None:
    assert "stand in no theme" in refused(speak(audits, ADMIN, "action", "99.1 Chronologies"))
    assert "already" in refused(speak(audits, ADMIN, "action", "4.2 Chronologies"))
    assert "its number in the plan" in refused(speak(audits, ADMIN, "action", "4.9"))
    made = kept(speak(audits, ADMIN, "action", "4.9 Chronologies in every file"))
    assert "4.9 is now an action of the plan" in told(made)
    assert "Chronologies in every file" in audits.shown("4.9?", ADMIN)
    history = audits.shown("history of 4.9", ADMIN)
    assert "From the follow-up of a return: Case-file audits, March 2015." in history
    assert cases(audits)[0].follow_up.action == "4.9"
    assert "is action 4.9" in refused(speak(audits, ADMIN, "action", "4.8 Again"))
    assert "withdraws" in told(audits.say("undo", ADMIN))
    assert audits.is_sound()


def test_the_same_delivery_twice_is_one_word(audits: Audits) -> None:
    with audits.store.writing() as session:
        it = audits.said("", AREA)
        target = f"{audits.book(session).plan_id}:{KEY}"
        one = chain.speak(session, Books(), it, target, "take:0", "done")
        other = chain.speak(session, Books(), replace(it), target, "take:0", "done")
        assert one == other
        assert len(following.rows(session, audits.book(session), KEY)) == 1


def test_fifty_audits_have_39_follow_ups(make_audits: Make) -> None:
    audits = make_audits(17)
    grades = (
        ["good"] * 11 + ["requires improvement, see to it"] * 33 + ["inadequate, see to it"] * 6
    )
    for number, grade in enumerate(grades):
        audits.counted(f"audited HX-{1000 + number}: {grade}", manager(number // 3 + 1))
    with audits.store.reading() as session:
        book = audits.book(session)
        programme = book.programmes[0]
        period = following.find(session, book, KEY, date(2015, 3, 18)).period  # type: ignore[union-attr]
        found = following.counts(session, book, programme, period, date(2015, 3, 18))
        later = following.counts(session, book, programme, period, date(2015, 4, 2))
    assert (found.weak, found.open, found.late, later.late) == (39, 39, 0, 39)
    assert audits.totals("March", "2015-03-18")["good_or_better"] == 22
