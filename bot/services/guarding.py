"""The guard on everything that is typed, and leave to say once what was a false alarm.

Nothing is stored of what is refused. The button under a refusal carries a keyed hash of it; only
where somebody presses that is the hash kept, so that the same words are known when they come again.
"""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from bot.rules.identity import identifies
from bot.rules.outcomes import Change, Outcome, Refused, Told
from bot.rules.said import Said
from bot.services import ledger
from bot.views import guarding as says
from bot.views.blocks import Message
from models import allowance as allowances
from models import outbox
from models.allowance import Allowance
from models.entry import CHANGE, CREATE
from models.role import administrators

LAPSES_AFTER = timedelta(days=3)  # as bot/views/guarding.py says
NOUN = "allowance"
FORM, COMMAND_LINE = "form", "command line"


def would_refuse(session: Session, said: Said, text: str) -> str | None:
    """Why a text may not be kept, in words that do not repeat it; None where it may.

    Uses no leave up: for looking ahead, and where nothing is stored.
    """
    reason = identifies(text)
    return None if reason is None or _leave(session, said, text) else reason


def refusal(session: Session, said: Said, *texts: str) -> Refused | None:
    """Refused, unless each of the texts that came with a request may be kept.

    Everything that somebody typed goes through here before it is stored or posted; what there is
    leave for is let through, and the leave used up with this request. In a form, whose fields
    have no room for a button, whoever sent it gets the button in a message. Where another of the
    form's fields may still be wrong, look with `would_refuse` first and call this last.
    """
    found = {text: reason for text in texts if (reason := identifies(text))}
    leaves = {text: _leave(session, said, text) for text in found}
    for text, leave in leaves.items():
        if leave is None:
            return _refused(session, said, text, found[text])
    for text, leave in leaves.items():
        if leave and not _use(session, said, leave):  # another request was a moment faster
            return _refused(session, said, text, found[text])
    return None


def looked_at(session: Session, said: Said, text: str) -> Refused | None:
    """As `refusal`, where nothing is stored and no leave is used up."""
    reason = would_refuse(session, said, text)
    return Refused("identity", detail=reason, alarm=_alarm(said, text, reason)) if reason else None


def refuses(outcome: object) -> bool:
    """Whether an outcome says that the guard refused something."""
    return isinstance(outcome, Refused) and outcome.why == "identity"


def _refused(session: Session, said: Said, text: str, reason: str) -> Refused:
    refused = Refused("identity", detail=reason, alarm=_alarm(said, text, reason))
    if said.via == FORM:
        message = says.refused_identity(reason, refused.alarm)
        _post(session, said, f"{outbox.REPLY}guard:{said.request}", said.user, message)
    return refused


def _alarm(said: Said, text: str, reason: str) -> str:
    """What the button carries; nobody can press one at the command line."""
    if said.via == COMMAND_LINE:
        return ""
    salt, mac = allowances.hashed(text)
    known = {"user": said.user, "via": said.via, "place": said.place or ""}
    return json.dumps({**known, "reason": reason, "salt": salt, "mac": mac})


def _post(session: Session, said: Said, key: str, to: str, message: Message) -> None:
    outbox.enqueue(
        session,
        key=key,
        channel=to,
        text=message.text,
        blocks=message.blocks,
        created_at=said.at,
    )


# ---- leave


def _leave(session: Session, said: Said, text: str) -> Allowance | None:
    """Leave for a text, or for the message of which it is a part and which was let through."""
    whole = {text, said.text} if _folded(text) in _folded(said.text) else {text}
    for one in allowances.given(session, said.user, said.request, said.recorded_at):
        if any(allowances.hashed(words, one.salt)[1] == one.mac for words in whole):
            return one
    return None


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _use(session: Session, said: Said, leave: Allowance) -> bool:
    """Use leave up; of two requests at once one does. The same request may look again."""
    if leave.used_request == said.request:
        return True
    used = allowances.use(session, leave.id or 0, said.request, said.recorded_at)
    if used:
        _enter(session, said, leave, CHANGE, Change("used", None, said.via))
        session.refresh(leave)
    return used


def ask(session: Session, said: Said, alarm: str) -> Outcome:
    """Ask every administrator for leave; `alarm` is what the button carries."""
    known: dict[str, Any] = json.loads(alarm)
    if known["user"] != said.user:
        return Refused("not_asked")
    asked = administrators(session)
    if not asked:
        return Refused("not_administrator")
    via, place = known.pop("via"), known.pop("place")
    times = {"asked_at": said.at, "lapses_at": said.at + LAPSES_AFTER}
    leave = allowances.ask(session, {**known, **times})
    if leave is None:
        return Told(says.asked_before())
    facts = {"reason": leave.reason, "via": via, "place": place}
    _enter(session, said, leave, CREATE, Change("*", None, facts))
    message = says.asks_leave(said.user, leave.reason, says.said_where(via, place), leave.id or 0)
    for one in asked:
        _post(session, said, f"guard:{leave.id}:{one}", one, message)
    return Told(says.leave_asked(asked))


def allow(session: Session, said: Said, number: int) -> Outcome:
    """Let the words through once. Administrators only."""
    known = administrators(session)
    if said.user not in known:
        return Refused("not_administrator", names=tuple(known))
    leave = allowances.allowance_with(session, number)
    if not leave or not allowances.allow(
        session, number, said.user, said.at, said.at + LAPSES_AFTER
    ):
        return Told(says.leave_gone())
    _enter(session, said, leave, CHANGE, Change("allowed", None, said.user))
    message = says.may_say_it(said.user)
    _post(session, said, f"guard:{number}:allowed", leave.user, message)
    return Told(says.leave_given(leave.user))


def _enter(session: Session, said: Said, leave: Allowance, act: str, change: Change) -> None:
    """In the ledger under a request of its own: it is no part of what the words then do."""
    own = replace(said, request=f"guard:{said.request}")
    ledger.write(session, own, None, act, NOUN, str(leave.id), [change])
