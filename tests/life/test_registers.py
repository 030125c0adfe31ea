"""The other nouns of the papers: risks, boards, what they ask for, sources, providers, phases."""

from typing import Any

import pytest

from bot.rules.registers import standard
from bot.services import register, tracking
from tests.helpers.plans import ADMIN, LEAD, MANAGER, STRANGER
from tests.life.conftest import Life


def add(life: Life, noun: str, title: str, user: str = ADMIN, **fields: str) -> str:
    """Add an item; the answer as it is read."""
    typed = {"title": title, **fields}
    return life.told(life.do(tracking.add, noun, typed, user=user))


def kept(life: Life, many: str) -> list[dict[str, Any]]:
    """A register as the export has it."""
    return list(life.export()[many])


# graded work: how many of each, whether the threshold is kept (at least 80% good, none inadequate)
GRADED = [
    ({"good": 8, "requires_improvement": 2}, True),
    ({"good": 9, "inadequate": 1}, False),  # though 90% are good
    ({"good": 7, "requires_improvement": 3}, False),
    ({"outstanding": 4, "good": 4, "requires_improvement": 2}, True),
    ({"good": 7, "requires_improvement": 3, "at_least": 70}, True),
    ({}, None),
]


@pytest.mark.parametrize(("counts", "met"), GRADED)
def test_a_provider_keeps_its_threshold_or_not(counts: dict[str, int], met: bool | None) -> None:
    found = standard(counts)
    assert (found.met if found else None) is met


def test_risks_are_owned_rated_reviewed_linked_and_of_one_kind(life: Life) -> None:
    told = add(life, "risk", "Rising number of children looked after", kind="strategic",
               rating="amber", owner="DCS", review="2015-03-16", actions="4.1, 4.2")  # fmt: skip
    assert "kind strategic; rating ◆ amber; owner DCS; next review 16 March 2015" in told
    for title in ("Recruitment", "Serious incidents", "Rising number of plans"):
        add(life, "risk", title, kind="strategic")
    add(life, "risk", "Funding next year", kind="delivery")
    risks = kept(life, "risks")
    assert [one["kind"] for one in risks] == ["strategic"] * 4 + ["delivery"]
    assert risks[0]["actions"] == ["4.1", "4.2"]
    assert "risk 1 Rising number of children looked after: due 16 March 2015" in life.shown(
        "how is the plan"
    )
    life.clock.move(hours=1)
    now = {"state": "closed", "rating": "green"}
    told = life.told(life.do(tracking.change, "risk", "1", now, user=MANAGER))
    assert "state from none to closed; rating from ◆ amber to ● green" in told
    assert "due 16 March 2015" not in life.shown("how is the plan")
    assert life.is_sound()


def test_what_a_board_asked_for_is_owed_until_it_is_answered(life: Life) -> None:
    add(life, "board", "Policy Overview Committee", cadence="monthly")
    asked = ("LSCB attendance figures", "SEND report", "Review report", "QA report with staff",
             "Opening date")  # fmt: skip
    for title in asked:
        add(life, "request", title, board="Policy Overview Committee", due="2015-03-18")
    assert "Owed (5)" in life.shown("how is the plan")
    before = life.clock()
    life.clock.move(hours=1)
    life.do(tracking.change, "request", "4", {"state": "answered"})
    assert "Owed (4)" in life.shown("how is the plan")
    assert [one["state"] for one in life.export(before)["requests"]] == [None] * 5
    assert [one["state"] for one in kept(life, "requests")].count("answered") == 1


def test_a_board_has_its_sub_groups_and_a_source_its_actions(life: Life) -> None:
    add(life, "board", "Corporate Parenting Board")
    for group in ("education", "participation", "health", "care leaving", "safeguarding"):
        add(life, "board", group, part_of="Corporate Parenting Board")
    assert len([one for one in kept(life, "boards") if one["part_of"]]) == 5
    add(life, "source", "Learning review, January 2014", kind="review", actions="4.1 4.2")
    (source,) = (one for one in kept(life, "sources") if one["kind"] == "review")
    assert source["actions"] == ["4.1", "4.2"]


