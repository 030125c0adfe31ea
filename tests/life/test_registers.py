"""The other nouns of the papers: risks, boards, what they ask for, sources, providers, phases."""

from typing import Any

import pytest

from bot.rules.registers import standard
from bot.services import register, tracking
from tests.helpers.plans import ADMIN, MANAGER, STRANGER
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
    add(life, "phase", "Phase 2", themes="1 2 3 4 5 6 7", state="open")
    assert "phase 1 Phase 1: due 1 March 2015" in life.shown("how is the plan")
    life.do(tracking.change, "phase", "1", {"state": "closed"})
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
