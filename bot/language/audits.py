"""Audits that were done: a round's count ("2 of 3 done for March"), or a case and its grade."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from bot.language import asking, cues
from bot.language.cases import TALK, cases_of
from bot.language.dates import MONTHS, BadDay, Day
from bot.language.figures import Cursor, doubt_in, note_after
from bot.language.index import Index
from bot.language.tokens import Token
from bot.language.tone import doubting
from bot.rules.intents import Audit, Intent, Unclear

_DONE = frozenset("done completed finished submitted complete returned in sent did do".split())
_MINE = (
    TALK
    | _DONE
    | frozenset(
        "my our files cases monthly this month month's for of out the all in have and , : - . ! "
        "is are now – ( ) on both we just please thanks : last so been finally also round "
        "returns return were x period any".split()
    )
)
_WORDS = frozenset(["audit", "audits", "audited"])
_NONE = frozenset(["no", "nil"])
_TOLD = _DONE | _NONE
_KIND = frozenset("case file files monthly".split())


def audits_of(
    text: str, tokens: Sequence[Token], index: Index, today: date, context: str | None
) -> list[Intent] | None:
    """The audits in a sentence, or the question that it raises; None where it speaks of none."""
    coded = [n for n, token in enumerate(tokens) if _is_code(token)]
    if coded and any(token.kind == "emoji" and doubting(token.word) for token in tokens):
        return [Unclear("near_miss", asking.grade(tokens[coded[0]].word.upper()))]
    if coded:
        counted = _counted_first(text, tokens[: coded[0]], index, today)
        since = coded[0] if counted else 0
        return counted + cases_of(text, tokens[since:], [n - since for n in coded])
    if not any(token.word in _WORDS for token in tokens) and not _named(tokens, index):
        return None
    if context and not any(token.word in _DONE for token in tokens):
        return None
    return _count(text, tokens, index, today)


def _counted_first(text: str, tokens: Sequence[Token], index: Index, today: date) -> list[Intent]:
    """ "3 of 3 audits done, HX-1042 good" has both."""
    joined = bool(tokens) and tokens[-1].word in (",", ";", "and", "&")
    if not joined or not any(token.word in _WORDS for token in tokens):
        return []
    found = _count(text, tokens[:-1], index, today) or []
    return found if all(isinstance(intent, Audit) for intent in found) else []


def _named(tokens: Sequence[Token], index: Index) -> bool:
    """Whether a fraction is said of a programme by its name: "1/1 safety walks"."""
    counted = any(token.kind == "fraction" or token.word == "of" for token in tokens)
    return counted and _programme([token.word for token in tokens], index) is not None


def _is_code(token: Token) -> bool:
    letters, _, digits = token.word.partition("-")
    return token.kind == "code" and 3 <= len(digits) <= 6 and letters not in MONTHS


def _count(text: str, tokens: Sequence[Token], index: Index, today: date) -> list[Intent] | None:
    """A count of audits, where every word up to it is the speaker's own."""
    end = _clause_end(tokens)
    head, words = tokens[:end], [token.word for token in tokens[:end]]
    done, of, period, odd = None, None, None, []
    bad = ""
    cursor = Cursor(head)
    while cursor.word:
        counted = _counted(cursor)
        if counted:
            bad = bad if done is None else "there are two counts"
            done, of = counted
            continue
        said = _period(cursor, today)
        if isinstance(said, BadDay):
            bad = said.why
        elif said:
            bad = bad if period in (None, said) else "there are two months"
            period = said
        else:
            odd.append(cursor.word)
            cursor.at += 1
    programme = _programme(words, index)
    if done is None and programme and _is_one(words):
        done = 1
    name = (programme or "").lower().split()
    known = {one for word in name for one in (word, word.rstrip("s"))}
    odd = [word for word in odd if word not in _MINE and word not in known]
    if _negative(head):
        odd.append("minus")
    return _judged(text, tokens, end, words, odd, bad, Audit(programme, done, of, period))


def _is_one(words: Sequence[str]) -> bool:
    """ "Themed audit for January done": one of a programme that is named, and it is done."""
    return "audit" in words and "audits" not in words and bool(set(words) & _ONE_DONE)


_ONE_DONE = _DONE - {"in", "did", "do", "sent"}


