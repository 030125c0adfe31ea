"""How far along an action is, in per cent: in digits or in words."""

from bot.language import words
from bot.language.spans import NUMBER_WORDS
from bot.language.tokens import Token
from bot.language.words import Said

TENS = {
    w: n * 10
    for n, w in enumerate("ten twenty thirty forty fifty sixty seventy eighty ninety".split(), 1)
} | {"hundred": 100}
_PART_OF_PERCENT = frozenset(["complete", "completed", "done", "finished", "there", "through"])
_FALLEN = frozenset(words.table("down|minus|fell|fallen|falls|dropped|drops|lost|negative|lower"))


def percent_at(tokens: list[Token], i: int) -> tuple[Said, int] | None:
    """A percentage that begins at a token, and the place after it; below nought where it fell."""
    value, at = _whole_number(tokens, i)
    if value is None or at >= len(tokens):
        return None
    if tokens[at].word == "per" and at + 1 < len(tokens) and tokens[at + 1].word == "cent":
        at += 1
    elif tokens[at].word != "%" and tokens[at].word not in words.PERCENT_WORDS:
        return None
    after = at + 1
    if [t.word for t in tokens[after : after + 3]] == ["of", "the", "way"]:
        after += 3
    reason = "ambiguous" if value == 100 else ""
    if after < len(tokens) and tokens[after].word in _PART_OF_PERCENT:
        after += 1
    if _below_nothing(tokens, i):
        return Said("percent", -value), after
    return Said("percent", value, "doubt" if reason else "plain", reason), after


def _below_nothing(tokens: list[Token], i: int) -> bool:
    """ "-5%" and "down 5%" say no place between nothing and all."""
    if not i:
        return False
    sign = tokens[i - 1].word in ("-", "–") and tokens[i - 1].end == tokens[i].start
    return sign or tokens[i - 1].word in _FALLEN


def _whole_number(tokens: list[Token], i: int) -> tuple[int | None, int]:
    word = tokens[i].word
    if tokens[i].kind == "number":
        return (int(word), i + 1) if word.isdecimal() and len(word) < 7 else (None, i)
    if word in TENS:
        unit = NUMBER_WORDS.get(tokens[i + 1].word, 0) if i + 1 < len(tokens) else 0
        two = 0 < unit < 10 and tokens[i + 1].word not in ("a", "an", "another", "couple")
        return TENS[word] + (unit if two else 0), i + 1 + two
    return None, i
