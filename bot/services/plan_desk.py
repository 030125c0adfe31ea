"""What comes over the desk about a plan's life; each function is one transaction."""

from dataclasses import replace

from bot.rules.form import Wrong
from bot.rules.nouns import BY_NAME
from bot.rules.outcomes import Outcome, Refused
from bot.rules.plan_forms import PlanForm
from bot.rules.said import Said
from bot.services import closing, guarding, hearing, ordering, planning, ruling
from bot.services.desk import Desk
from bot.views.blocks import Message
from bot.views.outcomes import answer
from bot.views.plans import plan_message
from models.plan import plan_named


def shown(desk: Desk, said: Said) -> Message:
    """Where a plan is in its life; or one of its registers, where that is named first."""
    noun, rest = _noun_in(said.text.strip())
    with desk.store.reading() as session:
        is_plan = bool(rest) and (noun is None or plan_named(session, rest) is not None)
        words = "" if is_plan else rest
        said = replace(said, plan=rest if is_plan else None)
        refused = guarding.looked_at(session, said, words)
        book = refused or hearing.find_book(session, desk.books, said)
        if isinstance(book, Refused):
            return answer(book)
        if noun:
            return answer(ordering.shown(session, book, said, noun, words))
        return plan_message(planning.overview(session, book, said))


def _noun_in(text: str) -> tuple[str | None, str]:
    """The register that is named first, and the rest: a plan, or words to look for in it."""
    folded = text.casefold()
    for name in sorted(BY_NAME, key=len, reverse=True):
        if folded == name or folded.startswith(f"{name} "):
            return BY_NAME[name].name, text[len(name) :].strip()
    return None, text


def form(desk: Desk, said: Said, kind: str, target: str) -> PlanForm | Refused:
    """The form that one of a plan's buttons asks for."""
    with desk.store.reading() as session:
        return planning.form(session, desk.books, said, kind, target)


def submit(
    desk: Desk, said: Said, opened: tuple[str, int, str], typed: dict[str, str]
) -> Outcome | Wrong:
    """Do what a form about a plan says."""
    with desk.store.writing() as session:
        outcome = planning.submit(session, desk.books, said, opened, typed)
    desk.wake()  # somebody else may have to be told
    return outcome


def pause(desk: Desk, said: Said, plan_id: int, response_url: str | None) -> Outcome:
    """Let a plan be quiet, or speak again."""
    return desk.pressed(
        said, response_url, lambda session: closing.turn(session, desk.books, said, plan_id)
    )


def grant(desk: Desk, said: Said, target: str, response_url: str | None) -> Outcome:
    """Grant what was asked for; what came of it replaces the question."""
    return desk.pressed(
        said, response_url, lambda session: ruling.grant(session, desk.books, said, target)
    )


def refuse(desk: Desk, said: Said, target: str, why: str, response_url: str | None) -> Outcome:
    """Refuse what was asked for, with a reason; it replaces the question."""
    return desk.pressed(
        said, response_url, lambda session: ruling.refuse(session, desk.books, said, target, why)
    )
