"""Links that come with a word on an action: kept as references, never as copies."""

import re

# Slack writes a link as <https://...|label>, and a file's own ends in what the file is called.
_LINK = re.compile(r"<(https://[^|>\s]+)(?:\|[^>]*)?>")
_FILE = re.compile(r"(https://[^/]+/files/[^/]+/[^/?]+)")
LONGEST = 500


def links_in(text: str, files: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The links of a message and of the files that came with it, each once.

    The name of a file may name a child: it is left off, and Slack finds the file without it.
    """
    found = [*_LINK.findall(text.replace("&amp;", "&")), *files]
    return tuple(dict.fromkeys(_bare(link) for link in found if len(link) <= LONGEST))


def _bare(link: str) -> str:
    file = _FILE.match(link)
    return file[1] if file else link
