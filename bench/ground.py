"""Databases to measure on: the sample plan with its people, and a made-up large one."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from slack_bolt import App

from bot import clock
from bot.app import make_app, make_client
from bot.config import Settings
from bot.practice import PracticeSlack
from bot.services.desk import Desk
from models.schema import migrate
from models.store import Store
from tests.helpers.plans import SAMPLE, bring_in

PLAN = "Hillingdon"


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that goes when the block ends."""
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as home:
        yield Path(home)


def fill(url: str) -> None:
    """Make the tables and bring the sample plan in, with its people."""
    store = Store(url)
    migrate(store)
    bring_in(store, SAMPLE, PLAN, clock.now())
    store.close()


def copies(home: Path, *names: str) -> dict[str, Path]:
    """The sample plan in as many files of the same kind."""
    fill(f"sqlite:///{home / 'sample.db'}")
    paths = {name: home / f"{name}.db" for name in names}
    for path in paths.values():
        shutil.copy(home / "sample.db", path)
    return paths


def settings_for(slack: PracticeSlack, url: str) -> Settings:
    """Settings as the environment would give them."""
    return Settings(
        _env_file=None,
        database_url=url,
        slack_bot_token=slack.bot_token,
        slack_app_token=slack.app_token,
        slack_signing_secret=slack.signing_secret,
        slack_api_url=slack.url,
    )


def our_app(settings: Settings) -> tuple[App, Desk]:
    """The bot as it is served."""
    desk = Desk(Store(settings.database_url), clock.now)
    return make_app(settings, desk, make_client(settings)), desk
