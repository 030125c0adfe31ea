"""Every way in which a text can come to the bot, each with one that the guard refuses."""

from collections.abc import Callable

from sqlalchemy import MetaData, select

from models.store import Store
from tests.conversation.conftest import Talk
from tests.helpers.plans import ADMIN, LEAD, MANAGER, only_plan

NAME = "Jayden"
NOTE = f"closed for child {NAME} Smith"
WORDS = f"4.2 amber, {NOTE}"
CHANNEL = "improvement-plan"


def rows(store: Store) -> list[str]:
    """Every column of every row of every table, whatever tables there are."""
    tables = MetaData()
    tables.reflect(store.engine)
    with store.engine.connect() as connection:
        found = [row for one in tables.sorted_tables for row in connection.execute(select(one))]
    assert len(found) > 100
    return [str(tuple(row)) for row in found]


# ---- each way returns what the person reads


def by_command(name: str, text: str = NOTE) -> Callable[[Talk], str]:
    return lambda talk: str(talk.bot.slack.command(ADMIN, name, text).words)


def by_message(talk: Talk) -> str:
    talk.bot.slack.message(LEAD, "bot", WORDS)
    return answered(talk)


def answered(talk: Talk, user: str = LEAD) -> str:
    """What the bot says in a direct message; it stands in the outbox first."""
    assert not any(NAME in row for row in rows(talk.store))
    return talk.heard(user).words


def by_mention(talk: Talk) -> str:
    talk.bot.slack.message(LEAD, CHANNEL, f"<@{talk.bot.slack.bot_user_id}> {WORDS}")
    return talk.heard(channel=CHANNEL).words


def by_reply_in_a_thread(talk: Talk) -> str:
    card = talk.say("4.2?")
    talk.bot.slack.message(LEAD, "bot", NOTE, card.ts)
    return answered(talk)


def by_reply_in_a_channels_thread(talk: Talk) -> str:
    talk.bot.slack.command(ADMIN, "/digest", "here", CHANNEL)
    talk.bot.clock.set("2015-03-23T09:00")
    talk.bot.tick()
    digest = next(one for one in talk.bot.slack.messages(CHANNEL) if "4.2" in one.words)
    talk.bot.slack.message(LEAD, CHANNEL, WORDS, digest.ts)
    return talk.heard(channel=CHANNEL).words


def by_edit(talk: Talk) -> str:
    sent = talk.bot.slack.message(LEAD, "bot", "4.2 amber")
    talk.bot.deliver()
    talk.bot.slack.edit_message(LEAD, sent.said, WORDS)  # type: ignore[arg-type]
    return answered(talk)


def by_edit_of_what_did_nothing(talk: Talk) -> str:
    sent = talk.bot.slack.message(LEAD, "bot", "good morning")
    talk.bot.slack.edit_message(LEAD, sent.said, WORDS)  # type: ignore[arg-type]
    return answered(talk)


def by_answer_to_a_question(talk: Talk) -> str:
    talk.say("nearly done on 4.2")
    talk.bot.slack.message(LEAD, "bot", f"complete, {NOTE}")
    return answered(talk)


def by_answer_in_a_checkin(talk: Talk) -> str:
    talk.bot.slack.command(ADMIN, "/checkin", "31 March")
    talk.bot.clock.set("2015-03-24T09:00")
    talk.bot.tick()
    talk.press(talk.heard(), "◆ At risk")
    talk.bot.slack.message(LEAD, "bot", NOTE)
    return answered(talk)


def by_shortcut(talk: Talk) -> str:
    sent = talk.bot.slack.message(MANAGER, CHANNEL, WORDS)
    talk.bot.slack.shortcut(LEAD, sent.said, "record_as_update")  # type: ignore[arg-type]
    return on_screen(talk, LEAD)


def on_screen(talk: Talk, user: str) -> str:
    """What somebody's form says; not what they typed in it."""
    view = talk.bot.slack.view(user)
    assert view
    return str(view.body)


def by_form(talk: Talk) -> str:
    talk.bot.update("4.2")
    return sent(talk, LEAD, rag="amber", note=NOTE)


def by_stale_form(talk: Talk) -> str:
    talk.bot.update("4.2")
    talk.bot.clock.move(minutes=1)
    talk.say("4.2 red", MANAGER)
    return sent(talk, LEAD, rag="amber", note=NOTE)


def sent(talk: Talk, user: str, **values: str) -> str:
    """Send off the form on somebody's screen; the words under its fields."""
    view = talk.bot.slack.view(user)
    assert view
    reply = talk.bot.slack.submit_view(user, view, values)
    assert not any(NAME in row for row in rows(talk.store))
    assert NAME not in str(view.body)
    assert [values[field] for field in reply.errors] != []
    assert all(NAME in values[field] for field in reply.errors)
    return f"{reply.errors}"


