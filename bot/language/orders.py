"""Sentences about a plan's life: "grant 7.5's new date", "withdraw 4.2: merged", "add a risk: ...".

Each has one shape from its first word to its last; anything else is left to the reader of updates.
So none of them is ever read into a remark.
"""

import re
from collections.abc import Mapping

from bot.language.index import index_of
from bot.language.records import entry_in
from bot.language.slack import clean
from bot.rules.intents import Known
from bot.rules.orders import (
    Aim,
    DatesMoved,
    Decision,
    Doubt,
    Ending,
    Offer,
    OfferTaken,
    Order,
)
from bot.rules.printed_dates import PrintedDateError, read_printed_date

LONGEST = 1_000
_REF = r"(?:action\s+|\#)?(?P<{}>[\w-]*\d[\w.-]*\w|\d)"
_WHAT = r"(?:(?:new|later|other|end)\s+)*(?P<{}>date|completion)"
_WHY = r"(?:\s*[,;:.!–—-]+\s*(?P<why>.*)|\s+(?P<because>(?:because|as|since)\b.*))?"
_DECISION = re.compile(
    rf"""(?:please\s+)?(?P<verb>grant|approve|confirm|refuse|reject|decline|send\s+back|send)(?:e?d)?
    \s+(?:it|this|that|(?:the\s+)?{_WHAT.format("what1")}(?:\s+(?:of|for|on)\s+{_REF.format("ref1")})?
    |{_REF.format("ref2")}(?:['’]s)?(?:\s+{_WHAT.format("what2")})?)
    (?P<back>\s+back)?{_WHY}""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_ENDING = re.compile(
    rf"(?:please\s+)?(?P<verb>withdraw|reinstate)\s+{_REF.format('ref')}{_WHY}",
    re.IGNORECASE | re.DOTALL,
)
_LABEL = rf"(?:{_REF.format('action')}\s+)?(?:measure\s+)?(?P<label>\d+[a-z]{{1,2}})"
_SERIES = r"(?:\s+(?P<series>\S.*?))?"
_DOUBT = re.compile(
    rf"{_LABEL}{_SERIES}\s+(?:is|are)\s+(?P<lifted>no\s+longer\s+|not\s+)?disputed{_WHY}",
    re.IGNORECASE | re.DOTALL,
)
_AIM = re.compile(
    rf"(?:the\s+)?target\s+(?:for|of)\s+{_LABEL}{_SERIES}\s+(?:is|becomes|will\s+be)\s+"
    r"(?P<figure>\S+)\s+by\s+(?P<due>[^,;:]+)(?:\s*[,;:]\s*(?P<why>.*))?",
    re.IGNORECASE | re.DOTALL,
)
_MOVED = re.compile(
    r"(?:how\s+many|which|what|list|show(?:\s+me)?)(?:\s+of)?(?:\s+the)?\s+(?:end\s+)?dates?\s+"
    r"(?:have\s+|has\s+|were\s+|that\s+|been\s+)*(?:moved|slipped|changed)"
    r"(?:\s+so\s+far|\s+in\s+(?:the|this)\s+plan)?\s*[?.!]*",
    re.IGNORECASE,
)

_OFFER = re.compile(
    r"i\s+(?:volunteer|offer|would\s+like|want)\s+to\s+lead\s+(?:on\s+)?"
    rf"{_REF.format('ref')}[.!]*",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"(?:accept\s+offer\s+(?P<key>\d{1,6})\s+as\s+(?P<role>\S.{0,79})"
    r"|decline\s+offer\s+(?P<declined>\d{1,6}))[.!]*",
    re.IGNORECASE,
)


def order_in(text: str, known: Known, context: str | None = None) -> Order | None:
    """What a message says of a plan's life; None where it says none of this."""
    if len(text) > LONGEST:
        return None
    plain = clean(text).strip()
    if _MOVED.fullmatch(plain):
        return DatesMoved()
    if plain.endswith("?"):
        return entry_in(plain)
    refs = index_of(known).refs
    return (
        _decision(plain, refs, context)
        or _ending(plain, refs)
        or _doubt(plain, known)
        or _aim(plain, known)
        or _offer(plain, refs)
        or entry_in(plain)
    )


def _decision(plain: str, refs: Mapping[str, str], context: str | None) -> Decision | None:
    found = _DECISION.fullmatch(plain)
    if not found:
        return None
    verb = " ".join(found["verb"].casefold().split())
    if (verb == "send") != bool(found["back"]):
        return None
    named = found["ref1"] or found["ref2"]
    ref = refs.get(named.lower()) if named else context
    if named and ref is None:
        return None
    return Decision(
        grants=verb in ("grant", "approve", "confirm"),
        ref=ref,
        field=_field(verb, found["what1"] or found["what2"] or ""),
        note=_why(found),
    )


def _field(verb: str, what: str) -> str | None:
    if verb in ("confirm", "send", "send back") or what.casefold() == "completion":
        return "status_asked"
    return "end_asked" if what else None


def _why(found: re.Match[str]) -> str:
    return (found["why"] or found["because"] or "").strip()


def _ending(plain: str, refs: Mapping[str, str]) -> Ending | None:
    found = _ENDING.fullmatch(plain)
    ref = refs.get(found["ref"].lower()) if found else None
    if not found or ref is None:
        return None
    return Ending(ref, found["verb"].casefold() == "reinstate", _why(found))


def _measure(found: re.Match[str], known: Known) -> tuple[str, str | None, str] | None:
    """The label, the action where it is named, and the series as the plan calls it."""
    action, series = found["action"], found["series"] or ""
    held = index_of(known).measures.get(found["label"].lower(), ())
    if action:
        held = tuple(one for one in held if one.action.casefold() == action.casefold())
    names = {name.casefold(): name for one in held for name in one.series}
    if not held or (series and series.casefold() not in names):
        return None
    return held[0].ref, held[0].action if action else None, names.get(series.casefold(), "")


def _doubt(plain: str, known: Known) -> Doubt | None:
    found = _DOUBT.fullmatch(plain)
    measure = _measure(found, known) if found else None
    if not found or measure is None:
        return None
    why = "" if found["lifted"] else _why(found)
    return Doubt(*measure, why) if why or found["lifted"] else None


def _aim(plain: str, known: Known) -> Aim | None:
    found = _AIM.fullmatch(plain)
    measure = _measure(found, known) if found else None
    if not found or measure is None:
        return None
    try:
        due = read_printed_date(found["due"].strip(" ."), "end")
    except PrintedDateError:
        return None
    return Aim(*measure, found["figure"], due, (found["why"] or "").strip())


def _offer(plain: str, refs: Mapping[str, str]) -> Offer | OfferTaken | None:
    offered, taken = _OFFER.fullmatch(plain), _TAKEN.fullmatch(plain)
    if taken:
        return OfferTaken(taken["key"] or taken["declined"], (taken["role"] or "").rstrip(" ."))
    ref = refs.get(offered["ref"].lower()) if offered else None
    return Offer(ref) if ref else None
