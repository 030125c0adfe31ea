"""The bot, running against a practice workspace on loopback, as it runs against Slack."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.app import make_app, make_client
from bot.config import Settings
from bot.delivery.worker import Worker
from bot.practice import PracticeSlack
from bot.practice.installation import from_manifest
from bot.practice.runner import Runner
from bot.services.desk import Desk
from bot.web import web_app
from models.store import Store
from tests.helpers.clock import Clock
from tests.helpers.patience import PATIENCE, Wall
from tests.helpers.plans import ADMIN, LEAD, MANAGER, SCHOOL, STRANGER

MANIFEST = yaml.safe_load((Path(__file__).parents[2] / "manifest.yml").read_text())
PEOPLE = {
    LEAD: "Lee Lead",
    MANAGER: "Mo Manager",
    ADMIN: "Ada Admin",
    STRANGER: "Sam Stranger",
    SCHOOL: "Vi School",
}
CHANNELS = {"smt-digest": [*PEOPLE, "bot"], "improvement-plan": [*PEOPLE, "bot"], "other": [ADMIN]}


@dataclass
class RunningBot:
    """A workspace, and the bot in it. Nothing ticks by itself: `tick` and `deliver` do it."""

    slack: PracticeSlack
    desk: Desk
    client: WebClient
    clock: Clock
    address: str = ""  # of the bot's own pages, over HTTP

    def update(self, text: str, user: str = LEAD) -> Any:
        """`/update` as a person; the reply they see."""
        return self.slack.command(user, "/update", text)

    def deliver(self) -> int:
        """Send all that waits in the outbox."""
        worker = Worker(self.desk.store, self.client, "test", pace=timedelta(0))
        return worker.deliver_all(self.clock)

    def tick(self) -> int:
        """What the scheduler does: queue what is due, then send it."""
        self.desk.tick()
        return self.deliver()

    def words(self, channel: str) -> list[str]:
        """All that was said in a channel, message by message."""
        return [message.words for message in self.slack.messages(channel)]

    def dms(self, user: str) -> list[str]:
        """All that the bot said to a person, message by message."""
        mine = self.slack.bot_user_id
        return [message.words for message in self.slack.dms(user) if message.user == mine]


def practice_slack(clock: Clock, **other: Any) -> PracticeSlack:
    """A workspace with the usual people and channels, and the app installed from its manifest."""
    slack = PracticeSlack(
        clock=lambda: clock().timestamp(),
        wall=Wall(),
        people=PEOPLE,
        channels=CHANNELS,
        **{**from_manifest(MANIFEST), **other},
    )
    slack.wait_at_most(PATIENCE)
    return slack


def settings_for(slack: PracticeSlack, store: Store) -> Settings:
    """Settings as the environment would give them."""
    return Settings(
        _env_file=None,
        database_url=store.url,
        slack_bot_token=slack.bot_token,
        slack_app_token=slack.app_token,
        slack_signing_secret=slack.signing_secret,
        slack_api_url=slack.url,
    )


@contextmanager
def running_bot(store: Store, clock: Clock, http: bool = True) -> Iterator[RunningBot]:
    """The bot over HTTP on a free port, or by Socket Mode (whose client takes seconds to close)."""
    with practice_slack(clock) as slack:
        settings = settings_for(slack, store)
        desk = Desk(store, clock)
        client = make_client(settings)
        app = make_app(settings, desk, client)
        serving = _over_http(slack, web_app(app, desk)) if http else _by_socket(slack, app)
        with serving as address:
            yield RunningBot(slack, desk, client, clock, address)


@contextmanager
def _by_socket(slack: PracticeSlack, app: Any) -> Iterator[str]:
    handler = SocketModeHandler(app, slack.app_token, ping_interval=1)
    handler.connect()
    slack.wait_for(slack.sockets, PATIENCE)
    yield ""
    handler.close()


@contextmanager
def _over_http(slack: PracticeSlack, app: Any) -> Iterator[str]:
    runner = Runner()
    address = f"http://127.0.0.1:{runner.start(app)}"
    slack.deliver_to(f"{address}/slack/events")
    yield address
    runner.stop()
