"""What a person does with the bot on their first afternoon, from the command to the digest."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import expect
from rich.console import Console

from bot.cli.practice_session import Session
from tests.helpers.command_line import SAMPLE_FOLDER
from tests.page.conftest import Screen

NOW = 1_800_000_000.0


@contextmanager
def practice(screen: Screen, folder: Path) -> Iterator[None]:
    """The page of the practice command in a folder, until it is closed.

    No real time goes by in it, so that a slow machine is not taken for a slow bot.
    """
    console = Console(file=StringIO())
    with Session(
        console, folder / "practice.db", SAMPLE_FOLDER, 0, lambda: NOW, patience=60
    ) as session:
        session.begin()
        screen.open(session.address)
        yield
        screen.page.goto("about:blank")  # it would complain of the line that is lost


@pytest.fixture
def screens(screen: Screen, tmp_path: Path) -> Iterator[Screen]:
    """The first screen of a workspace that has just been opened."""
    with practice(screen, tmp_path):
        yield screen


def looked_at(screen: Screen, name: str) -> None:
    """Nothing serious is wrong with what is shown, and a person can look at it."""
    screen.is_accessible()
    screen.picture(name)


def test_a_first_afternoon(screens: Screen) -> None:
    screen, page = screens, screens.page
    expect(page.get_by_text("A practice copy: nothing here reaches Slack")).to_be_visible()
    screen.said("Yours (3)").wait_for()
    looked_at(screen, "1-first-screen")

    screen.say("/update 4.2 complete")
    answer = screen.said("status from residual to complete").last
    answer.get_by_role("button", name="Undo").wait_for()
    looked_at(screen, "2-answered")
    answer.get_by_role("button", name="Undo").click()
    screen.said("status from complete to residual").last.wait_for()

    screen.say("/update 4.2")
    form = page.get_by_role("dialog", name="Update 4.2")
    form.get_by_label("Ask for another end date").fill("2015-03-01")
    form.get_by_role("button", name="Record").click()
    error = form.locator(".error:not(:empty)")
    error.wait_for()
    looked_at(screen, "3-form-refused")
    form.get_by_label("Ask for another end date").fill("2015-04-30")
    form.get_by_label("Note").fill("Two teams still to train")
    form.get_by_role("button", name="Record").click()
    page.get_by_role("dialog").get_by_text("“Two teams still to train”").wait_for()
    looked_at(screen, "4-form-taken")
    page.get_by_role("button", name="Done", exact=True).click()
    page.get_by_role("dialog").wait_for(state="hidden")

    reminder = screen.said("Yours (3)")
    reminder.hover()
    reminder.get_by_role("button", name="Reply in thread").click()
    screen.say("3.3 amber, waiting for training dates", box="Reply in the thread")
    thread = page.get_by_role("complementary", name="Thread")
    thread.get_by_text("not rated to ◆ amber").wait_for()
    looked_at(screen, "5-thread")
    page.get_by_role("button", name="Close the thread").click()

    screen.go("smt-digest")
    page.get_by_role("button", name="Move the clock").click()
    looked_at(screen, "6-clock")
    page.get_by_role("button", name="Next Monday, 09:00").click()
    digest = screen.said("3.3 went from ○ not rated to ◆ amber")
    digest.wait_for()
    page.get_by_role("button", name="Mon 23 Mar 2015, 09:00").wait_for()
    page.get_by_role("group", name="Move the clock").wait_for(state="hidden")
    looked_at(screen, "7-digest")
    digest.get_by_role("button", name="replies").click()
    drawn = thread.get_by_role("img", name="Hillingdon by theme")
    drawn.scroll_into_view_if_needed()
    page.wait_for_function("it => it.complete", arg=drawn.element_handle())
    assert drawn.evaluate("it => it.naturalWidth") == 1600
    looked_at(screen, "7-digest-thread")
    page.get_by_role("button", name="Close the thread").click()

    screen.become("U0SENIOR")
    digest.first.wait_for()
    screen.go("Action plan")
    private = page.locator(".message.ephemeral")
    private.first.wait_for()
    expect(private).to_have_count(1)
    assert "Only AD Child Protection" in private.inner_text()
    expect(screen.said("Undone")).to_have_count(0)
    looked_at(screen, "8-somebody-else")


def test_the_home_tab_and_the_switches(screens: Screen) -> None:
    screen, page = screens, screens.page
    page.get_by_role("tab", name="Home").click()
    page.get_by_role("heading", name="Yours").wait_for()
    looked_at(screen, "9-home")
    page.get_by_role("button", name="Faults").click()
    page.get_by_role("switch", name="Everything twice").check()
    page.get_by_role("button", name="Faults: 1 on").wait_for()
    looked_at(screen, "10-faults")
    page.set_viewport_size({"width": 375, "height": 740})
    page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    looked_at(screen, "11-narrow")
    page.get_by_role("button", name="Conversations").click()
    page.get_by_role("button", name="smt-digest").wait_for()
    looked_at(screen, "12-drawer")


def test_the_tour_takes_one_there(screens: Screen) -> None:
    screen, page = screens, screens.page
    steps = page.locator(".tour ol > li")
    expect(steps).to_have_count(5)
    steps.nth(4).get_by_text("Be somebody else").click()
    steps.nth(4).get_by_role("button", name="Take me there").click()
    page.wait_for_url("**/#U0SENIOR/*")
    box = page.get_by_role("combobox", name="Message", exact=True)
    expect(box).to_have_value("/update 4.2 red")
    box.press("Enter")
    screen.said("nothing was saved").last.wait_for()


def test_it_goes_on_where_it_was_left(screen: Screen, tmp_path: Path) -> None:
    page = screen.page
    with practice(screen, tmp_path):
        screen.say("good morning")
        screen.said("good morning").wait_for()
        page.get_by_role("button", name="Move the clock").click()
        page.get_by_role("button", name="Next working day, 09:00").click()
        page.get_by_role("button", name="Thu 19 Mar 2015, 09:00").wait_for()
    with practice(screen, tmp_path):
        screen.said("good morning").wait_for()
        page.get_by_role("button", name="Thu 19 Mar 2015, 09:00").wait_for()
