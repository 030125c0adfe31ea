"""Tokens to items: what each phrase can mean by itself, before its neighbours are asked."""

from dataclasses import dataclass
from datetime import date

from bot.language import cues, words
from bot.language.dates import MONTHS, WEEKDAYS, day_at
from bot.language.ends import LEAD_TO_END, end_at, until_at
from bot.language.figures import labels
from bot.language.index import Index
from bot.language.percents import TENS, percent_at
from bot.language.references import Group, group_at, theme_at
from bot.language.spans import NUMBER_WORDS
from bot.language.tokens import Token
from bot.language.words import Said

_BREAK_WORDS = frozenset(
    "and but so then because since while whereas although though however plus therefore".split()
)
_BREAK_MARKS = frozenset(', : – -- -> => → = > | • ( ) [ ] " / & + * … ·'.split())
_STOPS = frozenset(["!", "?", ";", "\n"])
_DATE_WORDS = MONTHS.keys() | WEEKDAYS.keys() | {"next", "in", "tomorrow"}
_DATE_WORDS -= {"may", "sat", "sun", "wed", "mar"}


@dataclass(slots=True)
class Item:
    """A word or phrase and what it may be: a reference, a field, a cue, a break, a plain word."""

    kind: str
    word: str
    start: int
    end: int
    said: Said | None = None
    group: Group | None = None
    day: object = None
    reason: str = ""


def _phrases() -> dict[str, list[list[str]]]:
    """What follows in every phrase of several words, by its first, the longest first."""
    tables = (
        words.FIELDS,
        words.LINKS,
        words.SHADES,
        words.SETTERS,
        words.END_IS,
        words.SLIPPED,
        words.NEED,
        words.TENTATIVE,
        words.EMPTY,
        words.FILLERS,
        words.HEADINGS,
        cues.TERMS,
    )
    more = (cues.REASONS, cues.PAST, cues.LATER, words.PERCENT_FOLLOWS, words.FOLLOWS, cues.BARE)
    found: dict[str, list[list[str]]] = {}
    for phrase in sorted({phrase for table in (*tables, *more) for phrase in table}):
        first, *rest = phrase.split()
        if rest:
            found.setdefault(first, []).append(rest)
    return {first: sorted(all_, key=len, reverse=True) for first, all_ in found.items()}


_PHRASES = _phrases()
_SECONDS = {first: frozenset(rest[0] for rest in all_) for first, all_ in _PHRASES.items()}
# What a word or phrase is by itself: a field, a cue or a break. Any other is plain.
_MEANINGS: dict[str, tuple[str, Said | None, str]] = (
    dict.fromkeys(_BREAK_WORDS, ("break", None, ""))
    | dict.fromkeys(cues.LATER, ("cue", None, "near_miss"))
    | {word: ("cue", None, reason) for word, reason in cues.REASONS.items()}
    | {word: ("field", said, "") for word, said in words.FIELDS.items()}
)
_PLAIN: tuple[str, Said | None, str] = ("word", None, "")
# Phrases that mean something only before a date.
_MOVING = frozenset(words.END_IS + words.SLIPPED) - words.FIELDS.keys()


def _phrased(tokens: list[Token], i: int) -> bool:
    """Whether a phrase of several words may begin at a token."""
    seconds = _SECONDS.get(tokens[i].word)
    return seconds is not None and i + 1 < len(tokens) and tokens[i + 1].word in seconds


def _phrase_length(tokens: list[Token], i: int) -> int:
    if not _phrased(tokens, i):
        return 1
    for rest in _PHRASES[tokens[i].word]:
        if [token.word for token in tokens[i + 1 : i + 1 + len(rest)]] == rest:
            return 1 + len(rest)
    return 1


