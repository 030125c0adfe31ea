"""One day, said by itself: "30 April", "Friday", "end of June"."""

from datetime import date

from bot.language.dates import Day, day_at
from bot.language.slack import clean
from bot.language.tokens import fold, tokenise


def day_said(text: str, today: date) -> date | None:
    """The day that a text names and nothing else; None where it names none, or no possible one."""
    tokens = tokenise(fold(clean(text)))
    found = day_at(tokens, 0, today)
    if found is None or found[1] < len(tokens):
        return None
    return found[0].on if isinstance(found[0], Day) else None
