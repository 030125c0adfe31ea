"""What Slack will never take is told to an administrator, once."""

from collections.abc import Iterator

import pytest

from models.outbox import FAILED
from tests.delivery.conftest import Mail
from tests.helpers.plans import ADMIN, LEAD, MANAGER, SAMPLE, bring_in, only_plan, said


@pytest.fixture
def mail(mail: Mail) -> Iterator[Mail]:
    """A mail about a plan that somebody administers."""
    bring_in(mail.store, SAMPLE, "Hillingdon", mail.clock())
    return mail


def put(mail: Mail, channel: str = "smt-digest", week: int = 12) -> None:
    mail.put(channel, key=f"digest:1:2015-W{week}", plan_id=only_plan(mail.store).id)


def test_the_administrator_reads_where_why_and_what_to_do(mail: Mail) -> None:
    mail.slack.remove_bot("smt-digest")
    put(mail)
    mail.deliver()
    (told,) = mail.said(ADMIN)
    assert mail.slack.channel_id("smt-digest") in told
    assert "not_in_channel" in told
    assert "invite me to it" in str(mail.slack.dms(ADMIN)[0].words)


def test_it_is_said_once_however_many_posts_fail(mail: Mail) -> None:
    mail.slack.archive("smt-digest")
    for week in (12, 13, 14):
        put(mail, week=week)
        mail.deliver()
        mail.clock.move(days=7)
    assert len(mail.said(ADMIN)) == 1


def test_it_is_said_again_where_it_was_put_right_in_between(mail: Mail) -> None:
    for week, inside in ((12, False), (13, True), (14, False)):
        (mail.slack.invite_bot if inside else mail.slack.remove_bot)("smt-digest")
        put(mail, week=week)
        mail.deliver()
    assert len(mail.said(ADMIN)) == 2


def test_an_administrator_who_has_left_is_not_the_one_who_is_told(mail: Mail) -> None:
    from bot.services.people import name_administrator

    with mail.store.writing() as session:
        name_administrator(session, said(user="admin", at=mail.clock()), MANAGER)
    mail.slack.deactivate(ADMIN)
    put(mail, ADMIN)
    mail.deliver()
    assert "account is closed" in mail.said(MANAGER)[0]


def test_word_that_cannot_be_delivered_goes_to_the_next_administrator(mail: Mail) -> None:
    from bot.services.people import name_administrator

    with mail.store.writing() as session:
        name_administrator(session, said(user="admin", at=mail.clock()), MANAGER)
    mail.slack.deactivate(ADMIN)
    mail.slack.archive("smt-digest")
    put(mail)
    mail.deliver()
    (told,) = mail.said(MANAGER)
    assert "is_archived" in told


def test_an_answer_to_a_person_that_fails_is_no_news(mail: Mail) -> None:
    mail.slack.deactivate(LEAD)
    mail.put(LEAD, key="reply:1")
    mail.deliver()
    assert mail.post("reply:1").state == FAILED
    assert mail.said(ADMIN) == []
