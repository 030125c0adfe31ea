"""`manifest.yml` asks for what the code needs, and for nothing else."""

from slack_bolt import App
from slack_sdk import WebClient

from bot import manifest
from bot.delivery.screens import Screens
from bot.services.desk import Desk
from handlers.registry import register_all
from models.store import Store
from tests.helpers.bot import MANIFEST


def test_scopes_commands_and_events_are_those_of_the_code() -> None:
    assert tuple(MANIFEST["oauth_config"]["scopes"]["bot"]) == manifest.SCOPES
    shortcuts = MANIFEST["features"]["shortcuts"]
    assert tuple(one["callback_id"] for one in shortcuts) == manifest.SHORTCUTS
    commands = MANIFEST["features"]["slash_commands"]
    assert tuple(one["command"] for one in commands) == manifest.COMMANDS
    assert tuple(MANIFEST["settings"]["event_subscriptions"]["bot_events"]) == manifest.EVENTS


def test_every_command_has_a_description_and_a_hint_within_slacks_limits() -> None:
    for one in MANIFEST["features"]["slash_commands"]:
        assert 0 < len(one["description"]) <= 2000
        assert 0 < len(one["usage_hint"]) <= 1000


def test_every_command_and_event_of_the_manifest_is_listened_to(sqlite_url: str) -> None:
    store = Store(sqlite_url)
    client = WebClient(token="xoxb-test")
    app = App(
        client=client,
        signing_secret="secret",
        token_verification_enabled=False,
        process_before_response=True,
    )
    register_all(app, Desk(store, lambda: None), Screens(client))  # type: ignore[arg-type, return-value]
    heard = " ".join(listener.ack_function.__name__ for listener in app._listeners)  # type: ignore[attr-defined]
    listened = ("update", "digest", "reminders", "message", "mention", "opened", "changed")
    for name in (*listened, "open_for_message", "submitted", "undo"):
        assert name in heard
    assert heard.split()[0] == "update"  # Bolt tries them in order
    store.close()
