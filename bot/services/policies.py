"""A plan's policy, shown and changed. Administrators change it; each change is in the ledger."""

import json
from collections.abc import Mapping

from sqlmodel import Session, select

from bot.rules.book import Book
from bot.rules.form import Wrong
from bot.rules.outcomes import Change, Outcome, Refused, Told
from bot.rules.plan_forms import Ask, PlanForm
from bot.rules.policy import PolicyError, policy_of
from bot.rules.policy_settings import CHOICES, WHO, as_texts, with_settings
from bot.rules.role_names import role_key
from bot.rules.said import Said
from bot.services import closing, guarding, ledger
from bot.views import policies as says
from models import plan as plans
from models.entry import CHANGE
from models.heard import first_time
from models.plan import Plan

Typed = Mapping[str, str]


def form(_session: Session, book: Book, _said: Said, _about: str) -> PlanForm:
    """The form with every setting; what it showed comes back with it."""
    shown = as_texts(book.policy)
    fields = tuple(
        Ask(
            name,
            says.LABELS[name],
            "choice" if name in CHOICES else "text",
            tuple((one, one) for one in CHOICES.get(name, ())),
            value=text,
        )
        for name, text in shown.items()
    )
    about = json.dumps(shown)
    return PlanForm("policy", book.plan_id, "Policy", "Change", fields, about, says.explained())


def submit(session: Session, book: Book, said: Said, about: str, typed: Typed) -> Outcome | Wrong:
    """Change what was changed by hand in the form, unless somebody else has meanwhile."""
    shown, now = json.loads(about), as_texts(book.policy)
    touched = {name: text for name, text in typed.items() if text != shown.get(name)}
    for name, text in touched.items():
        if now[name] != shown[name] and now[name] != text:
            return Wrong(name, says.changed_meanwhile(now[name]))
    return change(session, book, said, touched)


def change(session: Session, book: Book, said: Said, typed: Typed) -> Outcome | Wrong:
    """Set some of the settings. Wrong for a value that cannot be kept to, nothing being changed."""
    if not closing.administers(book, said):
        return closing.needs_administrator(book)
    refused = guarding.refusal(session, said, *typed.values())
    if refused:
        return refused
    held = select(Plan).where(Plan.id == book.plan_id).with_for_update()
    plan = session.exec(held.execution_options(populate_existing=True)).one()
    before, settings = as_texts(policy_of(plan.policy)), plan.policy
    for name, text in typed.items():
        if fault := _no_role(book, name, text):
            return Wrong(name, fault)
        try:
            settings = with_settings(settings, {name: text})
        except PolicyError as error:
            return Wrong(name, says.not_kept_to(str(error)))
    after = as_texts(policy_of(settings))
    changes = [Change(name, before[name], it) for name, it in after.items() if it != before[name]]
    if changes and first_time(session, said.request, said.at, said.message):
        entry = Change("policy", plan.policy, settings)
        plan.policy = settings
        session.add(plan)
        session.flush()
        ledger.write(session, said, plan.id, CHANGE, "plan", plan.name, [entry])
        plans.bump(session, book.plan_id)
    return Told(says.changed(book.name, changes))


def _no_role(book: Book, name: str, text: str) -> str | None:
    """Why a role cannot decide; None where it can, and for every other setting."""
    known = {role.key: role.name for role in book.roles.values()}
    if name not in WHO or not text.strip() or text.strip() == "manager":
        return None
    return None if role_key(text) in known else says.no_such_role(text, list(known.values()))


def set_one(session: Session, book: Book, said: Said, name: str, text: str) -> Outcome:
    """Set one setting, for whoever types it as a command."""
    done = change(session, book, said, {name: text})
    return Refused("said_why", sentence=done.sentence) if isinstance(done, Wrong) else done
