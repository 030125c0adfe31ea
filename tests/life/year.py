"""A year of a plan, of whatever people may do to it, in any order: kept, and had back."""

import shutil
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.rules.carrying import Move
from bot.rules.digest import as_json
from bot.rules.plan_file import MeasureRow, PlanFile, ReadingRow, SeriesRow, TargetRow
from bot.rules.readings import Figure, Report
from bot.services import carrying, closing, reading, ruling, targeting, tracking
from bot.services.beginning import begin
from bot.services.books import Books
from bot.services.digesting import digest
from bot.services.exporting import exported
from models.plan import plan_named
from models.store import Store
from tests.helpers.clock import Clock
from tests.helpers.plans import ADMIN, LEAD, MANAGER, action, bring_in
from tests.life.conftest import Life, a_plan

REFS = ("4.1", "4.2", "7.10")
NEXT = "The next plan"
PEOPLE = st.sampled_from([LEAD, MANAGER, ADMIN])
WORDS = (
    "in progress", "complete", "residual", "green", "amber, waiting", "red", "50%", "no change",
    "new date 30 June 2016", "new date 31 December 2015", "complete, all seen",
)  # fmt: skip
LABELS = st.sampled_from([("4.1", "4a", ""), ("4.2", "4b", "LAC"), ("4.2", "4b", "CP")])


def line(name: str = "", **other: Any) -> SeriesRow:
    """A line of figures with a target, a figure, and a baseline that was only promised."""
    values = {"baseline": None, "baseline_on": date(2014, 6, 30), "baseline_printed": "due June"}
    targets = (TargetRow(date(2015, 3, 31), 80.0, "80", 1),)
    figures = (ReadingRow(date(2015, 1, 31), 40.0, "40", "minutes"),)
    return SeriesRow(name, targets=targets, readings=figures, **{**values, **other})


def the_plan() -> PlanFile:
    """Three actions, one line of figures, two lines, and a pair; the manager confirms."""
    from dataclasses import replace

    measures = (
        MeasureRow("4a", "4.1", "One", "%", "at_least", (line(),)),
        MeasureRow("4b", "4.2", "Two", "%", "at_least", (line("LAC"), line("CP"))),
        MeasureRow("7a", "7.10", "Pair", "%", "pair", (line("permanent"), line("agency"))),
    )
    file = a_plan(*(action(ref) for ref in REFS), confirmed_by="manager")
    return replace(file, measures=measures)


class Year(RuleBasedStateMachine):
    """Each step is a day on which somebody does something; what was shown that day is kept."""

    empty: Path  # a database at this version with nothing in it

    @initialize()
    def start(self) -> None:
        self.home = TemporaryDirectory()
        path = Path(self.home.name) / "plan.db"
        shutil.copy(self.empty, path)
        self.clock = Clock("2015-03-18T09:30")
        self.store = Store(f"sqlite:///{path}")
        bring_in(self.store, the_plan(), "Hillingdon", self.clock())
        self.life = Life(self.store, self.clock)
        with self.store.writing() as session:
            begin(session, self.life.said(), NEXT, {"1": "Workforce"}, "Europe/London")
        self.shown: list[tuple[datetime, Any]] = []

    @rule(user=PEOPLE, ref=st.sampled_from(REFS), words=st.sampled_from(WORDS))
    def somebody_says(self, user: str, ref: str, words: str) -> None:
        self.life.say(f"{ref} {words}", user)

    @rule(user=PEOPLE, label=LABELS, value=st.integers(0, 100), begins=st.booleans())
    def a_figure_is_given(
        self, user: str, label: tuple[str, str, str], value: int, begins: bool
    ) -> None:
        action, ref, series = label
        report = Report(Figure(value, str(value)), series or None, is_baseline=begins)
        self.life.do(reading.give, (action, ref), report, user=user)

    @rule(value=st.integers(0, 100))
    def a_pair_is_given(self, value: int) -> None:
        self.life.do(reading.give, (None, "7a"), Report(Figure(value, str(value), 100 - value)))

    @rule(label=LABELS, value=st.integers(0, 100), month=st.sampled_from([3, 9]))
    def a_target_is_set(self, label: tuple[str, str, str], value: int, month: int) -> None:
        action, ref, series = label
        target = (date(2015, month, 30), Figure(value, str(value)))
        self.life.do(targeting.revise, (action, ref), target, series, "agreed", user=MANAGER)

    @rule(label=LABELS, why=st.sampled_from(["the team counts otherwise", ""]))
    def a_figure_is_disputed(self, label: tuple[str, str, str], why: str) -> None:
        action, ref, series = label
        self.life.do(targeting.dispute, (action, ref), series, why)

    @rule(ref=st.sampled_from(REFS), field=st.sampled_from(["end_asked", "status_asked"]),
          grants=st.booleans())  # fmt: skip
    def what_waits_is_decided(self, ref: str, field: str, grants: bool) -> None:
        found = next(one for one in self.life.export()["actions"] if one["ref"] == ref)
        with self.store.writing() as session:
            number = self.life.plan(session).id
            target = f"{number}:{ref}:{field}:{found[field]}"
            said = self.life.said(user=MANAGER)
            if grants:
                ruling.grant(session, Books(), said, target)
            else:
                ruling.refuse(session, Books(), said, target, "not yet")

    @rule(user=PEOPLE)
    def the_last_word_is_undone(self, user: str) -> None:
        self.life.say("undo", user)

    @rule(ref=st.sampled_from(REFS), part=st.sampled_from(["", "what is left of it"]))
    def one_is_carried_over(self, ref: str, part: str) -> None:
        with self.store.writing() as session:
            there = plan_named(session, NEXT)
            assert there
            moves = [Move(ref, "1", f"{ref}b" if part else "", part)]
            carrying.carry_over(session, self.life.book(session), self.life.said(), there, moves)

    @rule(ref=st.sampled_from(REFS), here=st.booleans(), back=st.booleans())
    def one_is_withdrawn_or_comes_back(self, ref: str, here: bool, back: bool) -> None:
        life = self.life if here else Life(self.store, self.clock, NEXT)
        life.do(closing.reinstate if back else closing.withdraw, ref, "the board said so")

    @rule(add=st.booleans(), state=st.sampled_from(["open", "closed"]))
    def a_risk_is_kept(self, add: bool, state: str) -> None:
        if add:
            typed = {"title": "Recruitment", "review": "2015-03-20", "state": state}
            self.life.do(tracking.add, "risk", typed)
        else:
            self.life.do(tracking.change, "risk", "1", {"state": state})

    @rule(on=st.booleans())
    def it_is_paused_or_resumed(self, on: bool) -> None:
        self.life.do(closing.pause, on)

    @invariant()
    def a_day_goes_by(self) -> None:
        """What is shown in the evening is kept; the next thing happens some days later."""
        if hasattr(self, "shown"):
            self.shown.append((self.clock(), self._show(None)))
            self.clock.move(days=9)

    def _show(self, as_at: datetime | None) -> Any:
        """Both plans as they are handed over, and as their digests show them."""
        with self.store.reading() as session:
            found = [plan_named(session, name) for name in ("Hillingdon", NEXT)]
            return [
                (
                    exported(session, plan, as_at),
                    as_json(digest(session, plan, as_at or self.clock())),
                )
                for plan in found
                if plan
            ]

    def teardown(self) -> None:
        if not hasattr(self, "shown"):
            return
        try:
            assert self.life.is_sound()
            for at, was in self.shown:
                assert self._show(at) == was
        finally:
            self.store.close()
            self.home.cleanup()