def test_one_phase_closes_and_the_next_opens(life: Life) -> None:
    add(life, "phase", "Phase 1", end="2015-03-01", state="open")
    assert "no theme 99" in add(life, "phase", "Phase 2", themes="1 99")
    add(life, "phase", "Phase 2", themes="1 2 3 4 5 6 7", actions="1.1", state="open")
    assert "phase 1 Phase 1: due 1 March 2015" in life.shown("how is the plan")
    life.do(tracking.change, "phase", "1", {"state": "closed"})
    assert len(kept(life, "phases")[1]["themes"]) == 7
    assert "Owed" not in life.shown("how is the plan")


# who, what noun, what is typed, what the refusal says
REFUSED = [
    (STRANGER, "risk", {"title": "Recruitment"}, "Only those who hold a role"),
    (ADMIN, "wish", {"title": "Recruitment"}, "I keep no “wish”"),
    (ADMIN, "risk", {"title": " "}, "A risk needs a title"),
    (ADMIN, "risk", {"title": "R", "kind": "big"}, "one of strategic, failing, delivery"),
    (ADMIN, "risk", {"title": "R", "review": "soon"}, "has to be a day"),
    (ADMIN, "risk", {"title": "R", "actions": "4.2, 99.9"}, "no action 99.9"),
    (ADMIN, "risk", {"title": "R", "weight": "5"}, "has no “weight”"),
    (ADMIN, "provider", {"title": "P", "good": "many"}, "whole number"),
    (ADMIN, "risk", {"title": "closed for child Jayden Smith"}, "I have not kept that"),
]


@pytest.mark.parametrize(("user", "noun", "typed", "says"), REFUSED)
def test_what_cannot_be_kept_is_refused_whole(
    life: Life, user: str, noun: str, typed: dict[str, str], says: str
) -> None:
    before = life.export()
    assert says in life.told(life.do(tracking.add, noun, typed, user=user))
    assert life.export() == before


def test_a_number_that_there_is_not_is_said_so(life: Life) -> None:
    assert "no risk 7" in life.told(life.do(tracking.change, "risk", "7", {"state": "closed"}))
    add(life, "risk", "Recruitment")
    again = life.told(life.do(tracking.change, "risk", "1", {"title": "Recruitment"}))
    assert "stands so already" in again
    with life.store.reading() as session:
        assert list(register.items(session, life.plan(session).id or 0, "risk")) == ["1"]


STREAMS = ("Workforce", "Performance", "New ways of working", "Outcomes for looked-after children",
           "Fostering and adoption", "Practice management", "Quality assurance")  # fmt: skip


def test_work_streams_have_a_status_and_are_checked_at_six_and_twelve_months(life: Life) -> None:
    for number, title in enumerate(STREAMS, 1):
        add(life, "stream", title, themes=str(number), state="in implementation",
            six_months_due="2015-03-01", twelve_months_due="2015-09-01")  # fmt: skip
    streams = kept(life, "streams")
    assert [one["state"] for one in streams] == ["in_implementation"] * 7
    assert "Owed (7)" in life.shown("how is the plan")
    needs = life.told(life.do(tracking.change, "stream", "1", {"six_months": "met"}))
    assert "A stream needs: check at 6 months made on" in needs
    assert "A stream needs: check at 6 months, in words" in needs
    checked = {"six_months": "not met", "six_months_on": "12 March 2015",
               "six_months_words": "11 agency managers still"}  # fmt: skip
    life.do(tracking.change, "stream", "1", checked)
    first = kept(life, "streams")[0]
    assert (first["six_months"], first["six_months_on"]) == ("not_met", "2015-03-12")
    assert "Owed (6)" in life.shown("how is the plan")
    assert "7 streams" in life.shown("how is the plan")
    assert life.is_sound()