def _judged(
    text: str,
    tokens: Sequence[Token],
    end: int,
    words: Sequence[str],
    odd: Sequence[str],
    bad: str,
    audit: Audit,
) -> list[Intent] | None:
    if _halved(odd) and any(character.isdecimal() for word in words for character in word):
        return [Unclear("bad_number", asking.how_many())]
    none = audit.done == 0 and audit.period is not None  # "no audits this month"
    if not set(words) & _DONE and audit.of is None and not none:
        told = audit.done is not None and ("audits" in words or not odd)  # "audit sample of 20"
        return [Unclear("near_miss", asking.how_many())] if told else None
    plain = [word for word in odd if word != "half" and word not in cues.REASONS]
    if audit.done is None and plain and not set(words) & (_DONE - {"in"}):
        return None  # "we will audit impact in May" counts nothing
    remark = doubt_in([t.word for t in tokens[end + 1 : end + 4]], ())
    if audit.of is not None and audit.done is not None and audit.done < audit.of:
        remark = None if remark in ("near_miss", "future") else remark  # "one still to do"
    reason = doubt_in(words, ()) or remark
    if reason:
        return [Unclear(reason, asking.how_many())]
    if _halved(odd) or (audit.done is None and not set(odd) - {"half"}):
        return [Unclear("bad_number", asking.how_many())]
    if odd:
        return [Unclear("hearsay", asking.own_audits())] if audit.done is not None else None
    if bad:
        return [Unclear("bad_date", asking.which_month())]
    if audit.done is not None and audit.of is not None and audit.done > audit.of:
        return [Unclear("bad_number", asking.too_many(audit.done, audit.of))]
    note = note_after(text, tokens, end)
    return [Audit(audit.programme, audit.done, audit.of, audit.period, note=note)]


def _negative(tokens: Sequence[Token]) -> bool:
    """A number right behind a hyphen that nothing stands before."""
    return any(
        one.word == "-" and two.kind == "number" and one.end == two.start
        for one, two in pairwise(tokens)
    )


def _halved(odd: Sequence[str]) -> bool:
    decimal = any("." in word and word != "." for word in odd)
    return decimal or "half" in odd or "minus" in odd


def _clause_end(tokens: Sequence[Token]) -> int:
    """Where the count ends and a remark begins: at a comma after it was said that they are done."""
    said = counted = False
    for n, token in enumerate(tokens):
        said = said or token.word in _TOLD or token.kind in ("number", "fraction")
        breaks = token.word in (",", ";", "–", "but", "because", ".") or (
            token.word == "-" and tokens[n - 1].end < token.start
        )
        if said and counted and breaks and not _goes_on(tokens[n + 1 :]):
            return n
        counted = counted or token.word in _WORDS
    return len(tokens)


def _goes_on(rest: Sequence[Token]) -> bool:
    return bool(rest) and (rest[0].kind in ("number", "fraction") or rest[0].word in _DONE)


def _counted(cursor: Cursor) -> tuple[int, int | None] | None:
    """ "2 of 3", "3/3", "all 3", "three out of three", "3"."""
    if cursor.kind == "fraction":
        parts = cursor.word.replace(" ", "").split("/")
        if all(part.isdecimal() and len(part) < 7 for part in parts):
            cursor.at += 1
            return int(parts[0]), int(parts[1])
        return None
    start = cursor.at
    if cursor.skip(_NONE):
        cursor.skip(_KIND)
        if cursor.word in _WORDS or cursor.take("return") or cursor.take("returns"):
            return 0, None
        cursor.at = start
    every = cursor.word in ("all", "both")
    both = cursor.word == "both"
    cursor.skip({"all", "both", "my", "of", "the"} if every else ())
    done = 2 if both and cursor.kind != "number" else cursor.whole()
    if done is None or cursor.word in ("%", "-"):
        cursor.at = start
        return None
    after = cursor.at
    cursor.skip({"out", "of", "my", "our", "the"})
    of = cursor.whole() if cursor.at > after else None
    if of is None:
        cursor.at = after
    return done, of if of is not None else (done if every else None)


def _period(cursor: Cursor, today: date) -> str | BadDay | None:
    """The month of a round: "March", "feb 15", "last month"."""
    if cursor.word in ("q1", "q2", "q3", "q4", "quarter", "term", "quarter's"):
        cursor.at += 1
        return BadDay("a quarter has three months")
    for word, back in (("last", 1), ("this", 0)):
        if cursor.take(word, "month") or cursor.take(word, "month's"):
            first = today.year * 12 + today.month - 1 - back
            return f"{first // 12}-{first % 12 + 1:02}"
    month, _, year = cursor.word.partition("-")
    if month in MONTHS and len(year) == len("2015") and year.isdecimal():
        cursor.at += 1
        return f"{year}-{MONTHS[month]:02}"
    if cursor.word not in MONTHS:
        return None
    day = cursor.past_day(today)
    if isinstance(day, Day):
        return f"{day.on:%Y-%m}"
    return day


def _programme(words: Sequence[str], index: Index) -> str | None:
    said = " ".join(words)
    for name in index.known.programmes:
        singular = name.lower().rstrip("s")
        if singular in said:
            return name
    return None
