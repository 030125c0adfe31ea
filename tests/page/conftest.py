"""A browser, where one is installed, and a workspace with something in it to look at."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect, sync_playwright
from slack_bolt import App
from slack_sdk import WebClient

from bot.practice import PracticeSlack
from bot.practice.front import Front
from tests.helpers.command_line import ROOT
from tests.helpers.patience import PATIENCE, Wall
from tests.page.kitchen import Kitchen
from tests.practice.conftest import WEDNESDAY, over_sockets

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PICTURES = ROOT / "build" / "journey"
PEOPLE = {"U0LEAD": "Ada Lead", "U0MANAGER": "Bea Manager", "U0SMT": "Cy Senior"}
COMMANDS = [
    {"command": "/everything", "description": "Says everything", "usage_hint": "[loudly]"},
    {"command": "/else", "description": "Something else", "usage_hint": ""},
]
# What axe calls these is what keeps somebody from using the page.
WORST = ("serious", "critical")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window, as the system has it; nothing is downloaded."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium is installed: apt-get install chromium")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=as_root)
        yield browser
        browser.close()


@dataclass
class Screen:
    """One page, what it complained of, and what can be done with it."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str) -> "Screen":
        self.page.goto(address)
        self.page.wait_for_selector("body[data-ready=yes]")
        return self

    def say(self, words: str, box: str = "Message") -> None:
        """Types into a message box, and sends it."""
        field = self.page.get_by_role("combobox", name=box, exact=True)
        field.fill(words)
        field.press("Enter")

    def said(self, words: str) -> Locator:
        """The messages with these words."""
        return self.page.locator(".message", has_text=words)

    def go(self, place: str) -> None:
        """Opens a conversation from the sidebar."""
        self.page.get_by_role("navigation").get_by_role("button", name=place).click()
        self.page.get_by_role("heading", level=1, name=place).wait_for()

    def become(self, user: str) -> None:
        """Switches to another person."""
        self.page.get_by_label("You are").select_option(user)
        self.page.wait_for_url(f"**/#{user}/*")
        self.page.wait_for_selector("body[data-ready=yes]")

    def picture(self, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")

    def is_accessible(self) -> None:
        """axe finds nothing serious on what is shown now."""
        found = Axe().run(self.page).response["violations"]
        worst = [
            f"{each['id']}: {node['html'][:120]}"
            for each in found
            if each["impact"] in WORST
            for node in each["nodes"]
        ]
        assert worst == []

    def complain(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


@pytest.fixture
def screen(browser: Browser) -> Iterator[Screen]:
    """A page on a desktop; at the end it has complained of nothing."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, locale="en-GB", timezone_id="Europe/London"
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    expect.set_options(timeout=PATIENCE * 1000)
    screen = Screen(page)
    page.on("console", screen.complain)
    page.on("pageerror", lambda error: screen.complaints.append(str(error)))
    yield screen
    context.close()
    assert screen.complaints == []


@pytest.fixture
def slack() -> Iterator[PracticeSlack]:
    """A workspace with the kitchen's app in it, but nobody listening yet."""
    with a_workspace() as slack:
        yield slack


def a_workspace(port: int = 0) -> PracticeSlack:
    """Patient, so that a slow machine is not taken for a deaf app."""
    return PracticeSlack(
        clock=lambda: WEDNESDAY,
        wall=Wall(),
        people=PEOPLE,
        channels={"smt-digest": [*PEOPLE, "bot"], "closed": ["U0SMT"]},
        private=["closed"],
        port=port,
        front=Front(commands=COMMANDS),
        answer_seconds=PATIENCE,
        ack_seconds=PATIENCE,
    )


@pytest.fixture
def kitchen(slack: PracticeSlack) -> Iterator[Kitchen]:
    """The app, listening."""
    client = WebClient(token=slack.bot_token, base_url=slack.url, retry_handlers=[])
    app = App(client=client, process_before_response=True)
    made = Kitchen(app)
    with over_sockets(app, slack):
        yield made


@pytest.fixture
def at(slack: PracticeSlack) -> str:
    """The page's address."""
    return slack.url.removesuffix("api/")


@pytest.fixture
def pictures() -> Path:
    """Where a person can look at what the tests saw."""
    return PICTURES
