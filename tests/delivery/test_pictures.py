"""The picture under a digest: drawn elsewhere, uploaded once, and in words where it cannot be."""

import struct
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from bot.practice import Fault, hang_up, server_error
from bot.reports.picture import MOST_THEMES, draw
from bot.services import posting
from bot.services.desk import Desk
from bot.services.picturing import Draw
from bot.services.ticking import WorkOut
from models.outbox import SENT
from models.picture import picture
from models.store import Store
from tests.delivery.conftest import Mail
from tests.delivery.posting import SMT, Calendar
from tests.helpers.clock import Clock
from tests.helpers.plans import SAMPLE, bring_in

PNG = b"\x89PNG\r\n\x1a\n"
COUNTS = {"completed": 3, "residual": 1, "in_progress": 2, "not_started": 1, "overdue": 1}


def plan_of(themes: int, name: str = "Better plans") -> dict[str, Any]:
    """What is to be drawn of a plan with so many themes."""
    return {
        "title": name,
        "themes": [{"name": f"{n} {name}", **COUNTS} for n in range(themes)],
        "weeks": [{"day": "2015-03-16", **COUNTS}, {"day": "2015-03-23", **COUNTS}],
    }


def size(png: bytes) -> tuple[int, int]:
    """Width and height, as a PNG says them itself."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize("themes", [1, 40, 60])
def test_it_is_as_wide_as_two_telephones_and_as_high_as_its_themes(themes: int) -> None:
    drawn = draw(plan_of(themes, "Costs of $1m & $2m"))
    assert drawn.startswith(PNG)
    width, height = size(drawn)
    assert width == 1600
    assert height == pytest.approx(200 * (3.8 + 0.36 * min(themes, MOST_THEMES)), abs=2)


def test_a_plan_without_weeks_is_drawn_as_well() -> None:
    assert draw({**plan_of(1), "weeks": []})


def drawn_by(draw: Draw) -> WorkOut:
    """What is due, worked out here, with somebody who draws."""
    return partial(posting.work_out_here, draw=draw)


@pytest.fixture
def calendar(sqlite_url: str, clock: Clock) -> Iterator[Calendar]:
    """The sample plan, and somebody who draws at once: a picture of one theme."""
    store = Store(sqlite_url)
    bring_in(store, SAMPLE, "Hillingdon", clock())
    yield Calendar(store, clock, Desk(store, clock, work_out=drawn_by(lambda _: PNG)))
    store.close()


def test_a_digest_has_its_picture_in_its_thread_and_both_are_kept(calendar: Calendar) -> None:
    calendar.subscribe("2015-03-19T10:00", reminders=False)
    calendar.tick("2015-03-23T09:00", "2015-03-23T09:20")
    (posted,) = calendar.posts(SMT)
    shown, themes = calendar.under(posted)
    assert shown.picture_id
    assert "7: 3 of 6 complete, 2 overdue" in shown.text or "7: " in shown.text
    assert themes.picture_id is None
    with calendar.store.reading() as session:
        kept = picture(session, shown.picture_id)
    assert (kept.png, kept.alt) == (PNG, shown.text)


def test_where_it_cannot_be_drawn_its_words_are_posted(calendar: Calendar) -> None:
    calendar.desk.work_out = drawn_by(lambda _: None)
    calendar.subscribe("2015-03-19T10:00", reminders=False)
    calendar.tick("2015-03-23T09:00")
    shown, _ = calendar.under(calendar.posts(SMT)[0])
    assert shown.picture_id is None
    assert "complete" in shown.text


def put_with_picture(mail: Mail) -> None:
    """A digest and its picture in the outbox."""
    from models.picture import keep

    mail.put()
    with mail.store.writing() as session:
        number = keep(session, "digest-1-picture.png", "Status by theme: 7 late", PNG)
    mail.put(
        key="digest:1:2015-W12:picture",
        text="Status by theme: 7 late. More.",
        picture_id=number,
        under="digest:1:2015-W12",
    )


def files(mail: Mail) -> list[Any]:
    return [one for message in mail.slack.messages("smt-digest") for one in message.files]


def test_it_is_uploaded_under_its_digest_with_its_words(mail: Mail) -> None:
    put_with_picture(mail)
    mail.deliver()
    (file,) = files(mail)
    assert (file["name"], file["alt_txt"]) == ("digest-1-picture.png", "Status by theme: 7 late")
    under = mail.slack.messages("smt-digest")[-1]
    assert under.thread_ts == mail.post().ts


MAY_NOT = ["missing_scope", "not_allowed_token_type", "file_uploads_disabled"]


@pytest.mark.parametrize("reason", MAY_NOT)
def test_where_files_may_not_be_written_its_words_stand_there(mail: Mail, reason: str) -> None:
    put_with_picture(mail)
    mail.slack.faults.next("files.getUploadURLExternal", Fault(error=reason))
    mail.deliver()
    assert files(mail) == []
    assert mail.said("smt-digest")[-1] == "Status by theme: 7 late. More."
    assert mail.post("digest:1:2015-W12:picture").state == SENT


TROUBLES = [
    ("files.getUploadURLExternal", hang_up(accepted=True)),
    ("files.completeUploadExternal", hang_up(accepted=True)),
    ("files.completeUploadExternal", hang_up(accepted=False)),
    ("files.completeUploadExternal", server_error(500)),
]


@pytest.mark.parametrize(("method", "fault"), TROUBLES)
def test_it_stands_there_once_whatever_went_wrong(mail: Mail, method: str, fault: Fault) -> None:
    put_with_picture(mail)
    mail.slack.faults.next(method, fault)
    mail.deliver_in_the_end()
    for _ in range(3):
        mail.let_leases_pass()
        mail.clock.move(seconds=2)
        mail.deliver()
    assert mail.post("digest:1:2015-W12:picture").state == SENT
    assert len(files(mail)) == 1
