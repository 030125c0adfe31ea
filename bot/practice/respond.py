"""An answer that the app gives to an act: at once, or later through its response URL."""

from bot.practice import limits
from bot.practice.api_chat import changed, checked_blocks, deleted
from bot.practice.errors import Json, SlackError
from bot.practice.hooks import Hook
from bot.practice.messages import Message
from bot.practice.workspace import Workspace


def respond(workspace: Workspace, hook: Hook, body: Json) -> Message | None:
    """Shows the answer, or puts it in place of the message that was acted on."""
    if body.get("delete_original"):
        _delete(workspace, hook)
        return None
    text, blocks = str(body.get("text") or ""), checked_blocks(body.get("blocks") or [])
    if not text and not blocks:
        raise SlackError("no_text")
    if len(text) > limits.MESSAGE_TEXT:
        raise SlackError("msg_too_long")
    if body.get("replace_original") and hook.ts:
        return _replace(workspace, hook, text, blocks)
    return _add(workspace, hook, body, text, blocks)


def _add(workspace: Workspace, hook: Hook, body: Json, text: str, blocks: list[Json]) -> Message:
    channel = workspace.channels.find(hook.channel)
    said = workspace.bot_message(channel.id)
    said.text, said.blocks = text, blocks
    said.thread_ts = str(body.get("thread_ts") or "")
    if body.get("response_type") != "in_channel":
        said.only_for = hook.user
        return workspace.whisper(channel, said)
    workspace.post(channel, said)
    workspace.announce(channel, {**said.as_json(), "event_ts": said.ts})
    return said


def _replace(workspace: Workspace, hook: Hook, text: str, blocks: list[Json]) -> Message:
    channel = workspace.channels.find(hook.channel)
    said = _original(workspace, hook)
    before = said.copy()
    said.text, said.blocks, said.edited = text, blocks, channel.next_ts(workspace.clock())
    if not hook.ephemeral:
        workspace.announce(channel, changed(said, before))
    return said


def _delete(workspace: Workspace, hook: Hook) -> None:
    channel = workspace.channels.find(hook.channel)
    said = _original(workspace, hook)
    if hook.ephemeral:
        workspace.ephemerals.remove(said)
        return
    channel.messages.remove(said)
    workspace.announce(channel, deleted(said, channel.next_ts(workspace.clock())))


def _original(workspace: Workspace, hook: Hook) -> Message:
    if not hook.ephemeral:
        return workspace.channels.find(hook.channel).find(hook.ts)
    for said in workspace.ephemerals:
        if said.ts == hook.ts and said.only_for == hook.user:
            return said
    raise SlackError("message_not_found")