def items_of(tokens: list[Token], index: Index, today: date) -> list[Item]:
    """The items of a message, in order."""
    items: list[Item] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        word = token.word
        if token.kind != "word" or word in _WIDER or word in index.refs or _phrased(tokens, i):
            item, i = _item_at(tokens, i, index, today)
            items.append(item)
        else:
            kind, said, reason = _MEANINGS.get(word, _PLAIN)
            items.append(Item(kind, word, token.start, token.end, said, None, None, reason))
            i += 1
    return items


def _item_at(tokens: list[Token], i: int, index: Index, today: date) -> tuple[Item, int]:
    kind = tokens[i].kind
    if kind == "word":
        return _words_at(tokens, i, index, today)
    if kind in ("mark", "line"):
        return _mark_at(tokens, i, index)
    return _number_at(tokens, i, index, today)


def _span(tokens: list[Token], i: int, after: int, kind: str) -> Item:
    single = after == i + 1
    word = tokens[i].word if single else " ".join(token.word for token in tokens[i:after])
    return Item(kind, word, tokens[i].start, tokens[after - 1].end)


def _number_at(tokens: list[Token], i: int, index: Index, today: date) -> tuple[Item, int]:
    token = tokens[i]
    numbered = token.kind in ("dotted", "fraction", "number")
    if numbered and (found := group_at(tokens, i, index)):
        return _group_item(tokens, i, found)
    percent = percent_at(tokens, i) if token.kind == "number" else None
    if percent:
        return _percent_item(tokens, i, percent)
    if labels(tokens, i, index.measures):
        kind = "measure" if token.word in index.measures else "no measure"
        return _span(tokens, i, i + 1, kind), i + 1
    dated = None if token.kind in ("label", "code") else day_at(tokens, i, today)
    if dated:
        item, after = _dated(tokens, i, dated)
        item.kind = "number" if _may_be_part(token) else "date"
        return item, after
    kind = token.kind if token.kind in ("emoji", "name", "code") else "number"
    return _span(tokens, i, i + 1, kind), i + 1


def _may_be_part(token: Token) -> bool:
    """ "2/3" may be two of three, where "12/3" can only be a day."""
    if token.kind != "fraction":
        return False
    part, whole = (float(number) for number in token.word.split("/"))
    return part <= whole


def _group_item(tokens: list[Token], i: int, found: tuple[Group, int]) -> tuple[Item, int]:
    group, after = found
    item = _span(tokens, i, after, "ref")
    item.group = group
    return item, after


def _dated(tokens: list[Token], i: int, found: tuple[object, int]) -> tuple[Item, int]:
    item = _span(tokens, i, found[1], "date")
    item.day, item.said = found[0], Said("end", found[0])
    return item, found[1]


def _percent_item(tokens: list[Token], i: int, found: tuple[Said, int]) -> tuple[Item, int]:
    item = _span(tokens, i, found[1], "field")
    item.said = found[0]
    return item, found[1]


def _mark_at(tokens: list[Token], i: int, index: Index) -> tuple[Item, int]:
    token = tokens[i]
    if token.word == "#" and (found := group_at(tokens, i, index)):
        return _group_item(tokens, i, found)
    return _span(tokens, i, i + 1, _mark_kind(tokens, i)), i + 1


def _mark_kind(tokens: list[Token], i: int) -> str:
    word, start, end = tokens[i].word, tokens[i].start, tokens[i].end
    last = i + 1 == len(tokens)
    if word == ".":
        near = (i and tokens[i - 1].word == ".") or (not last and tokens[i + 1].word == ".")
        if near:
            return "break"
        ends = last or tokens[i + 1].start > end or tokens[i + 1].word in _STOPS
        return "stop" if ends else "mark"
    if word in _STOPS:
        return "stop"
    if word == "-":
        tight = i and tokens[i - 1].end == start and not last and tokens[i + 1].start == end
        return "break" if not tight or tokens[i - 1].kind == "dotted" else "mark"
    return "break" if word in _BREAK_MARKS else "mark"


