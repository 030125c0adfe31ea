"""Targets: completed is not the same as target met. The figures are the sample plan's."""

from datetime import date

import pytest
from sqlmodel import select

from bot.rules.targets import Shortfall, shortfalls
from bot.services import measuring
from bot.services.books import read_book
from models.plan import Plan
from models.store import Store
from tests.helpers.bot import running_bot
from tests.helpers.clock import Clock
from tests.helpers.plans import ADMIN

END_OF_MARCH = date(2015, 3, 31)


def short(store: Store, action: str, day: date) -> dict[str, Shortfall]:
    """What an action's measures are short of on a day, by label and series."""
    with store.reading() as session:
        book = read_book(session, session.exec(select(Plan)).one())
        found = shortfalls(measuring.facts_of_action(session, book, action), day)
    return {f"{one.measure} {one.series}".strip(): one for one in found}


# action, measure, day, the target in force, short by (None: no figure to set against it)
SHORT = [
    ("5.3", "5c", END_OF_MARCH, "100", 2.8),
    ("8.1", "8a", END_OF_MARCH, "100", 2),
    ("1.2", "1c", date(2015, 1, 31), "55", 33),
    ("1.2", "1c", END_OF_MARCH, "75", 53),
    ("2.2", "2c 45-day", END_OF_MARCH, "85", 10),
    ("2.2", "2c 10-day", END_OF_MARCH, "100", None),
    ("3.3", "3c", date(2015, 3, 30), "90", None),
    ("3.3", "3c", END_OF_MARCH, "35", None),  # the revision, not the original 100
    ("6.2", "6b LAC", END_OF_MARCH, "100", None),  # targets shared by both series
    ("6.2", "6b CP", END_OF_MARCH, "100", None),
    ("11.1", "11b permanent", date(2015, 2, 28), "70", 50),
    ("11.1", "11b permanent", END_OF_MARCH, "77", 57),
]


@pytest.mark.parametrize(("action", "measure", "day", "target", "by"), SHORT)
def test_the_papers_shortfalls(
    sample: Store, action: str, measure: str, day: date, target: str, by: float | None
) -> None:
    one = short(sample, action, day)[measure]
    assert one.target.rstrip("%") == target
    assert one.short == (None if by is None else pytest.approx(by))


def test_only_the_half_of_a_pair_that_counts_is_judged(sample: Store) -> None:
    assert list(short(sample, "11.1", END_OF_MARCH)) == [
        "11a recruited",
        "11a further offers",
        "11b permanent",
    ]


def test_what_is_met_or_only_monitored_is_not_short(sample: Store) -> None:
    assert short(sample, "1.1", END_OF_MARCH).keys() == {"1b"}  # 1a: 100 against 100
    assert short(sample, "4.3", END_OF_MARCH) == {}  # monitoring only
    assert short(sample, "9.1", END_OF_MARCH) == {}  # yes against yes


@pytest.mark.parametrize(
    ("ref", "says"), [("5.3", "2.8 points short of 100%"), ("8.1", "2 points short of 100%")]
)
def test_completing_an_action_warns_how_far_its_measures_are_short(
    sample: Store, clock: Clock, ref: str, says: str
) -> None:
    with running_bot(sample, clock) as bot:
        bot.update(f"{ref} in progress", ADMIN)
        assert says in bot.update(f"{ref} complete", ADMIN).words
