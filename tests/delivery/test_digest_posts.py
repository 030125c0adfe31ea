"""The digest as it is posted: what is on its first screen, what under it, and that it stays so."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import select

from bot.rules.cadence import Wishes
from bot.services import posting
from bot.services.desk import Desk
from models.body import DIGEST, Body
from models.outbox import FAILED, MISSED, Post, settle
from models.store import Store
from tests.delivery.posting import SMT, WORKING, Calendar, words
from tests.helpers.bot import RunningBot
from tests.helpers.clock import Clock, moment
from tests.helpers.command_line import CommandLine
from tests.helpers.plans import ADMIN, SAMPLE, bring_in, only_plan, said

MONDAY = "2015-03-23T09:00"


@pytest.fixture
def calendar(sqlite_url: str, clock: Clock) -> Iterator[Calendar]:
    """The sample plan, whose SMT gets the digest from the nineteenth of March on."""
    store = Store(sqlite_url)
    bring_in(store, SAMPLE, "Hillingdon", clock())
    calendar = Calendar(store, clock, Desk(store, clock))
    calendar.subscribe("2015-03-19T10:00", reminders=False)
    yield calendar
    store.close()


def hear(calendar: Calendar, at: str, text: str, user: str = ADMIN) -> None:
    """Something is said at a moment."""
    calendar.clock.set(at)
    calendar.desk.hear(said(text, calendar.clock(), user))


def the_digest(calendar: Calendar, at: str = MONDAY) -> Post:
    """The digest of a Monday."""
    calendar.tick(at)
    return calendar.posts(SMT)[-1]


def test_the_first_screen_has_all_that_needs_attention_with_the_age_of_the_last_word(
    calendar: Calendar,
) -> None:
    hear(calendar, "2015-03-20T10:00", "3.3 new date 30 June 2015")
    hear(calendar, "2015-03-20T10:01", "3.3 new date 31 July 2015")
    hear(calendar, "2015-03-20T10:02", "11.1 red no money")
    post = words(the_digest(calendar))
    for expected in (
        "29* complete, *11* residual",
        "*7.1* ",
        "*357 days late*, residual (Head of Virtual School; no word yet)",
        "Rated red (1)",
        "▲ red (Assistant Directors and Head of HR; last word 3 days ago)",
        "End dates that have moved (1)",
        "first 31 March 2015, now 31 July 2015: 122 days later, 2 moves",
        "Complete, and the target is not met",
        "Due in the next 14 days",
    ):
        assert expected in post


def test_a_date_that_was_moved_and_moved_back_by_undo_has_not_slipped(calendar: Calendar) -> None:
    hear(calendar, "2015-03-20T10:00", "3.3 new date 30 June 2015")
    hear(calendar, "2015-03-20T10:01", "undo")
    assert "End dates that have moved" not in words(the_digest(calendar))


def test_what_has_gone_quiet_says_for_how_long_and_an_old_rating_is_stale(
    calendar: Calendar,
) -> None:
    wish(calendar, Wishes(themes=("11",)))
    hear(calendar, "2015-03-20T10:00", "11.1 amber no money")
    post = words(the_digest(calendar, "2015-05-05T09:00"))
    assert "*46 days without a word*, residual, ◆ amber (stale)" in post


def test_the_plan_stands_by_theme_in_its_thread(calendar: Calendar) -> None:
    post = the_digest(calendar)
    (under,) = calendar.under(post)
    assert "Raise LAC attainment through virtual-school tracking" in words(under)
    assert "*7.1*" in words(under)
    assert words(under).count("overdue*") == 3  # themes 7, 8 and 10


def test_what_is_not_posted_has_nothing_under_it(calendar: Calendar) -> None:
    post = the_digest(calendar)
    with calendar.store.writing() as session:
        post.claimed_by = "one"
        session.merge(post)
        session.flush()
        assert settle(session, post, state=FAILED, error="is_archived")
    assert [one.state for one in calendar.under(post)] == [MISSED]


def wish(calendar: Calendar, wishes: Wishes, place: str = SMT) -> Body:
    """An administrator says how a channel wants its digest."""
    asked = said(at=calendar.clock(), user=ADMIN, place=place)
    calendar.desk.subscribe(asked, DIGEST, True, wishes)
    with calendar.store.reading() as session:
        return session.exec(select(Body).where(Body.channel == place)).one()


def test_a_body_gets_its_own_themes_on_its_own_day(calendar: Calendar) -> None:
    wishes = Wishes("fortnightly", 3, moment("2015-03-19T14:00").time(), themes=("7", "10"))
    wish(calendar, wishes, WORKING)
    calendar.tick_through("2015-03-19T13:00", "2015-04-03T09:00", minutes=60)
    posts = calendar.posts(WORKING)
    assert [post.slot for post in posts] == [moment("2015-03-19T14:00"), moment("2015-04-02T14:00")]
    assert "*7.1*" in words(posts[0])
    assert "*8.3*" not in words(posts[0])
    assert "Themes 7 and 10 only" in words(posts[0])


def test_one_that_wants_exceptions_gets_no_more(calendar: Calendar) -> None:
    wish(calendar, Wishes(style="exceptions"))
    post = the_digest(calendar)
    assert "what needs attention" in words(post)
    assert "*7.1*" in words(post)
    assert "Due in the next 14 days" not in str(post.blocks)
    assert calendar.under(post) == []


def test_wishing_for_the_same_again_writes_nothing_and_what_is_wished_is_verified(
    calendar: Calendar,
) -> None:
    from bot.services.verifying import differences
    from models.entry import Entry

    for _ in range(2):
        wish(calendar, Wishes("monthly", 1, themes=("7",)))
    with calendar.store.reading() as session:
        entries = session.exec(select(Entry).where(Entry.noun == "body")).all()
        assert differences(session, only_plan(calendar.store)) == []
    assert [entry.field for entry in entries] == ["active", "every", "weekday", "themes"]
    with calendar.store.writing() as session:
        body = session.exec(select(Body)).one()
        body.themes = None
        session.add(body)
    with calendar.store.reading() as session:
        found = differences(session, only_plan(calendar.store))
    assert [(one.noun, one.field) for one in found] == [("body", "themes")]


# When it was last there, when it is back, and what is posted then and what recorded as missed
DOWN = [
    ("2015-03-23T08:00", "2015-03-23T10:30", ["03-23"], []),  # two hours: said once, late
    ("2015-03-23T08:00", "2015-03-24T09:00", ["03-23"], []),  # a day
    ("2015-03-23T08:00", "2015-04-23T09:00", ["04-20"], ["03-23", "03-30", "04-07", "04-13"]),
    ("2016-02-22T10:00", "2016-02-29T09:00", ["02-29"], []),  # leap day
    ("2015-10-19T10:00", "2015-10-26T09:00", ["10-26"], []),  # the clocks went back
    ("2015-04-30T10:00", "2015-05-05T09:00", ["05-05"], []),  # a bank holiday Monday
]


@pytest.mark.parametrize(("last", "back", "said_of", "missed"), DOWN)
def test_after_it_was_down_the_latest_is_said_once_and_the_others_are_recorded_as_missed(
    calendar: Calendar, last: str, back: str, said_of: list[str], missed: list[str]
) -> None:
    calendar.tick(last)
    before = len(calendar.posts(SMT))
    calendar.tick(back)
    calendar.tick(back.replace("T09:00", "T11:00"))
    posts = calendar.posts(SMT)[before:]
    fresh = {post.state: [] for post in posts}  # type: dict[str, list[str]]
    for post in posts:
        assert post.slot
        fresh[post.state].append(f"{post.slot:%m-%d}")
    assert fresh.get("pending", []) == said_of
    if last.startswith("2015-03"):
        assert fresh.get(MISSED, []) == missed


def test_what_was_posted_is_shown_again_as_it_was(bot: RunningBot, tmp_path: Path) -> None:
    cli = CommandLine(tmp_path, DATABASE_URL=bot.desk.store.url)
    assert "No digest of Hillingdon has been posted" in cli("digest", "--posted").err
    bot.desk.work_out = partial(posting.work_out_here, draw=lambda _: b"a picture")
    bot.slack.command(ADMIN, "/digest", "here", "smt-digest")
    bot.clock.set(MONDAY)
    bot.tick()
    shown = cli("digest", "--posted", "--as-at", "2015-03-23", "--picture", "p.png")
    bot.update("7.1 complete", ADMIN)
    assert cli("digest", "--posted", "--as-at", "2015-03-23").out == shown.out
    assert "7.1 " in shown.out
    assert "357 days late" in shown.out
    assert "7 Raise LAC attainment" in shown.out
    assert (tmp_path / "p.png").read_bytes() == b"a picture"
