"""`practice`: what it prints, what it keeps, and that it ends when it is told to."""

import json
import socket
from pathlib import Path
from urllib.request import urlopen

import pytest

from bot.cli.practice_clock import PracticeClock
from bot.practice.front import ClockError
from tests.helpers.clock import moment
from tests.helpers.command_line import CommandLine
from tests.helpers.opened import opened


def test_it_shows_the_main_job_and_serves_until_it_is_stopped(tmp_path: Path) -> None:
    with opened(tmp_path) as practice, urlopen(practice.address) as page:
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        assert b"A practice copy" in page.read()
    for words in (
        "creates 11 themes, 12 roles, 41 actions, 47 measures",
        "41 actions: 29 complete, 11 residual",
        "Direct message to the lead",
        "status from residual to complete",
        "Undone",
        "I have not kept that",
        "nothing was saved",
    ):
        assert words in " ".join("".join(practice.lines).split())


def test_what_was_recorded_can_be_looked_at_with_the_other_commands(tmp_path: Path) -> None:
    with opened(tmp_path):
        pass
    look = CommandLine(tmp_path, DATABASE_URL="sqlite:///data/practice.db")
    assert look("verify").code == 0
    assert look("digest", "--as-at", "2015-03-18", "--json").json["counts"]["total"] == 41


def test_it_goes_on_without_playing_its_beginning_again(tmp_path: Path) -> None:
    with opened(tmp_path):
        pass
    with opened(tmp_path) as again:
        assert "The plan comes in" not in "".join(again.lines)
        assert "Hillingdon: where the plan stands" in "".join(again.lines)
    with opened(tmp_path, "--fresh") as afresh:
        assert "The plan comes in" in "".join(afresh.lines)


def test_half_of_what_was_kept_is_put_aside(tmp_path: Path) -> None:
    with opened(tmp_path):
        pass
    (tmp_path / "data" / "practice.json").unlink()
    with opened(tmp_path) as afresh:
        assert "The plan comes in" in "".join(afresh.lines)
    assert (tmp_path / "data" / "practice-before.db").exists()


@pytest.mark.parametrize("kept", ["{", json.dumps({"version": 0}), "[]"])
def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path, kept: str) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "practice.db").touch()
    (folder / "practice.json").write_text(kept)
    ran = CommandLine(tmp_path)("practice", "--port", "0")
    assert ran.code == 1
    assert ran.err.startswith("data/practice.json ")
    assert ran.err.endswith("Start over with --fresh.\n")


def test_a_port_that_is_taken_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = CommandLine(tmp_path)("practice", "--port", port)
    assert ran.code == 1
    assert ran.err.startswith(f"Port {port} on 127.0.0.1 cannot be used (")


@pytest.fixture
def clock() -> PracticeClock:
    """Half past nine on a Wednesday, with nothing to make it run."""
    return PracticeClock(lambda: 0.0, moment("2015-03-18T09:30"), "Europe/London")


def test_the_clock_offers_what_lies_ahead(clock: PracticeClock) -> None:
    offered = {
        name: moment(day).timestamp()
        for name, day in (
            ("Next working day, 09:00", "2015-03-19T09:00"),
            ("Next Monday, 09:00", "2015-03-23T09:00"),
            ("End of the month", "2015-03-31T17:00"),
        )
    }
    assert dict(clock.choices()) == offered
    clock.set(moment("2015-04-02T12:00"))  # the Thursday before Easter
    assert (
        dict(clock.choices())["Next working day, 09:00"] == moment("2015-04-07T09:00").timestamp()
    )


def test_the_clock_stops_at_nine_on_every_working_day(clock: PracticeClock) -> None:
    stops: list[str] = []
    clock.live = lambda: stops.append(
        f"{clock().astimezone(moment('2015-04-01T00:00').tzinfo):%d %H:%M}"
    )
    clock.move(clock.moment("2015-04-01T14:00"))  # over the change to summer time
    assert stops == [f"{day} 09:00" for day in (19, 20, 23, 24, 25, 26, 27, 30, 31)] + [
        "01 09:00",
        "01 14:00",
    ]


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("2015-03-18T09:30", "only goes forward"),
        ("2014-03-18T09:30", "only goes forward"),
        ("2020-01-01T09:00", "too far"),
        ("", "Choose a day"),
        ("yesterday", "Choose a day"),
    ],
)
def test_the_clock_says_why_it_will_not_go(clock: PracticeClock, to: str, words: str) -> None:
    clock.live = lambda: None
    with pytest.raises(ClockError, match=words):
        clock.move(clock.moment(to))
    assert clock() == moment("2015-03-18T09:30")


def test_the_clock_waits_for_the_bot(clock: PracticeClock) -> None:
    with pytest.raises(ClockError, match="still starting"):
        clock.move(clock.moment("2015-03-19T09:30"))


def test_the_clock_runs_on_by_itself() -> None:
    wall = [1000.0]
    clock = PracticeClock(lambda: wall[0], moment("2015-03-18T09:30"), "Europe/London")
    wall[0] += 90
    assert clock() == moment("2015-03-18T09:31:30")
