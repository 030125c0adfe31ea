"""How many ordinary messages a second are read, and how many the guard looks through."""

from datetime import date

from bench.figures import Aim, Result, Row
from bench.sizes import Size
from bench.taking_turns import in_turns, timed
from bot.language import read
from bot.rules.identity import identifies
from bot.services.books import known_of_file
from tests.helpers.plans import SAMPLE

DAY = date(2015, 3, 18)
READ, GUARDED = "read", "looked through by the guard"
MESSAGES = (
    "4.2 complete",
    "4.2 is done, supervision file relaunched",
    "7.1 amber, waiting for the training dates",
    "2.3 60%",
    "8.3 in progress, will be finished by 30 April 2015",
    "please mark 10.5 as complete",
    "6b is now 62%",
    "3.3 slipped to end of May because the contract is late",
    "what is overdue?",
    "4.2?",
    "undo",
    "thanks",
)


def measure(size: Size) -> list[Result]:
    """Messages as people write them to the sample plan, over and over."""
    known = known_of_file(SAMPLE)
    ways = {
        READ: lambda number: timed(lambda: read(_message(number), known, DAY)),
        GUARDED: lambda number: timed(lambda: identifies(_message(number))),
    }
    samples = in_turns(ways, size.messages)
    speeds = {what: len(seconds) / sum(seconds) for what, seconds in samples.items()}
    rows: list[Row] = [{"what": what, "a_second": speed} for what, speed in speeds.items()]
    return [Result("Messages", rows, [Aim("messages read a second", speeds[READ], 5000, True)])]


def _message(number: int) -> str:
    return MESSAGES[number % len(MESSAGES)]
