"""Lengths of time such as "three months", and dates moved by them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.language.tokens import Token

NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"a": 1, "an": 1, "another": 1, "couple": 2}
_EXTRA = frozenset({"further", "extra"})
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "wk": 7, "wks": 7, "fortnight": 14}


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time."""

    days: int = 0
    months: int = 0


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def later(end: date, span: Span) -> date:
    """A date moved by a span; from the end of a month, months lead to the end of a month."""
    moved = end + relativedelta(months=span.months) + timedelta(days=span.days)
    if span.months and not span.days and end == last_day(end.year, end.month):
        return last_day(moved.year, moved.month)
    return moved


def span_at(tokens: list[Token], i: int) -> tuple[Span, int] | None:
    """A length of time such as "three months", and the place after it."""
    word = _word(tokens, i)
    count = int(word) if word.isdecimal() and len(word) <= 3 else NUMBER_WORDS.get(word)
    if word == "fortnight" or count is None:
        return (Span(days=14), i + 1) if word == "fortnight" else None
    at = i + 1
    if _word(tokens, at) in _EXTRA and word in ("a", "an"):
        at += 1
    if at > i + 1 or word == "another":  # "another two weeks", "a further two weeks"
        counted = span_at(tokens, at)
        if counted:
            return counted
    if word in ("a", "another", "couple") and _word(tokens, at) in ("couple", "of", "further"):
        count, at = (2 if _word(tokens, at) == "couple" else count), at + 1
    at += _word(tokens, at) in ("of", "more", "further")
    unit = _word(tokens, at)
    if unit in _UNITS:
        return Span(days=count * _UNITS[unit]), at + 1
    if unit in ("month", "months", "mth", "mths"):
        return Span(months=count), at + 1
    return (Span(months=12 * count), at + 1) if unit in ("year", "years") else None


def _word(tokens: list[Token], i: int) -> str:
    return tokens[i].word if i < len(tokens) else ""
