"""The forms of audits at their longest: Slack takes each of them, and nothing typed steers it."""

from typing import Any

import pytest

from bot.practice.view_faults import view_faults
from bot.rules.programmes import programme_of
from bot.rules.return_form import Place, ReturnForm
from bot.views.drawing_form import Wanted, draw_form
from bot.views.return_forms import return_form
from tests.audits.conftest import PROGRAMMES, settings_of

LONG = "Überprüfung <!channel> *fett* & 🙂 مراجعة <@U0LEAD> " * 90  # over 4,000 characters
ROUNDS = [(f"case-file-audits/2015-{month:02}", LONG[:75]) for month in range(1, 13)]


def form_of(name: str) -> dict[str, Any]:
    """The form of an example programme, everything in it as long as it can be."""
    made = programme_of(name, settings_of(name)).model_copy(update={"name": LONG, "marking": LONG})
    place = Place(1, name, "2015-03", "team manager 1")
    return return_form(ReturnForm(place, made, LONG, LONG, 2, 3, notice=LONG))


FORMS = {path.stem: form_of(path.stem) for path in PROGRAMMES.glob("*.toml")}
FORMS["draw"] = draw_form(Wanted(1, "seed", "", LONG[:3000]), ROUNDS)
FORMS["drawn"] = draw_form(Wanted(1, "seed", ROUNDS[3][0], LONG[:3000], True), ROUNDS, LONG)


@pytest.mark.parametrize("name", FORMS)
def test_the_longest_form_is_one_that_slack_takes(name: str) -> None:
    assert view_faults(FORMS[name]) == []


@pytest.mark.parametrize("name", FORMS)
def test_nothing_that_was_typed_steers_it(name: str) -> None:
    shown = [block for block in FORMS[name]["blocks"] if block["type"] in ("section", "context")]
    assert "<!channel>" not in str(shown)
    assert "<@U0LEAD>" not in str(shown)
