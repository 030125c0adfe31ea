"""Every way of speaking to the bot, one line each. `/update` first: Bolt tries them in order."""

import logging
import secrets
from typing import Any

from slack_bolt import App, BoltResponse, Respond

from bot.delivery.screens import Screens
from bot.services.desk import Desk
from bot.views.errors import apology, not_saved
from handlers import (
    audit,
    audit_reports,
    checkin,
    digest,
    drawing,
    follow_ups,
    forms,
    guarding,
    home,
    members,
    messages,
    plan,
    presses,
    reminders,
    rulings,
    snooze,
    update,
)
from handlers.refusing import refuse
from models.errors import StoreUnavailableError

log = logging.getLogger(__name__)

LISTENERS = (
    update,
    digest,
    reminders,
    checkin,
    plan,
    drawing,  # before what else is said after /audit
    audit_reports,
    audit,
    presses,
    rulings,
    guarding,
    forms,
    follow_ups,
    snooze,
    messages,
    home,
    members,
)


def register_all(app: App, desk: Desk, screens: Screens) -> None:
    """Attach every listener, and the answer to what nobody expected."""
    for listener in LISTENERS:
        listener.register(app, desk, screens)
    app.error(unexpected)


def unexpected(error: Exception, body: dict[str, Any], respond: Respond) -> BoltResponse:
    """Who waits for an answer is told in words; an event fails, so that Slack brings it again."""
    reference = secrets.token_hex(4)
    log.error("reference %s: %s", reference, type(error).__name__, exc_info=error)
    away = isinstance(error, StoreUnavailableError)
    text = not_saved() if away else apology(reference)
    return refuse(body, text, respond) or BoltResponse(status=500)
