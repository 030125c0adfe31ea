"""`/plan`: where a plan is in its life, the forms about it, and what comes of them."""

from collections.abc import Callable, Mapping
from datetime import date

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.carrying import Move, left_over
from bot.rules.form import Wrong
from bot.rules.nouns import BY_NAME, NOUNS, Noun
from bot.rules.outcomes import Outcome, Refused
from bot.rules.plan_forms import ALL, Ask, PlanCard, PlanForm
from bot.rules.readings import Report, figure_in
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import (
    beginning,
    carrying,
    closing,
    joining,
    policies,
    reading,
    register,
    targeting,
    tracking,
)
from bot.services.books import Books, book_with
from bot.views import plans as says
from bot.views import readings as figures
from bot.views import registers
from bot.views.words import spoken
from models import action as actions
from models import plan as plans
from models.plan import PlanHead

Typed = Mapping[str, str]


def overview(session: Session, book: Book, said: Said) -> PlanCard:
    """Where a plan is in its life, and what can be done about it."""
    found = actions.actions_of(session, book.plan_id)
    kept = [(one.many, len(register.items(session, book.plan_id, one.name))) for one in NOUNS]
    return PlanCard(
        plan_id=book.plan_id,
        name=book.name,
        state=plans.plan_with(session, book.plan_id).status,
        total=len(found),
        still_open=tuple(one.ref for one in left_over(found)),
        residual=len(carrying.residual(session, book)),
        administers=closing.administers(book, said),
        successors=tuple(head.name for head in _others(session, book, said)),
        registers=tuple(kept),
    )


def _others(session: Session, book: Book, said: Said) -> list[PlanHead]:
    return [one for one in plans.heads(session, said.workspace) if one.id != book.plan_id]


# ---- forms


def form(session: Session, books: Books, said: Said, kind: str, target: str) -> PlanForm | Refused:
    """The form that a button asks for. `target` is the plan's number and what it is about."""
    number, _, about = target.partition(":")
    book = book_with(session, books, said, int(number))
    if book is None:
        return Refused("no_plan")
    make = _FORMS[kind]
    if kind not in ("add", "set", "measure") and not closing.administers(book, said):
        return closing.needs_administrator(book)
    return make(session, book, said, about)


def _carry(session: Session, book: Book, said: Said, _about: str) -> PlanForm | Refused:
    others = _others(session, book, said)
    themes = tuple(
        (f"{head.id}:{theme.ref}", f"{theme.ref} {theme.title} ({head.name})")
        for head in others
        for theme in plans.themes_of(session, head.id)
    )
    if not themes:
        return Refused("said_why", sentence=says.no_successor())
    found = [one for one in actions.actions_of(session, book.plan_id) if not one.closed]
    options = tuple((one.ref, f"{one.ref} {one.title}") for one in found)
    residual = len(carrying.residual(session, book))
    every = ((ALL, says.every_residual(residual)),) if residual else ()
    fields = (
        Ask("ref", "What goes over", "choice", (*every, *options)[: says.OPTIONS], optional=False),
        Ask("theme", "To which theme", "choice", themes[: says.OPTIONS], optional=False),
        Ask("part", "Of a completed action: what is left of it"),
        Ask("number", "Another number there, where its own is taken"),
    )
    return PlanForm("carry", book.plan_id, "Carry over", "Carry over", fields)


def _withdraw(session: Session, book: Book, _said: Said, _about: str) -> PlanForm:
    found = left_over(actions.actions_of(session, book.plan_id))
    options = tuple((one.ref, f"{one.ref} {one.title}") for one in found)[: says.OPTIONS]
    fields = (
        Ask("ref", "Which action", "choice", options, optional=False),
        Ask("reason", "Why", "long", optional=False),
    )
    return PlanForm("withdraw", book.plan_id, "Withdraw an action", "Withdraw", fields)


def _next(_session: Session, book: Book, _said: Said, _about: str) -> PlanForm:
    fields = (
        Ask("name", "What it is called", optional=False),
        Ask("themes", "Its themes, one a line: 1 Workforce", "long", optional=False),
    )
    return PlanForm("next", book.plan_id, "Begin the next plan", "Begin", fields)


def _sign_off(_session: Session, book: Book, _said: Said, _about: str) -> PlanForm:
    sure = says.sure_to_sign_off(book.name)
    return PlanForm("sign_off", book.plan_id, "Sign off", "Sign off", says=sure)


def _measure(_session: Session, book: Book, _said: Said, about: str) -> PlanForm | Refused:
    action, _, ref = about.partition("/")
    found = reading.measures_called(book, (action, ref))
    if not found:
        return Refused("said_why", sentence=figures.which_measure(ref, []))
    names = [(s.series.name, s.series.name) for s in found[0].series if s.series.name]
    pair = found[0].measure.kind == "pair"
    series = (Ask("series", "Of which", "choice", tuple(names), optional=False),)
    fields = (
        Ask("what", "What is it?", "choice", says.WHAT, optional=False, value="figure"),
        *(series if names and not pair else ()),
        Ask("figure", "The figure, as it is printed: 97, 6/7%, 70/30, yes"),
        Ask("on", "On which day; a target: by which", "day"),
        Ask("source", "Where it comes from, or why", "long"),
    )
    return PlanForm("measure", book.plan_id, f"Measure {ref}", "Record", fields, about)


def _add(_session: Session, book: Book, _said: Said, about: str) -> PlanForm:
    noun = BY_NAME[about]
    return PlanForm(
        "add", book.plan_id, f"Add a {spoken(noun.name)}", "Add", _asks(noun, {}), about
    )


