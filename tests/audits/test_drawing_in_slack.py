"""`/audit draw` and what goes with it, in a workspace: by an administrator, and nobody else."""

from collections.abc import Callable
from typing import Any

from models.store import Store
from tests.audits.conftest import Audits
from tests.audits.test_audit_command import audit, talking
from tests.conversation.conftest import Talk
from tests.helpers.clock import Clock
from tests.helpers.plans import ADMIN, LEAD

Make = Callable[..., Audits]
CASES = "\n".join(
    f"HX-{1000 + n}, , {'Team Manager 1' if n < 2 else ''}".rstrip(", ") for n in range(12)
)


def send(talk: Talk, **values: str) -> Any:
    """Fill in the form that is open, and send it off."""
    view = talk.bot.slack.view(ADMIN)
    assert view
    return talk.bot.slack.submit_view(ADMIN, view, values)


def shown(talk: Talk) -> str:
    view = talk.bot.slack.view(ADMIN)
    assert view
    return str(view.body["blocks"])


def told(talk: Talk, user: str) -> list[str]:
    """Which cases somebody has been told of in private."""
    talk.bot.deliver()
    words = " ".join(message.words for message in talk.bot.slack.dms(user))
    return [f"HX-{1000 + n}" for n in range(12) if f"HX-{1000 + n}" in words]


def test_a_round_is_shown_first_and_then_drawn_as_it_was_shown(
    make_audits: Make, store: Store, clock: Clock
) -> None:
    with talking(make_audits(), store, clock) as talk:
        assert audit(talk, "draw", ADMIN).words == ""
        send(talk, list=CASES)
        first = shown(talk)
        assert "would be" in first
        assert told(talk, LEAD) == []
        assert "HX-1011" in first  # the list is still in its field
        send(talk, what="draw")
        mine = told(talk, LEAD)
        assert len(mine) == 3
        assert not {"HX-1000", "HX-1001"} & set(mine)  # what they hold
        assert all(code in first for code in mine)
        assert "are" in shown(talk)


def test_a_list_that_cannot_be_read_is_refused_under_its_field(
    make_audits: Make, store: Store, clock: Clock
) -> None:
    with talking(make_audits(), store, clock) as talk:
        audit(talk, "draw", ADMIN)
        reply = send(talk, list="HX-1042\nsomebody")
        assert "Line 2 begins with no case code" in reply.errors["list"]


def test_somebody_else_draws_excuses_and_swaps_nothing(
    make_audits: Make, store: Store, clock: Clock
) -> None:
    with talking(make_audits(), store, clock) as talk:
        for words in (
            "draw",
            "undraw 2015-03",
            "swap HX-1 mine",
            "excuse Team Manager 2 2015-03 x",
        ):
            assert "administrator" in audit(talk, words).words
        assert talk.bot.slack.view(LEAD) is None


def test_a_draw_is_taken_back_a_case_swapped_and_a_role_excused(
    make_audits: Make, store: Store, clock: Clock
) -> None:
    with talking(make_audits(), store, clock) as talk:
        audit(talk, "draw", ADMIN)
        send(talk, list=CASES, what="draw")
        mine = told(talk, LEAD)
        assert (
            "Team Manager 1" in audit(talk, f"swap {mine[0]} chaired its conference", ADMIN).words
        )
        assert len(told(talk, LEAD)) == 4
        excused = audit(talk, "excuse Team Manager 2 2015-03: long leave", ADMIN).words
        assert "Team Manager 2" in excused
        assert "excused" in excused
        assert "Team Manager 2" in audit(talk, "excuse Team Manager 2 2015-03 back", ADMIN).words
        assert "taken back" in audit(talk, "undraw 2015-03", ADMIN).words


def test_what_a_command_lacks_is_said(make_audits: Make, store: Store, clock: Clock) -> None:
    with talking(make_audits(), store, clock) as talk:
        assert "2015-04" in audit(talk, "undraw", ADMIN).words
        assert "/audit swap" in audit(talk, "swap", ADMIN).words
        assert "has not begun" in audit(talk, "undraw: 2015-09", ADMIN).words
        assert "has not begun" in audit(talk, "undraw\t2015-09", ADMIN).words
        assert "/audit excuse" in audit(talk, "excuse somebody", ADMIN).words
        assert "has not begun" in audit(talk, "undraw 2015-09", ADMIN).words
