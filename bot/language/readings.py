"""A measure and its figure: "6b LAC 95% in February", "11b 20/80", "5a yes"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.language import asking
from bot.language.dates import BadDay, Day
from bot.language.figures import (
    DATED,
    NAMERS,
    Cursor,
    another_day,
    dated_before,
    doubt_in,
    labels,
    mocked_in,
    note_after,
    pass_former,
    tight,
    without_target,
)
from bot.language.index import Index
from bot.language.tokens import Token
from bot.rules.intents import Intent, KnownMeasure, Reading, Reason, Unclear

_BEFORE = frozenset(
    "measure measures kpi # no number . the latest reading figure for of on our hi update and , "
    "please record log set is now new action count : -".split()
)
_VERBS = frozenset(
    "is are now was at = : - – -> stands currently reached hits hit has have got risen rose came "
    "comes in standing stood gone went up down to improved increased dropped fell fallen reading "
    "figure 's this month it's latest".split()
)
_MOVED = frozenset("up down rose risen fell fallen dropped improved increased went from".split())
_YES_NO = {"yes": True, "true": True, "y": True, "no": False, "false": False, "n": False}
_ENDS = frozenset(
    ", . ; ! ) - – : and because so but with as since due thanks after which".split()
) | {"\n"}


@dataclass(slots=True)
class _Draft:
    """A reading as far as it has been read."""

    measure: KnownMeasure
    action: str | None
    value: float | bool
    second: float | None = None
    unit: str | None = None
    series: str | None = None


def readings_of(
    text: str, tokens: Sequence[Token], index: Index, today: date, context: str | None
) -> list[Intent] | None:
    """The readings in a sentence; a question where a measure is named and no figure is sure.

    None where no measure is what the sentence speaks of.
    """
    found = [n for n in range(len(tokens)) if labels(tokens, n, index.measures)]
    if not found:
        return None
    at = found[0]
    for later in found[1:]:
        start = later - (tokens[later - 1].word in NAMERS)
        if tokens[start - 1].word in _BETWEEN:
            first = readings_of(text, tokens[: start - 1], index, today, context)
            rest = readings_of(text, tokens[start:], index, today, context)
            if _sure(first) and _sure(rest):
                return [*(first or ()), *(rest or ())]
    label = tokens[at].word
    if label not in index.measures:
        return [Unclear("unknown_reference", _no_measure(label, index))]
    reason = _led_by(tokens, at, index)
    if reason == "ambiguous" and context:
        return None
    if reason:
        return [Unclear(reason, asking.figure(label))]
    before = [index.refs[token.word] for token in tokens[:at] if token.word in index.refs]
    told, tokens = _told(tokens, at, index)
    measure, action = _which(label, told or next(reversed(before), None), index, context)
    if measure is None:
        actions = [one.action for one in index.measures[label]]
        return [Unclear("ambiguous", asking.which_measure(label, actions))]
    return _figures(text, Cursor(tokens, at + 1), measure, action, today)


_BETWEEN = frozenset(", ; and &".split())


def _sure(found: list[Intent] | None) -> bool:
    return found is not None and all(isinstance(intent, Reading) for intent in found)


def _no_measure(label: str, index: Index) -> str:
    return asking.unknown_measure(label, index.nearest_measures(label))


def _led_by(tokens: Sequence[Token], at: int, index: Index) -> Reason | None:
    """The doubt that stands before a label: "Sam says 6b ...", "the target for 3c"."""
    before = [token.word for token in tokens[:at]]
    reason = doubt_in(before, ())
    if reason:
        return reason
    usual = (_BEFORE, index.refs, index.series)
    odd = any(all(word not in known for known in usual) for word in before)
    return "ambiguous" if odd else None


def _told(tokens: Sequence[Token], at: int, index: Index) -> tuple[str | None, Sequence[Token]]:
    """The action that is named behind a label ("for 10.5", "(10.5)"), and the tokens without it."""
    for n in range(at + 2, len(tokens)):
        if tokens[n - 1].word in _ENDS and tokens[n - 1].word not in _OF_ACTION:
            break
        if tokens[n].word in index.refs and tokens[n - 1].word in _OF_ACTION:
            start = next(k for k in range(n - 1, -1, -1) if tokens[k].word not in _OF_ACTION) + 1
            closing = (")", ",", ":") if start == at + 1 else (")",)
            end = n + 1 + (n + 1 < len(tokens) and tokens[n + 1].word in closing)
            return index.refs[tokens[n].word], [*tokens[:start], *tokens[end:]]
    return None, tokens


_OF_ACTION = frozenset(["(", "for", "under", "on", "action", "of", "in"])


def _which(
    label: str, said: str | None, index: Index, context: str | None
) -> tuple[KnownMeasure | None, str | None]:
    """The measure that a label means, and the action where one was said."""
    candidates = index.measures[label]
    wanted = said or (context if len(candidates) > 1 else None)
    if wanted is None:
        return (candidates[0], None) if len(candidates) == 1 else (None, None)
    found = next((one for one in candidates if one.action == wanted), None)
    return found, wanted if found else None


def _figures(
    text: str, cursor: Cursor, measure: KnownMeasure, action: str | None, today: date
) -> list[Intent]:
    """One reading, or one for each series that is named."""
    found: list[_Draft] = []
    day = dated_before(cursor, today)
    while True:
        start = cursor.at
        cursor.skip({",", "and", ";"} if found else ())
        draft = _figure(cursor, measure, action)
        if isinstance(draft, Unclear):
            cursor.at = start if found else cursor.at
            if found:
                break
            return [draft]
        found.append(draft)
        if draft.series is None or len(found) == len(measure.series):
            break
    return _dated(text, cursor, found, today, day)


def _figure(cursor: Cursor, measure: KnownMeasure, action: str | None) -> _Draft | Unclear:
    before = cursor.at
    series = _series(cursor, measure)
    passed = cursor.skip(_VERBS)
    series = series or _series(cursor, measure)
    passed += cursor.skip(_VERBS)
    below = passed[-1:] == ["-"] and tight(cursor)
    unclear = Unclear("bad_number", asking.figure(measure.ref))
    if below or (set(passed) & _MOVED and not _moved(cursor, passed)):
        return unclear
    draft = _Draft(measure, action, True, series=series)
    if cursor.kind == "fraction":
        return _pair(cursor, draft)
    if measure.unit == "yes/no":
        return _yes_no(cursor, draft)
    value = cursor.number()
    if value is None:
        reason = doubt_in([token.word for token in cursor.tokens[before : cursor.at + 1]], ())
        return replace(unclear, reason=reason) if reason else unclear
    draft.value = value
    draft.unit = _unit(cursor, measure)
    draft.series = draft.series or _series(cursor, measure)
    pass_former(cursor)
    return _checked(draft)


def _moved(cursor: Cursor, passed: Sequence[str]) -> bool:
    """ "up from 91.3 to 95" comes to 95; "fell 3 points" comes to nothing that is known."""
    if cursor.word == "from" or passed[-1:] == ["from"]:
        cursor.take("from")
        cursor.number()
        cursor.skip({"%", "percent"})
        return cursor.take("to")
    return passed[-1:] == ["to"]


def _series(cursor: Cursor, measure: KnownMeasure) -> str | None:
    start = cursor.at
    cursor.skip({"for", "("})
    for name in measure.series:
        parts = Cursor(cursor.tokens, cursor.at)
        said = [name.lower().replace("-", dash).split() for dash in (" ", " - ")]  # "45-day"
        if any(parts.take(*words) for words in said):
            cursor.at = parts.at
            cursor.skip({")", "visits", "staff"})
            return name
    cursor.at = start
    return None


def _pair(cursor: Cursor, draft: _Draft) -> _Draft | Unclear:
    """Two halves that make a whole: "11b 20/80"."""
    first, second = (float(part) for part in cursor.word.replace(" ", "").split("/"))
    paired = len(draft.measure.series) == 2 and draft.series is None
    if not paired or draft.measure.unit != "%":
        return Unclear("bad_number", asking.figure(draft.measure.ref))
    if first + second != 100:
        return Unclear("bad_number", asking.halves(draft.measure.ref))
    cursor.at += 1
    cursor.skip({"%"})
    draft.value, draft.second = first, second
    return draft


def _yes_no(cursor: Cursor, draft: _Draft) -> _Draft | Unclear:
    if cursor.word not in _YES_NO:
        return Unclear("bad_number", asking.yes_or_no(draft.measure.ref))
    draft.value = _YES_NO[cursor.word]
    cursor.at += 1
    other = Cursor(cursor.tokens, cursor.at)
    if other.skip({"and", "or", "/", ","}) and other.word in _YES_NO:
        return Unclear("bad_number", asking.yes_or_no(draft.measure.ref))
    return draft


def _unit(cursor: Cursor, measure: KnownMeasure) -> str | None:
    if cursor.word in ("%", "percent", "pct") or cursor.take("per", "cent"):
        cursor.skip({"%", "percent", "pct"})
        return "%"
    if measure.unit != "%" and cursor.kind == "word" and cursor.word in _COUNTED:
        cursor.at += 1
        return cursor.tokens[cursor.at - 1].word
    return None


_COUNTED = frozenset(
    "times cases disputes staff people children workers posts offers visits days weeks audits "
    "recruits starters social escalations".split()
)


def _checked(draft: _Draft) -> _Draft | Unclear:
    measure = draft.measure
    percent = draft.unit == "%"
    if (measure.unit == "%" or percent) and not 0 <= draft.value <= 100:
        return Unclear("bad_number", asking.bad_figure(measure.ref))
    if percent and measure.unit != "%":
        return Unclear("bad_number", asking.figure(measure.ref))
    if measure.series and draft.series is None:
        return Unclear("ambiguous", asking.which_series(measure.ref, measure.series))
    return draft


def _dated(
    text: str, cursor: Cursor, found: list[_Draft], today: date, before: Day | BadDay | None
) -> list[Intent]:
    label = found[0].measure.ref
    start = cursor.at
    cursor.skip(DATED)
    day = before or cursor.past_day(today)
    if day is None or before:
        cursor.at = start
    if day and another_day(cursor, today):
        day = BadDay("there are two")
    if isinstance(day, BadDay):
        return [Unclear("bad_date", asking.figure_date(label, day.why))]
    if isinstance(day, Day) and day.on > today:
        return [Unclear("bad_date", asking.figure_date(label, "it has not come yet"))]
    closing = cursor.skip({")"})
    reason = _followed(cursor, bool(closing))
    if reason and not (found[0].value is False and reason in ("near_miss", "future", "negated")):
        return [Unclear(reason, asking.figure(label))]
    note = note_after(text, cursor.tokens, cursor.at)
    on = day.on if isinstance(day, Day) else None
    return [Reading(label, d.value, d.unit, on, d.series, d.second, d.action, note) for d in found]


def _followed(cursor: Cursor, closed: bool) -> Reason | None:
    """What comes after a figure must be a clause of its own, and take nothing back."""
    rest = without_target([token.word for token in cursor.tokens[cursor.at :]])
    if not rest:
        return None
    end = next((n for n, word in enumerate(rest) if word in ",.;"), len(rest))
    reason = doubt_in(rest[:end], ()) or doubt_in(rest[end + 1 : end + 4], ())
    if reason or mocked_in(rest):
        return reason or "negated"
    another = rest[2:3] == ["%"] or rest[0] in ("-", "–")  # "63%, 31%", "97-98%"
    figures = another and cursor.tokens[cursor.at + 1].kind == "number"
    return "bad_number" if figures or not (rest[0] in _ENDS or closed) else None
