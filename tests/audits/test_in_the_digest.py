"""Audits in the digest: totals as at a moment, and nobody's name."""

from collections.abc import Callable
from datetime import datetime

import pytest

from bot.rules.digest import as_json
from bot.services import showing
from bot.services.digesting import digest
from bot.views.digest import digest_message
from bot.views.plain import as_text
from tests.audits.conftest import Audits, manager

Make = Callable[..., Audits]


def as_at(audits: Audits, moment: str):  # type: ignore[no-untyped-def]
    """The digest as at a moment, in JSON and in words."""
    with audits.store.reading() as session:
        found = digest(session, audits.plan(session), datetime.fromisoformat(moment))
    return as_json(found)["audits"], as_text(digest_message(found).blocks)


def test_a_digest_shows_what_was_returned_by_its_moment(make_audits: Make) -> None:
    audits = make_audits(at="2015-03-18T09:30")
    audits.counted("3/3 audits", manager(1))
    audits.counted("audited HX-1042: good", manager(2), "2015-03-19T09:30+00:00")
    shown, words = as_at(audits, "2015-03-18T18:00+00:00")
    one = shown["case-file-audits"]
    assert (one["month"], one["expected"], one["returned"], one["compliance"]) == (
        "2015-03", 3, 1, 33,
    )  # fmt: skip
    assert (one["graded"], one["good_or_better"], one["gap"]) == (0, None, None)
    assert "Case-file audits, March 2015: 1 of 3 complete (33%)." in words
    later, words = as_at(audits, "2015-03-19T18:00+00:00")
    assert later["case-file-audits"]["good_or_better"] == 100
    assert "Good or better 100% of 1 graded." in words
    assert not any(word in words for word in ("HX-1042", manager(2)))
    assert "audits" not in as_at(audits, "2015-03-17T09:30+00:00")[0]


def test_what_was_shown_of_a_moment_stays_with_its_audits(make_audits: Make) -> None:
    audits = make_audits()
    audits.counted("3/3 audits", manager(1))
    at = audits.clock()
    with audits.store.writing() as session:
        showing.keep(session, showing.show(session, audits.plan(session), at))
    with audits.store.reading() as session:
        found = showing.show(session, audits.plan(session), at)
        anew = digest(session, audits.plan(session), at)
    assert found.kept
    assert found.digest.audits == anew.audits
    assert found.digest.audits[0].totals.returned == 1


def test_the_round_before_stands_beside_the_one_that_runs(make_audits: Make) -> None:
    audits = make_audits(at="2015-02-27T09:30")
    audits.counted("3/3 audits", manager(1))
    audits.counted("2/3 audits", manager(1), "2015-03-02T09:30+00:00")
    shown, words = as_at(audits, "2015-03-03T09:00+00:00")
    one = shown["case-file-audits"]
    assert (one["month"], one["returned"], one["late"]) == ("2015-03", 0, 0)
    assert (one["before"]["month"], one["before"]["returned"], one["before"]["late"]) == (
        "2015-02", 1, 2,
    )  # fmt: skip
    assert words.index("March 2015") < words.index("February 2015")


@pytest.mark.parametrize("month", ["2014-07", "2014-08"])
def test_a_month_in_which_nothing_came_says_no_audits(make_audits: Make, month: str) -> None:
    audits = make_audits(35, at=f"{month}-15T09:30")
    audits.say("no audits this month, holidays", manager(1))
    shown, words = as_at(audits, f"{month}-20T09:00+00:00")
    assert shown["case-file-audits"]["compliance"] == 0
    assert shown["case-file-audits"]["good_or_better"] is None
    assert "no audits (0 of 35 complete, 0%)." in words
