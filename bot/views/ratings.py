"""An action's two ratings in words."""

from collections.abc import Iterator

from bot.rules.rated import Rated
from bot.rules.ratings import OffTrack, Proposal
from bot.views.blocks import named
from bot.views.words import RATING, counted, days, said_date

REASON_SHOWN = 200


def because(it: Proposal) -> str:
    """Why the rules propose what they do."""
    return {
        "late": f"{days(it.figure)} late",
        "behind": f"{counted(it.figure, 'point')} behind the time that has passed",
        "target": "a target due by now is missed",
        "slipping": f"an end {days(it.figure)} later is asked for",
        "not_started": f"{days(it.figure)} left, and not begun",
        "silent": f"no word for {days(it.figure)}",
        "on_course": "nothing is late, short or silent",
        "no_dates": "it has no end date to be late for",
    }[it.cause]


def proposed(it: Rated) -> str:
    """What the rules propose, and why."""
    return f"By the rules {RATING[it.proposal.rag]}: {because(it.proposal)}."


def rating_lines(it: Rated) -> list[str]:
    """Both ratings, where they tell something: who overruled the rules, when, and why."""
    if it.given is None:
        return [proposed(it)]
    lines = [f"Stale: rated {RATING[it.given]}, {days(it.age)} ago without a word since."]
    if not it.stale:
        lines = []
    if it.overruled:
        lines.append(_overruled(it))
    return lines


def _overruled(it: Rated) -> str:
    told = f"{proposed(it)} Overruled"
    if it.said is None:
        return f"{told} by the plan's file."
    why = f": “{named(it.said.reason, REASON_SHOWN)}”" if it.said.reason else ", no reason given."
    return f"{told} by {_who(it.said.who)} on {said_date(it.said.on)}{why}"


def _who(user: str) -> str:
    return f"<@{user}>" if user.startswith(("U", "W")) else named(user)


def ratings_lines(found: list[Rated]) -> Iterator[str]:
    """Every open action with both ratings, for the command line."""
    for it in found:
        given = RATING[it.given] + (" (stale)" if it.stale else "")
        mark = "  overruled" if it.overruled and not it.stale else ""
        rules = f"{RATING[it.proposal.rag]}, {because(it.proposal)}"
        yield f"{it.ref:6} {given:20} rules: {rules}{mark}"


def off_track_words(it: OffTrack, amber: int, red: int) -> str:
    """How many are off track; a percentage only where one can be had."""
    share = f", {it.share}%" if it.share is not None else ""
    return f"Off track: {it.count} ({amber} amber, {red} red{share})"
