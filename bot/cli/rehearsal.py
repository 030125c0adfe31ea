"""A week of the sample plan, played through the real bot in a practice workspace, and printed.

Everything goes through slack-bolt and slack-sdk over Socket Mode on loopback; only the people and
the clock are ours.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from rich.console import Console
from rich.padding import Padding
from rich.text import Text
from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot.app import make_app, make_client
from bot.config import Settings
from bot.delivery.worker import Worker
from bot.intake.reader import read_plan
from bot.manifest import COMMANDS, EVENTS, SCOPES
from bot.practice import PracticeSlack
from bot.rules.said import Said
from bot.rules.times import ONE_DAY, next_working_day
from bot.services.desk import Desk
from bot.services.importing import carry_out, compare
from bot.services.people import assign, name_administrator
from bot.views.comparison import comparison_lines
from bot.views.plain import as_text
from models.schema import migrate
from models.store import Store

ZONE = ZoneInfo("Europe/London")
PLAN = "Hillingdon"
LEAD, MANAGER, ADMIN, SENIOR = "U0LEAD", "U0MANAGER", "U0ADMIN", "U0SENIOR"
# Invented people, by what they are in the plan.
PEOPLE = {LEAD: "The lead", MANAGER: "The director", ADMIN: "The administrator", SENIOR: "SMT"}
HOLDERS = {"AD Child Protection": LEAD, "DCS": MANAGER}
CHANNELS = {"smt-digest": [*PEOPLE, "bot"], "improvement-plan": [*PEOPLE, "bot"]}
WEDNESDAY = datetime(2015, 3, 18, 9, 30, tzinfo=ZONE)
MONDAY = datetime(2015, 3, 23, 9, 0, tzinfo=ZONE)
MORNING = time(9)


class Rehearsal:
    """The workspace, the bot in it, and where it is printed. The clock stands where it is put."""

    def __init__(self, console: Console, slack: PracticeSlack, store: Store) -> None:
        self.console = console
        self.slack = slack
        self.now = WEDNESDAY
        self.desk = Desk(store, lambda: self.now)
        settings = _settings(slack, store)
        self.client = make_client(settings)
        self.app = make_app(settings, self.desk, self.client)
        self.shown: set[tuple[str, str]] = set()

    def live_until(self, moment: datetime) -> None:
        """The working days up to a moment: what falls due is queued and sent, as by the ticks."""
        while self.now < moment:
            day = next_working_day(self.now.date() + ONE_DAY)
            self.now = min(moment, datetime.combine(day, MORNING, ZONE))
            self.tick()

    def tick(self) -> None:
        """What is due now is queued and sent."""
        self.desk.tick()
        self.console.rule(f"{self.now:%A} {self.now.day} {self.now:%B %Y, %H:%M}", style="bold")
        if not self.deliver():
            self.console.print("(nothing to say)\n", style="dim")

    def deliver(self) -> int:
        """Send what waits, and print what arrived; returns how many posts it was."""
        worker = Worker(self.desk.store, self.client, "practice", pace=timedelta(0))
        sent = worker.deliver_all(self.desk.clock)
        for channel in CHANNELS:
            self._print_new(f"#{channel}", self.slack.messages(channel))
        for user in PEOPLE:
            self._print_new(f"Direct message to {_who(user).lower()}", self.slack.dms(user))
        return sent

    def command(self, user: str, name: str, text: str, channel: str = "") -> Any:
        """A person types a command; prints it and the answer that only they see."""
        where = f"in #{channel}" if channel else "to the bot"
        self._print(f"{_who(user)}, {where}", Text(f"{name} {text}", style="bold cyan"))
        reply = self.slack.command(user, name, text, channel)
        self._print("Only they see", Text(as_text(reply.blocks) or reply.text or reply.error))
        return reply

    def press_undo(self, user: str, answer: Any) -> None:
        """A person presses Undo under an answer, which is replaced."""
        self._print(f"{_who(user)} presses", Text("[Undo]", style="bold cyan"))
        self.slack.click(user, answer.message, "undo_update")
        self.deliver()
        latest = self.slack.ephemerals(user)[-1]
        self._print("The answer becomes", Text(as_text(latest.blocks)))

    def _print_new(self, where: str, messages: list[Any]) -> None:
        mine = self.slack.bot_user_id
        for message in messages:
            mark = (message.channel, message.ts)
            if message.user == mine and mark not in self.shown:
                self.shown.add(mark)
                self._print(where, Text(as_text(message.blocks)))

    def _print(self, where: str, text: Text) -> None:
        self.console.print(Text(where, style="dim"))
        self.console.print(Padding(text, (0, 0, 1, 2)))


def rehearse(
    console: Console, database: Path, sample: Path, port: int, wall: Callable[[], float]
) -> None:
    """Play the week and print it. `wall` is the real time in seconds, by which requests are signed.

    Raises OSError where the port cannot be used.
    """
    store = Store(f"sqlite:///{database}")
    migrate(store)
    play: list[Rehearsal] = []
    slack = PracticeSlack(
        clock=lambda: (play[0].now if play else WEDNESDAY).timestamp(),
        wall=wall,
        people=PEOPLE,
        channels=CHANNELS,
        scopes=SCOPES,
        events=EVENTS,
        commands=COMMANDS,
        port=port,
    )
    with slack:
        _bring_in(console, store, sample)
        play.append(Rehearsal(console, slack, store))
        handler = SocketModeHandler(play[0].app, slack.app_token)
        handler.connect()
        slack.wait_for(lambda: slack.sockets() == 1)
        _play(play[0])
        handler.close()
    store.close()
    _farewell(console, database)


def _settings(slack: PracticeSlack, store: Store) -> Settings:
    return Settings(
        database_url=store.url,
        slack_bot_token=SecretStr(slack.bot_token),
        slack_app_token=SecretStr(slack.app_token),
        slack_signing_secret=SecretStr(slack.signing_secret),
        slack_api_url=slack.url,
    )


def _bring_in(console: Console, store: Store, sample: Path) -> None:
    console.rule("The plan comes in", style="bold")
    said = Said("practice", "", WEDNESDAY, WEDNESDAY, "import", "practice")
    with store.writing() as session:
        found = compare(session, PLAN, read_plan(sample))
        for line in comparison_lines(found):
            console.print(line)
        plan = carry_out(session, found, said)
        for role, user in HOLDERS.items():
            assign(session, plan, said, role, user, date(2015, 1, 1))
            console.print(f"{role}: {_who(user).lower()}")
        name_administrator(session, said, ADMIN)
    console.print()


def _play(play: Rehearsal) -> None:
    play.tick()
    play.command(ADMIN, "/digest", "here", "smt-digest")
    play.command(ADMIN, "/reminders", "here", "improvement-plan")
    done = play.command(LEAD, "/update", "4.2 complete, supervision file relaunched")
    play.press_undo(LEAD, done)
    play.command(LEAD, "/update", "4.2 amber waiting for training dates")
    play.command(LEAD, "/update", "3.3 isn't done yet")
    play.command(SENIOR, "/update", "4.2 complete")
    play.command(LEAD, "/update", "3.3 complete, closed for child Jayden Smith")
    play.live_until(MONDAY)


def _who(user: str) -> str:
    return PEOPLE[user]


def _farewell(console: Console, database: Path) -> None:
    console.rule("That was the week", style="bold")
    console.print(
        f"All of it stands in {database}. To look around:\n"
        f"  export DATABASE_URL=sqlite:///{database}\n"
        "  .venv/bin/python -m bot digest --as-at 2015-03-23\n"
        '  .venv/bin/python -m bot say --as U0LEAD --at 2015-03-24T10:00 "3.3 complete"\n'
        "  .venv/bin/python -m bot verify",
        soft_wrap=True,
    )
