"""Upload in three steps: the `files` methods; `web.py` takes the bytes between them."""

from bot.practice import limits
from bot.practice.api_chat import checked_blocks, thread_of
from bot.practice.arguments import Arguments
from bot.practice.errors import Json, SlackError
from bot.practice.files import File
from bot.practice.messages import Channel
from bot.practice.methods import method
from bot.practice.workspace import Workspace


@method("files.getUploadURLExternal", "files:write")
def get_upload_url(workspace: Workspace, args: Arguments) -> Json:
    name, length = args.needed("filename"), args.needed("length")
    if not length.isdigit():
        note = "[ERROR] must be an integer [json-pointer:/length]"
        raise SlackError("invalid_arguments", response_metadata={"messages": [note]})
    if not int(length):
        raise SlackError("missing_argument")
    if int(length) > limits.FILE_BYTES:
        raise SlackError("file_upload_size_restricted")
    if len(args.text("alt_txt")) > limits.FILE_ALT_TEXT:
        raise SlackError("alt_txt_too_large")
    bot = workspace.app.bot_user_id
    file = workspace.files.begin(name, bot, args.text("alt_txt"), workspace.clock())
    return {"upload_url": f"{workspace.base_url}/upload/v1/{file.key}", "file_id": file.id}


@method("files.completeUploadExternal", "files:write")
def complete_upload(workspace: Workspace, args: Arguments) -> Json:
    files = _brought(workspace, args)
    places = [_place(workspace, given) for given in _channels(args)]
    threads = [thread_of(place, args.text("thread_ts")) for place in places]
    blocks = args.structure("blocks", "invalid_blocks_format")
    checked = [] if blocks is None else checked_blocks(blocks)
    for file in files:
        file.complete = True
    for place, thread in zip(places, threads, strict=True):
        said = workspace.bot_message(place.id)
        said.text, said.thread_ts = args.text("initial_comment"), thread
        said.blocks = [] if said.text else checked
        said.files = [file.as_json(workspace.base_url) for file in files]
        workspace.post(place, said)
        workspace.announce(place, {**said.as_json(), "event_ts": said.ts})
    return {"files": [file.as_json(workspace.base_url) for file in files]}


@method("files.info", "files:read")
def info(workspace: Workspace, args: Arguments) -> Json:
    file = workspace.files.find(args.needed("file"))
    if not file.complete:
        raise SlackError("file_not_found")
    return {"file": file.as_json(workspace.base_url)}


def _brought(workspace: Workspace, args: Arguments) -> list[File]:
    """The files that are named, each with its bytes there and its title set."""
    given = args.structure("files", "invalid_arguments")
    if not isinstance(given, list) or not given:
        note = "[ERROR] missing required field: files"
        raise SlackError("invalid_arguments", response_metadata={"messages": [note]})
    found = []
    for one in given:
        file = workspace.files.find(str(one.get("id", "")) if isinstance(one, dict) else "")
        if file.complete or file.content is None:
            raise SlackError("file_not_found" if file.complete else "file_update_failed")
        file.title = str(one.get("title") or file.name)
        found.append(file)
    return found


def _channels(args: Arguments) -> list[str]:
    one = args.text("channel_id")
    return [one] if one else args.listed("channels")


def _place(workspace: Workspace, given: str) -> Channel:
    return workspace.channels.to_post_in(given, public_too=False)
