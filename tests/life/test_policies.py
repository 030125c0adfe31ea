"""A plan's policy, shown and changed: from the home tab, from `/plan`, from the command line."""

from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from bot.rules.outcomes import Refused, Told
from bot.rules.policy import DEFAULT, PolicyError, policy_of
from bot.rules.policy_settings import SETTINGS, USUAL, as_texts, with_settings
from bot.services import policies
from bot.views.policies import LABELS
from models.entry import Entry
from tests.conversation.conftest import Talk
from tests.helpers.command_line import CommandLine
from tests.helpers.plans import ADMIN, LEAD
from tests.life.conftest import Life


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a setting comes to does not depend on the database."""
    return sqlite_url


# a setting, what is typed, and what the policy then has
SET = [
    ("before_end", "10, 5", (10, 5)),
    ("before_end", "3 1", (3, 1)),
    ("silent_after", " 21 ", 21),
    ("dates_by", "DCS", "DCS"),
    ("reasons", "required", "required"),
    ("opens", "09:00", DEFAULT.opens.replace(9, 0)),
    ("holidays", "scotland", "Scotland"),
]


@pytest.mark.parametrize(("name", "text", "value"), SET)
def test_each_setting_is_typed_as_it_is_read(name: str, text: str, value: object) -> None:
    settings = with_settings(None, {name: text})
    assert getattr(policy_of(settings), name) == value
    assert with_settings(settings, {name: ""}) is None  # what is usual again


def test_every_setting_is_shown_under_a_label_and_can_be_typed_as_it_stands() -> None:
    assert tuple(LABELS) == tuple(USUAL)
    assert sorted(LABELS) == sorted(SETTINGS)
    assert policy_of(with_settings(None, as_texts(DEFAULT))) == DEFAULT
    of_ratings = with_settings({"silent_after": 9}, {"ratings.late_red": "7"})
    assert of_ratings == {"silent_after": 9, "ratings": {"late_red": 7}}
    assert with_settings(of_ratings, {"ratings.late_red": ""}) == {"silent_after": 9}


# what cannot be kept to, and the sentence about it
BAD = [
    ("silent_after", "soon", "has to be a whole number"),
    ("silent_after", "0", "from 1 to 366"),
    ("before_end", "14, x", "has to be a whole number"),
    ("opens", "18:00", "opens has to be before closes"),
    ("closes", "late", "such as 08:30"),
    ("holidays", "Cornwall", "Northern Ireland"),
    ("reasons", "never", "asked"),
    ("ratings.late_red", "999", "from 0 to 366"),
    ("colour", "blue", "is no setting"),
]


@pytest.mark.parametrize(("name", "text", "why"), BAD)
def test_what_cannot_be_kept_to_says_why(name: str, text: str, why: str) -> None:
    with pytest.raises(PolicyError, match=why):
        with_settings(None, {name: text})


def entries(life: Life) -> list[Entry]:
    with life.store.reading() as session:
        found = session.exec(select(Entry).where(Entry.field == "policy")).all()
    return list(found)


def test_an_administrator_changes_it_and_it_is_in_the_ledger(life: Life) -> None:
    told = life.do(policies.set_one, "silent_after", "21")
    assert isinstance(told, Told)
    assert "silent_after from 30 to 21" in told.text
    (entry,) = entries(life)
    assert (entry.who, entry.noun, entry.key) == (ADMIN, "plan", "Hillingdon")
    with life.store.reading() as session:
        assert life.book(session).policy.silent_after == 21
    told = life.do(policies.set_one, "silent_after", "21")
    assert "is what it was" in life.told(told)
    assert len(entries(life)) == 1
    assert life.is_sound()


def test_others_are_refused_and_so_is_a_role_that_there_is_not(life: Life) -> None:
    refused = life.do(policies.set_one, "silent_after", "21", user=LEAD)
    assert isinstance(refused, Refused)
    assert refused.why == "not_administrator"
    refused = life.do(policies.set_one, "confirmed_by", "Chief Whip")
    assert "no role called Chief Whip" in life.told(refused)
    assert entries(life) == []


@pytest.fixture
def talk(life: Life, talking: Any) -> Talk:
    """The bot on the sample plan."""
    return talking(life)  # type: ignore[no-any-return]


def opened(talk: Talk, user: str = ADMIN) -> Any:
    talk.bot.slack.open_home(user)
    talk.press(talk.bot.slack.home(user), "Change the policy", user)
    return talk.bot.slack.view(user)


def test_it_is_changed_from_the_home_tab_and_a_bad_value_is_said_where_it_stands(
    life: Life, talk: Talk
) -> None:
    slack, view = talk.bot.slack, opened(talk)
    reply = slack.submit_view(ADMIN, view, {"up_after": "3", "closes": "late"})
    assert "such as 08:30" in reply.errors["closes"]
    assert entries(life) == []
    reply = slack.submit_view(ADMIN, view, {"up_after": "3", "closes": "17:00"})
    assert "up_after from 5 to 3" in str(reply.view.body["blocks"])
    with life.store.reading() as session:
        found = life.book(session).policy
    assert (found.up_after, found.closes.hour, found.silent_after) == (3, 17, 30)


def test_a_form_that_has_gone_stale_says_so_and_changes_only_what_was_typed(
    life: Life, talk: Talk
) -> None:
    view = opened(talk)
    life.do(policies.set_one, "up_after", "9")
    life.do(policies.set_one, "snoozes", "1")
    reply = talk.bot.slack.submit_view(ADMIN, view, {"up_after": "3"})
    assert "meanwhile, to 9" in reply.errors["up_after"]
    talk.bot.slack.submit_view(ADMIN, view, {"up_after": "5", "silent_after": "21"})
    with life.store.reading() as session:
        found = life.book(session).policy
    assert (found.up_after, found.snoozes, found.silent_after) == (9, 1, 21)


def test_who_does_not_administer_is_offered_no_button_and_no_form(talk: Talk) -> None:
    talk.bot.slack.open_home(LEAD)
    assert "Change the policy" not in str(talk.bot.slack.home(LEAD))


def test_the_command_shows_it_and_sets_it(life: Life, tmp_path: Path) -> None:
    cli = CommandLine(tmp_path, DATABASE_URL=life.store.url)
    done = cli("policy", "set", "holidays", "Wales", "--as", ADMIN)
    assert "holidays from England to Wales" in done.out
    assert cli("policy", "--json").json["holidays"] == "Wales"
    refused = cli("policy", "set", "silent_after", "soon")
    assert (refused.code, "whole number" in refused.err) == (1, True)
    assert "silent_after = 30  #" in cli("policy").out
