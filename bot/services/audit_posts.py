"""What is posted of audits once a month: the report in a channel, and each person's own."""

from datetime import date, datetime

from sqlmodel import Session

from bot.rules.audit_report import month_before
from bot.rules.book import Book
from bot.rules.times import local_day, next_working_day
from bot.services import audit_report
from bot.services.rounds import Round
from bot.views.audit_report import own_message, report_message, thread_messages
from bot.views.blocks import Message
from models.plan import Plan


def in_channel(
    session: Session, plan: Plan, at: datetime, late: datetime | None
) -> tuple[Message, list[Message]]:
    """The report of the month before a moment, as at it, and what stands in its thread."""
    month = month_before(local_day(at, plan.zone))
    it = audit_report.report(session, plan, month, at)
    return report_message(it, late), thread_messages(it)


def in_private(
    session: Session, book: Book, one: Round, day: date
) -> list[tuple[str, str, Message]]:
    """What everybody's own audits of the month before came to: a key, a person and the message.

    With the first round of a month, whenever that is.
    """
    first = next_working_day(day.replace(day=1), book.policy.holidays)
    if day < first or (one.done and local_day(one.done, one.zone) >= first):
        return []
    month = month_before(day)
    return [
        (f"audits:{book.plan_id}:{user}:{month}", user, own_message(book.name, month, rounds))
        for user, rounds in audit_report.own(session, book, month, day).items()
        if user in one.people
    ]
