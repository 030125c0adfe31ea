"""Evidence: a Slack link or file that came with a word, kept as a reference."""

from dataclasses import replace

import pytest

from bot.rules.evidence import links_in
from bot.services.desk import Desk
from handlers.said import in_event
from tests.helpers.plans import LEAD
from tests.life.conftest import Life

LINK = "https://council.slack.com/archives/C1/p1426670100000100"
FILE = "https://council.slack.com/files/U0LEAD/F0AUDIT"

# what is written, the files with it, what is kept
LINKS = [
    (f"4.2 done <{LINK}>", (), (LINK,)),
    (f"4.2 done <{LINK}|the minutes>", (), (LINK,)),
    (f"4.2 done <{FILE}/jayden_smith.docx|file>", (), (FILE,)),  # a file's name may name a child
    ("4.2 done", (f"{FILE}/audit.docx",), (FILE,)),
    (f"<{LINK}> <{LINK}>", (), (LINK,)),
    ("4.2 done, see <@U0LEAD> and <#C1|smt>", (), ()),
    ("4.2 done <http://insecure.example>", (), ()),
]


@pytest.mark.parametrize(("text", "files", "links"), LINKS)
def test_which_links_are_kept(text: str, files: tuple[str, ...], links: tuple[str, ...]) -> None:
    assert links_in(text, files) == links


def test_a_link_stands_on_the_card_and_in_the_export_until_it_is_undone(life: Life) -> None:
    life.say(f"4.2 complete, see <{LINK}>", LEAD)
    assert life.export()["evidence"] == [{"action": "4.2", "link": LINK, "who": LEAD}]
    life.clock.move(hours=1)
    life.say(f"4.2 still so <{LINK}>", LEAD)
    assert len(life.export()["evidence"]) == 1
    assert "Evidence" in life.shown("4.2?")
    before = life.clock()
    life.clock.move(hours=1)
    life.say("undo", LEAD)
    life.clock.move(hours=1)
    life.say("undo", LEAD)
    assert life.export()["evidence"] == []
    assert len(life.export(before)["evidence"]) == 1
    assert life.is_sound()


def test_a_file_in_slack_is_kept_as_its_link(life: Life) -> None:
    desk = Desk(life.store, life.clock)
    event = {
        "user": LEAD,
        "channel": "D1",
        "ts": "1426670100.000100",
        "channel_type": "im",
        "files": [{"id": "F0AUDIT", "name": "audit.docx", "permalink": f"{FILE}/audit.docx"}],
    }
    body = {"event": event, "event_id": "Ev1", "team_id": "T1"}
    desk.hear(replace(in_event(desk, body, "4.2 amber, waiting for training"), workspace=None))
    assert [one["link"] for one in life.export()["evidence"]] == [FILE]
