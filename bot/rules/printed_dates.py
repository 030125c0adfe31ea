"""Dates as councils print them in a plan: "Mar 14", "31.03.14", "by end of March 2014"."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Literal

Edge = Literal["start", "end"]

FIRST_YEAR, LAST_YEAR = 1990, 2099
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_SERIALS = range(
    (date(FIRST_YEAR, 1, 1) - _EXCEL_DAY_ZERO).days,
    (date(LAST_YEAR, 12, 31) - _EXCEL_DAY_ZERO).days + 1,
)
_LIKE = "write it like 31/03/2015 or Mar 15"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"'?(?P<year>\d{4}|\d{2})"
_GAP = r"[\s/.,-]*"
_LEAD_IN = re.compile(r"(?:(?:by|from)\s+)?(?:the\s+)?(?P<end>end\s+(?:of\s+)?(?:the\s+)?)?")
_MIDNIGHT = re.compile(r"[ t]00:00(?::00(?:\.0+)?)?$")
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        r"(?P<year>\d{4})(?P<gap>[-/.])(?P<month>\d{1,2})(?P=gap)(?P<day>\d{1,2})",
        rf"(?P<day>\d{{1,2}})(?P<gap>[-/.])(?P<month>\d{{1,2}})(?P=gap){_YEAR}",
        rf"(?P<day>\d{{1,2}})\s*(?:st|nd|rd|th)?{_GAP}(?:of\s+)?{_MONTH}{_GAP}{_YEAR}",
        rf"{_MONTH}{_GAP}{_YEAR}",
        rf"{_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        r"(?P<month>\d{1,2})/(?P<year>\d{4})",
    )
)
_YEAR_PAIR = re.compile(r"\d{4}\s*[-/–]\s*(?:\d{2}|\d{4})")
_NO_YEAR = re.compile(rf"\d{{1,2}}[-/.]\d{{1,2}}|(?:\d{{1,2}}\s*(?:st|nd|rd|th)?\s*)?{_MONTH}")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")


class PrintedDateError(ValueError):
    """What stands where a date should, and why it is none: fit for the person who wrote it."""


def read_printed_date(printed: str | date | float, edge: Edge) -> date:
    """The day meant by a text, a date or a spreadsheet's day number; the day comes before month.

    A month alone is its last day as an end and its first as a start; "end of" a month is its last
    day in either. Two figures for a year are of this century. Raises PrintedDateError.
    """
    if isinstance(printed, datetime):
        printed = printed.date()
    if isinstance(printed, date):
        return _in_range(printed, printed.isoformat())
    if isinstance(printed, str):
        return _read_text(printed, edge)
    return _from_serial(printed, f"{printed:g}")


def _read_text(printed: str, edge: Edge) -> date:
    shown = " ".join(printed.split())
    text = _MIDNIGHT.sub("", shown.casefold().replace("\u2019", "'"))
    if _SERIAL.fullmatch(text):
        return _from_serial(float(text), shown)
    if _YEAR_PAIR.fullmatch(text):
        raise PrintedDateError(f"“{shown}” is a year and not a date; {_LIKE}")
    lead_in = _LEAD_IN.match(text)
    rest = text[lead_in.end() :] if lead_in else text
    for shape in _SHAPES:
        if found := shape.fullmatch(rest):
            at_end = edge == "end" or bool(lead_in and lead_in["end"])
            return _in_range(_day(found.groupdict(), at_end, shown), shown)
    if _NO_YEAR.fullmatch(rest):
        raise PrintedDateError(f"“{shown}” has no year; {_LIKE}")
    raise PrintedDateError(f"“{shown}” is not a date; {_LIKE}")


def _day(parts: dict[str, str | None], at_end: bool, shown: str) -> date:
    year, month = _year(parts["year"] or ""), _month(parts["month"] or "")
    if not 1 <= month <= 12:
        raise PrintedDateError(f"“{shown}” has no such month; the day comes first: {_LIKE}")
    if year == 0:
        raise PrintedDateError(f"“{shown}” is not a date; {_LIKE}")
    last = monthrange(year, month)[1]
    day = int(parts.get("day") or (last if at_end else 1))
    if not 1 <= day <= last:
        raise PrintedDateError(f"“{shown}” is not a day in the calendar")
    return date(year, month, day)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else _MONTHS.index(text[:3]) + 1


def _from_serial(number: float, shown: str) -> date:
    if isinstance(number, bool) or not _SERIALS.start <= number < _SERIALS.stop:
        raise PrintedDateError(f"“{shown}” is not a date; {_LIKE}")
    return _EXCEL_DAY_ZERO + timedelta(days=int(number))


def _in_range(day: date, shown: str) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        reason = f"“{shown}” is in {day.year}, not between {FIRST_YEAR} and {LAST_YEAR}"
        raise PrintedDateError(reason)
    return day
