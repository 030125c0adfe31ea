"""Bots killed and cut off at random, for a month here and for a year when asked for.

    pytest tests/durability/test_a_year.py --days 365 --seed 7

The seed is printed. One replica on SQLite does exactly the same again with it; three on PostgreSQL
are killed at the same steps, and run beside each other as they happen to.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.practice import PracticeSlack
from bot.services.desk import Desk
from models.body import DIGEST, REMINDERS
from models.store import Store
from tests.durability.looking import verified
from tests.durability.simulation import Simulation
from tests.helpers.clock import Clock, moment
from tests.helpers.nursery import Nursery
from tests.helpers.plans import ADMIN, SAMPLE, bring_in, said

FIRST = date(2015, 3, 23)  # a Monday; Easter and the change of clocks are in the weeks after


@pytest.fixture
def calm(migrated_sqlite: Path, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """The same plan in a database of its own, for the bot that nothing happens to."""
    path = tmp_path / "calm.db"
    path.write_bytes(migrated_sqlite.read_bytes())
    store = Store(f"sqlite:///{path}")
    bring_in(store, SAMPLE, "Hillingdon", clock())
    yield store
    store.close()


def subscribe(store: Store, slack: PracticeSlack, clock: Clock) -> None:
    """Both channels get theirs from the Thursday before."""
    for channel, receives in (("smt-digest", DIGEST), ("improvement-plan", REMINDERS)):
        place = slack.channel_id(channel)
        asked = said(at=moment("2015-03-19T10:00"), user=ADMIN, place=place)
        Desk(store, clock).subscribe(asked, receives, active=True)


def test_all_that_is_due_arrives_once_and_in_working_hours(
    nursery: Nursery,
    environment: dict[str, str],
    slack: PracticeSlack,
    sample: Store,
    calm: Store,
    clock: Clock,
    pytestconfig: pytest.Config,
) -> None:
    seed, days = pytestconfig.getoption("seed"), pytestconfig.getoption("days")
    replicas = 1 if sample.is_sqlite else 3
    for store in (sample, calm):
        subscribe(store, slack, clock)
    sample.close()  # a fork of the nursery must not share a connection
    simulation = Simulation(nursery, environment, slack, sample, clock, calm, replicas, seed=seed)
    print(f"seed {seed}, {days} days, {replicas} replicas")  # noqa: T201 - to be able to play it again
    simulation.live(FIRST, days)
    arrived = simulation.arrived()
    assert set(arrived) == simulation.due(), f"seed {seed}"
    assert [key for key, times in arrived.items() if times != 1] == [], f"seed {seed}"
    assert simulation.outside_hours() == [], f"seed {seed}"
    assert simulation.kills > days / 10
    assert verified(environment["DATABASE_URL"]) == []
