"""What a sentence about figures is read with: its tokens, one after the other."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from bot.language import cues
from bot.language.dates import BadDay, Day, day_at
from bot.language.percents import TENS
from bot.language.spans import NUMBER_WORDS, last_day
from bot.language.tokens import Token
from bot.rules.intents import Reason

NAMERS = frozenset(["measure", "#", "kpi"])
DATED = frozenset("in for at on as of , ( from end the was that's".split())
_EQUALS = frozenset(["is", "at", "now", ":", "="])


@dataclass(slots=True)
class Cursor:
    """A place in a run of tokens."""

    tokens: Sequence[Token]
    at: int = 0

    @property
    def word(self) -> str:
        """The word at the place; empty at the end."""
        return self.tokens[self.at].word if self.at < len(self.tokens) else ""

    @property
    def kind(self) -> str:
        """The kind of the token at the place; empty at the end."""
        return self.tokens[self.at].kind if self.at < len(self.tokens) else ""

    def skip(self, words: Container[str]) -> list[str]:
        """Passes over words of a table, and says which."""
        start = self.at
        while self.word and self.word in words:
            self.at += 1
        return [token.word for token in self.tokens[start : self.at]]

    def take(self, *phrase: str) -> bool:
        """Passes over a phrase where it stands here."""
        words = [token.word for token in self.tokens[self.at : self.at + len(phrase)]]
        if words != list(phrase):
            return False
        self.at += len(phrase)
        return True

    def number(self) -> float | None:
        """Passes over a number and gives it."""
        if self.kind == "word":
            return self._spelt()
        if self.kind not in ("number", "dotted"):
            return None
        digits = self.word.replace(",", "")
        if digits.count(".") > 1 or len(digits) > 9:
            return None
        self.at += 1
        return float(digits)

    def _spelt(self) -> float | None:
        """ "Thirty five", "twelve", "nil"."""
        found = TENS.get(self.word)
        if found is None:
            whole = 0 if self.word == "nil" else self.whole()
            self.at += self.word == "nil"
            return None if whole is None else float(whole)
        self.at += 1
        unit = self.whole() if found < 100 and 0 < NUMBER_WORDS.get(self.word, 0) < 10 else None
        return float(found + (unit or 0))

    def whole(self) -> int | None:
        """Passes over a whole number, in digits or up to twelve in words."""
        if self.word in NUMBER_WORDS and self.word not in ("a", "an", "another", "couple"):
            self.at += 1
            return NUMBER_WORDS[self.tokens[self.at - 1].word]
        if self.kind != "number" or len(self.word) > 6:
            return None
        number = self.number()
        return int(number) if number is not None else None

    def past_day(self, today: date) -> Day | BadDay | None:
        """Passes over a date that has been, and gives it: a month as its last day, or today."""
        if self.take("last", "month"):
            return Day(today.replace(day=1) - timedelta(days=1), whole_month=True)
        found = day_at(list(self.tokens), self.at, today)
        if not found:
            return None
        self.at = found[1]
        return _been(found[0], today)


def _been(said: Day | BadDay, today: date) -> Day | BadDay:
    if isinstance(said, BadDay):
        return said
    on = said.on
    if said.whole_month and on >= today.replace(day=1) and on <= last_day(today.year, today.month):
        return Day(min(on, today), whole_month=True)
    if on > today and not said.year_said:
        on = last_day(on.year - 1, on.month) if said.whole_month else on.replace(year=on.year - 1)
    return Day(on, said.whole_month, said.year_said)


def tight(cursor: Cursor) -> bool:
    """Whether a hyphen belongs to the number after it: "4b -5%", not "4b - 5%" or "4b-5%"."""
    dash, at = cursor.tokens[cursor.at - 1], cursor.tokens[cursor.at].start if cursor.word else 0
    return dash.end == at and cursor.tokens[cursor.at - 2].end < dash.start


def pass_former(cursor: Cursor) -> None:
    """ "Dropped to 22% from 46%": what it was before is passed over."""
    start = cursor.at
    if cursor.take("from") and cursor.number() is not None:
        cursor.skip({"%", "percent", "pct"})
    else:
        cursor.at = start


def dated_before(cursor: Cursor, today: date) -> Day | BadDay | None:
    """The date that comes before a figure: "1c for January was 22%"."""
    start = cursor.at
    led = bool(cursor.skip(DATED)) or cursor.word == "last"
    day = cursor.past_day(today) if led else None
    if day is None:
        cursor.at = start
    return day


def another_day(cursor: Cursor, today: date) -> bool:
    """ "In January and February": one figure for two."""
    other = Cursor(cursor.tokens, cursor.at)
    joined = other.skip(_JOINING)
    return bool(joined) and other.word != "may" and other.past_day(today) is not None


_JOINING = frozenset("and & - – to /".split())


def note_after(text: str, tokens: Sequence[Token], at: int) -> str | None:
    """What is left of a text from a token on, without the marks that joined it; None for none."""
    if at >= len(tokens):
        return None
    left = text[tokens[at].start : tokens[-1].end].lstrip(" ,;:-–—().!\n").rstrip(" ,;:-–—(\n")
    left = left.removesuffix(")") if "(" not in left else left
    return left if any(character.isalnum() for character in left) else None


def labels(tokens: Sequence[Token], at: int, known: Container[str]) -> bool:
    """Whether a token names a measure: one that is known, or called one, or given a figure.

    "2z 40%" at the beginning speaks of a measure, though there is none of that name.
    """
    if tokens[at].kind != "label":
        return False
    if tokens[at].word in known or (at and tokens[at - 1].word in NAMERS):
        return True
    cursor = Cursor(tokens, at + 1)
    cursor.skip(_EQUALS)
    return at == 0 and cursor.kind == "number"


def without_target(rest: list[str]) -> list[str]:
    """ "6a 81% (target 80%)": what is aimed at, in brackets behind what is."""
    aside = rest[:2] == ["(", "target"] and ")" in rest
    return rest[rest.index(")") + 1 :] if aside else rest


def mocked_in(words: Sequence[str]) -> bool:
    """Whether words say that a figure was not meant: "100% - in my dreams"."""
    phrases = (words[at : at + size] for size in (1, 2, 3, 4) for at in range(len(words)))
    return any(" ".join(phrase) in cues.MOCKED for phrase in phrases)


def doubt_in(words: Sequence[str], but_for: Container[str]) -> Reason | None:
    """The reason that words give for not taking a figure as said."""
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            phrase = " ".join(words[at : at + size])
            reason = cues.REASONS.get(phrase)
            if reason and phrase not in but_for:
                return cast(Reason, reason)
    return None
