"""`/update`, from a person in Slack to the ledger and back."""

import pytest
from sqlmodel import select

from models.action import Action
from models.entry import Entry
from models.store import Store
from tests.helpers.bot import RunningBot, running_bot
from tests.helpers.clock import Clock
from tests.helpers.plans import ADMIN, LEAD, MANAGER, SCHOOL, STRANGER


def stands(store: Store, ref: str) -> Action:
    """An action as it is kept."""
    with store.reading() as session:
        return session.exec(select(Action).where(Action.ref == ref)).one()


def entries(store: Store, ref: str) -> list[Entry]:
    """What the ledger holds of an action since it was made."""
    with store.reading() as session:
        query = select(Entry).where(Entry.key == ref, Entry.noun == "action", Entry.act != "create")
        return list(session.exec(query.order_by(Entry.id)).all())


@pytest.mark.parametrize("http", [False, True], ids=["socket mode", "signed http"])
def test_a_completed_action_is_answered_with_what_changed_its_unmet_targets_and_undo(
    sample: Store, clock: Clock, http: bool
) -> None:
    with running_bot(sample, clock, http=http) as bot:
        reply = bot.update("4.2 complete, supervision file relaunched")
    assert not reply.error
    assert reply.response_type == "ephemeral"
    assert "status from residual to complete" in reply.text
    assert "supervision file relaunched" in reply.words
    assert "4b" in reply.words  # 27% at the start, 70% due by the end of March
    assert "Undo" in reply.words
    assert stands(sample, "4.2").status == "completed"
    (entry,) = entries(sample, "4.2")
    assert (entry.who, entry.old, entry.new) == (LEAD, '"residual"', '"completed"')


def test_the_same_envelope_twice_writes_once_and_answers_the_same(
    bot: RunningBot, sample: Store
) -> None:
    reply = bot.update("4.2 complete")
    again = bot.slack.redeliver(reply)
    assert "Heard before, and recorded once" in again.words
    assert again.text == reply.text
    assert len(entries(sample, "4.2")) == 1


def test_undo_puts_back_what_was_and_stands_in_the_ledger(bot: RunningBot, sample: Store) -> None:
    bot.update("4.2 complete")
    (shown,) = bot.slack.ephemerals(LEAD)
    bot.slack.click(LEAD, shown, "undo_update")
    bot.deliver()
    assert stands(sample, "4.2").status == "residual"
    assert stands(sample, "4.2").last_update is None
    assert [entry.act for entry in entries(sample, "4.2")] == ["change", "undo"]
    (replaced,) = bot.slack.ephemerals(LEAD)
    assert "Undone" in replaced.words


# who, what, what the refusal says
REFUSED = [
    (STRANGER, "4.2 complete", "AD Child Protection"),
    (LEAD, "7.1 complete", "Head of Virtual School"),
    (SCHOOL, "4.2 complete", "AD Child Protection"),
    (LEAD, "4.9 complete", "4.9"),
]


@pytest.mark.parametrize(("user", "text", "says"), REFUSED)
def test_what_is_refused_says_what_to_do_and_stores_nothing(
    bot: RunningBot, sample: Store, user: str, text: str, says: str
) -> None:
    reply = bot.update(text, user)
    assert says in reply.words
    ref = text.split()[0]
    assert entries(sample, ref) == []


@pytest.mark.parametrize("user", [LEAD, MANAGER, ADMIN])
def test_leads_their_managers_and_administrators_may_write(bot: RunningBot, user: str) -> None:
    reply = bot.update("4.2 amber waiting for training", user)
    assert "rating from ○ not rated to ◆ amber" in reply.text
