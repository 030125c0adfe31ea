"""Risks, boards, requests, sources, providers, phases: as lists, and what is said of a change."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.rules.nouns import BY_NAME, Field, Noun
from bot.rules.outcomes import Change, Register
from bot.rules.registers import Fault, mismatches, standard
from bot.views.blocks import (
    Block,
    Message,
    button,
    buttons,
    context,
    fitted,
    listed,
    message,
    named,
    quoted,
    section,
)
from bot.views.words import RATING, and_list, said_date, spoken

LIMITS = (15, 8, 4)
BUTTONS_SHOWN = 4
MISMATCHES_SHOWN = 5


def shown(it: Register) -> Message:
    """A register that was asked for, or those of its items that hold the words."""
    return register_message(it.plan, BY_NAME[it.noun], it.items, it.plan_id, it.words)


def register_message(
    plan: str,
    noun: Noun,
    found: Mapping[str, Mapping[str, Any]],
    plan_id: int | None = None,
    words: str = "",
) -> Message:
    """A plan's items of one noun; with the plan's number, buttons that add and change."""
    about = f" on “{named(words)}”" if words else ""
    heading = f"{named(plan)}: {spoken(noun.many)}{about}"
    below = [] if plan_id is None else [buttons(*_buttons(noun, found, plan_id))]
    if not found:
        return message(f"{heading}: none yet.", [section(f"{heading}: none yet."), *below])
    lines = [item_line(noun, key, it) for key, it in found.items()]
    below = [*_mismatches(noun, found), *below]
    title = f"{heading} ({len(lines)})"
    blocks = fitted(lambda limit: [*listed(title, lines, len(lines), limit), *below], LIMITS)
    return message(f"{heading}: {len(lines)}.", blocks)


def _mismatches(noun: Noun, found: Mapping[str, Mapping[str, Any]]) -> list[Block]:
    told = [mismatch(found, keys) for keys in mismatches(noun, found)]
    return [context(" ".join(told[:MISMATCHES_SHOWN]))] if told else []


def mismatch(found: Mapping[str, Mapping[str, Any]], keys: Sequence[str]) -> str:
    """Two papers that say different work streams of one priority."""
    said = (
        f"{named(str(found[key].get('said_in') or key))} says "
        f"{and_list(found[key].get('themes') or ['none'])}"
        for key in keys
    )
    title = named(str(found[keys[0]]["title"]))
    return f"These do not agree on “{title}”: {'; '.join(said)}."


def _buttons(noun: Noun, found: Mapping[str, Mapping[str, Any]], plan_id: int) -> list[Block]:
    made = [button(f"Add a {spoken(noun.name)}", "plan_form:add", f"{plan_id}:{noun.name}")]
    return made + [
        button(f"Change {key}", f"plan_form:set/{key}", f"{plan_id}:{noun.name}/{key}")
        for key in list(found)[-BUTTONS_SHOWN:]
    ]


def item_line(noun: Noun, key: str, it: Mapping[str, Any]) -> str:
    """One item with the fields that it has."""
    told = [_told(one, it[one.name]) for one in noun.fields if it.get(one.name) not in (None, [])]
    kept = standard(it) if noun.name == "provider" else None
    if kept:
        verdict = "keeps its threshold" if kept.met else "does not keep its threshold"
        told.append(f"{kept.share}% good or better, {kept.inadequate} inadequate: {verdict}")
    rest = f": {'; '.join(told)}" if told else ""
    return f"*{key}* {named(str(it['title']))}{rest}"


def _told(field: Field, value: Any) -> str:
    return f"{field.label.lower()} {said_value(field, value)}"


def said_value(field: Field, value: Any) -> str:
    """A field's value in words."""
    if value in (None, []):
        return "none"
    if field.kind == "day":
        return said_date(date.fromisoformat(value))
    if isinstance(value, list):
        return ", ".join(named(str(one)) for one in value)
    if field.name == "rating":
        return RATING[value]
    return named(str(value).replace("_", " ") if field.kind == "choice" else str(value))


def added(noun: Noun, key: str, fields: Mapping[str, Any]) -> str:
    """A new item."""
    return f"Added to the {spoken(noun.many)}: {item_line(noun, key, fields)}"


def changed(noun: Noun, key: str, title: str, changes: Sequence[Change]) -> str:
    """What changed of an item."""
    if not changes:
        return f"{spoken(noun.name).capitalize()} {key} stands so already; nothing was changed."
    told = [_change(noun, one) for one in changes]
    return f"{spoken(noun.name).capitalize()} {key} {named(title)}: {'; '.join(told)}."


def _change(noun: Noun, it: Change) -> str:
    field = noun.field(it.field) or Field(it.field, it.field)
    return f"{field.label.lower()} from {said_value(field, it.old)} to {said_value(field, it.new)}"


def raised(plan: str, it: Mapping[str, Any], by: str) -> Message:
    """A dispute with a provider, for whoever it is raised to."""
    who = f"<@{by}>" if by.startswith(("U", "W")) else named(by)
    text = f"*{named(plan)}*: {named(str(it['title']))} is in dispute, raised to you by {who}."
    return message(text.replace("*", ""), [section(text), quoted(f"“{it['dispute']}”")])


def heard_before() -> str:
    """The same thing delivered again."""
    return "That is on record already, once."


def no_such_noun(name: str, known: Sequence[str]) -> str:
    """A word for something that is not tracked."""
    return f"I keep no “{named(name)}”; there are {and_list(known)} and a few more. Nothing saved."


def no_such(noun: Noun, key: str) -> str:
    """A number that there is not."""
    return f"There is no {spoken(noun.name)} {named(key)}; nothing was saved."


def who_tracks(noun: Noun) -> str:
    """Only those who have a part in the plan."""
    return (
        f"Only those who hold a role in the plan, and administrators, keep its "
        f"{spoken(noun.many)}; nothing was saved."
    )


def who_sees(noun: Noun) -> str:
    """Cases are for those who work on them."""
    return (
        f"Only those who hold a role in the plan, and administrators, see its "
        f"{spoken(noun.many)}; how many there are stands in the digest."
    )


def faults(noun: Noun, found: Sequence[Fault]) -> str:
    """What is wrong with what was typed."""
    return " ".join([*(fault(noun, one) for one in found), "Nothing was saved."])


def fault(noun: Noun, it: Fault) -> str:
    """What is wrong with one field."""
    field = noun.field(it.field)
    label = field.label if field else named(it.field)
    return {
        "no_title": f"A {spoken(noun.name)} needs a title.",
        "no_code": f"A {spoken(noun.name)} is named by its code alone, like HX-1042.",
        "unknown_field": f"A {spoken(noun.name)} has no “{label}”; it has {named(it.detail, 200)}.",
        "no_day": f"{label} has to be a day, like 31 March 2015 or 2015-03-31.",
        "no_choice": f"{label} has to be one of {named(it.detail)}.",
        "no_ref": f"There is no action {named(it.detail)}.",
        "no_theme": f"There is no theme {named(it.detail)} in this plan.",
        "no_role": f"There is no role {named(it.detail)} in this plan.",
        "needed": f"A {spoken(noun.name)} needs: {label.lower()}.",
        "no_count": f"{label} has to be a whole number.",
    }[it.why]
