"""How a sentence was meant: in jest, in doubt, in somebody's words, or put right in one breath.

A completion in such a sentence is asked about, wherever in it the joke or the emoji stands.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations, zip_longest

from bot.language import cues, words
from bot.language.clauses import Clause, Segment
from bot.language.items import Item
from bot.language.rulings import Ruling

_DOUBTING_SIGN = re.compile(
    "[❌❎✖✗✘⛔❓❔⁉‼⚠⏳⌛☹🤞🤔🙄😂🤣😅😆😬🤷🤥😏🙃🚫🔴🟠🟡🟥🟧🟨🔜🚧🤨😒🤦🥴🤡💀😭😢😞😠😡🙁👀💩🙈🤬😱"
    "😕😟😓😩😫😤😐😑🫤🫠👎😜😝😉🥲🧐🔄🛑😔😥😰🤯🤪🤐😶]"
)
_WRY_FACE = re.compile(r";-?.|:-?[(/\\|x]")
_DOUBTING_NAME = re.compile(
    r"x|.*(?:_x_|heavy_multiplication|negative_squared|thumbsdown|-1|thinking|cross|roll|shrug|"
    r"no_entry|no_good|question|interrobang|warning|hourglass|construction|joy|rofl|laugh|sweat|"
    r"cry|sob|angry|rage|confused|confounded|upside|smirk|liar|lying|skull|facepalm|grimac|red_|"
    r"orange_|yellow_|_red|sad|frown|disappoint|worried|unamused|eyes|monocle|eyebrow|clown|wink|"
    r"poop|monkey|scream|weary|tired|triumph|neutral|expressionless|melting|fail|nope|stop|wait|"
    r"pending|soon|repeat|counterclockwise|tongue|zany|sarcas|doubt|wip).*"
)


def doubting(emoji: str) -> bool:
    """Whether an emoji says that what stands beside it is not so, not sure or not serious."""
    if _WRY_FACE.fullmatch(emoji):
        return True
    if emoji.startswith(":"):
        return _DOUBTING_NAME.fullmatch(emoji.strip(":")) is not None
    return _DOUBTING_SIGN.search(emoji) is not None


def hear(clauses: Sequence[Clause]) -> None:
    """Marks every clause of the sentences that were not meant as they were written.

    A joke alone in a sentence is about the one before it: "4.2 done. Ha ha."
    """
    if _plain(clauses):  # most are
        return
    named = {clause.sentence for clause in clauses if clause.ref}
    doubtful: set[int] = set()
    mocked: set[int] = set()
    for clause in clauses:
        said = [item.word for item in clause.items]
        corrects = said[0] == "meant"  # "sorry, meant 4.3 done"
        jest = corrects or not cues.JEST.isdisjoint(said)
        jest = jest or (not cues.HESITANT.isdisjoint(said) and _hesitates(clause))
        if corrects or not cues.MOCKED.isdisjoint(said):
            alone = clause.sentence not in named
            mocked |= {clause.sentence, _before(clause.sentence, clauses) if alone else -1}
        grimaces = _grimaces(clause.items)
        if jest or grimaces:
            doubtful.add(clause.sentence)
        signed = grimaces and clause.first and clause.ref is None  # "done! 🤞 and 4.3"
        if jest or signed or (clause.sentence not in named and clause.sentence in doubtful):
            doubtful.add(_before(clause.sentence, clauses))
    for clause, following in zip_longest(clauses, clauses[1:]):
        clause.mocked = clause.sentence in mocked
        clause.doubtful |= (
            clause.sentence in doubtful or _quoted(clause) or _cited(clause, following)
        )


def _plain(clauses: Sequence[Clause]) -> bool:
    """Whether nothing in a message, no word, no emoji and no quotation mark, has a tone."""
    for clause in clauses:
        if clause.lead is not None and clause.lead.word == '"':
            return False
        for item in clause.items:
            if item.kind == "emoji" or item.word in _TELLING:
                return False
    return True


_OPENING = words.GREETINGS | cues.HESITANT
_TELLING = cues.JEST | cues.HESITANT | {"meant", "'"}


def _hesitates(clause: Clause) -> bool:
    """ "4.2 is, um, done"; "and um 4.2 is done" only fills a pause."""
    begun = not clause.first and len(clause.items) == 1
    for item, following in zip_longest(clause.items, clause.items[1:]):
        fills = not begun or (following is not None and following.kind == "ref")
        if item.word in cues.HESITANT and not fills:
            return True
        begun = begun or item.word not in _OPENING
    return False


def _before(sentence: int, clauses: Sequence[Clause]) -> int:
    """The number of the sentence before one, empty ones passed over."""
    return max((c.sentence for c in clauses if c.sentence < sentence), default=sentence)


def _grimaces(items: Iterable[Item]) -> bool:
    return any(item.kind == "emoji" and doubting(item.word) for item in items)


def _quoted(clause: Clause) -> bool:
    """A reference behind a quotation mark: these may be somebody else's words."""
    at = next((n for n, item in enumerate(clause.items) if item.kind == "ref"), None)
    if at is None:
        return False
    lead = clause.lead is not None and clause.lead.word == '"'
    return lead or any(item.kind == "mark" and item.word == "'" for item in clause.items[:at])


def _cited(clause: Clause, following: Clause | None) -> bool:
    """ "Complete" in quotation marks, and the sentence goes on: '"complete" in the newsletter'."""
    lead = clause.lead
    if lead is None or lead.word != '"' or [item.kind for item in clause.items] != ["field"]:
        return False
    closing = following.lead if following else None
    if following is None or closing is None or closing.word != '"':
        return False
    return following.items[0].start - closing.end <= 1  # no comma between


_FORWARDED = re.compile(
    r"^\s*(?:on .{4,80} wrote:|(?:from|sent): .+\n|-+ ?(?:original|forwarded) message|fwd?:"
    r"|(?:pasting|pasted|copied|copying|forwarding|forwarded)\b)",
    re.IGNORECASE | re.MULTILINE,
)
_PUTTING_RIGHT = cues.AMENDS | {"no", "make", "rather"}


def forwarded(text: str) -> bool:
    """Whether a message holds somebody else's, or something pasted from elsewhere."""
    return _FORWARDED.search(text) is not None


def put_right(segment: Segment, rulings: Sequence[Ruling]) -> list[Ruling]:
    """Two rulings on one field of which the second amends the first: "red, sorry, I mean amber"."""
    places = {id(clause): n for n, clause in enumerate(segment.clauses)}
    for first, second in combinations(rulings, 2):
        one, other = first.item.said, second.item.said
        if one and other and one.field == other.field and one.value != other.value:
            at, to = places[id(first.clause)], places[id(second.clause)]
            between = [i.word for c in segment.clauses[at + 1 : to + 1] for i in c.items]
            if not first.reason and _PUTTING_RIGHT.intersection(between):
                return [first, second]
    return []


def amends(segment: Segment) -> bool:
    """ "Sorry, I mean 4.3": nothing is said of it but that another was wrong, or is meant."""
    said = [i for c in segment.clauses for i in c.items if i.kind not in ("ref", "emoji", "name")]
    told = [item for item in said if item.word not in words.GREETINGS]
    return bool(told) and all(item.word in cues.JEST or item.word in _POINTING for item in told)


# "Ditto", "same as 4.1": what is meant stands elsewhere.
_POINTING = frozenset(words.table("as per|per|like|same as|the same as|as with"))
