"""Channels, direct messages and what was said in them: the `conversations` methods."""

from bot.practice.arguments import Arguments
from bot.practice.errors import Json, SlackError
from bot.practice.messages import Channel, Message
from bot.practice.methods import method
from bot.practice.workspace import Workspace

PREFIXES = {"public": "channels", "private": "groups", "im": "im", "mpim": "mpim"}
KINDS = {
    "public_channel": "public",
    "private_channel": "private",
    "im": "im",
    "mpim": "mpim",
}


@method("conversations.open")
def open_conversation(workspace: Workspace, args: Arguments) -> Json:
    users = args.listed("users")
    workspace.app.need(["mpim:write" if len(users) > 1 else "im:write"])
    if not users:
        raise SlackError("users_list_not_supplied")
    if any(workspace.people.find(user).deleted for user in users):
        raise SlackError("user_disabled")
    if workspace.app.bot_user_id in users:
        raise SlackError("cannot_dm_bot")
    channel, already = workspace.channels.open_for_bot(users)
    there = {"no_op": True, "already_open": True} if already else {}
    whole = channel.as_json(workspace.app.bot_user_id)
    return {**there, "channel": whole if args.flag("return_im") else {"id": channel.id}}


@method("conversations.history")
def history(workspace: Workspace, args: Arguments) -> Json:
    channel = _readable(workspace, args, "history")
    newest_first = [m for m in reversed(channel.top_level()) if _between(m, args)]
    return _page(channel, newest_first, args, default=100)


@method("conversations.replies")
def replies(workspace: Workspace, args: Arguments) -> Json:
    channel = _readable(workspace, args, "history")
    ts = args.needed("ts")
    parent = [each for each in channel.messages if each.ts == ts]
    if not parent:
        raise SlackError("thread_not_found")
    inside = [each for each in channel.replies(ts) if _between(each, args)]
    return _page(channel, parent + inside, args, default=1000)


@method("conversations.list")
def list_conversations(workspace: Workspace, args: Arguments) -> Json:
    wanted = args.listed("types") or ["public_channel"]
    if not set(wanted) <= set(KINDS):
        raise SlackError("invalid_types")
    kinds = {KINDS[name] for name in wanted}
    workspace.app.need(f"{PREFIXES[kind]}:read" for kind in sorted(kinds))
    seen = [each for each in workspace.channels.all() if _listed(workspace, each, kinds)]
    if args.flag("exclude_archived"):
        seen = [each for each in seen if not each.archived]
    page, cursor = args.page(seen, default=100)
    return {
        "channels": [each.as_json(workspace.app.bot_user_id) for each in page],
        "response_metadata": {"next_cursor": cursor},
    }


@method("conversations.info")
def info(workspace: Workspace, args: Arguments) -> Json:
    channel = _readable(workspace, args, "read")
    return {"channel": channel.as_json(workspace.app.bot_user_id)}


@method("conversations.members")
def members(workspace: Workspace, args: Arguments) -> Json:
    channel = _readable(workspace, args, "read")
    page, cursor = args.page(sorted(channel.members), default=100)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


@method("conversations.join", "channels:join")
def join(workspace: Workspace, args: Arguments) -> Json:
    channel = workspace.channels.seen_by_bot(args.text("channel"))
    if channel.kind != "public":
        raise SlackError("method_not_supported_for_channel_type")
    if channel.archived:
        raise SlackError("is_archived")
    there = (
        {"warning": "already_in_channel"} if workspace.app.bot_user_id in channel.members else {}
    )
    channel.members.add(workspace.app.bot_user_id)
    return {"channel": channel.as_json(workspace.app.bot_user_id), **there}


def _readable(workspace: Workspace, args: Arguments, verb: str) -> Channel:
    """A channel that may be looked at: seen, in scope and, to read what was said, joined."""
    channel = workspace.channels.seen_by_bot(args.text("channel"))
    workspace.app.need([f"{PREFIXES[channel.kind]}:{verb}"])
    if verb == "history" and workspace.app.bot_user_id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _listed(workspace: Workspace, channel: Channel, kinds: set[str]) -> bool:
    mine = workspace.app.bot_user_id in channel.members
    return channel.kind in kinds and (mine or channel.kind == "public")


def _between(message: Message, args: Arguments) -> bool:
    """Within `oldest` and `latest`, which are themselves outside unless `inclusive`."""
    ts, oldest, latest = float(message.ts), _moment(args, "oldest"), _moment(args, "latest")
    if args.flag("inclusive"):
        return (oldest is None or ts >= oldest) and (latest is None or ts <= latest)
    return (oldest is None or ts > oldest) and (latest is None or ts < latest)


def _moment(args: Arguments, name: str) -> float | None:
    text = args.text(name)
    if not text:
        return None
    try:
        return float(text)
    except ValueError as bad:
        raise SlackError(f"invalid_ts_{name}") from bad


def _page(channel: Channel, found: list[Message], args: Arguments, default: int) -> Json:
    page, cursor = args.page(found, default)
    with_metadata = args.flag("include_all_metadata")
    answer: Json = {
        "messages": [channel.shown(each, with_metadata) for each in page],
        "has_more": bool(cursor),
    }
    return answer | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})
