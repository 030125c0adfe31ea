"""Ends that are named or moved: "due 30 April", "slipped three months", "by Friday"."""

from datetime import date

from bot.language import words
from bot.language.dates import day_at
from bot.language.spans import span_at
from bot.language.tokens import Token

Found = tuple[object, int]
_END_IS = frozenset(words.END_IS)
_SLIPPED = frozenset(words.SLIPPED)
_NEED = frozenset(words.NEED)
LEAD_TO_END = _END_IS | _SLIPPED | _NEED | {"by", "back", "to", "until", "till"}
_MORE = frozenset({"another", "more", "further", "extra"})


def end_at(tokens: list[Token], after: int, phrase: str, today: date) -> Found | None:
    """The end that a phrase such as "due" or "slipped" leads to, and the place after it."""
    found = _named(tokens, after, today) if phrase in _END_IS else None
    if found is None and phrase in _SLIPPED:
        at = after + (_word(tokens, after) in ("by", "of", "for"))
        found = _from_to(tokens, after, today) or _span(tokens, at)
    if found is None and phrase in _NEED:
        found = _more(tokens, after)
    return found


def until_at(tokens: list[Token], after: int, phrase: str, today: date) -> Found | None:
    """ "By Friday", "to the end of June", "by a month": an end where something else moves it."""
    found = _span(tokens, after) if phrase in ("by", "back") else None
    if found is None and phrase in ("by", "to", "until", "till"):
        the = after + (_word(tokens, after) == "the")
        found = day_at(tokens, after, today) or day_at(tokens, the, today)
    return found


def _named(tokens: list[Token], after: int, today: date) -> Found | None:
    at = after
    while at < len(tokens) and (tokens[at].word in words.DATE_LINKS or tokens[at].word in ":=-–"):
        at += 1
    return day_at(tokens, at, today) or (day_at(tokens, at - 1, today) if at > after else None)


def _from_to(tokens: list[Token], at: int, today: date) -> Found | None:
    """ "From June to September" comes to the second."""
    first = day_at(tokens, at + 1, today) if _word(tokens, at) == "from" else None
    onward = first is not None and _word(tokens, first[1]) in ("to", "until")
    return day_at(tokens, first[1] + 1, today) if first and onward else None


def _span(tokens: list[Token], at: int) -> Found | None:
    return span_at(tokens, at) if at < len(tokens) else None


def _more(tokens: list[Token], at: int) -> Found | None:
    """ "Another month" and "2 more weeks" move an end; "two weeks" may be of anything."""
    found = _span(tokens, at)
    more = found is not None and any(token.word in _MORE for token in tokens[at : found[1]])
    return found if more else None


def _word(tokens: list[Token], at: int) -> str:
    return tokens[at].word if at < len(tokens) else ""
