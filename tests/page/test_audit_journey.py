"""A weak audit in the browser: four people walk it through its chain, a skipped step is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.page.conftest import Screen
from tests.page.test_journey import looked_at, practice
from tests.page.test_life_journey import done, fill

AUDIT = "Head of Early Intervention Services, March 2015, return 1"


@pytest.fixture
def screens(screen: Screen, tmp_path: Path) -> Iterator[Screen]:
    """The practice workspace, just opened."""
    with practice(screen, tmp_path):
        yield screen


def opened(screen: Screen, user: str) -> None:
    """As somebody, open the follow-up from the message about it."""
    screen.become(user)
    screen.go("Action plan")
    screen.said(AUDIT).last.get_by_role("button", name="Open").first.click()
    screen.page.get_by_role("dialog", name="Follow-up").wait_for()


def record(screen: Screen, does: str, words: str = "") -> None:
    """Fill the form of the follow-up, and send it off."""
    form = screen.page.get_by_role("dialog", name="Follow-up")
    fill(form.get_by_label("What do you record?"), does)
    form.get_by_label("In your words").fill(words)
    form.get_by_role("button", name="Record").click()


def recorded(screen: Screen, words: str) -> None:
    """What came of it, which is then closed."""
    screen.page.get_by_role("dialog", name="Action plan").get_by_text(words).first.wait_for()
    done(screen)


def test_a_weak_audit_is_walked_through_its_chain_by_four_people(screens: Screen) -> None:
    screen, page = screens, screens.page
    screen.become("U0HEAD")
    screen.go("Action plan")
    screen.say("audited HX-1042: requires improvement, chronology to be brought up to date")
    screen.said("HX-1042 ◆ requires improvement is kept").last.wait_for()

    opened(screen, "U0QUALITY")  # was told of it, and is not next
    record(screen, "Checked by quality assurance")
    error = page.get_by_role("dialog", name="Follow-up").locator(".error:not(:empty)")
    expect(error).to_contain_text("comes later, so nothing was saved")
    looked_at(screen, "19-step-skipped")
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("dialog").wait_for(state="hidden")

    opened(screen, "U0LEAD")
    looked_at(screen, "20-follow-up")
    record(screen, "Actions with the service manager", "Chronology done, gone through together")
    recorded(screen, "with DCS.")
    opened(screen, "U0MANAGER")
    page.get_by_text("“Chronology done, gone through together”").wait_for()
    record(screen, "Confirmed by the assistant director")
    recorded(screen, "with Head of Performance and Improvement.")
    opened(screen, "U0QUALITY")
    record(screen, "Close it")
    expect(error).to_contain_text("it has not been checked to the end")
    record(screen, "Checked by quality assurance")
    recorded(screen, "with Head of Early Intervention Services.")

    screen.become("U0HEAD")
    page.get_by_role("tab", name="Home").click()
    page.get_by_text("Follow-ups waiting for you (1)").wait_for()
    looked_at(screen, "21-to-be-ticked")
    for tick in ("Uploaded to the case system", "Discussed in supervision"):
        page.get_by_role("button", name="Open").first.click()
        record(screen, f"Tick: {tick}")
        recorded(screen, f"{tick} is ticked")
    page.get_by_role("tab", name="Messages").click()
    looked_at(screen, "22-closed")
