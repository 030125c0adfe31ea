"""A past moment stays as it was first shown, whatever is recorded later as of before it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.rules.digest import as_json
from bot.services.desk import Desk
from bot.services.digesting import digest
from bot.services.importing import bring_in as bring_in_anew
from bot.services.importing import compare
from bot.services.showing import keep, show
from bot.views.digest import digest_message
from models.store import Store
from tests.delivery.posting import SMT, Calendar, words
from tests.helpers.clock import Clock, moment
from tests.helpers.command_line import CommandLine
from tests.helpers.plans import ADMIN, SAMPLE, bring_in, only_plan, said

MONDAY = "2015-03-23T09:00"
SAYINGS = (
    "complete", "residual", "red no money", "amber waiting", "green", "80%", "started",
    "new date 30 September 2015", "undo", "still waiting for HR",
)  # fmt: skip
FIGURES = ("6b LAC 97%", "6b LAC 61%", "11b 70/30", "1c 35%", "8a 99%")
Shown = tuple[dict[str, object], list[dict[str, object]]]


@pytest.fixture
def calendar(sqlite_url: str, clock: Clock) -> Iterator[Calendar]:
    """The sample plan, whose SMT gets the digest from the nineteenth of March on."""
    store = Store(sqlite_url)
    bring_in(store, SAMPLE, "Hillingdon", clock())
    calendar = Calendar(store, clock, Desk(store, clock))
    calendar.subscribe("2015-03-19T10:00", reminders=False)
    yield calendar
    store.close()


def hear(calendar: Calendar, at: str, text: str, recorded_at: str = "") -> None:
    """Something is said as of a moment, and recorded then or later."""
    now = moment(recorded_at or at)
    calendar.clock.now = now
    calendar.desk.hear(said(text, moment(at), ADMIN, recorded_at=now))  # type: ignore[arg-type]


def five_hundred_updates(calendar: Calendar, seed: int = 5) -> None:
    """Updates of all kinds after the Monday, some entered late, some as of the week before it."""
    dice, refs = Random(seed), [action.ref for action in SAMPLE.actions]
    for number in range(500):
        now = moment("2015-03-24T08:00") + timedelta(minutes=7 * number)
        at = now - timedelta(hours=dice.choice((0, 0, 0, 20, 60, 120)))
        what = dice.choice((*SAYINGS, *FIGURES))
        text = what if what == "undo" or what in FIGURES else f"{dice.choice(refs)} {what}"
        calendar.clock.now = now
        calendar.desk.hear(said(text, at, ADMIN, recorded_at=now))  # type: ignore[arg-type]


def import_anew(calendar: Calendar, at: str) -> None:
    """The plan comes in again: other titles, leads and ends, and other targets of its measures."""
    first = SAMPLE.actions[0].leads
    actions = tuple(
        replace(one, title=f"{one.title} anew", leads=first, end=date(2015, 1, 5))
        for one in SAMPLE.actions
    )
    measures = tuple(
        replace(
            one,
            title=f"{one.title} anew",
            series=tuple(
                replace(
                    line, targets=tuple(replace(t, value=1.0, printed="1") for t in line.targets)
                )
                for line in one.series
            ),
        )
        for one in SAMPLE.measures
    )
    themes = tuple(replace(one, title=f"{one.title} anew") for one in SAMPLE.themes)
    file = replace(SAMPLE, actions=actions, measures=measures, themes=themes)
    with calendar.store.writing() as session:
        asked = said(at=moment(at), user=ADMIN)
        bring_in_anew(session, compare(session, "Hillingdon", file), file, asked)


def shown(calendar: Calendar, at: str, since: str = "") -> Shown:
    """What somebody is shown who asks about a moment."""
    plan, after = only_plan(calendar.store), moment(since) if since else None
    with calendar.store.writing() as session:
        found = show(session, plan, moment(at), after)
        keep(session, found)
    return as_json(found.digest), digest_message(found.digest).blocks


def anew(calendar: Calendar, at: str) -> Shown:
    """What is known of the moment by now."""
    with calendar.store.reading() as session:
        found = digest(session, only_plan(calendar.store), moment(at))
    return as_json(found), digest_message(found).blocks


def test_a_past_minute_is_the_same_after_five_hundred_updates(calendar: Calendar) -> None:
    hear(calendar, "2015-03-20T10:00", "3.3 new date 30 June 2015")
    hear(calendar, "2015-03-20T10:02", "4.2 complete")
    calendar.tick(MONDAY)
    (posted,) = calendar.posts(SMT)
    minutes = ("2015-03-19T12:00", "2015-03-21T12:00", MONDAY)
    before = [shown(calendar, at) for at in minutes]
    of_march = shown(calendar, MONDAY, since="2015-03-18T09:00")
    five_hundred_updates(calendar)
    import_anew(calendar, "2015-03-28T09:00")
    assert [shown(calendar, at) for at in minutes] == before
    assert shown(calendar, MONDAY, since="2015-03-18T09:00") == of_march
    assert before[-1][1] == posted.blocks
    assert all(anew(calendar, at) != then for at, then in zip(minutes, before, strict=True))
    calendar.tick("2015-03-30T09:00")
    assert calendar.posts(SMT)[0].blocks == posted.blocks  # kept as it was posted
    assert words(calendar.posts(SMT)[-1]) != words(posted)


def test_what_was_asked_about_before_it_was_posted_is_posted_as_it_was_shown(
    calendar: Calendar,
) -> None:
    before = shown(calendar, MONDAY)
    hear(calendar, "2015-03-20T10:00", "4.2 red no money", recorded_at="2015-03-23T09:05")
    calendar.tick("2015-03-23T09:10")
    assert calendar.posts(SMT)[0].blocks == before[1]


def test_the_command_keeps_a_past_moment_and_works_it_out_anew_when_told_to(
    calendar: Calendar, tmp_path: Path
) -> None:
    cli = CommandLine(tmp_path, DATABASE_URL=calendar.store.url)
    first = cli("digest", "--as-at", "2015-03-23T09:00", "--json")
    hear(calendar, "2015-03-20T10:00", "7.1 complete", recorded_at="2015-03-24T09:00")
    known = cli("digest", "--as-at", "2015-03-23T09:00", "--anew", "--json").json
    assert known["movement"]["completed"] == [*first.json["movement"]["completed"], "7.1"]
    assert cli("digest", "--as-at", "2015-03-23T09:00", "--json").out == first.out
    ahead = [cli("digest", "--as-at", "2099-01-01", "--json").json["counts"]]
    hear(calendar, "2015-03-24T10:00", "8.3 complete")
    ahead.append(cli("digest", "--as-at", "2099-01-01", "--json").json["counts"])
    assert ahead[0] != ahead[1]  # a moment that is still to come is not a past one
