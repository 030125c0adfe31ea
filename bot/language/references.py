"""References in a message: one, a list, a range or a whole theme, known to the plan or not."""

import re
from dataclasses import dataclass

from bot.language.index import Index
from bot.language.spans import NUMBER_WORDS
from bot.language.tokens import Token

WHOLE_PLAN = "the plan"
_PREFIXES = frozenset({"action", "actions", "item", "items", "#", "point", "act", "ref"})
_THEME_PREFIXES = frozenset({"issue", "issues", "theme", "themes", "workstream", "priority"})
_NUMBERING = frozenset({"no", "number", "nos", "numbers", ".", "#"})
_NOT_AFTER = frozenset(
    "version v ver para paragraph section sections page pages p appendix annex table figure fig "
    "chapter clause draft £ $ € average averaged by than approximately score scored room flat "
    "windows ios android liquidlogic mosaic adobe chrome release build".split()
)
_NOT_BEFORE = frozenset(
    "% percent pct m k million thousand bn billion day days week weeks month months hour hours "
    "hrs minutes mins year years yrs points point pts fte wte times am pm per x weeks' days' p "
    "miles mile km kg lb lbs stone train".split()
)
_COUNTED = frozenset(
    "cases visits children families referrals sessions audits assessments contacts meetings people "
    "staff calls hours".split()
)
_PER = frozenset("day week month quarter year night shift worker head team session visit".split())
_TIME_AFTER = frozenset({"at", "from", "till", "until", "@", "between"})
_AND = frozenset({",", "and", "&", "+", "/"})
_TO = frozenset({"to", "-", "–", "through", "thru", "up to"})
_JOINERS = _AND | _TO | {"or"}
_SHAPE = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,2}")


@dataclass(frozen=True, slots=True)
class Group:
    """The actions spoken of together.

    `unknown` are references that do not exist; `doubt` is a question that the list itself raises;
    `theme` is set where a whole theme, or everything, was meant.
    """

    refs: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    doubt: str = ""
    theme: str = ""


@dataclass(frozen=True, slots=True)
class _Single:
    word: str
    ref: str | None
    after: int


def group_at(tokens: list[Token], i: int, index: Index) -> tuple[Group, int] | None:
    """The references that begin at a token, and the place after them."""
    first = _single_at(tokens, i, index, alone=True)
    if first is None:
        return _slashed(tokens[i], index, i)
    members, doubt, after = [first], "", first.after
    while True:
        step, joiner = _joined(tokens, after, index)
        if step is None:
            break
        if joiner in _TO:
            members, doubt = _ranged(members, step, index, doubt or _spaced(tokens, after, joiner))
        else:
            doubt = "or" if joiner == "or" else doubt
            members.append(step)
        after = step.after
    refs = tuple(dict.fromkeys(m.ref for m in members if m.ref))
    unknown = tuple(m.word for m in members if not m.ref)
    return Group(refs, unknown, doubt), after


def _joined(tokens: list[Token], at: int, index: Index) -> tuple[_Single | None, str]:
    joiner = ""
    while at < len(tokens) and tokens[at].word in _JOINERS:
        if joiner and joiner not in (",", "and"):
            return None, ""
        joiner = tokens[at].word
        at += 1
    if at >= len(tokens):
        return None, ""
    return _single_at(tokens, at, index, alone=False), joiner


def _spaced(tokens: list[Token], at: int, joiner: str) -> str:
    """A dash with spaces round it may be a range or a pause."""
    dash = joiner in "-–"
    return "dash" if dash and tokens[at].start > tokens[at - 1].end else ""


def _ranged(
    members: list[_Single], last: _Single, index: Index, doubt: str
) -> tuple[list[_Single], str]:
    first = members[-1]
    if first.ref is None or last.ref is None:
        return [*members, last], doubt
    span = index.range(first.ref, last.ref)
    if not span:
        return [*members, last], "backwards"
    themes = {index.action(ref).theme for ref in span}
    filled = [_Single(ref, ref, last.after) for ref in span]
    return members[:-1] + filled, "bulk" if len(themes) > 1 else doubt


def _slashed(token: Token, index: Index, i: int) -> tuple[Group, int] | None:
    if token.kind != "fraction" or "." not in token.word:
        return None
    parts = [index.refs.get(part.strip()) for part in token.word.split("/")]
    known = tuple(part for part in parts if part)
    return (Group(known), i + 1) if len(known) == len(parts) else None


