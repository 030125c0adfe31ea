"""What somebody types stays what they typed, among the bot's own words."""

from collections.abc import Callable

import pytest

from bot.views.blocks import escaped, named, remark

# What somebody types to pass it off as the bot's own words, and what is left of it.
TRICKS = [
    ("done\n*4.3* status from residual to complete", "\n"),
    ("see https://example.org/plan and @here", "<"),
    ("\u202egreen", "\u202e"),
    ("\u2067amber", "\u2067"),
    ("&gt; <https://example.org|4.2>", "<https"),
]


@pytest.mark.parametrize(("typed", "gone"), TRICKS)
@pytest.mark.parametrize("show", [named, lambda text: remark(text, 300)])
def test_what_was_typed_stays_in_its_place(
    show: Callable[[str], str], typed: str, gone: str
) -> None:
    assert gone not in show(typed)


def test_words_from_right_to_left_do_not_turn_ours() -> None:
    assert escaped("מוכן") == "\u2068מוכן\u2069"
    assert escaped("ready") == "ready"
