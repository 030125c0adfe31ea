"""Dates as people in Britain say them: a day, or what is wrong with the one that was said."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.language.spans import last_day, later, span_at
from bot.language.tokens import Token

MONTHS = {
    name[:size]: number
    for number, name in enumerate(
        (
            "january february march april may june july august september october november december"
        ).split(),
        start=1,
    )
    for size in (3, len(name))
} | {"sept": 9, "febr": 2}
WEEKDAYS = {
    name[:size]: number
    for number, name in enumerate(
        "monday tuesday wednesday thursday friday saturday sunday".split()
    )
    for size in (3, 4, len(name))
} | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
VAGUE = frozenset(
    "easter summer autumn spring winter christmas term q1 q2 q3 q4 quarter half-term early mid "
    "mid-month late weekend year new-year tbc tba tbd".split()
)
RECENT = timedelta(days=92)
_ORDINALS = ("st", "nd", "rd", "th")


@dataclass(frozen=True, slots=True)
class Day:
    """A date that was said; `whole_month` where only its month was."""

    on: date
    whole_month: bool = False
    year_said: bool = True


@dataclass(frozen=True, slots=True)
class BadDay:
    """A date that cannot be taken as it was said: `why` completes "I can't use that date: ..."."""

    why: str


Said = Day | BadDay
Found = tuple[Said, int]


def day_at(tokens: list[Token], i: int, today: date) -> Found | None:
    """The date that begins at a token, and the place after it; None where none begins there."""
    if i >= len(tokens):
        return None
    token = tokens[i]
    if token.kind in ("iso", "numdate", "fraction"):
        return _numeric(token, today, i)
    for form in (_relative, _weekday, _end_of, _day_month, _month):
        found = form(tokens, i, today)
        if found:
            return found
    if token.word in VAGUE:
        return BadDay(f"“{token.word}” is not one day"), i + 1
    return None


def _word(tokens: list[Token], i: int) -> str:
    return tokens[i].word if i < len(tokens) else ""


def _numeric(token: Token, today: date, i: int) -> Found | None:
    parts = token.word.replace("/", " ").replace("-", " ").replace(".", " ").split()
    odd = token.kind == "fraction" and "." in token.word
    if odd or not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    numbers = [int(part) for part in parts]
    if token.kind == "iso":
        numbers.reverse()
    year = numbers[2] if len(numbers) > 2 else None
    return _made(numbers[0], numbers[1], year, today), i + 1


def _made(day: int, month: int, year: int | None, today: date) -> Said:
    """The day, or why there is no such day; without a year the next one, unless just gone by."""
    said = year is not None
    try:
        if year is not None:
            return Day(date(year + 2000 if year < 100 else year, month, day))
        on = date(today.year, month, day)
        if on < today - RECENT:
            on = date(today.year + 1, month, day)
    except ValueError:
        return BadDay("there is no such day")
    return Day(on, year_said=said)


def _relative(tokens: list[Token], i: int, today: date) -> Found | None:
    word = _word(tokens, i)
    if word in ("today", "tomorrow", "yesterday"):
        return Day(
            today + timedelta(days=("yesterday", "today", "tomorrow").index(word) - 1)
        ), i + 1
    if word == "in":
        span = span_at(tokens, i + 1)
        if span:
            return Day(later(today, span[0])), span[1]
    if [word, *(_word(tokens, i + n) for n in (1, 2))] == ["w", "/", "c"]:
        return day_at(tokens, i + 3, today)  # the week commencing then
    if word == "half" and _word(tokens, i + 1) == "term":
        return BadDay("“half term” is not one day"), i + 2
    if word == "eom":
        return Day(last_day(today.year, today.month), whole_month=True), i + 1
    if word == "a" and [_word(tokens, i + n) for n in (1, 2)] == ["week", "on"]:
        return _week_on(tokens, i + 3, today)
    if word in ("next", "this") and _word(tokens, i + 1) == "month":
        first = today.replace(day=1) + relativedelta(months=word == "next")
        return Day(last_day(first.year, first.month), whole_month=True), i + 2
    if word == "next" and _word(tokens, i + 1) in ("week", "year", "term", "quarter"):
        return BadDay(f"“next {tokens[i + 1].word}” is not one day"), i + 2
    return None


def _week_on(tokens: list[Token], i: int, today: date) -> Found | None:
    """ "A week on Friday"."""
    found = _weekday(tokens, i, today)
    if found is None or found[1] != i + 1 or not isinstance(found[0], Day):
        return None
    return Day(found[0].on + timedelta(days=7)), i + 1


def _weekday(tokens: list[Token], i: int, today: date) -> Found | None:
    ahead = _word(tokens, i) == "this"
    vague = _word(tokens, i) == "next"
    start = i + (ahead or vague)
    weekday = WEEKDAYS.get(_word(tokens, start))
    if weekday is None or (tokens[start].word in ("sun", "sat", "wed", "mon") and vague):
        return None
    after = start + 1 + (_word(tokens, start + 1) in (",", "the"))
    dated = _day_month(tokens, after, today) or (
        _numeric(tokens[after], today, after)
        if after < len(tokens) and tokens[after].kind in ("iso", "numdate", "fraction")
        else None
    )
    if dated:
        return _checked(dated, weekday)
    if vague:
        return BadDay(
            f"“next {tokens[start].word}” could be this week's or the week after's"
        ), start + 1
    gap = (weekday - today.weekday()) % 7 or 7
    if _word(tokens, start + 1) == "week":  # "Friday week"
        return Day(today + timedelta(days=gap + 7)), start + 2
    return Day(today + timedelta(days=gap)), start + 1


def _checked(found: Found, weekday: int) -> Found:
    said, after = found
    if isinstance(said, Day) and said.on.weekday() != weekday:
        return BadDay(f"{_plain(said.on)} is a {said.on:%A}"), after
    return found


def _plain(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _end_of(tokens: list[Token], i: int, today: date) -> Found | None:
    start = i + (_word(tokens, i) == "the")
    if _word(tokens, start) in ("early", "mid", "middle", "start", "beginning", "late"):
        return _vague_part(tokens, start, today)
    if _word(tokens, start) == "month" and _word(tokens, start + 1) == "end":
        return Day(last_day(today.year, today.month), whole_month=True), start + 2
    if _word(tokens, start) != "end":
        return None
    at = start + 1 + (_word(tokens, start + 1) == "of")
    at += _word(tokens, at) in ("the", "this")
    if _word(tokens, at) == "month":
        return Day(last_day(today.year, today.month), whole_month=True), at + 1
    if _word(tokens, at) == "week":
        return Day(today + timedelta(days=(4 - today.weekday()) % 7)), at + 1
    if _word(tokens, at) in VAGUE or _word(tokens, at) in ("financial", "school", "next"):
        found = _relative(tokens, at, today)
        return found or (BadDay("“the end of that” is not one day"), at + 1)
    return _month(tokens, at, today)


def _vague_part(tokens: list[Token], start: int, today: date) -> Found | None:
    at = start + 1
    while _word(tokens, at) in ("-", "of", "the"):
        at += 1
    found = _month(tokens, at, today)
    return (
        (BadDay(f"“{tokens[start].word}” in a month is not one day"), found[1]) if found else None
    )


def _day_month(tokens: list[Token], i: int, today: date) -> Found | None:
    """30 April, the 30th of April 2015; and the other way round where it can be nothing else."""
    at = i + (_word(tokens, i) == "the")
    day = _day_number(tokens, at)
    if day is None:
        return None
    month_at = at + 1 + (_word(tokens, at + 1) == "of")
    month = MONTHS.get(_word(tokens, month_at))
    if month is None:
        return None
    year, after = _year(tokens, month_at + 1)
    return _made(day, month, year, today), after


def _day_number(tokens: list[Token], at: int) -> int | None:
    if at >= len(tokens) or tokens[at].kind not in ("number", "ordinal"):
        return None
    digits = tokens[at].word.rstrip("stndrh")
    return int(digits) if digits.isdecimal() and len(digits) <= 2 else None


def _year(tokens: list[Token], at: int) -> tuple[int | None, int]:
    word = _word(tokens, at)
    if word == "'":
        at, word = at + 1, _word(tokens, at + 1)
    if not word.isdecimal() or _word(tokens, at + 1) in ("%", "of", "/"):
        return None, at
    if len(word) == 4 and word.startswith("20"):
        return int(word), at + 1
    return (2000 + int(word), at + 1) if len(word) == 2 and 10 <= int(word) <= 60 else (None, at)


def _month(tokens: list[Token], i: int, today: date) -> Found | None:
    """A month is its last day. "Mar 15" is a month and a year, as plans print it."""
    month = MONTHS.get(_word(tokens, i))
    if month is None:
        return None
    day = _day_number(tokens, i + 1)
    if day is not None and _is_day(tokens, i + 1, day, today):
        year, after = _year(tokens, i + 2 + (_word(tokens, i + 2) == ","))
        return _made(day, month, year, today), after
    year, after = _year(tokens, i + 1)
    if year is None:
        return Day(_whole(month, today), whole_month=True, year_said=False), i + 1
    if len(tokens[after - 1].word) == 2 and year > today.year + 1 and day is not None and day <= 31:
        return BadDay("that could be a day or a year"), after
    return Day(last_day(year, month), whole_month=True), after


def _is_day(tokens: list[Token], at: int, day: int, today: date) -> bool:
    if tokens[at].kind == "ordinal":
        return True
    soon = today.year % 100 - 5 <= day <= today.year % 100 + 5
    return not soon and 1 <= day <= 31 and _word(tokens, at + 1) != "%"


def _whole(month: int, today: date) -> date:
    end = last_day(today.year, month)
    return end if end >= today - RECENT else last_day(today.year + 1, month)
