"""One server for a measurement: `python -m bench.serving ours|floor PATH`, settings on its input.

It serves until its input ends. Both are served by the same stack, on the same kind of file.
"""

import json
import sys
import threading
import time
from typing import Any

import uvicorn
from slack_bolt import App

from bench import floors
from bench.ground import our_app
from bot.cli.serve import TURN_SECONDS
from bot.config import Settings
from bot.web import web_app


def main() -> None:
    """Serve on a free port, which is printed."""
    sys.setswitchinterval(TURN_SECONDS)
    settings = Settings(_env_file=None, **json.loads(sys.stdin.readline()))
    web = web_app(*_made(sys.argv[1], settings))
    server = uvicorn.Server(uvicorn.Config(web, port=0, log_level="warning", access_log=False))
    threading.Thread(target=_say_and_wait, args=(server,), daemon=True).start()
    server.run()


def _made(kind: str, settings: Settings) -> tuple[App, Any]:
    """The app, and the desk behind `/healthz`, which nobody asks for here."""
    if kind == "ours":
        return our_app(settings)
    path = settings.database_url.removeprefix("sqlite:///")
    return floors.bolt(settings, floors.raw_sqlite(path)), None


def _say_and_wait(server: uvicorn.Server) -> None:
    while not server.started:
        time.sleep(0.01)
    print(server.servers[0].sockets[0].getsockname()[1], flush=True)
    sys.stdin.read()
    server.should_exit = True


if __name__ == "__main__":
    main()