def _set(session: Session, book: Book, said: Said, about: str) -> PlanForm | Refused:
    name, _, key = about.partition("/")
    if BY_NAME[name].private and not tracking.may_track(book, said):
        return Refused("said_why", sentence=registers.who_sees(BY_NAME[name]))
    kept = register.items(session, book.plan_id, name).get(key)
    if kept is None:
        return Refused("lapsed")
    fields = _asks(BY_NAME[name], kept)
    return PlanForm("set", book.plan_id, f"Change {spoken(name)} {key}", "Change", fields, about)


def _asks(noun: Noun, kept: Mapping[str, object]) -> tuple[Ask, ...]:
    return tuple(
        Ask(
            one.name,
            one.label,
            "day" if one.kind == "day" else "choice" if one.kind == "choice" else "text",
            tuple((word, word.replace("_", " ")) for word in one.words),
            optional=one.name != "title",
            value=_as_text(kept.get(one.name)),
        )
        for one in noun.all
    )


def _as_text(it: object) -> str:
    return ", ".join(map(str, it)) if isinstance(it, list) else "" if it is None else str(it)


def _action(session: Session, book: Book, _said: Said, _about: str) -> PlanForm:
    themes = tuple(
        (it.ref, f"{it.ref} {it.title}") for it in plans.themes_of(session, book.plan_id)
    )
    fields = (
        Ask("ref", "Its number, such as 4.9", optional=False),
        Ask("title", "What is to be done", "long", optional=False),
        Ask("theme", "Under which theme", "choice", themes[: says.OPTIONS], optional=False),
        Ask("lead", "The role that leads it"),
        Ask("end", "By when", "day"),
        Ask("source", "Where it comes from: a source's number, or words of its title"),
    )
    return PlanForm("action", book.plan_id, "Add an action", "Add", fields)


_FORMS: dict[str, Callable[[Session, Book, Said, str], PlanForm | Refused]] = {
    "carry": _carry,
    "withdraw": _withdraw,
    "next": _next,
    "sign_off": _sign_off,
    "measure": _measure,
    "action": _action,
    "add": _add,
    "set": _set,
    "policy": policies.form,
}


# ---- what comes of them


def submit(
    session: Session, books: Books, said: Said, opened: tuple[str, int, str], typed: Typed
) -> Outcome | Wrong:
    """Do what a form says. `opened` is its kind, the plan's number, and what it is about."""
    kind, plan_id, about = opened
    book = book_with(session, books, said, plan_id)
    if book is None:
        return Refused("no_plan")
    return _DOES[kind](session, book, said, about, typed)


def _carried(session: Session, book: Book, said: Said, _about: str, typed: Typed) -> Outcome:
    number, _, theme = typed["theme"].partition(":")
    successor = plans.plan_with(session, int(number))
    ref = typed["ref"]
    refs = carrying.residual(session, book) if ref == ALL else [ref]
    part, as_ref = (typed.get(name, "") if ref != ALL else "" for name in ("part", "number"))
    moves = [Move(one, theme, as_ref, part) for one in refs]
    return carrying.carry_over(session, book, said, successor, moves)


def _withdrawn(session: Session, book: Book, said: Said, _about: str, typed: Typed) -> Outcome:
    return closing.withdraw(session, book, said, typed["ref"], typed.get("reason", ""))


def _begun(session: Session, book: Book, said: Said, _about: str, typed: Typed) -> Outcome:
    return beginning.begin_from(session, book, said, typed["name"], typed["themes"])


def _signed_off(session: Session, book: Book, said: Said, _about: str, _typed: Typed) -> Outcome:
    return closing.sign_off(session, book, said)


def _measured(session: Session, book: Book, said: Said, about: str, typed: Typed) -> Outcome:
    action, _, ref = about.partition("/")
    label, series, why = (action, ref), typed.get("series", ""), typed.get("source", "")
    if typed["what"] in ("doubt", "no_doubt"):
        why = why if typed["what"] == "doubt" else ""
        return targeting.dispute(session, book, said, label, series, why)
    kind = next((it.measure.kind for it in reading.measures_called(book, label)), "")
    figure = figure_in(typed.get("figure", ""), "count" if typed["what"] == "target" else kind)
    if figure is None:
        return Refused("said_why", sentence=figures.no_figure(ref))
    on = date.fromisoformat(typed["on"]) if typed.get("on") else None
    if typed["what"] == "target":
        due = on or local_day(said.at, book.zone)
        return targeting.revise(session, book, said, label, (due, figure), series, why)
    report = Report(figure, series or None, on, why or None, typed["what"] == "baseline")
    return reading.give(session, book, said, label, report)


def _action_added(session: Session, book: Book, said: Said, _about: str, typed: Typed) -> Outcome:
    return joining.add_action(session, book, said, typed)


def _added(session: Session, book: Book, said: Said, about: str, typed: Typed) -> Outcome:
    return tracking.add(session, book, said, about, typed)


def _set_to(session: Session, book: Book, said: Said, about: str, typed: Typed) -> Outcome:
    name, _, key = about.partition("/")
    return tracking.change(session, book, said, name, key, typed)


_DOES: dict[str, Callable[[Session, Book, Said, str, Typed], Outcome | Wrong]] = {
    "carry": _carried,
    "withdraw": _withdrawn,
    "next": _begun,
    "sign_off": _signed_off,
    "measure": _measured,
    "action": _action_added,
    "add": _added,
    "set": _set_to,
    "policy": policies.submit,
}
