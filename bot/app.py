"""Composition: settings to a running bot. Everything that is shared is made here, once."""

import logging

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.config import Settings
from bot.delivery.screens import Screens
from bot.services.desk import Desk
from bot.services.members import Roster
from handlers.registry import register_all
from models.errors import PlainError

NAME = "action-plan-bot"
SLACK_TIMEOUT_SECONDS = 10


class StartError(PlainError):
    """The bot cannot start; the message says what is missing and where it goes."""


def make_client(settings: Settings) -> WebClient:
    """Slack's client. It does not retry by itself: the outbox does, and knows what is safe."""
    return WebClient(
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        timeout=SLACK_TIMEOUT_SECONDS,
        retry_handlers=[],
    )


def make_app(settings: Settings, desk: Desk, client: WebClient) -> App:
    """A Bolt app with every listener, which knows its workspace.

    Raises StartError where Slack cannot be reached or does not know the token.
    """
    meet_workspace(desk, client)
    secret = settings.slack_signing_secret.get_secret_value()
    logging.getLogger("slack_bolt.App").addFilter(_not_about_the_token)
    app = App(
        name=NAME,  # else Bolt searches the stack for one
        client=client,
        signing_secret=secret or None,
        request_verification_enabled=bool(secret),
        token_verification_enabled=True,  # else Bolt asks Slack while the first message waits
        process_before_response=True,  # the default runner waits for an answer in 10 ms steps
    )
    screens = Screens(client)
    desk.roster = Roster(desk.store, desk.workspace or "", screens.user, desk.clock)
    register_all(app, desk, screens)
    return app


def meet_workspace(desk: Desk, client: WebClient) -> None:
    """Ask Slack whose bot this is. Raises StartError with what to do about it."""
    try:
        desk.meet(str(client.auth_test()["team_id"]))
    except SlackApiError as error:
        reason = error.response.get("error", "no answer")
        raise StartError(
            f"Slack refuses SLACK_BOT_TOKEN ({reason}). It begins with xoxb- and stands under "
            "“OAuth & Permissions” in the app's settings."
        ) from error
    except OSError as error:
        raise StartError(f"Slack cannot be reached at {client.base_url}: {error}") from error


def _not_about_the_token(record: logging.LogRecord) -> bool:
    """Bolt finds SLACK_BOT_TOKEN by itself and warns that the client's wins: it is the same one."""
    return "you gave `client`" not in record.getMessage()