def _single_at(tokens: list[Token], i: int, index: Index, alone: bool) -> _Single | None:
    at = i
    named = tokens[at].word in _PREFIXES
    if named:
        at += 1
        while at < len(tokens) and _numbers(tokens, at):
            at += 1
    if at >= len(tokens):
        return None
    token = tokens[at]
    spoken = _spoken(tokens, at)
    if spoken:
        return _Single(spoken, index.refs.get(spoken), at + 3)
    if token.word in index.refs and (named or _may_stand(tokens, at)):
        return _Single(token.word, index.refs[token.word], at + 1)
    if _unknown(tokens, at, named, alone):
        return _Single(token.word, None, at + 1)
    return None


def _numbers(tokens: list[Token], at: int) -> bool:
    """ "No. 4.2" has one number; "up to a point. 4.2" is two sentences."""
    if tokens[at].word == ".":
        return tokens[at - 1].word in ("no", "nos", "ref", "act")
    return tokens[at].word in _NUMBERING


def _spoken(tokens: list[Token], at: int) -> str:
    """ "four point two" is 4.2; empty where no number is spoken like that."""
    if at + 2 >= len(tokens) or tokens[at + 1].word != "point":
        return ""
    parts = [_digits(tokens[at].word), _digits(tokens[at + 2].word)]
    return ".".join(parts) if all(parts) else ""


def _digits(word: str) -> str:
    spoken = NUMBER_WORDS.get(word) if word not in ("a", "an", "another", "couple") else None
    return word if word.isdecimal() else str(spoken or "")


def _may_stand(tokens: list[Token], at: int) -> bool:
    """Whether a number that could be a reference is none by what stands beside it."""
    if tokens[at].kind == "number":
        return False
    following = [token.word for token in tokens[at + 1 : at + 4]]
    if following and (following[0] in _NOT_BEFORE or _a_rate(following)):
        return False
    return not (at and tokens[at - 1].word in _NOT_AFTER)


def _a_rate(words: list[str]) -> bool:
    """ "4.3 cases a day" """
    counted = len(words) == 3 and words[0] in _COUNTED and words[2] in _PER
    return counted and words[1] in ("a", "an", "per", "each", "every")


def _unknown(tokens: list[Token], at: int, named: bool, alone: bool) -> bool:
    token = tokens[at]
    if named and token.kind in ("dotted", "number"):
        return _may_stand(tokens, at) or token.kind == "number"
    if token.kind != "dotted" or not _SHAPE.fullmatch(token.word) or not _may_stand(tokens, at):
        return False
    if at + 1 < len(tokens) and tokens[at + 1].word in ("of", "audits"):
        return False
    return not (alone and at and tokens[at - 1].word in _TIME_AFTER)


def theme_at(tokens: list[Token], i: int, index: Index) -> tuple[Group, int] | None:
    """A whole theme ("issue 5", "all of 7"), or everything, that begins at a token."""
    word = tokens[i].word
    if word == "everything" and i and tokens[i - 1].word in _THROUGH:
        return None  # "I went through everything"
    if word in _THEME_PREFIXES:
        return _theme(tokens, i + 1, index)
    if word == "whole" and i + 1 < len(tokens) and tokens[i + 1].word == "plan":
        return Group(index.order, theme=WHOLE_PLAN), i + 2
    if word not in ("all", "everything", "whole", "every"):
        return None
    at = i + 1
    while at < len(tokens) and tokens[at].word in _OF_ALL:
        at += 1
    if at < len(tokens) and tokens[at].word in _THEME_PREFIXES:
        return _theme(tokens, at + 1, index)
    if at > i + 1 and at < len(tokens) and tokens[at].kind == "number":
        return _theme(tokens, at, index)
    if at > i + 1 and at < len(tokens) and tokens[at].word in index.refs:
        return None  # "everything on 4.2"
    plural = any(token.word == "actions" for token in tokens[i + 1 : at])
    if word == "everything" or plural:
        return Group(index.order, theme=WHOLE_PLAN), at if plural else i + 1
    return None


_THROUGH = frozenset("through into with despite from like against over after".split())
_OF_ALL = frozenset("of in under the actions for on from my our action".split())


def _theme(tokens: list[Token], at: int, index: Index) -> tuple[Group, int] | None:
    while at < len(tokens) and tokens[at].word in _NUMBERING:
        at += 1
    if at >= len(tokens):
        return None
    word = tokens[at].word
    if word in index.themes:
        return Group(index.themes[word], theme=word), at + 1
    if tokens[at].kind == "number":
        return Group((), unknown=(word,), theme=word), at + 1
    return None
