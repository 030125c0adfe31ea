"""The workspace on disk: what was said in it outlives the program."""

import json
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from bot.practice.errors import Json
from bot.practice.files import File
from bot.practice.messages import Channel, Message
from bot.practice.views import View
from bot.practice.workspace import Workspace

VERSION = 1
LOOK_AGAIN = 1.0


class UnreadableError(Exception):
    """What is kept cannot be read; the message is the one clear sentence."""


@dataclass(frozen=True)
class Kept:
    """A workspace as it was left; `now` is where its clock stood."""

    now: float
    body: Json


def read(path: Path) -> Kept | None:
    """What is kept there; None where there is nothing. Raises UnreadableError."""
    if not path.exists():
        return None
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        if body["version"] != VERSION:
            raise UnreadableError(f"{path} is from another version of this program.")
        return Kept(float(body["now"]), body)
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise UnreadableError(f"{path} cannot be read.") from error


def bring_back(workspace: Workspace, kept: Kept, files: Path) -> None:
    """Puts everything where it was. `files` is the folder with their contents.

    Raises UnreadableError where it is not in the form in which it is kept now.
    """
    try:
        with workspace.changing():
            _put_back(workspace, kept.body, files)
    except (KeyError, TypeError, AttributeError) as error:
        raise UnreadableError("What was kept is not in today's form.") from error


def _put_back(workspace: Workspace, body: Json, files: Path) -> None:
    workspace.channels.restore([_channel(each) for each in body["channels"]], body["ids"])
    workspace.ephemerals = [Message(**each) for each in body["ephemerals"]]
    workspace.reads = body["reads"]
    workspace.views.restore(
        {user: [View(**each) for each in stack] for user, stack in body["modals"].items()},
        {user: View(**each) for user, each in body["homes"].items()},
        body["view_ids"],
    )
    for each in body["files"]:
        path = files / each["id"]
        content = path.read_bytes() if path.exists() else None
        workspace.files.by_id[each["id"]] = File(**each, content=content)
    workspace.files.ids.restore(body["file_ids"])


def write(workspace: Workspace, path: Path, files: Path) -> None:
    """Keeps it as it stands, whole or not at all."""
    with workspace.changed:
        text = json.dumps(_body(workspace))
        contents = {each.id: each.content for each in workspace.files.by_id.values()}
    for file_id, content in contents.items():
        if content is not None and not (files / file_id).exists():
            files.mkdir(exist_ok=True)
            (files / file_id).write_bytes(content)
    beside = path.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def _body(workspace: Workspace) -> Json:
    views, files = workspace.views, workspace.files.by_id.values()
    return {
        "version": VERSION,
        "now": workspace.clock(),
        "channels": [_of_channel(each) for each in workspace.channels.all()],
        "ids": workspace.channels.ids.given,
        "ephemerals": [vars(each) for each in workspace.ephemerals],
        "reads": workspace.reads,
        "modals": {user: [vars(v) for v in stack] for user, stack in views.stacks.items()},
        "homes": {user: vars(home) for user, home in views.homes.items()},
        "view_ids": views.ids.given,
        "files": [_of_file(each) for each in files],
        "file_ids": workspace.files.ids.given,
    }


def _of_channel(channel: Channel) -> Json:
    messages = [vars(each) for each in channel.messages]
    return {**vars(channel), "members": sorted(channel.members), "messages": messages}


def _channel(kept: Json) -> Channel:
    messages = [Message(**each) for each in kept["messages"]]
    return Channel(**{**kept, "members": set(kept["members"]), "messages": messages})


def _of_file(file: File) -> Json:
    fields = ("id", "name", "title", "user", "alt", "key", "created", "complete")
    return {name: getattr(file, name) for name in fields}


class Keeper:
    """Keeps the workspace while it is open: after every change, and at the end."""

    def __init__(self, workspace: Workspace, path: Path, files: Path) -> None:
        self._workspace = workspace
        self._path = path
        self._files = files
        self._open = True
        self._thread = Thread(target=self._keep, name="keeper", daemon=True)

    def start(self) -> "Keeper":
        self._thread.start()
        return self

    def stop(self) -> None:
        """Returns once all has been kept."""
        self._open = False
        self._workspace.news()  # wakes the thread, which sees that it is over
        self._thread.join()

    def _keep(self) -> None:
        version = -1
        while self._open:
            seen = self._workspace.wait_for_change(version, LOOK_AGAIN)
            if seen != version:
                version = seen
                write(self._workspace, self._path, self._files)
        write(self._workspace, self._path, self._files)
