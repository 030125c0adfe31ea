"""Is it well? Settings, database, Slack's scopes and channels, last heard and sent, next due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlmodel import Session

from bot.app import make_client
from bot.config import Settings
from bot.manifest import SCOPES
from bot.services.health import POST_OVERDUE, TICK_OVERDUE, Health, NextPost, health
from bot.views.words import said_moment
from models.body import bodies_of
from models.errors import StoreError, StoreUnavailableError
from models.outbox import FAILED, MISSED, WAITING
from models.plan import open_plans
from models.role import administrators
from models.schema import check, head
from models.store import Store

NO_CHANNELS = "none asked yet; say /digest here in one"
NOT_IN_IT = ("not_in_channel", "channel_not_found")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `ok` is None where there is nothing to be right or wrong yet."""

    name: str
    ok: bool | None
    says: str


def examine(settings: Settings, now: datetime) -> list[Check]:
    """Look at everything, the outside last; a check that fails does not stop the others."""
    store = Store(settings.database_url)
    checks = [*_settings(settings), *_database(store, now)]
    checks += _slack(settings, make_client(settings), store)
    store.close()
    return checks


def _settings(settings: Settings) -> Iterator[Check]:
    yield Check("SLACK_BOT_TOKEN", *_given(settings.slack_bot_token.get_secret_value(), "xoxb-"))
    app = settings.slack_app_token.get_secret_value()
    secret = settings.slack_signing_secret.get_secret_value()
    if app:
        yield Check("SLACK_APP_TOKEN", *_given(app, "xapp-"))
    elif secret:
        yield Check("SLACK_SIGNING_SECRET", True, "set: serve with --http")
    else:
        yield Check("way in", False, "set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET")


def _given(value: str, prefix: str) -> tuple[bool, str]:
    if not value:
        return False, "not set"
    return value.startswith(prefix), "set" if value.startswith(prefix) else f"begins not {prefix}"


def _database(store: Store, now: datetime) -> Iterator[Check]:
    try:
        check(store)
    except StoreError as error:
        yield Check("database", False, str(error))
        return
    yield Check("database", True, f"{store.engine.dialect.name}, version {head()}")
    with store.reading() as session:
        yield from _people(session)
        yield from _signs(session, now)
        for plan in open_plans(session):
            if not bodies_of(session, plan.id or 0):
                yield Check(f"{plan.name}, channels", None, NO_CHANNELS)


def _people(session: Session) -> Iterator[Check]:
    if not open_plans(session):
        yield Check("plan", False, "none open; bring one in with: python -m bot import")
    if not administrators(session):
        yield Check("administrator", False, "none; name one with: python -m bot people admin")


def _signs(session: Session, now: datetime) -> Iterator[Check]:
    found = health(session, now)
    if found.ticked:
        late = now - found.ticked > TICK_OVERDUE
        yield Check("last tick", not late, _moment(found.ticked))
    else:
        yield Check("last tick", None, "never: start the bot with: python -m bot serve")
    for kind, at in (("heard", found.heard), ("sent", found.sent)):
        yield Check(f"last {kind}", None if at is None else True, _moment(at) if at else "never")
    yield _outbox(found, now)
    yield from (_due(one) for one in found.next)


def _outbox(found: Health, now: datetime) -> Check:
    states = found.outbox
    waiting, failed = sum(states.get(state, 0) for state in WAITING), states.get(FAILED, 0)
    says = f"{waiting} waiting, {failed} failed, {states.get(MISSED, 0)} missed"
    since = found.waiting_since
    late = since is not None and now - since > POST_OVERDUE
    if since and late:
        says += f"; the first could have gone out on {_moment(since)}"
    return Check("outbox", failed == 0 and not late, says)


def _moment(at: datetime) -> str:
    return said_moment(at, "Europe/London")


def _due(one: NextPost) -> Check:
    says = f"{said_moment(one.due, one.zone)} to {one.channel}"
    if one.overdue:
        says = f"late: due on {said_moment(one.overdue, one.zone)}, and not there; then {says}"
    return Check(f"{one.plan}, next {one.receives}", one.overdue is None, says)


def _slack(settings: Settings, client: WebClient, store: Store) -> Iterator[Check]:
    if not settings.slack_bot_token.get_secret_value():
        return
    try:
        answer = client.auth_test()
        yield Check("Slack", True, f"workspace {answer.get('team')} as {answer.get('user')}")
        headers = {str(name).lower(): str(value) for name, value in answer.headers.items()}
        yield _scopes(headers.get("x-oauth-scopes", ""))
        yield from (_channel(client, channel) for channel in _channels(store))
    except SlackApiError as error:
        yield Check("Slack", False, f"refuses the token: {error.response.get('error')}")
    except OSError as error:
        yield Check("Slack", False, f"cannot be reached at {settings.slack_api_url}: {error}")


def _channels(store: Store) -> list[str]:
    """The channels that asked for something; none where there are no tables to say so."""
    try:
        with store.reading() as session:
            found = [b.channel for p in open_plans(session) for b in bodies_of(session, p.id or 0)]
    except StoreUnavailableError:
        return []
    return list(dict.fromkeys(found))


def _channel(client: WebClient, channel: str) -> Check:
    """Whether the bot can read the channel, as it must to find its own posts there."""
    try:
        client.conversations_history(channel=channel, limit=1)
    except SlackApiError as error:
        reason = str(error.response.get("error"))
        advice = ": invite the bot to the channel" if reason in NOT_IN_IT else ""
        return Check(f"channel {channel}", False, f"{reason}{advice}")
    return Check(f"channel {channel}", True, "the bot is in it")


def _scopes(header: str) -> Check:
    has = {scope.strip() for scope in header.split(",") if scope.strip()}
    if not has:
        return Check("Slack scopes", None, "Slack did not say")
    missing = sorted(set(SCOPES) - has)
    says = f"missing {', '.join(missing)}: reinstall from manifest.yml" if missing else "all there"
    return Check("Slack scopes", not missing, says)
