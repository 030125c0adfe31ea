"""Ratings: the page that says how they come about is the test of how they come about."""

from datetime import date, timedelta

import pytest

from bot.rules.policy import PolicyError, policy_of
from bot.rules.ratings import (
    Course,
    Proposal,
    RatingRules,
    off_track,
    propose,
    rules_of,
    stands_as,
)
from bot.services.digesting import digest
from bot.services.rating import ratings
from bot.views.ratings import off_track_words
from tests.helpers.command_line import ROOT
from tests.helpers.plans import LEAD
from tests.life.conftest import Life

PAGE = (ROOT / "docs" / "ratings.md").read_text()
TODAY = date(2015, 3, 18)


def rows(heading: str) -> list[dict[str, str]]:
    """The rows of the table that begins with a heading, by column."""
    lines = PAGE[PAGE.index(f"| {heading} |") :].split("\n\n")[0].splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[2:]]


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


CASES = rows("case")


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["case"])
def test_the_rules_are_what_the_page_says(row: dict[str, str]) -> None:
    course = Course(
        day=TODAY,
        start=day(row["start"]),
        end=day(row["end"]),
        end_asked=day(row["asked"]),
        begun=row["begun"] == "yes",
        percent=int(row["percent"]) if row["percent"] else None,
        heard=day(row["last word"]),
        short=row["target missed"] == "yes",
    )
    found = propose(course)
    why = f"{found.cause} {found.figure}" if found.figure else found.cause
    assert (found.rag, why) == (row["proposed"], row["why"])


def test_every_reason_of_the_rules_is_on_the_page() -> None:
    from bot.rules.ratings import Cause

    shown = {row["why"].split()[0] for row in CASES}
    assert shown == set(Cause.__args__)  # type: ignore[attr-defined]


def test_the_settings_are_what_the_page_says() -> None:
    table = PAGE[PAGE.index("| setting |") :].splitlines()[2:]
    shown = {line.split("|")[1].strip(" `"): int(line.split("|")[2]) for line in table}
    assert rules_of(shown) == RatingRules()
    assert len(shown) == len(RatingRules.__slots__)


def test_a_plan_sets_the_rules_of_its_own() -> None:
    strict = policy_of({"ratings": {"late_red": 1}}).ratings
    late = Course(day=TODAY, end=TODAY - timedelta(days=1))
    assert (propose(late).rag, propose(late, strict).rag) == ("amber", "red")
    for wrong in ({"late": 1}, {"late_red": "soon"}, {"late_red": 400}):
        with pytest.raises(PolicyError):
            policy_of({"ratings": wrong})


# what somebody said, whether that is stale, what the rules propose, what it stands as
STANDS = [
    (None, False, "amber", "amber"),
    ("green", False, "red", "green"),  # overruled, and both are shown
    ("green", True, "amber", "amber"),  # stale: never green
    ("red", True, "amber", "red"),  # silence makes nothing better
]


@pytest.mark.parametrize(("given", "stale", "rules", "stands"), STANDS)
def test_what_an_action_is_shown_with(
    given: str | None, stale: bool, rules: str, stands: str
) -> None:
    assert stands_as(given, stale, Proposal(rules, "silent")) == stands  # type: ignore[arg-type]


def test_7_amber_and_2_red_are_9_off_track_without_a_percentage() -> None:
    assert off_track_words(off_track(7, 2, None), 7, 2) == "Off track: 9 (7 amber, 2 red)"
    assert off_track_words(off_track(7, 2, 36), 7, 2) == "Off track: 9 (7 amber, 2 red, 25%)"


def test_an_overruling_shows_both_ratings_who_when_and_why(life: Life) -> None:
    assert "By the rules ▲ red: 261 days late." in life.shown("8.3?")
    life.say("8.3 green, the last school signs on Friday")
    told = life.shown("8.3?")
    assert "● green" in told
    assert "By the rules ▲ red: 261 days late. Overruled by" in told
    assert "on 18 March 2015: “the last school signs on Friday”" in told


def test_a_rating_ages_with_the_last_word_and_a_stale_one_is_not_green(life: Life) -> None:
    life.say("4.2 green", LEAD)
    assert (rag(life)["green"], rag(life)["stale"]) == (1, 0)
    life.clock.move(days=31)
    assert (rag(life)["green"], rag(life)["stale"]) == (1, 0)
    fresh = life.clock()
    life.clock.move(days=1)
    assert (rag(life)["green"], rag(life)["stale"]) == (0, 1)
    assert "Stale: rated ● green, 32 days ago" in life.shown("4.2?")
    with life.store.reading() as session:
        (one,) = ratings(session, life.book(session), life.clock(), ["4.2"])
        assert (one.stale, one.stands) == (True, "red")
        (then,) = ratings(session, life.book(session), fresh, ["4.2"])
        assert (then.stale, then.stands) == (False, "green")
    life.say("4.2 no change", LEAD)
    assert (rag(life)["green"], rag(life)["stale"]) == (1, 0)


def rag(life: Life) -> dict[str, int]:
    """The digest's ratings."""
    with life.store.reading() as session:
        return digest(session, life.plan(session), life.clock()).rag
