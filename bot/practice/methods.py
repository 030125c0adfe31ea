"""The methods of the Web API by name, each with the scopes and the kind of token it wants."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.practice.arguments import Arguments
from bot.practice.errors import Json
from bot.practice.workspace import Workspace

Run = Callable[[Workspace, Arguments], Json]


@dataclass(frozen=True)
class Method:
    """What to run, and what the caller must bring; `caller` is `bot`, `app` or nobody."""

    run: Run
    scopes: tuple[str, ...]
    caller: str


METHODS: dict[str, Method] = {}


def method(name: str, *scopes: str, caller: str = "bot") -> Callable[[Run], Run]:
    """Registers a function of the workspace and the arguments under the method's name."""

    def register(run: Run) -> Run:
        METHODS[name] = Method(run, scopes, caller)
        return run

    return register
