"""Every message at its longest is one that Slack takes, and nothing typed can steer it."""

from dataclasses import replace
from datetime import date

import pytest

from bot.practice.blocks import block_faults
from bot.practice.view_faults import view_faults
from bot.rules.choices import LEAVE, Choice
from bot.rules.digest import (
    ORDER,
    Breakdown,
    Digest,
    Line,
    Move,
    Movement,
    ThemeCounts,
)
from bot.rules.escalation import Raised
from bot.rules.form import Form, Opened, Picker, Typed, Wrong
from bot.rules.home import Home, Setup
from bot.rules.intents import Update
from bot.rules.obstacles import Obstacle
from bot.rules.outcomes import (
    ActionCard,
    ActionLine,
    Asked,
    Change,
    Happened,
    Helped,
    History,
    Listing,
    Measured,
    MeasureLine,
    Progress,
    Recorded,
    Refused,
    Several,
    Stands,
    Subscribed,
    Told,
    Undone,
)
from bot.rules.reminding import BaselineTask, Item, RoleItem
from bot.rules.targets import Promised, Shortfall
from bot.views import checkins
from bot.views.blocks import (
    BUDGET_CHARACTERS,
    MESSAGE_BLOCKS,
    TEXT_CHARACTERS,
    Message,
    escaped,
    weight,
)
from bot.views.digest import digest_message
from bot.views.forms import done_view, errors, form_view, picker_view
from bot.views.home import home_view, no_home
from bot.views.outcomes import answer
from bot.views.plain import as_text
from bot.views.questions import which_plan
from bot.views.reminders import channel_reminder, personal_reminder
from bot.views.themes import theme_messages
from bot.views.trouble import undeliverable
from tests.helpers.clock import moment

