"""`/audit` in a workspace: the form of what somebody owes, what it refuses, what it keeps."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.intake.programmes import read_programme
from bot.rules.outcomes import Refused
from bot.services.desk import Desk
from bot.services.people import assign
from bot.services.programme_files import put
from bot.services.return_forms import pressed
from models.store import Store
from tests.audits.conftest import Audits
from tests.conversation.conftest import Talk
from tests.helpers.bot import running_bot
from tests.helpers.clock import Clock
from tests.helpers.plans import ADMIN, LEAD, LONG_AGO, STRANGER

Make = Callable[..., Audits]
WALKS = """
name = "Health and safety walks"
called = ["Safety walks"]
owed_by = ["Team Manager *"]
every = "quarter"
begins = 2015-01-01

[[asks]]
name = "walked"
label = "Walked on"
kind = "date"
needed = true

[[asks]]
name = "exits_clear"
label = "Every exit is clear"
"""


@contextmanager
def talking(audits: Audits, store: Store, clock: Clock) -> Iterator[Talk]:
    """A bot in a workspace where the usual lead is a team manager."""
    with store.writing() as session:
        it = audits.said("", ADMIN)
        assign(session, audits.plan(session), it, "Team Manager 1", LEAD, LONG_AGO)
    with running_bot(store, clock) as bot:
        yield Talk(bot, store)


def audit(talk: Talk, text: str = "", user: str = LEAD) -> Any:
    return talk.bot.slack.command(user, "/audit", text)


def form(talk: Talk) -> Any:
    view = talk.bot.slack.view(LEAD)
    assert view
    return view


def test_a_form_of_the_programmes_own_questions(
    make_audits: Make, store: Store, clock: Clock
) -> None:
    audits = make_audits()
    with talking(audits, store, clock) as talk:
        assert audit(talk).words == ""
        view = form(talk)
        shown = str(view.body["blocks"])
        assert "The family can see what has to change" in shown
        assert "Marked restricted" in shown
        send = talk.bot.slack.submit_view
        weak = {"case": "HX-1042", "grade": "inadequate"}
        assert "needs an action plan" in send(LEAD, view, weak).errors["actions"]
        named = {"case": "HX-1042", "grade": "good", "note": "NHS number 943 476 5919"}
        refused = send(LEAD, view, named)
        assert "943" not in refused.errors["note"]
        assert "case code" in refused.errors["note"]
        given = {
            **weak,
            "note": "",
            "actions": "visit this week",
            "ask-seen_alone": "yes",
            "ask-views": "no",
        }
        reply = send(LEAD, view, given)
        assert "HX-1042 ▲ inadequate is kept. 1 of 3 done" in str(reply.view)
        totals = audits.totals("March", "2015-03-18")
        assert totals["answers"] == {"seen_alone": [1, 1], "views": [0, 1]}
        assert "2 of 3 done" in audit(talk, "2/3 March").words
        assert "1 of 3 done" in audit(talk, "undo").words
        looked = audit(talk, "show HX-1042 for supervision").words
        assert "RESTRICTED" in looked
        assert "Action plan: visit this week" in looked
        assert "no return of that case" in audit(talk, "show HX-1042 why", STRANGER).words
        assert "Team Manager" in talk.say("who hasn't done their audits?").words
        talk.press(talk.heard(), "Fill in a return")
        assert "1 of 3 done so far" in str(form(talk).body["blocks"])
        assert "None of your roles owes" in audit(talk, "", STRANGER).words
    assert audits.is_sound()


def test_a_form_that_has_gone_stale_says_so(make_audits: Make, store: Store, clock: Clock) -> None:
    audits = make_audits()
    with talking(audits, store, clock) as talk:
        audit(talk)
        view = form(talk)
        changed = {**_settings(audits), "asks": [{"name": "plan", "label": "There is a plan"}]}
        audits.do(put, "case-file-audits", changed)
        held = {"case": "HX-1042", "grade": "good"}
        again = talk.bot.slack.submit_view(LEAD, view, held)
        assert "has changed since you opened" in str(again.view)
        assert "There is a plan" in str(again.view)
        with store.writing() as session:
            it = audits.said("", ADMIN)
            assign(session, audits.plan(session), it, "Team Manager 1", STRANGER, clock().date())
        gone = talk.bot.slack.submit_view(LEAD, again.view, held)
        assert "no longer speak for the role" in str(gone.view)
    assert audits.totals("March", "2015-03-18")["cases"] == 0


def _settings(audits: Audits) -> dict[str, Any]:
    with audits.store.reading() as session:
        made = audits.book(session).programmes[0]
    return made.model_dump(mode="json", exclude={"key"})


def test_a_new_programme_is_one_file(
    make_audits: Make, store: Store, clock: Clock, tmp_path: Path
) -> None:
    audits = make_audits(2)
    path = tmp_path / "safety-walks.toml"
    path.write_text(WALKS)
    audits.do(put, *read_programme(path))
    assert "1 of 1 done" in audits.shown("1/1 safety walks", "U0M2")
    with talking(audits, store, clock) as talk:
        assert audit(talk, "safety walks").words == ""
        shown = str(form(talk).body["blocks"])
        assert "Every exit is clear" in shown
        assert "January to March 2015" in shown
        assert "'block_id': 'case'" not in shown
        held = {"ask-walked": "2015-03-16", "ask-exits_clear": "yes"}
        reply = talk.bot.slack.submit_view(LEAD, form(talk), held)
        assert "1 of 1 done" in str(reply.view)
    walks = audits.totals("January", "2015-03-18", "safety-walks")
    assert (walks["compliance"], walks["answers"]) == (100, {"exits_clear": [1, 1]})


@pytest.mark.parametrize("target", ["9:case-file-audits/2015-03/x", "1:gone/2015-03/x", "1:short"])
def test_a_button_of_what_is_no_more_opens_no_form(
    make_audits: Make, store: Store, clock: Clock, target: str
) -> None:
    audits = make_audits()
    assert isinstance(pressed(Desk(store, clock), audits.said("", LEAD), target), Refused)
