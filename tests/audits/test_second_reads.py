"""What is read again: a sample of the good ones, what a finding asks for; and the list of all."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.rules.turns import drawn
from bot.services.desk import Desk
from bot.services.following import Case
from models.store import Store
from tests.audits.conftest import AREA, QUALITY, Audits, manager
from tests.audits.speaking import cases, kept, posts, refused, speak, told
from tests.helpers.command_line import SAMPLE_FOLDER, CommandLine

Make = Callable[..., Audits]
WEAK = "audited HX-1042: requires improvement, chronology to be brought up to date"


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    """One database is enough: both are tried with the returns themselves."""
    store = Store(sqlite_url)
    yield store
    store.close()


def test_a_finding_is_audited_again_six_weeks_on(make_audits: Make) -> None:
    audits = make_audits(at="2015-03-02T09:30")
    audits.counted(WEAK, manager(1))
    done = kept(speak(audits, QUALITY, "re_audit", "chronologies again"))
    assert "A re-audit has been asked for" in told(done)
    again = cases(audits)[0].tasks[-1]
    assert (again.kind, again.due) == ("re_audit", date(2015, 4, 13))
    assert again.role is not None
    assert again.role.name == "Team Manager 1"
    assert "turn of Team Manager 1" in refused(speak(audits, QUALITY, "re_audited"))
    kept(speak(audits, manager(1), "re_audited"))
    assert [one.kind for one in cases(audits)[0].tasks] == ["step"]


def test_a_tenth_of_the_good_ones_is_read_again_and_can_ask_for_a_re_audit(
    make_audits: Make,
) -> None:
    audits = make_audits(4)
    for number in range(12):
        grade = "inadequate, see to it" if number == 0 else "good"
        audits.counted(f"audited HX-{1000 + number}: {grade}", manager(number // 3 + 1))
    desk = Desk(audits.store, audits.clock)
    desk.tick()
    assert "drawn for a second read" not in str(posts(audits))
    audits.clock.set("2015-04-01T09:00+01:00")  # the round was due the day before
    desk.tick()
    desk.tick()
    read = [one for one in cases(audits) if one.tasks[0].what == "Second read"]
    assert len(read) == 2  # of eleven
    assert posts(audits)[QUALITY][-1].startswith(
        "Case-file audits, March 2015: 2 good returns drawn for a second read, by 17 April 2015."
    )
    key = read[0].follow_up.key
    assert "turn of Head of Performance" in refused(speak(audits, AREA, "take:0", key=key))
    kept(speak(audits, QUALITY, "re_audit", "the plan is not as good as it was graded", key=key))
    kept(speak(audits, QUALITY, "take:0", key=key))
    assert case_with(audits, key).follow_up.re_audit == date(2015, 5, 13)


def case_with(audits: Audits, key: str) -> Case:
    return next(one for one in cases(audits) if one.follow_up.key == key)


def test_a_sample_is_the_same_for_whoever_draws_it_and_never_none() -> None:
    keys = [f"audits/2015-03/manager/{n}" for n in range(1, 41)]
    assert drawn(keys, 10) == drawn(reversed(keys), 10)
    assert [len(drawn(keys[:n], 10)) for n in (0, 1, 10, 11, 40)] == [0, 1, 1, 2, 4]
    assert drawn(keys, 0) == []


def test_the_command_line_lists_them_by_post_and_without_codes(tmp_path: Path) -> None:
    cli = CommandLine(tmp_path)
    cli("import", str(SAMPLE_FOLDER), "--plan", "Hillingdon", "--yes")
    cli("people", "assign", "AD Child Protection", "U0LEAD", "--from", "2014-01-01")
    said = ("say", "audited HX-1042: inadequate, visits to be made", "--as", "U0LEAD")
    cli(*said, "--at", "2015-03-18T09:30")
    ran = cli("audits", "follow-ups", "--as-at", "2015-04-02")
    assert "AD Child Protection, March 2015, return 1: Actions" in ran.out
    assert "1 day late, with AD Child Protection" in ran.out  # nobody is above
    assert "HX-1042" not in ran.out
    (one,) = cli("audits", "follow-ups", "--as-at", "2015-04-01", "--json").json
    assert (one["return"], one["due"], one["late"]) == (1, "2015-04-01", False)
