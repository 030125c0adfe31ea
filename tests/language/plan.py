"""The plan that messages are read against in these tests: a real one's numbers and dates."""

from datetime import date

from bot.language.spans import last_day
from bot.rules.intents import Known, KnownAction, KnownMeasure

TODAY = date(2015, 3, 18)  # a Wednesday

_MAR_14, _APR_14, _MAY_14 = (2014, 3), (2014, 4), (2014, 5)
_MAR_15 = (2015, 3)
# Each action's end, a month that means its last day.
_ENDS = {
    "1.1": _MAR_14,
    "1.2": _APR_14,
    "2.1": _MAR_15,
    "2.2": _MAY_14,
    "2.3": _MAR_15,
    "2.4": _MAR_15,
    "3.1": _MAR_15,
    "3.2": _MAR_15,
    "3.3": _MAR_15,
    "4.1": (2015, 9),
    "4.2": _MAR_15,
    "4.3": _MAY_14,
    "5.1": _MAR_14,
    "5.2": _APR_14,
    "5.3": (2014, 12),
    "6.1": _MAR_15,
    "6.2": _MAR_15,
    "6.3": _MAR_15,
    "7.1": _MAR_14,
    "7.2": _MAR_15,
    "7.3": _MAR_15,
    "7.4": _MAY_14,
    "7.5": (2014, 9),
    "7.6": _MAY_14,
    "8.1": _MAR_15,
    "8.2": _MAR_14,
    "8.3": (2014, 6),
    "9.1": _APR_14,
    "9.2": _APR_14,
    "9.3": (2014, 9),
    "9.4": (2014, 2),
    "9.5": _MAR_15,
    "9.6": (2014, 7),
    "9.7": (2014, 7),
    "10.1": _APR_14,
    "10.2": (2014, 2),
    "10.3": _MAR_14,
    "10.4": _MAR_14,
    "10.5": (2014, 7),
    "11.1": (2016, 3),
    "11.2": _MAR_15,
}
_MEASURES = (
    KnownMeasure("1a", "1.1"),
    KnownMeasure("1c", "1.2"),
    KnownMeasure("3c", "3.3"),
    KnownMeasure("4b", "4.2"),
    KnownMeasure("4c", "4.3", unit="count"),
    KnownMeasure("5a", "5.1", unit="yes/no"),
    KnownMeasure("6b", "6.2", series=("LAC", "CP")),
    KnownMeasure("10d", "10.4", unit="yes/no"),
    KnownMeasure("10d", "10.5", unit="yes/no"),
    KnownMeasure("11b", "11.1", series=("permanent", "agency")),
)

KNOWN = Known(
    actions={
        ref: KnownAction(ref, theme=ref.split(".")[0], end=last_day(*end))
        for ref, end in _ENDS.items()
    },
    measures=_MEASURES,
    programmes=("case file audits", "supervision audit"),
)
