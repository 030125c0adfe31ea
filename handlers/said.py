"""What Slack delivers, as a thing said. Deliveries are told apart by Slack's own ids."""

from dataclasses import replace
from typing import Any

from bot.rules.said import Said
from bot.services.desk import Desk


def in_command(desk: Desk, command: dict[str, Any]) -> Said:
    """A slash command: one trigger id each, the same when it is delivered again."""
    return _said(
        desk,
        user=command["user_id"],
        text=command.get("text") or "",
        via="slash command",
        request=f"trigger:{command['trigger_id']}",
        place=command["channel_id"],
        workspace=command["team_id"],
    )


def split_verb(said: Said) -> tuple[str, Said]:
    """`here`, `stop` or nothing, and what was said with the plan that was named."""
    verb, _, plan = said.text.strip().partition(" ")
    if verb.casefold() not in ("here", "stop"):
        verb, plan = "", said.text
    return verb.casefold(), replace(said, plan=plan.strip() or None)


def in_event(desk: Desk, body: dict[str, Any], text: str, threaded: bool = False) -> Said:
    """A message or a mention: one event id each. `threaded`: a thread begins where none is."""
    event = body["event"]
    said = _in_message(desk, body, event)
    thread = event.get("thread_ts") or (event["ts"] if threaded else None)
    links = (str(file.get("permalink") or "") for file in event.get("files") or ())
    files = tuple(filter(None, links))
    return replace(said, text=storable(text), thread=thread, files=files)


def in_change(desk: Desk, body: dict[str, Any], message: dict[str, Any]) -> Said:
    """A message that was edited or deleted: as it is now, or as it was last."""
    said = _in_message(desk, body, message)
    begins = None if body["event"].get("channel_type") == "im" else message["ts"]
    thread = message.get("thread_ts") or begins
    return replace(said, text=storable(message.get("text") or ""), thread=thread)


def _in_message(desk: Desk, body: dict[str, Any], message: dict[str, Any]) -> Said:
    event = body["event"]
    return _said(
        desk,
        user=message["user"],
        text="",
        via="message" if event.get("channel_type") == "im" else "mention",
        request=f"event:{body['event_id']}",
        place=event["channel"],
        # in a channel shared with another organisation, the person's own
        workspace=message.get("user_team") or message.get("team") or body["team_id"],
        message=f"{event['channel']}/{message['ts']}",
    )


def in_press(desk: Desk, body: dict[str, Any], text: str = "") -> Said:
    """A button: one trigger id each press. In a form and at home it is in no channel."""
    return _said(
        desk,
        user=body["user"]["id"],
        text=text,
        via="button",
        request=f"trigger:{body['trigger_id']}",
        place=body.get("channel", {}).get("id"),
        workspace=body["team"]["id"],
    )


def in_opening(desk: Desk, body: dict[str, Any]) -> Said:
    """A home tab that was opened."""
    return _said(
        desk,
        user=body["event"]["user"],
        text="",
        via="home",
        request=f"event:{body['event_id']}",
        workspace=body["team_id"],
    )


def in_form(desk: Desk, body: dict[str, Any]) -> Said:
    """A form that was sent off: one trigger id each time."""
    return replace(in_press(desk, body), via="form")


def _said(desk: Desk, text: str, **values: Any) -> Said:
    now = desk.clock()
    desk.last_heard = now
    return Said(text=storable(text), at=now, recorded_at=now, **values)


def storable(text: str) -> str:
    """A text without what no database takes: a NUL, or half a letter."""
    return text.replace("\0", " ").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