def test_priorities_that_do_not_agree_are_reported_and_not_merged(life: Life) -> None:
    add(life, "priority", "Quality assurance", said_in="S0", themes="7")
    add(life, "priority", "Recruitment", said_in="S0", themes="1")
    assert "do not agree" not in life.shown("priorities?")
    add(life, "priority", "Quality  Assurance", said_in="SIP", themes="6")
    told = life.shown("priorities?")
    assert "These do not agree on “Quality assurance”: S0 says 7; SIP says 6." in told
    assert len(kept(life, "priorities")) == 3


# what a paper has, what is said to be missing
PAPERS = [
    ({"decision": "none", "equality": "no effect"}, "A paper needs: classification"),
    ({"classification": "open", "equality": "no effect"}, "A paper needs: decision type"),
    ({"classification": "open", "decision": "none"}, "A paper needs: equality statement"),
    ({"classification": "secret", "decision": "none", "equality": "x"}, "one of open, public"),
]


@pytest.mark.parametrize(("fields", "says"), PAPERS)
def test_a_paper_without_its_front_page_is_refused(
    life: Life, fields: dict[str, str], says: str
) -> None:
    assert says in add(life, "paper", "Quarterly review", **fields)
    assert kept(life, "papers") == []


def test_a_paper_keeps_its_classification_and_prints_all_of_it(life: Life) -> None:
    front = {"classification": "unrestricted", "decision": "non key", "equality": "no effect",
             "money": "£3.5m, within the budget"}  # fmt: skip
    add(life, "paper", "Quarterly update", **front)
    refused = life.told(life.do(tracking.change, "paper", "1", {"classification": ""}))
    assert "A paper needs: classification" in refused
    told = life.shown("papers?")
    for printed in ("classification unrestricted", "decision type non key",
                    "equality statement no effect", "money £3.5m, within the budget"):  # fmt: skip
        assert printed in told


def test_other_departments_decisions_and_meetings_are_kept(life: Life) -> None:
    assert "A dependency needs: department" in add(life, "dependency", "Housing")
    add(life, "dependency", "Housing for care leavers", department="Residents Services",
        due="2015-03-10")  # fmt: skip
    for wants in ("note", "endorse", "endorse"):
        add(life, "decision", f"To {wants}", board="Policy Overview Committee", wants=wants,
            on="2015-03-18", state="asked")  # fmt: skip
    add(life, "meeting", "15 April", board="Policy Overview Committee", on="15 April 2015",
        items="audit, school places, past reviews, forward plan, work programme")  # fmt: skip
    told = life.shown("how is the plan")
    assert "Owed (4)" in told
    assert "3 decisions" in told
    assert kept(life, "meetings")[0]["items"].count(",") == 4
    life.do(tracking.change, "decision", "1", {"state": "decided", "words": "noted"})
    assert "2 decisions" in life.shown("how is the plan")


def test_a_dispute_with_a_provider_is_raised_to_a_role_whose_holder_hears(
    life: Life, talking: Any
) -> None:
    talk = talking(life)
    add(life, "provider", "Independent reviewing service", good="9", inadequate="1")
    assert "90% good or better, 1 inadequate: does not keep" in life.shown("providers?")
    assert "A provider needs: raised to" in life.shown("provider 1: dispute reviews are late")
    assert "no role Mayor" in life.shown("provider 1: dispute late reviews, raised to Mayor")
    talk.say("provider 1: dispute reviews are late; raised to AD Child Protection", ADMIN)
    (told,) = talk.bot.dms(LEAD)
    assert "Independent reviewing service is in dispute, raised to you by <@U0ADMIN>" in told
    assert "reviews are late" in told
    life.clock.move(hours=1)
    talk.say("provider 1: outcome agreed to weekly lists", ADMIN)
    assert len(talk.bot.dms(LEAD)) == 1
    assert life.is_sound()


def test_what_came_of_a_learning_review_is_found_by_its_source(life: Life) -> None:
    add(life, "source", "Learning review, January 2014", kind="review", actions="4.1 4.2")
    add(life, "source", "Workshop, 12 May 2014", kind="workshop", actions="3.3")
    told = life.shown("sources on learning review")
    assert "4.1, 4.2" in told
    assert "Workshop" not in told
