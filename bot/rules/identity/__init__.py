"""The confidentiality guard: whether a text may be kept, or looks like a child's identity."""

from bot.rules.identity.alone import is_named_alone
from bot.rules.identity.contacts import can_be_reached, has_an_account, lives_somewhere
from bot.rules.identity.folding import folded
from bot.rules.identity.initials import are_a_childs
from bot.rules.identity.names import names_a_family
from bot.rules.identity.numbers import number_of_a_person
from bot.rules.identity.shape import shape

_INSTEAD = "Use the case code instead."


def identifies(text: str) -> str | None:
    """None when the text may be kept; otherwise why not, in words that never repeat it."""
    plain = folded(text)
    reason = number_of_a_person(plain) or _words_of_a_person(text, plain)
    return f"{reason} {_INSTEAD}" if reason else None


def _words_of_a_person(text: str, plain: str) -> str | None:
    letters = shape(plain)
    if names_a_family(letters) or is_named_alone(letters) or are_a_childs(plain):
        return "It looks like the name of a child or of someone in their family."
    if lives_somewhere(letters):
        return "It looks like a home address."
    if can_be_reached(plain, letters) or has_an_account(text, letters):
        return "It looks like a family's telephone number, email or account."
    return None
