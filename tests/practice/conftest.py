"""A workspace for one test, and the real Bolt listening to it in either of the two ways."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from random import Random

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.starlette import SlackRequestHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.practice import Person, PracticeSlack
from bot.practice.runner import HOST, Runner
from tests.helpers.patience import PATIENCE, Wall

WEDNESDAY = 1426669200.0  # 18 March 2015, 09:00 in London
PEOPLE = {
    "U0LEAD": Person("U0LEAD", "Ada Lead", email="lead@example.org"),
    "U0MANAGER": "Bea Manager",
    "U0SMT": "Cy Senior",
}
CHANNELS = {
    "smt-digest": ["U0SMT", "U0LEAD", "bot"],
    "improvement-plan": ["U0LEAD", "U0MANAGER"],
    "closed-circle": ["U0SMT"],
}

Connect = Callable[[App, PracticeSlack], AbstractContextManager[None]]


def workspace(**changes: object) -> PracticeSlack:
    given = {
        "clock": lambda: WEDNESDAY,
        "wall": Wall(),
        "people": PEOPLE,
        "channels": CHANNELS,
        "private": ["closed-circle"],
        "random": Random(7),
        "answer_seconds": PATIENCE,
        "ack_seconds": PATIENCE,
        "retry_seconds": (0.05, 0.05, 0.05),
    }
    return PracticeSlack(**(given | changes))


@pytest.fixture
def make_slack() -> Callable[..., PracticeSlack]:
    return workspace


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def slack(wall: Wall) -> Iterator[PracticeSlack]:
    with workspace(wall=wall) as running:
        yield running


@pytest.fixture(scope="module")
def steady_client() -> Iterator[WebClient]:
    """For tests that change nothing: one workspace for all of them."""
    with workspace() as running:
        yield client_of(running)


@pytest.fixture
def client(slack: PracticeSlack) -> WebClient:
    return client_of(slack)


def client_of(slack: PracticeSlack) -> WebClient:
    """The real client, without the handler that would post again after a lost connection."""
    return WebClient(token=slack.bot_token, base_url=slack.url, retry_handlers=[])


@pytest.fixture
def app(slack: PracticeSlack, client: WebClient) -> App:
    return App(client=client, signing_secret=slack.signing_secret, process_before_response=True)


@pytest.fixture
def refusal() -> Callable[..., dict[str, object]]:
    """What a call is refused with, as the whole of Slack's answer."""

    def refused(call: Callable[..., object], **given: object) -> dict[str, object]:
        with pytest.raises(SlackApiError) as caught:
            call(**given)
        return dict(caught.value.response.data)

    return refused


@contextmanager
def over_sockets(app: App, slack: PracticeSlack) -> Iterator[None]:
    handler = SocketModeHandler(app, slack.app_token, ping_interval=0.2)
    handler.connect()
    try:
        slack.wait_for(lambda: slack.sockets() == 1)
        yield
    finally:
        part(handler, slack)


def part(handler: SocketModeHandler, slack: PracticeSlack) -> None:
    """The built-in client closes at once only when the other side has closed first.

    Its queue is polled once a second, so it is also given something to wake up for.
    """
    handler.client.auto_reconnect_enabled = False
    slack.drop_sockets()
    slack.wait_for(lambda: not handler.client.is_connected())
    handler.client.closed = True
    handler.client.message_queue.put(None)
    handler.close()


@contextmanager
def over_http(app: App, slack: PracticeSlack) -> Iterator[None]:
    adapter = SlackRequestHandler(app)

    async def listen(request: Request) -> Response:
        return await adapter.handle(request)

    with served(Starlette(routes=[Route("/slack/events", listen, methods=["POST"])])) as base:
        slack.deliver_to(f"{base}/slack/events")
        yield


@contextmanager
def served(app: Starlette) -> Iterator[str]:
    """Any app on a free port of this machine."""
    runner = Runner()
    yield f"http://{HOST}:{runner.start(app)}"
    runner.stop()


@pytest.fixture(params=[over_sockets, over_http], ids=["socket mode", "http"])
def connected(request: pytest.FixtureRequest) -> Connect:
    """Either way of being connected: what holds in one must hold in the other."""
    return request.param


@pytest.fixture
def by_socket() -> Connect:
    return over_sockets


@pytest.fixture
def by_http() -> Connect:
    return over_http


@pytest.fixture
def serve() -> Callable[[Starlette], AbstractContextManager[str]]:
    return served


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Bolt logs every failure that a test causes; the tests look at what comes of it instead."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
