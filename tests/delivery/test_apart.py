"""What is due, worked out by a process of its own: the same, and lost in no way it can fail."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.services import apart, posting
from bot.services.books import Books
from bot.services.desk import Desk
from bot.services.due import Due, Work
from models.picture import picture
from models.store import Store
from tests.delivery.posting import SMT, WORKING, Calendar
from tests.helpers.clock import Clock
from tests.helpers.plans import only_plan

MONDAY = "2015-03-23T09:00"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def calendar(sample: Store, clock: Clock) -> Calendar:
    """The sample plan, on either database, whose channels get theirs from Thursday on."""
    calendar = Calendar(sample, clock, Desk(sample, clock, work_out=apart.work_out))
    calendar.subscribe("2015-03-19T10:00")
    return calendar


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Begun instead of another Python, which fails; it leaves this file."""
    mark = tmp_path / "begun"
    begin_instead(monkeypatch, tmp_path, f"touch {mark}; echo no such thing >&2; exit 1")
    return mark


def begin_instead(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """Let a shell script be begun where it should be Python."""
    program = folder / "python"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))


def worked_out(calendar: Calendar, at: str) -> tuple[Work, Work]:
    """What is due at a moment, by the other process and by this one."""
    calendar.clock.set(at)
    plan, now = only_plan(calendar.store), calendar.clock()
    with calendar.store.reading() as session:
        book = Books().of(session, plan)
    theirs = calendar.desk.work_out(calendar.store, book, plan, now)
    return theirs, posting.work_out_here(calendar.store, book, plan, now, lambda _: None)


def without_pictures(work: Work) -> list[Due]:
    return [replace(due, picture=None) for due in work.posts]


def shown_under(calendar: Calendar) -> Iterator[bytes | None]:
    """The picture under each digest that was queued, or None where its words have to do."""
    for post in calendar.posts(SMT):
        shown = next(one for one in calendar.under(post) if one.key.endswith(":picture"))
        assert "complete" in shown.text
        with calendar.store.reading() as session:
            yield picture(session, shown.picture_id).png if shown.picture_id else None


def test_another_process_finds_the_same_and_draws(calendar: Calendar) -> None:
    theirs, ours = worked_out(calendar, MONDAY)
    assert len(ours.posts) > 5
    assert without_pictures(theirs) == ours.posts
    assert (theirs.rounds, theirs.looked) == (ours.rounds, ours.looked)
    (drawn,) = [due.picture for due in theirs.posts if due.picture]
    assert drawn.png.startswith(PNG)


def test_a_digest_is_queued_with_its_picture_and_once(calendar: Calendar) -> None:
    calendar.tick(MONDAY, MONDAY.replace("09:00", "09:20"))
    (png,) = shown_under(calendar)
    assert png
    assert png.startswith(PNG)


def hangs(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    begin_instead(monkeypatch, folder, "exec sleep 60")
    monkeypatch.setattr(apart, "SECONDS", 0.1)


def dies(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    begin_instead(monkeypatch, folder, "kill -KILL $$")


def fails(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    begin_instead(monkeypatch, folder, "echo 'it cannot be drawn' >&2; exit 1")


def is_not_there(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(folder / "nothing"))


@pytest.mark.parametrize("trouble", [hangs, dies, fails, is_not_there])
def test_where_it_fails_it_is_worked_out_here_in_words(
    calendar: Calendar,
    trouble: Callable[[pytest.MonkeyPatch, Path], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    trouble(monkeypatch, tmp_path)
    calendar.tick(MONDAY)
    assert list(shown_under(calendar)) == [None]
    assert len(calendar.posts(WORKING)) == 1
    assert "worked out here: " in caplog.text


def test_the_log_has_what_failed_and_where_and_no_words(
    calendar: Calendar, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    url = calendar.store.url
    calendar.store.url = f"sqlite:///{tmp_path / 'empty.db'}"
    calendar.tick(MONDAY)
    calendar.store.url = url
    assert list(shown_under(calendar)) == [None]
    assert "StoreUnavailableError" in caplog.text
    assert "in _plain_errors" in caplog.text
    assert "no tables" not in caplog.text


@pytest.mark.parametrize("signal", ["INT", "TERM"])
def test_stopped_with_us_it_is_left_to_the_next_start(
    calendar: Calendar, signal: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as stopping:
        begin_instead(stopping, tmp_path, f"kill -{signal} $$")
        calendar.tick(MONDAY)
    assert not calendar.posts()
    calendar.tick(MONDAY.replace("09:00", "09:01"))
    (png,) = shown_under(calendar)
    assert png


def test_none_is_begun_for_nothing(calendar: Calendar, marked: Path) -> None:
    calendar.tick("2015-03-19T10:20")  # the day's round of reminders, of a plan that is small
    calendar.tick("2015-03-19T10:40")
    assert not marked.exists()


def test_reminders_of_a_large_plan_are_worked_out_there(
    calendar: Calendar, marked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calendar.tick("2015-03-19T10:20")
    monkeypatch.setattr(apart, "LARGE", 41)
    calendar.tick("2015-03-19T10:40")  # whose round is done
    assert not marked.exists()
    calendar.tick("2015-03-20T10:20")
    assert marked.exists()
    assert calendar.personal()
