"""Cases that were audited, each with its grade: "HX-1042 requires improvement, no chronology"."""

from collections.abc import Sequence

from bot.language import asking
from bot.language.figures import Cursor, doubt_in, note_after
from bot.language.tokens import Token
from bot.rules.intents import Audit, Grade, Intent, Reason, Unclear

_GRADES: dict[tuple[str, ...], Grade] = {
    ("requires", "improvement"): "requires_improvement",
    ("require", "improvement"): "requires_improvement",
    ("outstanding",): "outstanding",
    ("good",): "good",
    ("inadequate",): "inadequate",
}
_LETTERS: dict[str, Grade] = {
    "o": "outstanding",
    "g": "good",
    "ri": "requires_improvement",
    "i": "inadequate",
}
_NO_GRADE = frozenset(
    "satisfactory adequate poor excellent fair pass fail passed failed ok".split()
)
TALK = frozenset("hi hello all please update i've we've audit audits audited case file i".split())
_BEFORE_CODE = TALK | frozenset(
    "and , : - graded a on for the have of is done completed my".split()
)
_BEFORE_GRADE = frozenset(
    ": - – , = is was as graded a and both judged rated came out at grade audit audited ( were "
    "are overall done completed -> all".split()
)


def cases_of(text: str, tokens: Sequence[Token], coded: Sequence[int]) -> list[Intent]:
    """The cases that stand at `coded`, each with the grade said of it, or what has to be asked."""
    before = [token.word for token in tokens[: coded[0]]]
    code = tokens[coded[0]].word.upper()
    reason = doubt_in(before, ())
    told = _BEFORE_CODE | {str(len(coded))}
    if reason or any(word not in told for word in before):
        return [Unclear(reason or "hearsay", asking.whose_audit(code))]
    found: list[Intent] = []
    for n, at in enumerate(coded):
        end = coded[n + 1] if n + 1 < len(coded) else len(tokens)
        shared = n + 1 < len(coded) and _only_joined(tokens[at + 1 : end])
        start = coded[-1] if shared else at
        stop = len(tokens) if shared else end
        found.append(_case(text, tokens[at].word.upper(), tokens[start + 1 : stop]))
    return found


def _only_joined(between: Sequence[Token]) -> bool:
    return all(token.word in (",", "and", "&", "+") for token in between)


def _case(text: str, code: str, tokens: Sequence[Token]) -> Intent:
    cursor = Cursor(tokens)
    passed = cursor.skip(_BEFORE_GRADE)
    grade = _grade(cursor)
    open_ = passed[-1:] in (["audit"], ["audited"]) and grade == "outstanding"
    if grade is None or open_:
        words = [token.word for token in tokens]
        reason = doubt_in(words[: cursor.at + 1], ()) if "not" not in words else None
        return Unclear(reason or "bad_grade", asking.grade(code))
    if cursor.word in ("or", "/") or cursor.word in _NO_GRADE or _grade(Cursor(tokens, cursor.at)):
        return Unclear("bad_grade", asking.grade(code))
    rest = [token.word for token in tokens[cursor.at :]]
    if "was" in passed and "now" in rest[:3]:
        return Unclear("bad_grade", asking.grade(code))  # "was RI, now good"
    reason = doubt_in(rest[:2], ()) or _of_a_part(rest, grade) or _not_yet(rest)
    if reason:
        return Unclear(reason, asking.grade(code))
    return Audit(case=code, grade=grade, note=note_after(text, tokens, cursor.at))


def _not_yet(rest: Sequence[str]) -> Reason | None:
    """ "Requires improvement to the chronology before I can grade it"."""
    again = any(word.startswith("grad") for word in rest)
    return "conditional" if again and "before" in rest else None


def _of_a_part(rest: Sequence[str], grade: Grade) -> Reason | None:
    """ "Good practice seen" and "outstanding actions" grade no case; "good by Sam" is his word."""
    if not rest or rest[0] in _AFTER_GRADE or not rest[0].isalpha():
        return None
    if rest[0] == "by":
        return "hearsay"
    return None if grade == "requires_improvement" else "bad_grade"


_AFTER_GRADE = frozenset(
    "and but because as with although though no overall today yesterday thanks please grade case "
    "file audit on this all".split()
)


def _grade(cursor: Cursor) -> Grade | None:
    for words, grade in _GRADES.items():
        if cursor.take(*words):
            return grade
    letter = _LETTERS.get(cursor.word)
    cursor.at += letter is not None
    return letter
