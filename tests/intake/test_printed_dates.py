"""Dates as councils print them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.printed_dates import PrintedDateError, read_printed_date

MARCH_14 = (date(2014, 3, 1), date(2014, 3, 31))
SEPTEMBER_14 = (date(2014, 9, 1), date(2014, 9, 30))


def one(year: int, month: int, day: int) -> tuple[date, date]:
    return date(year, month, day), date(year, month, day)


@pytest.mark.parametrize(
    ("printed", "edges"),
    [
        # a month is its first day as a start and its last as an end
        ("Mar 14", MARCH_14),
        ("March 2014", MARCH_14),
        ("MARCH 2014", MARCH_14),
        ("Mar-14", MARCH_14),
        ("Mar '14", MARCH_14),
        ("Mar’14", MARCH_14),
        ("Mar. 2014", MARCH_14),
        ("03/2014", MARCH_14),
        ("Sep 14", SEPTEMBER_14),
        ("Sept 2014", SEPTEMBER_14),
        ("September 2014", SEPTEMBER_14),
        ("Feb 16", (date(2016, 2, 1), date(2016, 2, 29))),
        ("Feb 15", (date(2015, 2, 1), date(2015, 2, 28))),
        # words before it that say no more
        ("From Sept 2014", SEPTEMBER_14),
        ("by Sept 2014", SEPTEMBER_14),
        ("by 28 March 2014", one(2014, 3, 28)),
        # the end of a month is its last day, even as a start
        ("end Mar 2014", one(2014, 3, 31)),
        ("by end of March 2014", one(2014, 3, 31)),
        ("by the end of March 2014", one(2014, 3, 31)),
        # the day comes first
        ("31/03/2014", one(2014, 3, 31)),
        ("31.03.14", one(2014, 3, 31)),
        ("31/3/14", one(2014, 3, 31)),
        ("30/03/15", one(2015, 3, 30)),
        ("13/10/14", one(2014, 10, 13)),
        ("11.04.14", one(2014, 4, 11)),
        ("04/05/2014", one(2014, 5, 4)),
        ("19.10.2014", one(2014, 10, 19)),
        ("28 March 2014", one(2014, 3, 28)),
        ("28-Mar-14", one(2014, 3, 28)),
        ("28th March, 2014", one(2014, 3, 28)),
        ("24 th March 2014", one(2014, 3, 24)),
        ("24th of March 2014", one(2014, 3, 24)),
        ("  24   March\n2014 ", one(2014, 3, 24)),
        # as programs write them
        ("2014-03-31", one(2014, 3, 31)),
        ("2014/03/31", one(2014, 3, 31)),
        ("2014-03-31 00:00:00", one(2014, 3, 31)),
        ("2014-03-31T00:00", one(2014, 3, 31)),
        (date(2014, 3, 31), one(2014, 3, 31)),
        (datetime(2014, 3, 31, 23, 59), one(2014, 3, 31)),  # noqa: DTZ001 as Excel holds it
        # Excel's day numbers: 29 February 2016 is 42429
        (42429, one(2016, 2, 29)),
        (41729.75, one(2014, 3, 31)),
        ("41729", one(2014, 3, 31)),
        ("29/02/2016", one(2016, 2, 29)),
    ],
)
def test_a_printed_date_is_read(printed: str | date | float, edges: tuple[date, date]) -> None:
    assert (read_printed_date(printed, "start"), read_printed_date(printed, "end")) == edges


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("soon", "“soon” is not a date; write it like 31/03/2015 or Mar 15"),
        ("", "is not a date"),
        ("ongoing", "is not a date"),
        ("early March 2014", "is not a date"),
        ("Mar 14 / Apr 14", "is not a date"),
        ("Marching 2014", "is not a date"),
        ("2014", "is not a date"),
        (2014, "is not a date"),
        (4.1, "is not a date"),
        (True, "is not a date"),
        (float("nan"), "is not a date"),
        ("0000-01-01", "is not a date"),
        # a slip of the keyboard is not a century ahead
        ("Oct 2104", "“Oct 2104” is in 2104, not between 1990 and 2099"),
        ("31/12/1989", "is in 1989"),
        (date(2104, 12, 1), "is in 2104"),
        # no year, and none is guessed
        ("12/5", "“12/5” has no year"),
        ("13 th April", "has no year"),
        ("June", "has no year"),
        ("from June", "has no year"),
        # a year is no day
        ("2013/14", "“2013/14” is a year and not a date"),
        ("2013-14", "is a year and not a date"),
        ("2010-11", "is a year and not a date"),
        # not in the calendar
        ("31/02/2015", "“31/02/2015” is not a day in the calendar"),
        ("29 February 2015", "is not a day in the calendar"),
        ("0 March 2015", "is not a day in the calendar"),
        ("03/31/2014", "has no such month; the day comes first"),
        ("00/2014", "has no such month"),
    ],
)
def test_what_is_not_a_date_is_refused_with_a_reason(printed: str | float, reason: str) -> None:
    with pytest.raises(PrintedDateError) as caught:
        read_printed_date(printed, "end")
    assert reason in str(caught.value)


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_day_reads_the_same_in_every_style(day: date) -> None:
    styles = ["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %B %Y", "%d-%b-%Y"]
    assert {read_printed_date(day.strftime(style), "end") for style in styles} == {day}


@given(st.text())
def test_any_text_is_a_date_in_range_or_is_refused(text: str) -> None:
    try:
        read = read_printed_date(text, "end")
    except PrintedDateError:
        return
    assert 1990 <= read.year <= 2099
