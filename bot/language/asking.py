"""What is asked back: short, plain, fit for a phone."""

from collections.abc import Sequence
from datetime import date

from bot.rules.intents import Reason


def listed(refs: Sequence[str], joiner: str = "and") -> str:
    """References in a sentence: "4.1, 4.2 and 4.3"."""
    return ", ".join(refs[:-1]) + f" {joiner} {refs[-1]}" if len(refs) > 1 else "".join(refs)


def plain(day: date) -> str:
    """A date as it is written in a sentence."""
    return f"{day.day} {day:%B %Y}"


_COMPLETION: dict[Reason, str] = {
    "negated": "{ref} isn't complete, then. Where does it stand: on track, at risk or stuck?",
    "conditional": "I'll leave {ref} open until that has happened. Or is it complete now?",
    "future": "Not complete yet, then. Should the end date of {ref} move, and to when?",
    "near_miss": "Is {ref} complete, or is there still something to do?",
    "hearsay": "Can you confirm it yourself: is {ref} complete?",
    "ambiguous": "Is {ref} complete?",
}
_OTHER: dict[Reason, str] = {
    "negated": "Where does {ref} stand: on track, at risk or stuck?",
    "conditional": "How does {ref} stand today: on track, at risk or stuck?",
    "future": "How does {ref} stand today: on track, at risk or stuck?",
    "near_miss": "How does {ref} stand: not started, in progress or complete?",
    "hearsay": "Can you confirm how {ref} stands: on track, at risk or stuck?",
    "ambiguous": "How does {ref} stand now: on track, at risk or stuck?",
}


def doubt(reason: Reason, refs: Sequence[str], completion: bool) -> str:
    """A question about a field that was said, but perhaps not meant."""
    sentences = _COMPLETION if completion else _OTHER
    return sentences[reason].format(ref=listed(refs))


def move(ref: str, end: date) -> str:
    """A completion that is still to come."""
    return f"Not complete yet, then. Should the end date of {ref} move to {plain(end)}?"


def unknown(ref: str, nearest: Sequence[str]) -> str:
    """A reference that the plan does not have."""
    if not nearest:
        return f"There is no action {ref} in this plan. Which one did you mean?"
    return f"There is no action {ref} in this plan. Did you mean {listed(nearest, 'or')}?"


def unknown_measure(label: str, nearest: Sequence[str]) -> str:
    """A measure label that the plan does not have."""
    if not nearest:
        return f"There is no measure {label} in this plan. Which one did you mean?"
    return f"There is no measure {label} in this plan. Did you mean {listed(nearest, 'or')}?"


def which() -> str:
    """A message that says how something stands, and not what."""
    return "Which action is this about? Start with its number, such as “4.2 done”."


def conflict(ref: str, values: Sequence[str]) -> str:
    """Two values for one field."""
    return f"Which is right for {ref}: {listed(values, 'or')}?"


def hundred(ref: str) -> str:
    """A hundred per cent is not yet a completion."""
    return f"100% on {ref}: is it complete?"


def shorter(longest: int) -> str:
    """A message that is too long to read."""
    return (
        f"That is more than I can read at once. Could you say it in under {longest:,} characters?"
    )


def nothing(ref: str) -> str:
    """A reference beside which nothing stands."""
    return f"What should I record for {ref}?"


def bad_percent(ref: str, value: object) -> str:
    """A percentage over a hundred."""
    return f"{value}% can't be right for {ref}. How far is it, from 0 to 100?"


def bad_date(ref: str, why: str) -> str:
    """An end date that cannot be used."""
    return f"I can't use that date: {why}. What should the new end date of {ref} be?"


def bulk(theme: str, refs: Sequence[str]) -> str:
    """Several actions at one word."""
    if not refs:
        return "Which actions do you mean? Give me their numbers."
    shown = listed(refs) if len(refs) <= 7 else f"{len(refs)} actions"
    return f"That would change {shown}. Shall I?" if theme else f"Do you mean {shown}?"


def which_of(refs: Sequence[str]) -> str:
    """A theme that nothing was said about."""
    return f"What should I record for {listed(refs)}?" if refs else which()


def either(refs: Sequence[str]) -> str:
    """One of several references."""
    return f"Did you mean {listed(refs, 'or')}?"


def undo_which() -> str:
    """Undo with a reference: it only knows the last thing."""
    return "Undo takes back the last thing you recorded, whichever action it was. Shall I?"


def figure(label: str) -> str:
    """A measure without a figure that is sure."""
    return f"What is {label} now? Give me the figure, such as “{label} 95%”."


def bad_figure(label: str) -> str:
    """A share over a hundred."""
    return f"That can't be right for {label}: it goes from 0 to 100. What is it?"


def halves(label: str) -> str:
    """A pair that is no whole."""
    return f"The two halves of {label} should make 100. What are they?"


def yes_or_no(label: str) -> str:
    """A measure that is met or not."""
    return f"Is {label} met: yes or no?"


def which_series(label: str, series: Sequence[str]) -> str:
    """A label that holds several lines of figures."""
    return f"Which one of {label} is it: {listed(series, 'or')}?"


def which_measure(label: str, actions: Sequence[str]) -> str:
    """A label that stands twice in the plan."""
    return f"There is a {label} under {listed(actions)}. Which action do you mean?"


def figure_date(label: str, why: str) -> str:
    """A reading's date that cannot be used."""
    return f"I can't use that date: {why}. What day is the figure for {label} from?"


def grade(code: str) -> str:
    """A case without one of the four grades."""
    return f"What is the grade of {code}: outstanding, good, requires improvement or inadequate?"


def whose_audit(code: str) -> str:
    """An audit that somebody else may have done."""
    return f"Did you audit {code} yourself? If so, what is its grade?"


def how_many() -> str:
    """Audits without a count."""
    return "How many audits have you done, out of how many?"


def own_audits() -> str:
    """Somebody else's audits."""
    return "I can only take your own audits. How many have you done yourself?"


def which_month() -> str:
    """A quarter where a month is needed."""
    return "Which month are these audits for?"


def too_many(done: int, of: int) -> str:
    """More than were owed."""
    return f"{done} of {of} can't be right. How many audits have you done?"


def amended() -> str:
    """A figure that the next sentence takes back."""
    return "You seem to have taken that back. What should I record?"
