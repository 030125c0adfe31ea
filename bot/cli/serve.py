"""`serve`: the bot against Slack, by Socket Mode or over HTTP, until it is told to stop."""

import os
import signal
import socket
import sys
import threading
from typing import Annotated

import typer

from bot.cli import loading
from bot.cli.context import Context, RefusedError

# The client takes a message apart wrongly now and then where it comes in several pieces.
BUFFER_BYTES = 256 * 1024
# How long a thread may compute while another waits: an answer does not wait for a digest.
TURN_SECONDS = 0.001


def serve(
    http: Annotated[
        str | None, typer.Option("--http", metavar="HOST:PORT", help="HTTP, not Socket Mode.")
    ] = None,
) -> None:
    """Run the bot: Socket Mode with an app token, or HTTP with --http."""
    from bot import clock, logs
    from bot.app import make_app, make_client
    from bot.schedule import Ticker
    from bot.services import apart
    from bot.services.desk import Desk

    context = Context()
    settings = context.settings
    sys.setswitchinterval(TURN_SECONDS)
    logs.set_up(settings.log_level)
    _check_settings(context, http)
    desk = Desk(context.ready(), clock.now, work_out=apart.work_out)
    client = make_client(settings)
    app = make_app(settings, desk, client)
    loading.done()
    ticker = Ticker(desk, client, f"{socket.gethostname()}:{os.getpid()}").start()
    try:
        if http:
            _serve_http(app, desk, *_address(http))
        else:
            _serve_socket(app, settings.slack_app_token.get_secret_value())
    finally:
        ticker.stop()
        desk.store.close()


def _check_settings(context: Context, http: str | None) -> None:
    settings = context.settings
    needed = {"SLACK_BOT_TOKEN": settings.slack_bot_token}
    if http:
        needed["SLACK_SIGNING_SECRET"] = settings.slack_signing_secret
    else:
        needed["SLACK_APP_TOKEN"] = settings.slack_app_token
    missing = [name for name, value in needed.items() if not value.get_secret_value()]
    if missing:
        raise RefusedError(
            f"Set {' and '.join(missing)} in .env first; docs/install.md says where."
        )


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit():
        raise typer.BadParameter(f"“{text}” is not HOST:PORT", param_hint="--http")
    return host, int(port)


def _serve_http(app: object, desk: object, host: str, port: int) -> None:
    import uvicorn

    from bot.web import web_app

    # uvicorn raises the signal again once it has stopped; what stops after it has to be reached.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    typer.echo(f"Listening on http://{host}:{port}/slack/events. Ctrl-C stops.")
    uvicorn.run(
        web_app(app, desk),  # type: ignore[arg-type]
        host=host,
        port=port,
        log_config=None,  # ours
        log_level="warning",
        access_log=False,
    )


def _serve_socket(app: object, token: str) -> None:
    from slack_bolt.adapter.socket_mode import SocketModeHandler
    from slack_sdk.errors import SlackApiError

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    handler = SocketModeHandler(app, token, receive_buffer_size=BUFFER_BYTES)  # type: ignore[arg-type]
    try:
        handler.connect()
    except SlackApiError as error:
        reason = error.response.get("error", "no answer")
        raise RefusedError(
            f"Slack refuses SLACK_APP_TOKEN ({reason}). It begins with xapp- and needs the scope "
            "connections:write."
        ) from error
    typer.echo("Connected to Slack. Ctrl-C stops.")
    stop.wait()
    handler.close()
