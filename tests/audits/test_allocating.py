"""A round of cases is drawn, told in private, swapped, excused, taken back as a whole."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import select

from bot.rules.outcomes import Refused, Told
from bot.rules.programmes import ProgrammeError
from bot.services import allocating, swapping
from bot.services.desk import Desk
from bot.services.return_desk import involved
from models.entry import Entry
from models.outbox import Post
from tests.audits.conftest import DIRECTOR, Audits, manager
from tests.helpers.plans import ADMIN

Make = Callable[..., Audits]
APRIL = "case-file-audits/2015-04"
CASES = "\n".join(f"HX-{1000 + n},,Team Manager {n % 10 + 1}" for n in range(40))


def drawn(audits: Audits, text: str = CASES, dry: bool = False) -> str:
    outcome = audits.do(allocating.draw_round, APRIL, text, "april", dry)
    assert isinstance(outcome, Told), audits.told(outcome)
    return outcome.text


def posts(audits: Audits) -> dict[str, str]:
    """What waits to be said, by whom it is for."""
    with audits.store.reading() as session:
        found = session.exec(select(Post).order_by(Post.id)).all()  # type: ignore[arg-type]
        return {post.channel: str(post.blocks) for post in found}


def entries(audits: Audits) -> str:
    with audits.store.reading() as session:
        return str([one.model_dump() for one in session.exec(select(Entry)).all()])


def test_ten_managers_are_each_told_their_three(make_audits: Make) -> None:
    audits = make_audits(10, at="2015-04-01T09:00")
    assert "Nothing was saved" in drawn(audits, dry=True)
    assert not posts(audits)
    told = drawn(audits)
    assert "30 cases are with 10 auditors, due 1 June 2015. Seed april." in told
    assert "HX-" not in told
    said = posts(audits)
    assert set(said) == {manager(n) for n in range(1, 11)}
    assert all(words.count("I have had a part in") == 3 for words in said.values())
    assert "HX-" not in entries(audits)
    again = audits.do(allocating.draw_round, APRIL, CASES, "april")
    assert "Everybody has" in audits.told(again)
    code = re.findall(r"part in (HX-\d+)", said[manager(1)])[0]
    audits.counted(f"{code} good", manager(1), "2015-06-01T09:00+01:00")
    assert audits.totals("April 2015", "2015-06-01")["late"] == 0
    assert audits.totals("April 2015", "2015-06-02")["late"] == 10  # one of three, or none
    assert audits.is_sound()


def test_who_had_a_part_in_a_case_gets_another(make_audits: Make) -> None:
    audits = make_audits(2, at="2015-04-01T09:00")
    drawn(audits, "\n".join(f"HX-{n}" for n in range(1001, 1008)))  # six are given, one is left
    desk = Desk(audits.store, audits.clock)
    mine = f"{APRIL}/team manager 1/1"
    with audits.store.reading() as session:
        number = audits.plan(session).id
    target = f"{number}:{mine}"
    press = replace(audits.said("", manager(1)), via="button")
    assert isinstance(involved(desk, replace(press, user=manager(2)), target, None), Refused)
    first = involved(desk, replace(press, request="one"), target, None)
    assert "is yours instead, due 1 June 2015" in audits.told(first)
    assert "not allocated" in audits.told(
        involved(desk, replace(press, request="two"), target, None)
    )
    last = involved(
        desk, replace(press, request="three"), f"{number}:{APRIL}/team manager 1/2", None
    )
    assert "No other case of the list fits" in audits.told(last)
    assert isinstance(involved(desk, press, "9:gone", None), Refused)
    assert audits.is_sound()


def test_an_administrator_swaps_with_a_reason(make_audits: Make) -> None:
    audits = make_audits(1, at="2015-04-01T09:00")
    drawn(audits, "HX-1001\nHX-1002\nHX-1003\nHX-1004")
    spare = next(c for c in range(1001, 1005) if f"HX-{c}" not in posts(audits)[manager(1)])
    given = next(c for c in range(1001, 1005) if c != spare)
    swap = swapping.swap
    assert "Say why" in audits.told(audits.do(swap, f"HX-{given}", " "))
    assert isinstance(audits.do(swap, f"HX-{given}", "an appeal", user=DIRECTOR), Refused)
    assert "not allocated" in audits.told(audits.do(swap, "HX-9999", "an appeal"))
    identity = audits.do(swap, f"HX-{given}", "NHS number 943 476 5919")
    assert isinstance(identity, Refused)
    assert "another case instead" in audits.told(audits.do(swap, f"HX-{given}", "an appeal"))
    assert f"HX-{spare}" in posts(audits)[manager(1)]
    assert "one case fewer" in audits.told(audits.do(swap, f"HX-{spare}", "that one too"))


def test_a_draw_is_taken_back_as_a_whole(make_audits: Make) -> None:
    audits = make_audits(2, at="2015-04-01T09:00")
    back = allocating.undraw
    assert "Nothing has been drawn" in audits.told(audits.do(back, APRIL))
    few = "\n".join(f"HX-{1000 + n}" for n in range(9))
    drawn(audits, few)
    assert isinstance(audits.do(back, APRIL, user=DIRECTOR), Refused)
    assert "taken back: 6 cases" in audits.told(audits.do(back, APRIL))
    assert "Nothing has been drawn" in audits.told(audits.do(back, APRIL))
    assert "6 cases are with 2 auditors" in drawn(audits, few)
    assert audits.is_sound()


def test_an_excused_role_is_in_no_denominator(make_audits: Make) -> None:
    audits = make_audits(3, at="2015-04-01T09:00")
    excuse = swapping.excuse
    assert "Say why" in audits.told(audits.do(excuse, APRIL, "Team Manager 1", ""))
    assert "No role of that name" in audits.told(audits.do(excuse, APRIL, "Director", "away"))
    assert isinstance(audits.do(excuse, APRIL, "Team Manager 1", "DOB 1 May 2009"), Refused)
    told = audits.told(audits.do(excuse, APRIL, "Team Manager 1", "long leave"))
    assert "Team Manager 1 is excused from April 2015" in told
    totals = audits.totals("April 2015", "2015-05-01")
    assert (totals["expected"], totals["excused"], totals["late"]) == (2, 1, 2)
    assert "You are excused" in audits.shown("3/3 audits for April", manager(1))
    audits.do(excuse, APRIL, "Team Manager 1", "back early", True)
    assert audits.totals("April 2015", "2015-05-01")["expected"] == 3


REFUSED = [
    ("gone/2015-04", "There is no programme"),
    ("case-file-audits/April", "named by its month"),
    ("case-file-audits/2015-13", "named by its month"),
]


@pytest.mark.parametrize(("where", "why"), REFUSED)
def test_a_round_that_is_none_is_refused(make_audits: Make, where: str, why: str) -> None:
    audits = make_audits(1, at="2015-04-01T09:00")
    with pytest.raises(ProgrammeError, match=why):
        audits.do(allocating.draw_round, where, CASES, "x")
    ahead = audits.do(allocating.draw_round, "case-file-audits/2015-05", CASES, "x", user=ADMIN)
    assert "has not begun" in audits.told(ahead)
