"""What happens as time goes on: each tick notes that it came, and queues what is due to be said."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.rules.book import Book
from bot.services import announcing, checkins, feeding, opening, posting, retention, sampling
from bot.services.books import Books
from bot.services.due import Work
from bot.services.members import Roster
from models import allowance as allowances
from models.plan import Plan, adopt_plans, all_plans, open_plans, refuse_others
from models.pulse import HEARD, TICKED, beat
from models.question import forget_lapsed
from models.store import Store

WorkOut = Callable[[Store, Book, Plan, datetime], Work]


@dataclass
class Ticking:
    """The store, the books and the clock, and what happens as it goes on."""

    store: Store
    clock: Callable[[], datetime]
    workspace: str | None = None
    wake: Callable[[], None] = lambda: None  # says that something waits in the outbox
    books: Books = field(default_factory=Books)
    work_out: WorkOut = posting.work_out_here  # who works out what is due to be said
    roster: Roster | None = None  # who is listened to; everybody where nobody keeps one
    last_heard: datetime | None = None
    swept: date | None = None  # the day on which what is over was last destroyed

    def meet(self, workspace: str) -> None:
        """Learn which workspace this is; plans that were waiting for one belong to it.

        Raises OtherWorkspaceError where all the plans kept here belong to another.
        """
        self.workspace = workspace
        with self.store.writing() as session:
            adopt_plans(session, workspace)
            refuse_others(session, workspace)

    def begin_tick(self) -> list[Plan]:
        """Note the signs of life; returns the plans that may have something to say."""
        now = self.clock()
        with self.store.writing() as session:
            beat(session, TICKED, now)
            forget_lapsed(session, now)
            allowances.forget_lapsed(session, now)
            if self.workspace:  # plans may have come in since the start
                adopt_plans(session, self.workspace)
            if self.last_heard:
                beat(session, HEARD, self.last_heard)
        with self.store.reading() as session:
            return open_plans(session, self.workspace)

    def tick_plan(self, plan: Plan) -> int:
        """Queue what a plan has to say by now; returns how many posts were queued."""
        now = self.clock()
        with self.store.reading() as session:
            book = self.books.of(session, plan)
            openings = announcing.due(session, book, now)
            begun_rounds = opening.to_be_opened(session, book, now)
            figures = feeding.is_time(session, book, now)
            over = sampling.to_be_drawn(session, book, now)
        work = self.work_out(self.store, book, plan, now)
        if not (work or openings or begun_rounds or figures or over):
            return 0
        with self.store.writing(alone=True) as session:
            opening.open_rounds(session, book, begun_rounds, now)
            sampling.draw(session, book, over, now)
            if figures:
                feeding.feed(session, book, now)
            begun = [checkins.begin(session, book, one, now) for one in openings]
            return posting.queue(session, work, now) + sum(begun)

    def sweep(self) -> int:
        """Destroy what was held for its years, of plans that are closed, too; returns the rounds.

        Once a day, and after a start.
        """
        now = self.clock()
        if self.swept == now.date():
            return 0
        with self.store.reading() as session:
            books = [self.books.of(session, plan) for plan in all_plans(session, self.workspace)]
            over = [(book, found) for book in books if (found := retention.due(session, book, now))]
        for book, found in over:
            with self.store.writing(alone=True) as session:
                retention.destroy(session, book, found, now)
        self.swept = now.date()
        return sum(len(found) for _, found in over)

    def tick(self) -> int:
        """All that a tick does, at once."""
        self.sweep()
        return sum(self.tick_plan(plan) for plan in self.begin_tick())
