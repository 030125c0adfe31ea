"""Text to intents: one deterministic, offline reader for every way in (`docs/language.md`)."""

from bot.language.reader import read
from bot.language.shape import as_json

__all__ = ["as_json", "read"]
