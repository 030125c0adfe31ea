"""A plan's end, in the browser: a date refused and one granted, carried over, signed off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator

from tests.page.conftest import Screen
from tests.page.test_journey import looked_at, practice

NEXT = "Service Improvement Plan"


@pytest.fixture
def screens(screen: Screen, tmp_path: Path) -> Iterator[Screen]:
    """The practice workspace, just opened."""
    with practice(screen, tmp_path):
        yield screen


def sent(screen: Screen, title: str, submit: str, **fields: str) -> None:
    """Fill the form of that title, send it off, and close what came of it."""
    form = screen.page.get_by_role("dialog", name=title)
    for label, value in fields.items():
        fill(form.get_by_label(label.replace("_", " ")), value)
    form.get_by_role("button", name=submit).click()
    screen.page.get_by_role("dialog", name="Action plan").wait_for()


def fill(field: Locator, value: str) -> None:
    """Choose in a select, by what is shown; write into anything else."""
    if field.evaluate("it => it.tagName") == "SELECT":
        shown = field.locator("option", has_text=value).first.inner_text()
        field.select_option(label=shown)
    else:
        field.fill(value)


def done(screen: Screen) -> None:
    screen.page.get_by_role("button", name="Done", exact=True).click()
    screen.page.get_by_role("dialog").wait_for(state="hidden")


def next_day(screen: Screen, day: str) -> None:
    """Let the night go by: in a conversation the bot says one thing at a time."""
    screen.page.get_by_role("button", name="Move the clock").click()
    screen.page.get_by_role("button", name="Next working day, 09:00").click()
    screen.page.get_by_role("button", name=f"{day} Mar 2015, 09:0").wait_for()
    screen.page.get_by_role("group", name="Move the clock").wait_for(state="hidden")


def test_a_date_is_refused_and_the_second_one_granted(screens: Screen) -> None:
    screen, page = screens, screens.page
    screen.say("/update 3.3 new date 30 September 2015, two teams to train")
    screen.said("DCS or an administrator grants or refuses it").last.wait_for()
    screen.become("U0MANAGER")
    screen.go("Action plan")
    asked = screen.said("asks for another end date").last
    asked.wait_for()
    looked_at(screen, "13-date-asked")
    asked.get_by_role("button", name="Refuse").click()
    sent(screen, "Refuse the date", "Refuse", Why="the board wants it before the summer")
    looked_at(screen, "14-date-refused")
    done(screen)
    screen.become("U0LEAD")
    screen.go("Action plan")
    screen.said("the board wants it before the summer").last.wait_for()
    screen.say("/update 3.3 new date 30 June 2015, trained by the summer")
    screen.said("from none to 30 June 2015").last.wait_for()
    next_day(screen, "Thu 19")
    screen.become("U0MANAGER")
    screen.go("Action plan")
    second = screen.said("trained by the summer").last
    second.get_by_role("button", name="Grant").click()
    screen.said("end date from 31 March 2015 to 30 June 2015").last.wait_for()
    next_day(screen, "Fri 20")
    screen.become("U0LEAD")
    screen.go("Action plan")
    screen.said("has decided: it ends on 30 June 2015").last.wait_for()
    screen.say("/update 3.3?")
    screen.said("now 30 June 2015: 91 days later, 1 move").last.wait_for()
    looked_at(screen, "15-date-granted")
    assert page.get_by_role("dialog").count() == 0


def test_what_is_left_is_carried_over_and_the_plan_signed_off(screens: Screen) -> None:
    screen = screens
    screen.become("U0ADMIN")
    screen.go("Action plan")
    screen.say("/plan")
    card = screen.said("12 actions still open").last
    card.get_by_role("button", name="Begin the next plan").click()
    sent(screen, "Begin the next plan", "Begin", What_it_is_called=NEXT,
         Its_themes="1 Workforce\n7 Quality assurance")  # fmt: skip
    done(screen)
    screen.say("/plan Hillingdon")
    card = screen.said("Hillingdon is open").last
    card.get_by_role("button", name="Sign off").click()
    sent(screen, "Sign off", "Sign off")
    screen.page.get_by_text("cannot be signed off yet: 2.3, 3.3").wait_for()
    looked_at(screen, "16-not-signed-off")
    done(screen)
    screen.say("/update 2.3 complete, ruled on by the committee")
    screen.said("2.3").last.wait_for()
    card.get_by_role("button", name="Carry over").click()
    looked_at(screen, "17-carrying-over")
    sent(screen, "Carry over", "Carry over", What_goes_over="Every residual action",
         To_which_theme="7 Quality assurance")  # fmt: skip
    screen.page.get_by_text(f"Carried over to {NEXT}: 11 actions").wait_for()
    done(screen)
    card.get_by_role("button", name="Sign off").click()
    sent(screen, "Sign off", "Sign off")
    screen.page.get_by_text("Hillingdon is signed off").wait_for()
    looked_at(screen, "18-signed-off")
    done(screen)
    screen.say("/plan")
    screen.said(f"{NEXT} is open").last.wait_for()