LONG = "Überprüfung <!channel> *fett* & 🙂 مراجعة <@U0LEAD> " * 90  # over 4,000 characters
NOW, TODAY = moment("2015-03-18T09:30"), date(2015, 3, 18)
SHORT = Shortfall("10d", LONG, LONG, "%", LONG, TODAY, 12.5, 7.5, 10.0)
CHANGES = (
    *(Change(field, LONG, LONG) for field in ("title", "leads")),
    Change("status", "residual", "completed"),
    Change("rag", None, "red"),
    Change("end", None, "2015-03-31"),
    Change("percent", 0, 100),
)
TASKS = (BaselineTask(Promised("4.2", "4b", LONG, LONG, TODAY), 9, True),) * 41
COUNTS = ("completed", "residual", "in_progress", "not_started", "overdue", "due_soon", "silent")
RECORDED = Recorded(
    "r", LONG, "Europe/London", "4.2", LONG, NOW, CHANGES, LONG, (SHORT,) * 40, (LONG,) * 9
)
CARD = ActionCard(
    "4.2", LONG, (LONG,) * 9, "residual", None, 5, TODAY, NOW.date(), TODAY, TODAY, TODAY
)
REFUSALS = [
    Refused(
        why,
        "4.2",
        ("U0ADMIN",) * 9 if why == "not_administrator" else (LONG,) * 9,
        TODAY.isoformat() if why == "end_before_start" else LONG,
    )
    for why in Obstacle.__args__  # type: ignore[attr-defined]
]
LINES = tuple(
    Line(f"10.{n}", LONG, (LONG, LONG), n, "residual", "red", TODAY, TODAY) for n in range(41)
)
DIGEST = Digest(
    plan=LONG,
    zone="Europe/London",
    as_at=NOW,
    day=TODAY,
    since=NOW,
    whole_day=False,
    counts=dict.fromkeys((*COUNTS, "total"), 41),
    rag={"red": 41, "amber": 0, "green": 0, "none": 0},
    overdue=LINES,
    due_soon=LINES,
    silent=LINES,
    movement=Movement(
        tuple(line.ref for line in LINES),
        tuple(line.ref for line in LINES),
        tuple(Move(line.ref, "2015-03-31", "2015-09-30") for line in LINES),
        tuple(Move(line.ref, None, "red") for line in LINES),
    ),
    off_track=tuple((line.ref, SHORT) for line in LINES),
    omitted={"overdue": 0, "due_soon": 0, "silent": 0},
    red=LINES,
    unmet=tuple((line.ref, SHORT) for line in LINES),
    themes=(LONG, LONG),
)  # fmt: skip
FORTY = tuple(ThemeCounts(f"{n}", LONG, dict.fromkeys((*ORDER, "overdue"), 9)) for n in range(40))
BY_THEME = theme_messages(LONG, Breakdown(FORTY, {one.ref: LINES[:10] for one in FORTY}, ()))
ITEMS = [
    Item(f"10.{n}", LONG, (LONG,) * 3, TODAY, "residual", "red", reason, n, TODAY, speaks=True)
    for n in range(41)
    for reason in ("overdue", "due_soon")
]
STEPS = [Raised(item, LONG, LONG, "U0CHIEF", TODAY, (LONG,) * 3) for item in ITEMS]
UNDONE = Undone(LONG, "Europe/London", "4.2", LONG, NOW, CHANGES)
CHOICES = tuple(
    Choice((Update(f"10.{n}", "completed", "red", 100, TODAY, LONG),)) for n in range(5)
)
ASKED = Asked(LONG, (*CHOICES, LEAVE), "t" * 32, "4.2")
ROWS = tuple(
    ActionLine(f"10.{n}", LONG, (LONG,) * 9, "residual", "red", TODAY, TODAY, f"1:10.{n}")
    for n in range(8)
)
MINE = Listing("mine", LONG, TODAY, ROWS, 41, TODAY, TODAY)
MANAGED = replace(MINE, about="managed")
HAPPENED = Happened(NOW, "U0OTHER", "change", CHANGES, LONG, undone=True)
HOME = Home(MINE, MANAGED, DIGEST, Setup((LONG,) * 14, False, False, False))
OPENED = Opened(1, "4.2", 1, {"status": "residual", "rag": None, "percent": 5, "end": "2015-03-31"})
FORM = Form(OPENED, LONG, LONG, True, Typed({"rag": "red"}, LONG), LONG)
MESSAGES = {
    "several": answer(Several((*(RECORDED,) * 41, ASKED, UNDONE, Refused("answered")))),
    "several questions": answer(Several((ASKED,) * 41)),
    "question": answer(ASKED),
    "card with buttons": answer(replace(CARD, target="1:4.2")),
    "listing": answer(replace(MINE, about="due")),
    "history": answer(History("4.2", LONG, "Europe/London", (HAPPENED,) * 10, 999)),
    "measure": answer(
        Measured((MeasureLine("6b", "6.2", LONG, LONG, "%", 1.5, LONG, TODAY, LONG, TODAY),) * 5)
    ),
    "changes": answer(Stands(DIGEST, only_changes=True)),
    "stands": answer(Stands(DIGEST)),
    "thin": answer(replace(RECORDED, thin=True, deciders=(LONG,) * 9)),
    "recorded": answer(RECORDED),
    "check-in": checkins.question(CARD, "1:0", (1, 41)),
    "check-in waits for a word": answer(Progress(RECORDED, "1:0")),
    "check-in ends": checkins.ended((RECORDED,) * 41, (LONG,) * 41),
    "a page of a list": answer(replace(MINE, about="due", skipped=8)),
    "which plan": answer(
        Asked(which_plan((LONG,) * 5), (*(Choice(plan=LONG) for _ in range(5)), LEAVE), "t")
    ),
    "undone": answer(UNDONE),
    "card": answer(CARD),
    "asked": answer(Asked(LONG)),
    "told": answer(Told("A sentence.")),
    "helped": answer(Helped(LONG)),
    "subscribed": answer(Subscribed("C1", "digest", True, LONG, NOW)),
    "digest": digest_message(DIGEST, late=NOW),
    "exceptions": digest_message(DIGEST, late=NOW, style="exceptions"),
    **{f"themes {n}": it for n, it in enumerate(BY_THEME, 1)},
    "trouble": undeliverable("C0SMT", "is_archived"),
    "personal": personal_reminder(
        LONG, TODAY, [RoleItem(i, n % 2 == 0) for n, i in enumerate(ITEMS)], 1, STEPS, TASKS
    ),
    "baselines alone": personal_reminder(LONG, TODAY, [], 1, tasks=TASKS),
    "channel": channel_reminder(LONG, TODAY, ITEMS, "Europe/London", 1, late=NOW),
    **{f"refused {one.why}": answer(one) for one in REFUSALS},
}


