"""Who the app is and who the people are: `api`, `auth` and `users`."""

from bot.practice.arguments import Arguments
from bot.practice.errors import Json, SlackError
from bot.practice.methods import method
from bot.practice.people import Person
from bot.practice.workspace import Workspace


@method("api.test", caller="")
def api_test(_: Workspace, args: Arguments) -> Json:
    if args.text("error"):
        raise SlackError(args.text("error"), args=args.given)
    return {"args": args.given}


@method("auth.test")
def auth_test(workspace: Workspace, _: Arguments) -> Json:
    app = workspace.app
    return {
        "url": f"https://{app.team_domain}.slack.com/",
        "team": app.team_domain,
        "user": workspace.people.find(app.bot_user_id).name,
        "team_id": app.team_id,
        "user_id": app.bot_user_id,
        "bot_id": app.bot_id,
        "is_enterprise_install": False,
    }


@method("users.info", "users:read")
def users_info(workspace: Workspace, args: Arguments) -> Json:
    return {"user": _person(workspace, workspace.people.find(args.needed("user")))}


@method("users.list", "users:read")
def users_list(workspace: Workspace, args: Arguments) -> Json:
    people, cursor = args.page(workspace.people.all(), default=200)
    return {
        "members": [_person(workspace, person) for person in people],
        "cache_ts": int(workspace.wall()),
        "response_metadata": {"next_cursor": cursor},
    }


@method("users.lookupByEmail", "users:read.email")
def users_lookup_by_email(workspace: Workspace, args: Arguments) -> Json:
    return {"user": _person(workspace, workspace.people.by_email(args.needed("email")))}


def _person(workspace: Workspace, person: Person) -> Json:
    with_email = "users:read.email" in workspace.app.scopes
    return person.as_json(workspace.app.team_id, workspace.wall(), with_email)
