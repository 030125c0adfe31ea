"""Carrying what is left of a plan over into its successor: linked both ways, counted once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.carrying import Move, Obstacle, changes_here, obstacle
from bot.rules.comparison import Fields
from bot.rules.deciding import ASKED
from bot.rules.outcomes import Change, Outcome, Refused, Told
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import facts, guarding, keeping, ledger, people, ruling
from bot.services.books import read_book
from bot.services.closing import administers, needs_administrator
from bot.services.updating import change, recorded
from bot.views import closing as says
from models import action as actions
from models import plan as plans
from models import role as roles
from models.action import COMPLETED, RESIDUAL, Action
from models.entry import CHANGE, CREATE
from models.heard import first_time
from models.plan import SIGNED_OFF, Plan


def carry_over(
    session: Session, book: Book, said: Said, successor: Plan, moves: Sequence[Move]
) -> Outcome:
    """Move actions into another plan, all of them or none. Administrators only."""
    if not administers(book, said):
        return needs_administrator(book)
    source = plans.plan_with(session, book.plan_id)
    actions.hold_all(session, book.plan_id)
    actions.hold_all(session, successor.id or 0)
    found = _in_the_way(session, source, successor, moves)
    if found:
        return Refused("said_why", sentence=says.cannot_carry(successor.name, found))
    words = (word for move in moves for word in (move.part, move.as_ref))
    refused = guarding.refusal(session, said, *words)
    if refused:
        return refused
    if not first_time(session, said.request, said.at, said.message):
        return Told(says.carried_before())
    at = max(said.at, *_moments(session, source, successor))
    carrier = _Carrier(session, book, successor, said, at)
    for move in moves:
        carrier.carry(move)
    plans.bump(session, book.plan_id)
    plans.bump(session, successor.id or 0)
    return Told(says.carried(successor.name, moves, carrier.undecided))


def residual(session: Session, book: Book) -> list[str]:
    """The residual actions that have not been carried over yet, in the plan's order."""
    found = actions.actions_of(session, book.plan_id)
    return [one.ref for one in found if one.status == RESIDUAL and one.is_open]


def _moments(session: Session, *found: Plan) -> list[datetime]:
    """When the ledger last had an entry of an action of these plans."""
    last = (actions.last_entered(session, plan.id or 0) for plan in found)
    return [at for at in last if at is not None]


def _in_the_way(
    session: Session, source: Plan, successor: Plan, moves: Sequence[Move]
) -> list[Obstacle]:
    if successor.id == source.id or successor.status == SIGNED_OFF:
        return [Obstacle(move.ref, "same_plan") for move in moves]
    here = {one.ref: one for one in actions.actions_of(session, source.id or 0)}
    themes = [theme.ref for theme in plans.themes_of(session, successor.id or 0)]
    taken = {one.ref for one in actions.actions_of(session, successor.id or 0)}
    found = [obstacle(here[move.ref], move, themes, taken) for move in moves if move.ref in here]
    unknown = [Obstacle(move.ref, "nothing_left") for move in moves if move.ref not in here]
    return [one for one in found if one] + unknown


