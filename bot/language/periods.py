"""Stretches of time in a question: "since Monday", "in June", "in the next 14 days"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.language.dates import MONTHS, WEEKDAYS, Day, day_at
from bot.language.spans import last_day, later, span_at
from bot.language.tokens import Token

_YEAR = relativedelta(years=1)


@dataclass(frozen=True, slots=True)
class Period:
    """What was said of a stretch of time; the rest is None."""

    days: int | None = None
    since: date | None = None
    from_: date | None = None
    to: date | None = None


def period_in(tokens: Sequence[Token], today: date, past: bool) -> Period:
    """The first stretch of time in a sentence; `past` where it asks about what has been."""
    words = [token.word for token in tokens]
    for at, word in enumerate(words):
        found = _opened(list(tokens), words, at, today) if word in _OPENERS else None
        found = found or _named(words, at, today, past)
        if found:
            return found
    return Period()


_OPENERS = frozenset("since between from by before until in next last past within over for".split())


def _opened(tokens: list[Token], words: list[str], at: int, today: date) -> Period | None:
    word = words[at]
    skip = at + 1
    while skip < len(words) and words[skip] in ("the", "next", "last", "past"):
        skip += 1
    span = span_at(tokens, skip) if skip < len(tokens) and word != "by" else None
    if span:
        return Period(days=(later(today, span[0]) - today).days)
    if word == "since":
        start = _start(tokens, at + 1, today)
        return Period(since=start) if start else None
    if word in ("between", "from"):
        return _between(tokens, at + 1, today)
    day = day_at(tokens, at + 1, today)
    if word in ("by", "before", "until") and day and isinstance(day[0], Day):
        return Period(to=day[0].on)
    return None


def _start(tokens: list[Token], at: int, today: date) -> date | None:
    """The day that "since" counts from: one that has been."""
    at += at < len(tokens) and tokens[at].word in ("last", "the")
    if at < len(tokens) and tokens[at].word in WEEKDAYS:
        back = (today.weekday() - WEEKDAYS[tokens[at].word]) % 7 or 7
        return today - timedelta(days=back)
    if at < len(tokens) and tokens[at].word in ("week", "month"):
        week = tokens[at].word == "week"
        return today - timedelta(days=7) if week else today - relativedelta(months=1)
    found = day_at(tokens, at, today)
    if not found or not isinstance(found[0], Day):
        return None
    day = found[0]
    start = day.on.replace(day=1) if day.whole_month else day.on
    return start - _YEAR if start > today and not day.year_said else start


def _between(tokens: list[Token], at: int, today: date) -> Period | None:
    first = day_at(tokens, at, today)
    if not first or not isinstance(first[0], Day):
        return None
    then = first[1] + (first[1] < len(tokens) and tokens[first[1]].word in ("and", "to", "-", "–"))
    last = day_at(tokens, then, today)
    start = first[0].on.replace(day=1) if first[0].whole_month else first[0].on
    if not last or not isinstance(last[0], Day):
        return Period(from_=start)
    return Period(from_=start, to=last[0].on)


def _named(words: list[str], at: int, today: date, past: bool) -> Period | None:
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    if word in ("this", "next", "last") and following == "week":
        return _week(today, ("last", "this", "next").index(word) - 1, past)
    if word in ("this", "next", "last") and following == "month":
        first = today.replace(day=1) + relativedelta(
            months=("last", "this", "next").index(word) - 1
        )
        return _month(first, past and word == "this")
    if word in ("today", "tomorrow", "yesterday"):
        day = today + timedelta(days=("yesterday", "today", "tomorrow").index(word) - 1)
        return Period(since=day) if past else Period(from_=day, to=day)
    if word in MONTHS and (word != "may" or words[at - 1] in ("in", "of", "for")):
        return _month(_year_of(MONTHS[word], following, today, past), False)
    return None


def _week(today: date, weeks: int, past: bool) -> Period:
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * weeks)
    if past and not weeks:
        return Period(since=monday)
    return Period(from_=monday, to=monday + timedelta(days=6))


def _month(first: date, open_: bool) -> Period:
    return (
        Period(since=first) if open_ else Period(from_=first, to=last_day(first.year, first.month))
    )


def _year_of(month: int, following: str, today: date, past: bool) -> date:
    if following.isdecimal() and len(following) in (2, 4):
        return date(2000 + int(following) % 100, month, 1)
    first = date(today.year, month, 1)
    if past:
        return first - _YEAR if first > today else first
    ended = last_day(first.year, first.month) < today
    return first + _YEAR if ended else first
