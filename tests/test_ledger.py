"""The ledger: nothing in it changes, and the state can be had back from it, as of any moment."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from bot.rules.intents import Update
from bot.rules.outcomes import Recorded
from bot.services import facts, undoing, updating
from bot.services.books import read_book
from bot.services.verifying import differences
from models.action import Action
from models.entry import Entry, Payload
from models.state import state_at
from models.store import Store
from tests.helpers.clock import Clock, moment
from tests.helpers.plans import ADMIN, action, bring_in, only_plan, plan_file, said

REFS = ("4.1", "4.2", "7.10")
START = moment("2015-03-18T09:00")


@pytest.mark.parametrize("statement", ["update entry set who = 'me'", "delete from entry"])
def test_the_database_itself_refuses_to_change_the_ledger(sample: Store, statement: str) -> None:
    with pytest.raises(DBAPIError, match="never changed"), sample.engine.begin() as connection:
        connection.execute(text(statement))


# what somebody does behind the bot's back, and what verify says of it
OLD = "'2015-01-01 00:00:00'"
TAMPERED = [
    ("update action set status = 'completed' where ref = '4.2'", ("action", "4.2", "status")),
    (f"update action set last_update = {OLD} where ref = '4.2'", ("action", "4.2", "last_update")),
    ("update payload set text = 'something else'", ("words", "4.2", "1")),
    ("delete from payload", ("words", "4.2", "1")),
    (
        "update holding set \"user\" = 'U0OTHER' where \"user\" = 'U0LEAD'",
        ("holding", "ad child protection@2014-01-01", "holder"),
    ),
    ("delete from administrator", ("administrator", ADMIN, "user")),
    ("update target set value = 1 where id = 1", ("measure", "1.1/1a", "series")),
]


@pytest.mark.parametrize(("statement", "found"), TAMPERED, ids=lambda it: str(it)[:30])
def test_verify_finds_what_was_changed_behind_its_back(
    sample: Store, statement: str, found: tuple[str, str, str]
) -> None:
    with sample.writing() as session:
        book = read_book(session, only_plan(sample))
        updating.record(
            session, book, said(user=ADMIN, at=START), Update("4.2", rag="red", note="x")
        )
    with sample.reading() as session:
        assert differences(session, only_plan(sample)) == []
    with sample.engine.begin() as connection:
        connection.execute(text(statement))
    with sample.reading() as session:
        told = differences(session, only_plan(sample))
    assert [(one.noun, one.key, one.field) for one in told] == [found]


def test_the_words_lie_apart_and_the_entry_says_nothing_of_them(sample: Store) -> None:
    with sample.writing() as session:
        book = read_book(session, only_plan(sample))
        update = Update("4.2", status="completed", note="supervision file relaunched")
        updating.record(session, book, said("4.2 done", user=ADMIN, at=START), update)
    with sample.reading() as session:
        (entry,) = session.exec(select(Entry).where(Entry.act == "change", Entry.noun == "action"))
        assert "relaunched" not in entry.model_dump_json()
        words = session.get_one(Payload, entry.payload_id)
        assert "supervision file relaunched" in words.text


updates = st.builds(
    Update,
    action=st.sampled_from(REFS),
    status=st.sampled_from([None, "not_started", "in_progress", "completed", "residual"]),
    rag=st.sampled_from([None, "green", "amber", "red"]),
    percent=st.none() | st.integers(0, 100),
    end=st.none() | st.dates(date(2015, 3, 1), date(2016, 3, 1)),
    note=st.none() | st.text(max_size=20),
)
steps = st.lists(st.one_of(updates, st.integers(0, 9)), max_size=12)


@given(steps=steps)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_run_of_updates_and_undos_can_be_had_back_as_of_each_moment(
    store: Store, clock: Clock, steps: list[Update | int]
) -> None:
    """A number undoes the request that many back, where there is one."""
    _empty(store)
    bring_in(store, plan_file(*(action(ref) for ref in REFS)), "Hillingdon", START)
    shown: list[tuple[datetime, Any]] = []
    requests: list[str] = []
    for number, step in enumerate(steps, 1):
        now = START + timedelta(hours=number)
        _take(store, step, requests, now)
        shown.append((now, _present(store)))
    with store.reading() as session:
        assert differences(session, only_plan(store)) == []
    for at, was in shown:
        assert _state(store, at) == was


def _take(store: Store, step: Update | int, requests: list[str], now: datetime) -> None:
    with store.writing() as session:
        book = read_book(session, only_plan(store))
        if isinstance(step, Update):
            done = updating.record(session, book, said(user=ADMIN, at=now), step)
            if isinstance(done, Recorded):
                requests.append(done.request)
        elif step < len(requests):
            undoing.undo(session, book, said(user=ADMIN, at=now), requests[-1 - step])


def _present(store: Store) -> Any:
    names = ("title", "status", "rag", "percent", "start", "end", "end_asked", "last_update")
    with store.reading() as session:
        return {
            one.ref: tuple(getattr(one, name) for name in names)
            for one in session.exec(select(Action)).all()
        }


def _state(store: Store, at: datetime) -> Any:
    """The actions as of a moment, as the database works them out; the ledger agrees."""
    plan = only_plan(store)
    with store.reading() as session:
        found = session.connection().execute(state_at(plan.id or 0, at).select()).all()
        told = facts.fold(e for e in facts.entries_of(session, plan) if e.at <= at)
    for row in found:
        assert facts.plain(row.end) == told["action", row.ref]["end"]
        assert row.status == told["action", row.ref]["status"]
    return {
        row.ref: (
            row.title, row.status, row.rag, row.percent, row.start, row.end, row.end_asked,
            row.last_update,
        )
        for row in found
    }  # fmt: skip


def _empty(store: Store) -> None:
    """A fresh plan for each example; the ledger's own guard has to be stood down for it."""
    with store.engine.begin() as connection:
        if store.is_sqlite:
            connection.execute(text("drop trigger if exists entry_no_delete"))
            connection.execute(text("drop trigger if exists entry_no_update"))
            connection.execute(text("update entry set undoes = null"))
            names = ("holding", "action_lead", "action", "role", "theme", "administrator")
            for name in (*names, "heard", "entry", "payload", "plan"):
                connection.execute(text(f"delete from {name}"))
        else:
            connection.execute(text("alter table entry disable trigger all"))
            connection.execute(text("truncate plan, administrator, heard, payload cascade"))