class _Carrier:
    """Moves the actions of one request, one by one."""

    def __init__(
        self, session: Session, book: Book, successor: Plan, said: Said, at: datetime
    ) -> None:
        self.session, self.book, self.successor = session, book, successor
        self.said = replace(said, at=at)
        self.keeper = keeping.Keeper(session, successor, at)
        self.there = read_book(session, successor)
        self.position = len(actions.actions_of(session, successor.id or 0))
        self.measures = len(self.there.known.measures)
        self.undecided: list[str] = []  # of which something was asked that nobody has decided
        self.known = facts.of_store(session, plans.plan_with(session, book.plan_id))

    def carry(self, move: Move) -> None:
        here = next(
            one
            for one in actions.actions_of(self.session, self.book.plan_id)
            if one.ref == move.ref
        )
        self._make_leads(move.ref)
        self._make_action(here, move)
        self._make_measures(move)
        self._close(here, move)

    def _enter(self, noun: str, key: str, fields: Fields) -> None:
        made = Change("*", None, fields)
        ledger.write(self.session, self.said, self.successor.id, CREATE, noun, key, [made])

    def _make_leads(self, ref: str) -> None:
        """The roles that lead it, and those above them, where the successor lacks them."""
        for role_id in self.book.leads.get(ref, ()):
            for one in reversed([self.book.roles[role_id], *self.book.line(role_id)]):
                self._make_role(one)

    def _make_role(self, role: roles.Role) -> None:
        known = roles.roles_of(self.session, self.successor.id or 0)
        if any(one.key == role.key for one in known):
            return
        above = self.book.roles[role.reports_to].key if role.reports_to else None
        fields = {"name": role.name, "reports_to": above, "position": len(known) + 1}
        self.keeper.make("role", role.key, fields)
        self._enter("role", role.key, fields)
        if above:
            self.keeper.change("role", role.key, {"reports_to": above})
        day = local_day(self.said.at, self.successor.zone)
        holder = self.book.holder(role.id or 0, day)
        if holder:
            people.assign(self.session, self.successor, self.said, role.name, holder, day)

    def _make_action(self, here: Action, move: Move) -> None:
        kept = self.known["action", here.ref]
        self.position += 1
        whole = here.status != COMPLETED
        fields: Fields = {
            "theme": move.theme,
            "title": move.part or kept["title"],
            "position": self.position,
            "leads": kept["leads"],
            "start": kept["start"] if whole else None,
            "end": kept["end"] if whole else None,
            "status": "in_progress",
            "rag": kept["rag"] if whole else None,
            "percent": kept["percent"] if whole else None,
            "carried_from": f"{self.book.name}/{here.ref}",
            "first_end": facts.plain(here.original_end) if whole else None,
        }
        self.keeper.make("action", move.new_ref, fields)
        self._enter("action", move.new_ref, fields)

    def _make_measures(self, move: Move) -> None:
        """Its measures with all that is on record of them; those of a part stay where they are."""
        if move.part:
            return
        for (noun, key), it in self.known.items():
            action, _, ref = key.partition("/")
            if noun == "measure" and action == move.ref:
                self.measures += 1
                series = [_with_given(self.known, key, line) for line in it["series"]]
                fields = {**it, "position": self.measures, "series": series}
                self.keeper.make("measure", f"{move.new_ref}/{ref}", fields)
                self._enter("measure", f"{move.new_ref}/{ref}", fields)

    def _close(self, here: Action, move: Move) -> None:
        stands = actions.locked(self.session, self.book.plan_id, here.ref)
        wanted = changes_here(here, move, self.successor.name)
        changes = [
            Change(name, ledger.plain(getattr(stands, name)), value)
            for name, value in wanted.items()
            if getattr(stands, name) != value
        ]
        values: dict[str, Any] = {**wanted, "last_update": self.said.at}
        change(self.session, self.book, stands, values, self.said)
        words = ledger.keep_words(self.session, self.said.text, move.part or None)
        ledger.write(
            self.session, self.said, self.book.plan_id, CHANGE, "action", here.ref, changes, words
        )
        made = tuple(changes)
        done = recorded(self.session, self.book, self.said, stands, made, None)
        ruling.tell(self.session, self.book, done)
        if any(one.field in ASKED and one.old for one in made):
            self.undecided.append(here.ref)


def _with_given(known: dict[tuple[str, str], Fields], measure: str, line: Fields) -> Fields:
    """A line of figures and what people gave of it, as the file of the successor would have it."""
    given = [
        (noun, it)
        for (noun, key), it in known.items()
        if noun in facts.GIVEN
        and key.rpartition("/")[0] == measure
        and it["series"] == line["name"]
    ]
    began = [it for noun, it in given if noun == "reading" and it["is_baseline"]]
    made = {
        **line,
        "targets": line["targets"] + [_only(it, facts.TARGET) for n, it in given if n == "target"],
        "readings": line["readings"]
        + [_only(it, facts.READING) for n, it in given if n == "reading" and it not in began],
    }
    if began:
        last = began[-1]
        names = ("baseline", "baseline_on", "baseline_printed")
        made |= dict(zip(names, (last["value"], last["on"], last["printed"]), strict=True))
    return made


def _only(it: Fields, names: Sequence[str]) -> Fields:
    return {name: it[name] for name in names}
