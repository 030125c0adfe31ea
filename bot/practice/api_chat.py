"""Posting, changing and taking back: the `chat` methods."""

from bot.practice import limits
from bot.practice.arguments import Arguments
from bot.practice.blocks import block_faults, text_length, with_block_ids
from bot.practice.errors import Json, SlackError, refusal
from bot.practice.messages import Channel, Message
from bot.practice.methods import method
from bot.practice.workspace import Workspace


@method("chat.postMessage", "chat:write")
def post_message(workspace: Workspace, args: Arguments) -> Json:
    channel = _channel(workspace, args)
    said = workspace.bot_message(channel.id)
    _fill(said, args, limits.MESSAGE_TEXT)
    said.metadata = _metadata(args)
    said.thread_ts = thread_of(channel, args.text("thread_ts"))
    said.broadcast = bool(said.thread_ts) and args.flag("reply_broadcast")
    workspace.post(channel, said)
    workspace.announce(channel, {**said.as_json(), "event_ts": said.ts})
    return {"channel": channel.id, "ts": said.ts, "message": said.as_json()}


@method("chat.update", "chat:write")
def update(workspace: Workspace, args: Arguments) -> Json:
    channel = _channel(workspace, args)
    said = _own(workspace, channel, args, "cant_update_message")
    before, metadata = said.copy(), _metadata(args)
    _fill(said, args, limits.UPDATE_TEXT, kept=said.blocks)
    said.metadata = metadata or said.metadata
    said.edited = channel.next_ts(workspace.clock())
    workspace.announce(channel, changed(said, before))
    return {"channel": channel.id, "ts": said.ts, "text": said.text, "message": said.as_json()}


@method("chat.delete", "chat:write")
def delete(workspace: Workspace, args: Arguments) -> Json:
    channel = _channel(workspace, args)
    said = _own(workspace, channel, args, "cant_delete_message")
    channel.messages.remove(said)
    workspace.announce(channel, deleted(said, channel.next_ts(workspace.clock())))
    return {"channel": channel.id, "ts": said.ts}


@method("chat.postEphemeral", "chat:write")
def post_ephemeral(workspace: Workspace, args: Arguments) -> Json:
    channel = _channel(workspace, args)
    user = args.needed("user")
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    said = workspace.bot_message(channel.id, only_for=user)
    _fill(said, args, limits.MESSAGE_TEXT)
    said.thread_ts = args.text("thread_ts")
    workspace.whisper(channel, said)
    return {"message_ts": said.ts}


def changed(said: Message, before: Message) -> Json:
    """The event of a message that was edited."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "message": said.as_json(),
        "previous_message": before.as_json(),
        "ts": said.edited,
        "event_ts": said.edited,
    }


def deleted(said: Message, ts: str) -> Json:
    """The event of a message that was taken back."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "deleted_ts": said.ts,
        "previous_message": said.as_json(),
        "ts": ts,
        "event_ts": ts,
    }


def checked_blocks(blocks: object) -> list[Json]:
    """The blocks with an id each, or Slack's refusal of them."""
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    faults = block_faults(blocks, "message")
    if faults:
        raise refusal("invalid_blocks", faults)
    if text_length(blocks) > limits.BLOCKS_TEXT:
        raise SlackError("msg_blocks_too_long")
    return with_block_ids(blocks)


def _channel(workspace: Workspace, args: Arguments) -> Channel:
    given = args.text("channel")
    if not given:
        raise SlackError("channel_not_found")
    return workspace.channels.to_post_in(given, "chat:write.public" in workspace.app.scopes)


def _own(workspace: Workspace, channel: Channel, args: Arguments, error: str) -> Message:
    said = channel.find(args.text("ts"))
    if said.user != workspace.app.bot_user_id:
        raise SlackError(error)
    return said


def _fill(said: Message, args: Arguments, most: int, kept: list[Json] | None = None) -> None:
    """Text and blocks; an update that names no blocks leaves those that were there."""
    text = args.text("text")
    given = args.structure("blocks", "invalid_blocks_format")
    blocks = (kept or []) if given is None else checked_blocks(given)
    if not text and not blocks:
        raise SlackError("no_text")
    if len(text) > most:
        raise SlackError("msg_too_long")
    said.text, said.blocks = text, blocks


def _metadata(args: Arguments) -> Json | None:
    given = args.structure("metadata", "invalid_metadata_format")
    if given is None:
        return None
    if not isinstance(given, dict) or not given.get("event_type"):
        raise SlackError("invalid_metadata_format")
    if not isinstance(given.get("event_payload"), dict):
        raise SlackError("invalid_metadata_format")
    return given


def thread_of(channel: Channel, ts: str) -> str:
    """The parent's `ts`; a reply to a reply stands in the thread of its parent."""
    if not ts:
        return ""
    found = [each for each in channel.messages if each.ts == ts]
    if not found:
        raise SlackError("thread_not_found")
    return found[0].thread_ts or ts
