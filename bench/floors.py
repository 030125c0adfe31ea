"""The floors: a bare Bolt app that remembers, changes and appends in three statements of raw SQL.

They write the same columns of the same tables, and neither read the message nor ask who may.
"""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import Any

import psycopg
from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session, create_engine, select

from bot import clock
from bot.config import Settings
from models.action import Action
from models.entry import Entry
from models.heard import Heard
from models.turns import FairLock

HEARD = "insert into heard (key, at) values (?, ?)"
CHANGED = """update action set status = ?, last_update = ?, version = version + 1
    where plan_id = 1 and ref = ?"""
APPENDED = """insert into entry (plan_id, at, recorded_at, who, via, place, request, act, noun,
        key, field, old, new)
    values (1, ?, ?, ?, 'slash command', ?, ?, 'change', 'action', ?, 'status', ?, ?)"""
Write = Callable[[dict[str, Any]], None]


def bolt(settings: Settings, write: Write, waits: bool = False) -> App:
    """A bare Bolt app with one command; `waits` takes the runner that Bolt has by default."""
    app = App(
        client=WebClient(
            token=settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url
        ),
        signing_secret=settings.slack_signing_secret.get_secret_value(),
        process_before_response=not waits,
    )

    @app.command("/update")
    def update(ack: Ack, command: dict[str, Any]) -> None:
        write(command)
        ack(text=f"{command['text'].replace(' ', ': ', 1)}", response_type="ephemeral")

    return app


def nothing(_command: dict[str, Any]) -> None:
    """Keep nothing."""


def three_statements(command: dict[str, Any], now: Any) -> list[tuple[str, tuple[Any, ...]]]:
    """The whole durable job of one `/update`."""
    ref, _, words = command["text"].partition(" ")
    status = "completed" if words == "complete" else "in_progress"
    request, user, place = command["trigger_id"], command["user_id"], command["channel_id"]
    entry = (now, now, user, place, request, ref, '"residual"', f'"{status}"')
    return [(HEARD, (request, now)), (CHANGED, (status, now, ref)), (APPENDED, entry)]


def raw_sqlite(path: str) -> Write:
    """Three statements and a commit on one connection: WAL, on the disk when it returns."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    turn = FairLock()

    def write(command: dict[str, Any]) -> None:
        now = clock.now().strftime("%Y-%m-%d %H:%M:%S.%f")
        turn.take()
        try:
            connection.execute("BEGIN IMMEDIATE")
            for statement, values in three_statements(command, now):
                connection.execute(statement, values)
            connection.execute("COMMIT")
        finally:
            turn.release()

    return write


def raw_postgresql(url: str) -> Write:
    """The same with psycopg, one connection."""
    connection = psycopg.connect(url.replace("postgresql+psycopg://", "postgresql://"))

    def write(command: dict[str, Any]) -> None:
        with connection.transaction():
            for statement, values in three_statements(command, clock.now()):
                connection.execute(statement.replace("?", "%s"), values)

    return write


def plain_session(url: str) -> Write:
    """The plain way: load an object, change it, add two, commit."""
    engine = create_engine(url)

    def write(command: dict[str, Any]) -> None:
        now = clock.now()
        ref, _, words = command["text"].partition(" ")
        with Session(engine) as session:
            action = session.exec(select(Action).where(Action.ref == ref)).one()
            was, action.last_update = action.status, now
            action.status = "completed" if words == "complete" else "in_progress"
            session.add(Heard(key=command["trigger_id"], at=now))
            session.add(_entry(command, ref, was, action.status, now))
            session.commit()

    return write


def _entry(command: dict[str, Any], ref: str, old: str, new: str, now: datetime) -> Entry:
    return Entry(
        plan_id=1,
        at=now,
        recorded_at=now,
        who=command["user_id"],
        via="slash command",
        place=command["channel_id"],
        request=command["trigger_id"],
        act="change",
        noun="action",
        key=ref,
        field="status",
        old=f'"{old}"',
        new=f'"{new}"',
    )
