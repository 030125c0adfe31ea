"""A round of cases is drawn in the browser: shown to the administrator first, then told to each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.page.conftest import Screen
from tests.page.test_journey import looked_at, practice
from tests.page.test_life_journey import done, fill

CASES = "\n".join(f"HX-{1000 + number}" for number in range(60))


@pytest.fixture
def screens(screen: Screen, tmp_path: Path) -> Iterator[Screen]:
    """The practice workspace, just opened."""
    with practice(screen, tmp_path):
        yield screen


def test_a_round_is_shown_and_then_drawn(screens: Screen) -> None:
    screen, page = screens, screens.page
    screen.become("U0ADMIN")
    screen.go("Action plan")
    screen.say("/audit draw")
    form = page.get_by_role("dialog", name="Draw a round")
    form.get_by_label("Cases, one a line").fill(CASES)
    looked_at(screen, "21-draw-a-round")
    form.get_by_role("button", name="Go on").click()
    expect(form).to_contain_text("would be")
    looked_at(screen, "22-what-would-be-drawn")
    fill(form.get_by_label("What now"), "Draw, and tell each auditor")
    form.get_by_role("button", name="Go on").click()
    came_of_it = page.get_by_role("dialog", name="Action plan")
    came_of_it.get_by_text("27 cases are with 9").first.wait_for()
    done(screen)
    screen.become("U0LEAD")
    screen.go("Action plan")
    screen.said("HX-10").last.wait_for()
