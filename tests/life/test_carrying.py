"""What is left of a plan goes on in the next one: linked both ways, and counted once."""

from datetime import date

import pytest

from bot.rules.carrying import Move
from bot.rules.outcomes import Outcome, Refused
from bot.rules.times import end_of_day
from bot.services import carrying, closing
from bot.services.beginning import begin
from bot.services.digesting import digest
from bot.services.living import slips
from models.plan import open_plans, plan_named
from tests.helpers.plans import ADMIN, LEAD, MANAGER
from tests.life.conftest import Life

RESIDUAL = ("3.3", "4.1", "4.2", "6.3", "7.1", "7.2", "7.6", "8.3", "10.5", "11.1", "11.2")
NEXT = "Service Improvement Plan 2014/16"
STREAMS = {str(n): f"Work stream {n}" for n in range(1, 8)}


@pytest.fixture
def ending(life: Life) -> Life:
    """The sample plan, and its successor with seven work streams and nothing in it yet."""
    with life.store.writing() as session:
        begin(session, life.said(), NEXT, STREAMS, "Europe/London")
    return life


def carry(life: Life, *refs: str, theme: str = "3", user: str = ADMIN, **other: str) -> Outcome:
    """Carry actions over into the successor, an hour after what came before."""
    life.clock.move(hours=1)
    with life.store.writing() as session:
        there = plan_named(session, NEXT)
        assert there
        moves = [Move(ref, theme, **other) for ref in refs]
        return carrying.carry_over(
            session, life.book(session), life.said("carry over", user), there, moves
        )


def counts(life: Life, plan: str = "Hillingdon") -> dict[str, int]:
    """The digest's counts of a plan."""
    with life.store.reading() as session:
        found = plan_named(session, plan)
        assert found
        return digest(session, found, life.clock()).counts


def of_plan(life: Life, plan: str, ref: str) -> dict:  # type: ignore[type-arg]
    """An action in the export of a plan."""
    return next(one for one in life.export(plan=plan)["actions"] if one["ref"] == ref)


def test_all_eleven_go_over_and_the_plan_is_signed_off_once_2_3_is_ruled_on(ending: Life) -> None:
    life = ending
    assert "Carried over to" in life.told(carry(life, *RESIDUAL))
    assert life.is_sound()
    refused = life.told(life.do(closing.sign_off))
    assert "2.3 is neither completed nor carried over nor withdrawn" in refused
    assert life.export()["state"] == "open"
    life.say("2.3 complete")
    here, there = counts(life), counts(life, NEXT)
    assert (here["completed"], here["residual"], here["total"]) == (30, 11, 41)
    assert (there["total"], there["in_progress"]) == (11, 11)
    for ref in RESIDUAL:
        assert of_plan(life, "Hillingdon", ref)["carried_to"] == f"{NEXT}/{ref}"
        assert of_plan(life, NEXT, ref)["carried_from"] == f"Hillingdon/{ref}"
    assert "is signed off" in life.told(life.do(closing.sign_off))
    assert life.export()["state"] == "signed_off"
    assert life.is_sound()


def test_nothing_is_counted_twice(ending: Life) -> None:
    life = ending
    assert counts(life)["overdue"] == 4
    carry(life, *RESIDUAL)
    assert (counts(life)["overdue"], counts(life, NEXT)["overdue"]) == (0, 4)


def test_number_leads_dates_and_measures_go_along(ending: Life) -> None:
    life = ending
    life.say("3c 30%, from the audit report")
    carry(life, "3.3", theme="7")
    old, new = of_plan(life, "Hillingdon", "3.3"), of_plan(life, NEXT, "3.3")
    assert [new[name] for name in ("title", "leads", "end")] == [
        old[name] for name in ("title", "leads", "end")
    ]
    assert new["theme"] == "7"
    (measure,) = life.export(plan=NEXT)["measures"]
    assert measure["latest"]["value"] == 30.0
    assert measure["latest"]["source"] == "from the audit report"
    assert [one["value"] for one in measure["targets"]] == [90, 100, 35, 50]
    assert life.is_sound()


def test_its_lead_reports_on_it_in_the_new_plan_alone(ending: Life) -> None:
    life = ending
    carry(life, "4.2")
    life.clock.move(hours=1)
    life.say("4.2 amber, waiting for training", LEAD, plan=None)
    assert of_plan(life, NEXT, "4.2")["rag"] == "amber"
    assert of_plan(life, "Hillingdon", "4.2")["rag"] is None
    assert f"4.2 was carried over to {NEXT}/4.2" in life.told(
        life.say("4.2 red, stuck", LEAD, plan="Hillingdon")
    )
    assert "Carried over from Hillingdon/4.2" in life.told(life.say("4.2?", LEAD, plan=NEXT))
    assert life.is_sound()


def test_a_completed_action_passes_on_a_part_and_stays_complete(ending: Life) -> None:
    life = ending
    assert "say which part of it goes on" in life.told(carry(life, "1.2"))
    carry(life, "1.2", part="Themed audits of the second year", as_ref="1.2a")
    old, new = of_plan(life, "Hillingdon", "1.2"), of_plan(life, NEXT, "1.2a")
    assert (old["status"], old["closed"], old["carried_to"]) == ("completed", None, f"{NEXT}/1.2a")
    assert (new["title"], new["status"]) == ("Themed audits of the second year", "in_progress")
    assert counts(life)["completed"] == 29
    assert "goes on as" in life.told(carry(life, "1.2", part="The same again", as_ref="1.2b"))
    assert life.is_sound()


