"""Posts that Slack will never take: whoever looks after the plan hears of it once."""

from datetime import datetime

from sqlmodel import Session

from bot.rules.hours import hours_of
from bot.rules.policy import policy_of
from bot.views.trouble import undeliverable
from models import outbox
from models.member import Member
from models.outbox import Post
from models.plan import plan_with
from models.role import administrators

TROUBLE = "trouble:"


def tell(session: Session, post: Post, reason: str, now: datetime) -> None:
    """Put word of a failed post in the outbox, to an administrator who is not the one it was for.

    Once until something is sent there again: a channel that was archived is not news every week.
    Word that does not arrive itself goes on to the next administrator. An answer to a person has
    no plan, and they see for themselves that there is none.
    """
    owner = _owner(session, post)
    if owner is None or post.plan_id is None:
        return
    if post.key.startswith(TROUBLE):
        key, text, blocks = f"{post.key}>{owner}", post.text, post.blocks
    else:
        run = outbox.last_sent_in(session, post.channel)
        message = undeliverable(post.channel, reason)
        key, text, blocks = f"{TROUBLE}{post.channel}:{reason}:{run}", message.text, message.blocks
    values = {"plan_id": post.plan_id, "channel": owner, "text": text, "blocks": blocks}
    plan = plan_with(session, post.plan_id)
    hours = hours_of(policy_of(plan.policy), plan.zone, session.get(Member, owner))
    waits = {"hours": hours.kept(), "not_before": hours.next(now)}
    outbox.enqueue(session, key=key, created_at=now, **values, **waits)


def _owner(session: Session, post: Post) -> str | None:
    """The first administrator; where word of trouble itself failed, the one after its reader."""
    known = administrators(session)
    if post.key.startswith(TROUBLE) and post.channel in known:
        known = known[known.index(post.channel) + 1 :]
    return next((user for user in known if user != post.channel), None)