def _words_at(tokens: list[Token], i: int, index: Index, today: date) -> tuple[Item, int]:
    word = tokens[i].word
    if word in _NAMING or word in index.refs:
        named = _named_at(tokens, i, index)
        if named:
            return named
    after = i + _phrase_length(tokens, i)
    item = _span(tokens, i, after, "word")
    ended = _ending(tokens, i, after, item.word, today) if item.word in LEAD_TO_END else None
    if ended:
        return ended
    if word in ("over", "forward") and _carries(tokens, i):
        item.kind, item.said = "field", words.FIELDS["carry over"]
        return item, after
    if item.word in _MOVING and tokens[i].word in words.FIELDS:  # "slipping by about a week"
        after = i + 1
        item = _span(tokens, i, after, "word")
    item.kind, item.said, item.reason = _MEANINGS.get(item.word, _PLAIN)
    dated = day_at(tokens, i, today) if _may_be_date(item, tokens, after) else None
    return _dated(tokens, i, dated) if dated else (item, after)


def _carries(tokens: list[Token], i: int) -> bool:
    """ "Carry 8.3 over"."""
    return i > 1 and tokens[i - 1].kind == "dotted" and tokens[i - 2].word in ("carry", "roll")


def _ending(
    tokens: list[Token], i: int, after: int, phrase: str, today: date
) -> tuple[Item, int] | None:
    found = end_at(tokens, after, phrase, today)
    if found:
        return _ended(tokens, i, found)
    found = until_at(tokens, after, phrase, today)
    if found is None:
        return None
    item, after = _dated(tokens, i, found)
    item.word = phrase
    return item, after


def _may_be_date(item: Item, tokens: list[Token], at: int) -> bool:
    if item.word in ("may", "mar"):  # with a year after it
        year = at < len(tokens) and tokens[at].kind == "number"
        return year and len(tokens[at].word) in (2, 4)
    return item.word in _DATE_WORDS or item.word == "end of"


def _named_at(tokens: list[Token], i: int, index: Index) -> tuple[Item, int] | None:
    """A reference behind its name ("action 4.2"), a theme, a measure, a spoken percentage."""
    word = tokens[i].word
    if word in _NAMERS:
        found = theme_at(tokens, i, index) or group_at(tokens, i, index)
        if found:
            return _group_item(tokens, i, found)
    elif word in index.refs:
        return _group_item(tokens, i, (Group((index.refs[word],)), i + 1))
    if word in ("measure", "measures", "kpi"):
        return _measure_at(tokens, i, index)
    if word in NUMBER_WORDS:
        found = group_at(tokens, i, index)
        return _group_item(tokens, i, found) if found else None
    percent = percent_at(tokens, i) if word in TENS else None
    return _percent_item(tokens, i, percent) if percent else None


_NAMERS = frozenset(
    "action actions item items point act ref issue issues theme themes workstream priority all "
    "everything whole every".split()
)


# The words behind which, or in which, something is named.
_NAMING = _NAMERS | {"measure", "measures", "kpi"} | NUMBER_WORDS.keys() | TENS.keys()
# The words that may be part of a reference, of a date or of an end, with what stands beside them.
_WIDER = _NAMING | LEAD_TO_END | _DATE_WORDS | {"over", "forward", "may", "mar"}


def _measure_at(tokens: list[Token], i: int, index: Index) -> tuple[Item, int] | None:
    at = i + 1
    while at < len(tokens) and tokens[at].word in ("#", "no", "number", "."):
        at += 1
    if at >= len(tokens) or tokens[at].kind != "label":
        return None
    known = tokens[at].word in index.measures
    item = _span(tokens, i, at + 1, "measure" if known else "no measure")
    item.word = tokens[at].word
    return item, at + 1


def _ended(tokens: list[Token], i: int, found: tuple[object, int]) -> tuple[Item, int]:
    item = _span(tokens, i, found[1], "field")
    item.said = Said("end", found[0])
    return item, found[1]
