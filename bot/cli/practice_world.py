"""The practice workspace's people, channels and tour: all that is invented about it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from bot.cli.practice_clock import PracticeClock
from bot.practice import Person, PracticeSlack
from bot.practice.front import Front
from bot.practice.installation import from_manifest

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
LEAD, MANAGER, ADMIN, SENIOR = "U0LEAD", "U0MANAGER", "U0ADMIN", "U0SENIOR"
HEAD, QUALITY = "U0HEAD", "U0QUALITY"
PEOPLE = {
    LEAD: ("Priya Raman", "Lead", "AD Child Protection: leads actions"),
    MANAGER: ("Martin Cole", "Director", "DCS: everybody reports to them"),
    ADMIN: ("Grace Adeyemi", "Administrator", "Plan administrator"),
    SENIOR: ("Owen Tate", "Senior manager", "Reads the digest"),
    HEAD: ("Ruth Bello", "Head of service", "Head of Early Intervention Services: audits cases"),
    QUALITY: (
        "Tom Arden",
        "Quality assurance",
        "Head of Performance and Improvement: checks audits",
    ),
}
# Who holds which of the sample plan's roles.
HOLDERS = {
    "AD Child Protection": LEAD,
    "DCS": MANAGER,
    "Head of Early Intervention Services": HEAD,
    "Head of Performance and Improvement": QUALITY,
}
DIGEST_CHANNEL, PLAN_CHANNEL = "smt-digest", "improvement-plan"
CHANNELS = {DIGEST_CHANNEL: [*PEOPLE, "bot"], PLAN_CHANNEL: [*PEOPLE, "bot"]}
TOUR = (
    {
        "title": "Say how an action stands",
        "text": "You lead 4.2. Tell the bot that it is complete. It answers with what changed, "
        "what is still missing, and Undo.",
        "as": LEAD,
        "in": "bot",
        "try": "/update 4.2 complete, supervision file relaunched",
    },
    {
        "title": "Say it in your own words",
        "text": "Write to the bot as you would to a colleague. What is not a plain statement is "
        "asked about, and never written down.",
        "as": LEAD,
        "in": "bot",
        "try": "3.3 isn't done yet",
    },
    {
        "title": "Answer a reminder",
        "text": "The bot reminds you of what ends soon. Open the thread under its message and "
        "answer there.",
        "as": LEAD,
        "in": "bot",
        "thread": True,
        "try": "3.3 amber, waiting for training dates",
    },
    {
        "title": "Move the clock to Monday",
        "text": "With the clock, at the top, go to next Monday at nine. The days between are "
        "lived through. Then read the digest here.",
        "as": SENIOR,
        "in": DIGEST_CHANNEL,
    },
    {
        "title": "Be somebody else",
        "text": "Somebody who does not lead 4.2 cannot report on it, and sees no one else's "
        "private answers. Try it as a member of SMT.",
        "as": SENIOR,
        "in": "bot",
        "try": "/update 4.2 red",
    },
)


def practice_slack(
    clock: PracticeClock, wall: Callable[[], float], port: int = 0, **more: Any
) -> PracticeSlack:
    """The workspace, with the app installed as `manifest.yml` says; `more` as PracticeSlack."""
    manifest: dict[str, Any] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    front = Front(
        people=[(user, f"{role}. {what}") for user, (_, role, what) in PEOPLE.items()],
        commands=manifest["features"]["slash_commands"],
        tour=TOUR,
        calendar=clock,
    )
    return PracticeSlack(
        clock=clock.seconds,
        wall=wall,
        people={user: Person(user, name) for user, (name, _, _) in PEOPLE.items()},
        channels=CHANNELS,
        port=port,
        front=front,
        **{**from_manifest(manifest), **more},
    )
