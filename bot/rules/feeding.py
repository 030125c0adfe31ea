"""Which figures of a round that is over are readings of the plan's measures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.rules.percent import percent
from bot.rules.periods import Period
from bot.rules.programmes import Programme
from bot.rules.returns import Owed, Totals


@dataclass(frozen=True, slots=True)
class Feed:
    """A percentage that a measure came to by a day, and the round that says so."""

    measure: str
    value: int
    on: date
    source: str


def feeds_of(
    programme: Programme, period: Period, source: str, totals: Totals, held: int | None
) -> Iterator[Feed]:
    """What a round says of measures; nothing of one for which it has no figure.

    `held` is the share of rounds due by then that took place.
    """
    figures = {"compliance": totals.compliance, "good": totals.good, "held": held}
    found = [(ref, figures[name]) for name, ref in programme.feeds.items()]
    found += [
        (ask.measure, percent(*of))
        for ask in programme.asks
        if ask.measure and (of := totals.answers.get(ask.name)) and of[1]
    ]
    for ref, value in found:
        if value is not None:
            yield Feed(ref, value, period.last, source)


def held_of_due(rounds: Iterable[tuple[Period, list[Owed]]], day: date) -> int | None:
    """Which share of the rounds due by a day took place: everybody who owed in one has returned.

    One that nobody ever spoke of did not. None where none was due.
    """
    due = [owed for period, owed in rounds if period.due <= day]
    held = [owed for owed in due if owed and all(one.complete for one in owed if not one.excused)]
    return percent(len(held), len(due)) if due else None
