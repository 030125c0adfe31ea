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


def in_event(desk: Desk, body: dict[str, Any], text: str) -> Said:
    """A message or a mention: one event id each."""
    event = body["event"]
    return _said(
        desk,
        user=event["user"],
        text=text,
        via="message" if event.get("channel_type") == "im" else "mention",
        request=f"event:{body['event_id']}",
        place=event["channel"],
        # in a channel shared with another organisation, the person's own
        workspace=event.get("user_team") or event.get("team") or body["team_id"],
    )


def in_press(desk: Desk, body: dict[str, Any]) -> Said:
    """A button: one trigger id each press."""
    return _said(
        desk,
        user=body["user"]["id"],
        text="",
        via="button",
        request=f"trigger:{body['trigger_id']}",
        place=body["channel"]["id"],
        workspace=body["team"]["id"],
    )


def _said(desk: Desk, **values: Any) -> Said:
    now = desk.clock()
    desk.last_heard = now
    return Said(at=now, recorded_at=now, **values)
