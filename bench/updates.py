"""`/update` end to end in one process: a signed request through Bolt to the disk and back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from slack_bolt import App, BoltRequest

from bench import floors
from bench.asking import COMPLETING, KINDS, check_recorded, signed_headers, update_body, workspace
from bench.figures import Result, timed_rows
from bench.ground import copies, folder, our_app, settings_for
from bench.sizes import Size
from bench.taking_turns import in_turns, timed
from bot.practice import PracticeSlack

REF = "4.2"
FLOOR, OURS, COMPLETES = "floor: Bolt and raw SQL", "the bot", "the bot, completing"


def measure(size: Size) -> list[Result]:
    """The bot, the floor, Bolt alone and the plain way, on SQLite."""
    with folder() as home, workspace() as slack:
        apps, desk = _apps(slack, copies(home, "ours", "floor", "plain"))
        ways = {name: dispatching(app, slack) for name, app in apps.items()}
        samples = in_turns(ways, size.updates)
        desk.store.close()
    return [summed("/update in process, SQLite", samples)]


def _apps(slack: PracticeSlack, paths: dict[str, Path]) -> tuple[dict[str, App], Any]:
    urls = {name: f"sqlite:///{path}" for name, path in paths.items()}
    settings = settings_for(slack, urls["ours"])
    ours, desk = our_app(settings)
    return {
        "Bolt, nothing kept": floors.bolt(settings, floors.nothing),
        FLOOR: floors.bolt(settings, floors.raw_sqlite(str(paths["floor"]))),
        OURS: ours,
        "the plain way": floors.bolt(settings, floors.plain_session(urls["plain"]), waits=True),
    }, desk


def dispatching(app: App, slack: PracticeSlack) -> Callable[[int], float]:
    """A way to be timed: one signed request, dispatched; the signing is not timed."""

    def way(number: int) -> float:
        body = update_body(slack, REF, number)
        headers: Any = {name: [value] for name, value in signed_headers(slack, body).items()}

        def dispatch() -> None:
            response = app.dispatch(BoltRequest(body=body, headers=headers))
            check_recorded(response.status, response.body, REF)

        return timed(dispatch)

    return way


def summed(title: str, samples: dict[str, list[float]]) -> Result:
    """The rows, with those updates apart that complete an action and look at its targets."""
    completing = samples[OURS][COMPLETING::KINDS]
    return Result(title, timed_rows({**samples, COMPLETES: completing}, FLOOR))
