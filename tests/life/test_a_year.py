"""Any year of a plan can be had back from its ledger, and each day of it as it was shown."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.life.year import Year


def test_any_year_can_be_had_back_day_by_day(
    migrated_sqlite: Path, pytestconfig: pytest.Config
) -> None:
    class Kept(Year):
        empty = migrated_sqlite

    run_state_machine_as_test(
        Kept,
        settings=settings(
            max_examples=pytestconfig.getoption("--years"),
            stateful_step_count=40,  # nine days apart: a year
            deadline=None,
            phases=[Phase.generate],  # making a year shorter takes minutes: do it by hand
            derandomize=True,  # the same years for everybody
            suppress_health_check=list(HealthCheck),
        ),
    )