@pytest.mark.parametrize("name", MESSAGES)
def test_every_message_at_its_longest_is_within_slacks_limits(name: str) -> None:
    message: Message = MESSAGES[name]
    assert block_faults(message.blocks, "message") == []
    assert len(message.blocks) <= MESSAGE_BLOCKS
    assert weight(message.blocks) <= BUDGET_CHARACTERS
    assert 0 < len(message.text) <= TEXT_CHARACTERS
    assert as_text(message.blocks)


VIEWS = {
    "form": form_view(FORM),
    "form of a lead": form_view(replace(FORM, may_move=False, notice="")),
    "picker": picker_view(Picker(1, LONG, tuple((f"10.{n}", LONG) for n in range(100)), LONG)),
    "done": done_view(MESSAGES["recorded"]),
    "done several": done_view(MESSAGES["several"]),
    "done asked": done_view(MESSAGES["question"]),
    "home": home_view(HOME),
    "home after a press": home_view(HOME, MESSAGES["recorded"]),
    "home of nobody": home_view(
        Home(replace(MINE, lines=(), total=0), replace(MANAGED, lines=(), total=0), DIGEST)
    ),
    "no home": no_home(Refused("no_plan")),
    "one of several": no_home(Refused("several_plans", names=(LONG,) * 30)),
}


@pytest.mark.parametrize("name", VIEWS)
def test_every_form_and_home_at_its_longest_is_one_that_slack_takes(name: str) -> None:
    assert view_faults(VIEWS[name]) == []


@pytest.mark.parametrize("name", VIEWS)
def test_nothing_that_was_typed_can_steer_a_form(name: str) -> None:
    for block in VIEWS[name]["blocks"]:
        for text in _markdown(block):
            assert "<!channel>" not in text
            assert "*fett*" not in text


def test_what_is_wrong_in_a_form_fits_under_its_field() -> None:
    assert all(len(text) <= 2000 for text in errors(Wrong("note", LONG)).values())


@pytest.mark.parametrize("name", MESSAGES)
def test_nothing_that_was_typed_can_mention_link_or_format(name: str) -> None:
    message = MESSAGES[name]
    typed = [message.text, *(text for block in message.blocks for text in _markdown(block))]
    for text in typed:
        assert "<!channel>" not in text
        assert "*fett*" not in text
        assert "<@U0LEAD>" not in text


def _markdown(block: dict[str, object]) -> list[str]:
    """The texts of a block that Slack reads as mrkdwn."""
    parts = [block.get("text"), *block.get("elements", [])]  # type: ignore[misc, list-item]
    return [part["text"] for part in parts if isinstance(part, dict) and part["type"] == "mrkdwn"]


def test_a_long_digest_says_how_many_it_left_out() -> None:
    text = as_text(digest_message(DIGEST).blocks)
    shown = sum(line.startswith("10.") for line in text.splitlines())
    assert "more" in text
    assert shown < 41 * 3


def test_a_short_digest_fits_a_phones_notification_in_one_line() -> None:
    small = replace(DIGEST, plan="Hillingdon")
    assert digest_message(small).text == (
        "Hillingdon, 18 March 2015: 41 of 41 actions complete, 41 residual, 41 overdue, "
        "41 due in the next 14 days."
    )


def test_a_rating_has_a_word_and_a_shape_as_well_as_a_colour() -> None:
    text = as_text(digest_message(DIGEST).blocks)
    for mark in ("▲ red", "◆ amber", "● green", "○ not rated"):
        assert mark in text


def test_plain_text_reads_as_it_would_in_slack() -> None:
    blocks = [
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "*1* of *2* `x` &amp; " + escaped("a*b*")},
        }
    ]
    assert as_text(blocks) == "1 of 2 x & a*b*"


def test_every_obstacle_has_its_sentence() -> None:
    assert {one.why for one in REFUSALS} == set(Obstacle.__args__)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", MESSAGES)
def test_slack_makes_nothing_into_a_link_by_itself(name: str) -> None:
    for block in MESSAGES[name].blocks:
        for part in (block.get("text"), *block.get("elements", [])):
            if isinstance(part, dict) and part["type"] == "mrkdwn":
                assert part["verbatim"] is True


def test_forty_themes_at_their_longest_say_how_many_are_left_out() -> None:
    assert len(BY_THEME) == 6
    assert "more themes" in str(BY_THEME[-1].blocks[-1])
