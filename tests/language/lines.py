"""Cases written as lines: `[context] text => what it is read as`, with `##` before a comment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.language import as_json
from bot.rules.intents import Intent

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """A message, the action that the talk is about, and what should be read."""

    text: str
    context: str | None
    expected: str


def cases(name: str) -> Iterator[Case]:
    """The cases of a file; a `\\n` in a line is the end of a line in its message."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("## "):
            continue
        text, _, expected = line.partition(" => ")
        context = None
        if text.startswith("["):
            context, _, text = text[1:].partition("] ")
        yield Case(text.replace("\\n", "\n"), context, expected)


def shown(intents: Iterable[Intent]) -> str:
    """Intents as a case writes them; a question's words are left out, its reading is not."""
    return " | ".join(_shown(plain) for plain in as_json("", intents)["intents"]) or "nothing"


def _shown(plain: dict[str, object]) -> str:
    words = [str(plain["kind"])]
    for name, value in plain.items():
        if name == "read" and value:
            words.append("(" + " | ".join(_shown(inner) for inner in value) + ")")
        elif name in ("action", "measure", "reason"):
            words.append(str(value))
        elif name not in ("kind", "question", "read"):
            words.append(f"{name}={value}")
    return " ".join(words)