# what is carried over, to which theme, and what the refusal says; all or none of it goes
IN_THE_WAY = [
    (("4.2", "1.1"), "3", "1.1 is complete"),
    (("4.2",), "9", "there are 1, 2, 3, 4, 5, 6, 7"),
    (("4.2", "99.9"), "3", "99.9 is complete, or not in the plan"),
]


@pytest.mark.parametrize(("refs", "theme", "says"), IN_THE_WAY)
def test_all_goes_over_or_none(ending: Life, refs: tuple[str, ...], theme: str, says: str) -> None:
    assert says in ending.told(carry(ending, *refs, theme=theme))
    assert ending.export(plan=NEXT)["actions"] == []
    assert of_plan(ending, "Hillingdon", "4.2")["closed"] is None


def test_it_goes_over_once_and_not_under_a_number_that_is_taken(ending: Life) -> None:
    carry(ending, "4.2")
    assert "4.2 has been carried over already" in ending.told(carry(ending, "4.2"))
    for odd in ("<!channel>", "4.1/a", "4.1 " * 9):
        assert "cannot be a number" in ending.told(carry(ending, "4.1", as_ref=odd))
    assert "an action 4.2 of its own" in ending.told(carry(ending, "4.1", as_ref="4.2"))


@pytest.mark.parametrize("user", [LEAD, MANAGER])
def test_only_administrators_end_things(ending: Life, user: str) -> None:
    before = ending.export()
    for done in (
        carry(ending, "4.2", user=user),
        ending.do(closing.sign_off, user=user),
        ending.do(closing.pause, user=user),
        ending.do(closing.withdraw, "4.2", "no longer wanted", user=user),
    ):
        assert isinstance(done, Refused)
        assert done.why == "not_administrator"
    assert ending.export() == before


def test_an_action_is_withdrawn_with_a_reason_and_can_come_back(life: Life) -> None:
    assert "Say in a few words why" in life.told(life.do(closing.withdraw, "4.2", " "))
    life.do(closing.withdraw, "4.2", "merged into the workforce strategy")
    assert (counts(life)["withdrawn"], counts(life)["residual"]) == (1, 10)
    assert "withdrawn; an administrator can reinstate it" in life.shown("4.2 amber, x")
    assert "merged into the workforce strategy" in life.shown("history of 4.2")
    before = life.clock()
    life.clock.move(days=1)
    assert "reinstates it, with a reason" in life.shown("undo")
    life.do(closing.reinstate, "4.2", "the board wants it back")
    assert counts(life)["withdrawn"] == 0
    assert next(a for a in life.export(before)["actions"] if a["ref"] == "4.2")["closed"]
    assert life.is_sound()


def test_what_was_carried_over_comes_back_only_where_it_was_withdrawn_there(ending: Life) -> None:
    life, there = ending, Life(ending.store, ending.clock, NEXT)
    carry(life, "4.2")
    assert "counted twice" in life.told(life.do(closing.reinstate, "4.2", "a mistake"))
    there.clock.move(hours=1)
    there.do(closing.withdraw, "4.2", "carried over by mistake")
    life.do(closing.reinstate, "4.2", "a mistake")
    assert of_plan(life, "Hillingdon", "4.2")["closed"] is None
    assert life.is_sound()


def test_a_paused_plan_is_quiet_and_records_all_the_same(life: Life) -> None:
    life.do(closing.pause)
    with life.store.reading() as session:
        assert open_plans(session) == []
    life.say("4.2 amber, waiting for training", LEAD)
    assert of_plan(life, "Hillingdon", "4.2")["rag"] == "amber"
    life.clock.move(hours=1)
    life.do(closing.pause, False)
    with life.store.reading() as session:
        assert [plan.name for plan in open_plans(session)] == ["Hillingdon"]
    assert life.is_sound()


def test_the_past_shows_what_was_in_the_plan_then(ending: Life) -> None:
    life, noon = ending, end_of_day(date(2015, 3, 18), "Europe/London")
    before = life.export(noon)
    life.clock.move(days=1)
    carry(life, *RESIDUAL)
    assert life.export(noon) == before
    with life.store.reading() as session:
        then = digest(session, life.plan(session), noon).counts
    assert (then["overdue"], then["carried_over"]) == (4, 0)


def test_a_date_that_moved_is_told_of_once_with_its_first_day_wherever_the_work_goes_on(
    ending: Life,
) -> None:
    life = ending
    life.say("7.2 new date 13 April 2015")
    life.clock.move(hours=1)
    life.say("7.2 new date 30 April 2015")
    carry(life, "7.2")
    with life.store.reading() as session:
        here, there = (plan_named(session, name) for name in ("Hillingdon", NEXT))
        assert here
        assert there
        assert slips(session, here, life.clock()) == []
        (slip,) = slips(session, there, life.clock())
    assert (slip.first.isoformat(), slip.end.isoformat()) == ("2015-03-31", "2015-04-30")
    assert slip.moves == 2
    assert of_plan(life, NEXT, "7.2")["original_end"] == "2015-03-31"
    assert life.is_sound()
