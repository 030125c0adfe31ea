"""`digest`: the plan as at a moment, and what was posted; sends nothing."""

from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.context import Context, RefusedError, print_json, read_date, read_moment
from bot.cli.look import AsJson, PlanName


def digest(
    plan: PlanName = None,
    as_at: Annotated[str | None, typer.Option("--as-at", help="As recorded by then.")] = None,
    since: Annotated[str | None, typer.Option("--since", help="Changes from this day on.")] = None,
    json_: AsJson = False,
    blocks: Annotated[bool, typer.Option("--blocks", help="Slack's own form.")] = False,
    anew: Annotated[
        bool, typer.Option("--anew", help="By all that is known of that moment now.")
    ] = False,
    posted: Annotated[bool, typer.Option("--posted", help="The last one, as posted.")] = False,
    picture: Annotated[
        Path | None, typer.Option("--picture", help="Where to put its picture.")
    ] = None,
) -> None:
    """The digest as it would be posted, or as the last one was; sends nothing."""
    from bot.rules.digest import as_json
    from bot.views.digest import digest_message

    if json_ and blocks:
        raise typer.BadParameter("it is either --json or --blocks", param_hint="--blocks")
    if picture and not posted:
        raise typer.BadParameter("it belongs to --posted", param_hint="--picture")
    context = Context()
    if posted:
        _show_posted(context, plan, as_at, blocks or json_, picture)
        return
    found = _digest(context, plan, as_at, since, anew)
    if json_:
        print_json(as_json(found))
    elif blocks:
        print_json(digest_message(found).blocks)
    else:
        _print_blocks(digest_message(found).blocks)


def _digest(
    context: Context, plan: str | None, as_at: str | None, since: str | None, anew: bool
) -> Any:
    """A past moment as it was first shown, now or anew by what is known; it stays as shown now."""
    from bot import clock
    from bot.rules.times import start_of_day
    from bot.services import digesting, showing

    with context.reading() as session:
        kept = context.plan(session, plan)
        moment = read_moment(as_at, kept.zone)
        after = start_of_day(read_date(since), kept.zone) if since else None
        asked = (kept, moment.at, after, moment.whole_day)
        if anew or as_at is None or moment.at > clock.now():
            return digesting.digest(session, *asked)
        found = showing.show(session, *asked)
    if found.kept:
        return found.digest
    with context.store.writing() as session:
        showing.keep(session, found)
        return showing.show(session, *asked).digest


def _show_posted(
    context: Context, plan: str | None, as_at: str | None, as_json: bool, picture: Path | None
) -> None:
    """The last digest that was posted, with its thread, just as it was."""
    from bot.services.posted import last_posted

    with context.reading() as session:
        kept = context.plan(session, plan)
        found = last_posted(session, kept, read_moment(as_at, kept.zone).at)
    if found is None:
        raise RefusedError(f"No digest of {kept.name} has been posted by then.")
    if picture and not found.picture:
        raise RefusedError("That digest was posted without a picture.")
    if picture and found.picture:
        picture.write_bytes(found.picture.png)
    posts = [found.post, *found.thread]
    if as_json:
        print_json([{"key": post.key, "text": post.text, "blocks": post.blocks} for post in posts])
    else:
        for post in posts:
            _print_blocks(post.blocks)


def _print_blocks(blocks: list[dict[str, Any]]) -> None:
    from bot.views.plain import as_text

    typer.echo(as_text(blocks))
