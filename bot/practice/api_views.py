"""Modals and home tabs: the `views` methods."""

from bot.practice.arguments import Arguments
from bot.practice.errors import Json, refusal
from bot.practice.methods import method
from bot.practice.view_faults import view_faults
from bot.practice.workspace import Workspace


@method("views.open")
def open_view(workspace: Workspace, args: Arguments) -> Json:
    body = _view(args)
    trigger = workspace.triggers.exchange(args.needed("trigger_id"))
    return {"view": workspace.view_json(workspace.views.open(trigger.user, body))}


@method("views.push")
def push_view(workspace: Workspace, args: Arguments) -> Json:
    body = _view(args)
    trigger = workspace.triggers.exchange(args.needed("trigger_id"))
    return {"view": workspace.view_json(workspace.views.push(trigger.user, body))}


@method("views.update")
def update_view(workspace: Workspace, args: Arguments) -> Json:
    body = _view(args)
    view = workspace.views.find(args.text("view_id"), args.text("external_id"))
    changed = workspace.views.update(view, body, args.text("hash"))
    return {"view": workspace.view_json(changed)}


@method("views.publish")
def publish_view(workspace: Workspace, args: Arguments) -> Json:
    body = _view(args)
    person = workspace.people.find(args.needed("user_id"))
    return {
        "view": workspace.view_json(workspace.views.publish(person.id, body, args.text("hash")))
    }


def _view(args: Arguments) -> Json:
    """The view, found sound before a trigger is spent on it."""
    body: Json = args.structure("view", "invalid_arguments") or {}
    faults = view_faults(body)
    if faults:
        raise refusal("invalid_arguments", faults)
    return body