def by_snooze(talk: Talk) -> str:
    talk.bot.clock.set("2015-03-30T09:00")
    talk.bot.tick()
    reminder = talk.bot.slack.dms(LEAD)[-1]
    target = f"{only_plan(talk.store).id}:4.2"
    talk.bot.slack.click(LEAD, reminder, "snooze", value=target)
    return sent(talk, LEAD, until="2015-04-08", reason=NOTE)


def by_refusal_of_a_date(talk: Talk) -> str:
    talk.say("4.2 new date 30 April 2015 because HR is short of staff")
    talk.press(talk.heard(MANAGER), "Refuse", MANAGER)
    return sent(talk, MANAGER, reason=NOTE)


def by_plan_form(label: str, about: str = "", **values: str) -> Callable[[Talk], str]:
    """A form behind one of the buttons of `/plan`, or of one of its registers."""

    def way(talk: Talk) -> str:
        talk.bot.slack.command(ADMIN, "/plan", about)
        talk.press(talk.bot.slack.ephemerals(ADMIN)[-1], label, ADMIN)
        return sent(talk, ADMIN, **values)

    return way


def by_change_of_a_risk(talk: Talk) -> str:
    talk.bot.slack.command(ADMIN, "/plan", "risks")
    talk.press(talk.bot.slack.ephemerals(ADMIN)[-1], "Add a risk", ADMIN)
    form = talk.bot.slack.view(ADMIN)
    talk.bot.slack.submit_view(ADMIN, form, {"title": "Recruitment"})  # type: ignore[arg-type]
    return by_plan_form("Change 1", "risks", title=NOTE)(talk)


def by_what_is_left_of_an_action(talk: Talk) -> str:
    talk.bot.slack.command(ADMIN, "/plan")
    talk.press(talk.bot.slack.ephemerals(ADMIN)[-1], "Begin the next plan", ADMIN)
    form, values = talk.bot.slack.view(ADMIN), {"name": "Successor", "themes": "1 Workforce"}
    talk.bot.slack.submit_view(ADMIN, form, values)  # type: ignore[arg-type]
    talk.bot.slack.command(ADMIN, "/plan", "Hillingdon")
    talk.press(talk.bot.slack.ephemerals(ADMIN)[-1], "Carry over", ADMIN)
    form = talk.bot.slack.view(ADMIN)
    assert form
    theme = next(str(o["value"]) for b in form.blocks if b["block_id"] == "theme"
                 for o in b["element"]["options"])  # fmt: skip
    return sent(talk, ADMIN, ref="1.1", theme=theme, part=NOTE)


def by_measure(**values: str) -> Callable[[Talk], str]:
    def way(talk: Talk) -> str:
        talk.press(talk.say("1c?", ADMIN), "Record 1c", ADMIN)
        return sent(talk, ADMIN, source=NOTE, **values)

    return way


WAYS: dict[str, Callable[[Talk], str]] = {
    "update": by_command("/update", WORDS),
    "digest": by_command("/digest"),
    "digest here": by_command("/digest", f"here {NOTE}"),
    "reminders": by_command("/reminders"),
    "checkin": by_command("/checkin"),
    "plan": by_command("/plan"),
    "plan risks": by_command("/plan", f"risks {NOTE}"),
    "message": by_message,
    "mention": by_mention,
    "thread": by_reply_in_a_thread,
    "channel's thread": by_reply_in_a_channels_thread,
    "edit": by_edit,
    "edit of small talk": by_edit_of_what_did_nothing,
    "answer": by_answer_to_a_question,
    "check-in": by_answer_in_a_checkin,
    "shortcut": by_shortcut,
    "form": by_form,
    "stale form": by_stale_form,
    "snooze": by_snooze,
    "date refused": by_refusal_of_a_date,
    "withdrawal": by_plan_form("Withdraw an action", ref="4.2", reason=NOTE),
    "next plan's name": by_plan_form("Begin the next plan", name=NOTE, themes="1 Workforce"),
    "next plan's theme": by_plan_form("Begin the next plan", name="Next", themes=f"1 {NOTE}"),
    "carried over": by_what_is_left_of_an_action,
    "risk": by_plan_form("Add a risk", "risks", title=NOTE),
    "board's request": by_plan_form("Add a request", "requests", title=NOTE),
    "risk changed": by_change_of_a_risk,
    "policy": by_plan_form("Change the policy", dates_by=NOTE),
    "figure": by_measure(what="figure", figure="22"),
    "target": by_measure(what="target", figure="80", on="2015-03-31"),
    "doubt": by_measure(what="doubt"),
}
