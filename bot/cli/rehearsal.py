"""How the practice workspace begins: the plan comes in, and some days go by, all of it printed.

Nothing is made up for the screen. Every post went through the bot's own outbox, and everything
that people say goes through slack-bolt and slack-sdk over Socket Mode on loopback.
"""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.cli.practice_clock import PracticeClock
from bot.cli.practice_world import (
    ADMIN,
    CHANNELS,
    DIGEST_CHANNEL,
    HOLDERS,
    LEAD,
    PEOPLE,
    PLAN_CHANNEL,
    SENIOR,
)
from bot.intake.reader import read_plan
from bot.practice import PracticeSlack
from bot.rules.said import Said
from bot.services.importing import carry_out, compare
from bot.services.people import assign, name_administrator
from bot.views.comparison import comparison_lines
from bot.views.plain import as_text
from models.store import Store

ZONE = ZoneInfo("Europe/London")
PLAN = "Hillingdon"
# The week before, so that by then a digest and everybody's reminders have gone out.
BEGINS = datetime(2015, 3, 10, 16, 0, tzinfo=ZONE)
OPENS = datetime(2015, 3, 18, 9, 30, tzinfo=ZONE)


class Rehearsal:
    """People who say things in the workspace, and where what comes of it is printed."""

    def __init__(self, console: Console, slack: PracticeSlack, clock: PracticeClock) -> None:
        self._console = console
        self._slack = slack
        self._clock = clock
        self._shown: set[tuple[str, str]] = set()

    def play(self) -> None:
        """The days up to the one on which the workspace is handed over."""
        self.command(ADMIN, "/digest", "here", DIGEST_CHANNEL)
        self.command(ADMIN, "/reminders", "here", PLAN_CHANNEL)
        live = self._clock.live or (lambda: None)

        def live_and_print() -> None:
            live()
            self.print_new()

        self._clock.live = live_and_print
        self._clock.move(OPENS.timestamp())
        self._clock.live = live
        self.print_time()
        done = self.command(LEAD, "/update", "4.2 complete, supervision file relaunched")
        self.press_undo(LEAD, done)
        self.command(LEAD, "/update", "3.3 complete, closed for child Jayden Smith")
        self.command(SENIOR, "/update", "4.2 complete")
        self._slack.read(LEAD)

    def command(self, user: str, name: str, text: str, channel: str = "") -> Any:
        """A person types a command; prints it and the answer that only they see."""
        where = f"in #{channel}" if channel else "to the bot"
        self._print(f"{_capital(_who(user))}, {where}", Text(f"{name} {text}", style="bold cyan"))
        reply = self._slack.command(user, name, text, channel)
        self._print("Only they see", Text(as_text(reply.blocks) or reply.text or reply.error))
        return reply

    def press_undo(self, user: str, answer: Any) -> None:
        """A person presses Undo under an answer, which is replaced."""
        self._print(f"{_capital(_who(user))} presses", Text("[Undo]", style="bold cyan"))
        before = answer.message.copy()
        self._slack.click(user, answer.message, "undo_update")
        self._slack.wait_for(lambda: answer.message.edited != before.edited)
        self._print("The answer becomes", Text(as_text(answer.message.blocks)))

    def print_new(self) -> None:
        """What the bot has posted since the last time, under the time of day."""
        places = {f"#{name}": self._slack.messages(name) for name in CHANNELS}
        for user in PEOPLE:
            places[f"Direct message to {_who(user)}"] = self._slack.dms(user)
        new = [(where, each) for where, said in places.items() for each in said if self._new(each)]
        if new:
            self.print_time()
        for where, message in new:
            self._shown.add((message.channel, message.ts))
            self._print(where, Text(as_text(message.blocks)))

    def print_time(self) -> None:
        """A line with the moment in it."""
        now = self._clock().astimezone(ZONE)
        self._console.rule(f"{now:%A} {now.day} {now:%B %Y, %H:%M}", style="bold")

    def _new(self, message: Any) -> bool:
        bot = self._slack.bot_user_id
        return message.user == bot and (message.channel, message.ts) not in self._shown

    def _print(self, where: str, text: Text) -> None:
        self._console.print(Text(where, style="dim"))
        self._console.print(Padding(text, (0, 0, 1, 2), expand=False))


def bring_in(console: Console, store: Store, sample: Path) -> None:
    """The sample plan, its people and an administrator; printed."""
    console.rule("The plan comes in", style="bold")
    said = Said("practice", "", BEGINS, BEGINS, "import", "practice")
    file = replace(read_plan(sample), as_of=BEGINS.date())
    with store.writing() as session:
        found = compare(session, PLAN, file)
        for line in comparison_lines(found):
            console.print(line)
        plan = carry_out(session, found, said)
        for role, user in HOLDERS.items():
            assign(session, plan, said, role, user, date(2015, 1, 1))
            console.print(f"{role}: {_who(user)}")
        name_administrator(session, said, ADMIN)
    console.print()


def _who(user: str) -> str:
    """What somebody is, within a sentence."""
    role = PEOPLE[user][1]
    return f"the {role if role.isupper() else role[0].lower() + role[1:]}"


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
