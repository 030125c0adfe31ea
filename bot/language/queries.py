"""Questions and the few other things that are asked of the bot, read from their wording."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.language import asking
from bot.language.clauses import Clause, Sentence
from bot.language.items import Item
from bot.language.periods import Period, period_in
from bot.language.references import WHOLE_PLAN
from bot.language.tokens import Token
from bot.rules.intents import About, Help, Intent, Query, Unclear, Undo

_HELP = re.compile(
    r"(?:please )?(?:(?:can|could) you )?(?:help(?: me)?(?: please| out)?|commands|options|"
    r"what (?:else )?can "
    r"(?:you|i) (?:do|say|ask|type)(?: here)?|how (?:do i|to) use (?:this|you|it|the bot)|"
    r"how does (?:this|it) work|show (?:me )?(?:the )?(?:help|commands)|what do you do|who are you|"
    r"what can i ask(?: you)?|(?:i'?m new )?how does (?:this|it)(?: thing| bot)? work|"
    r"i need help|how (?:do|can|should|would) (?:i|we|you) (?:update|mark|report|record|log|change|"
    r"move|set|undo|add|complete|close|send|give)\b[a-z' ]*)"
)
_UNDO = re.compile(
    r"(?:(?:please|oops|sorry|whoops|can you|could you|no|wrong (?:one|action|number)|my mistake|"
    r"my bad) )*"
    r"(?:(?:undo|revert|reverse)(?: (?:that|it|this|(?:my |the )?last (?:\w+ )?"
    r"(?:update|change|one|entry|thing)|my last|last))?|"
    r"take (?:that|it|(?:that|the|my) last (?:one|update|change)) back|"
    r"(?:scrap|cancel|delete|remove) (?:that|the|my) last "
    r"(?:\w+ )?(?:update|change|one|entry))(?: please| thanks)?"
)
_UNDO_SOME = re.compile(r"(?:please )?undo\b")
_SHOW = re.compile(
    r"(?:please |can you |could you |just )*(?:show|list|display|see|view|open|find|check|look up|"
    r"look at|(?:tell|give|send|remind) (?:me|us))\b"
)
_LOOSE = {
    "action": re.compile(
        r"(?:(?:the|current|latest|action|what's|status|position|details?|info|state|of|for|on|"
        r"about|please|update) )*@(?: (?:status|details|info|position|please|latest))*"
    ),
    "history": re.compile(
        r"(?:(?:the|full|whole) )*(?:history|log|timeline|changes|audit trail)"
        r"(?:(?: (?:of|for|on|to|in))? (?:action )?@)?|@ (?:history|log|timeline|changes)"
    ),
    "mine": re.compile(
        r"(?:all )?(?:my|mine)(?: (?:open|own|current|outstanding))?(?: (?:actions?|list|items?|"
        r"tasks?|work|stuff|ones))?"
    ),
    "overdue": re.compile(
        r"(?:(?:my|all|the) )?overdue(?: (?:actions?|list|items?))?(?: by [\w ]+)?(?: actions?)?"
    ),
    "due": re.compile(
        r"(?:(?:actions?|what|all|my) )*due(?: (?:soon|in|by|before|this|next|between|within|the|"
        r"today|tomorrow)\b.*)?|deadlines|coming up"
    ),
    "plan": re.compile(
        r"(?:(?:the|our|whole|current) )*(?:plan|summary|overview|digest|dashboard|status)"
        r"(?: (?:status|summary|progress|overview|report))?(?: (?:of|for) (?:the )?plan)?"
    ),
    "audits": re.compile(
        r"(?:(?:my|the|all|case file|case|monthly) )*audits?(?: (?:status|compliance|returns|list|"
        r"position|this month|last month))?"
    ),
    "silent": re.compile(
        r"(?:the )?(?:silent|quiet|stale)(?: (?:actions?|leads?|ones|people))?"
        r"(?: (?:for|since)\b.*)?"
        r"|no updates?(?: (?:since|for|in)\b.*)?"
    ),
    "changes": re.compile(
        r"(?:(?:the|all|recent|latest|any) )*(?:changes|changed|what changed|movement|what's new)"
        r"(?: (?:since|this|last|in|from|today|yesterday|between)\b.*)?"
    ),
    "measure": re.compile(
        r"(?:(?:measure|latest|figures?|reading|history|of|for|on|the) )*\^(?: latest)?"
    ),
}
_ANY_LOOSE = re.compile("|".join(f"(?:{pattern.pattern})" for pattern in _LOOSE.values()))
_TOPICS: tuple[tuple[About, re.Pattern[str]], ...] = (
    ("audits", re.compile(r"\b(?:audits?|auditing|audited|[a-z]{2,4}-[0-9]{3,6})\b")),
    (
        "silent",
        re.compile(
            r"\b(?:silent|quiet|stale|no updates?|without (?:an )?updates?|not heard)\b|"
            r"(?:n't|\bnot|\bnever)(?: been)? (?:updat|report|respond|said|repl|heard|sent)"
        ),
    ),
    ("overdue", re.compile(r"\b(?:overdue|late|past (?:its|their|the) (?:end|due|dead)|missed)\b")),
    (
        "changes",
        re.compile(
            r"\b(?:chang\w+|moved|what's new|what is new|anything new|what happened|movement)\b"
        ),
    ),
    ("due", re.compile(r"\b(?:due|deadlines?|coming up|ends?|ending|run out)\b")),
    (
        "mine",
        re.compile(
            r"\b(?:mine|my (?:\w+ )?(?:actions?|list|items?|tasks?|plate|work|stuff)|"
            r"assigned to me|for me|(?:do|am|have|should|must) i\b)"
        ),
    ),
    (
        "plan",
        re.compile(
            r"\b(?:plan|overall|summary|overview|digest|dashboard|how are we|where are we|how's it "
            r"going|how is it going|how many|actions|red|amber|green|complete|completed|on track)\b"
        ),
    ),
)
_POLITE = re.compile(r"(?: (?:please|pls|thanks|thank you|cheers))+$")
_PAST_TOPICS = frozenset({"changes", "silent", "history", "audits"})
_HISTORY = re.compile(
    r"\b(?:history|audit trail|chang\w+|happened|log|timeline|moved|updated last)\b"
)
_THIS = re.compile(
    r"\b(?:it|it's|this|that)\b(?! (?:week|month|year|quarter))|"
    r"\bthe (?:end date|due date|finish date|deadline|lead|status)\b"
)


# In talk about one action only these ask about the plan: "why red?" does not.
_WHOLE = re.compile(r"\b(?:plan|overall|summary|overview|digest|dashboard|we|many|actions)\b")


def plain_request(tokens: Sequence[Token]) -> Intent | None:
    """Help or undo, where a whole message is nothing else."""
    if not tokens or tokens[0].word not in _REQUESTING:
        return None
    said = " ".join(token.word for token in tokens if token.kind in ("word", "dotted", "number"))
    if _HELP.fullmatch(said) or [token.word for token in tokens] == ["?"]:
        return Help()
    if _UNDO.fullmatch(said):
        return Undo()
    if _UNDO_SOME.match(said):
        return Unclear("ambiguous", asking.undo_which(), (Undo(),))
    return None


# What such a message may begin with.
_REQUESTING = frozenset(
    "please can could help commands options what how show who i i'm im undo revert reverse take "
    "scrap cancel delete remove oops sorry whoops no wrong my ?".split()
)


def asks(sentence: Sentence) -> bool:
    """Whether a sentence wants to know something, with or without a question mark."""
    if sentence.asked:
        return True
    said = _POLITE.sub("", " ".join([_led(clause) for clause in sentence.clauses]))
    if _ANY_LOOSE.fullmatch(said):
        return True
    if not _SHOW.match(said):
        return False
    items = [item for clause in sentence.clauses for item in clause.items]
    return not ("@" in said and any(item.kind == "field" for item in items))


def _led(clause: Clause) -> str:
    """What a clause says, the word before it with it: "changes", "since Monday"."""
    led = clause.lead is not None and clause.lead.word.isalpha()
    return (
        f"{clause.lead.word} {_said(clause.items)}" if led and clause.lead else _said(clause.items)
    )


def _said(items: Sequence[Item]) -> str:
    """The words of a sentence with its references as @ and its measures as ^."""
    return " ".join([_SIGNS.get(item.kind, item.word) for item in items if item.kind != "emoji"])


_SIGNS = {"ref": "@", "measure": "^"}


def queries_of(
    sentence: Sentence, tokens: Sequence[Token], today: date, context: str | None
) -> list[Intent]:
    """What a sentence asks; empty where it asks nothing that is kept."""
    items = [item for clause in sentence.clauses for item in clause.items]
    said = " ".join(token.word for token in tokens)
    measures = [item for item in items if item.kind == "measure"]
    if any(item.group and item.group.theme == WHOLE_PLAN for item in items):
        return [Query("plan")]
    refs = [ref for item in items if item.group for ref in item.group.refs]
    unknown = [ref for item in items if item.group for ref in item.group.unknown]
    if measures:
        return [Query("measure", measure=item.word) for item in measures]
    if refs or unknown:
        return _about_actions(said, refs, tokens, today)
    if context and _THIS.search(said):
        return _about_actions(said, [context], tokens, today)
    for about, pattern in _TOPICS:
        if pattern.search(said) and not (context and about == "plan" and not _WHOLE.search(said)):
            return [_timed(Query(about), tokens, today)]
    if context and _HISTORY.search(said):
        return [Query("history", action=context)]
    return [Query("action", action=context)] if context else []


def _about_actions(
    said: str, refs: Sequence[str], tokens: Sequence[Token], today: date
) -> list[Intent]:
    if _HISTORY.search(said):
        return [_timed(Query("history", action=ref), tokens, today) for ref in refs]
    return [Query("action", action=ref) for ref in refs]


def _timed(query: Query, tokens: Sequence[Token], today: date) -> Query:
    found: Period = period_in(tokens, today, query.about in _PAST_TOPICS)
    return replace(query, days=found.days, since=found.since, from_=found.from_, to=found.to)
