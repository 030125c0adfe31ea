"""Files: a place is asked for, the bytes are brought there, and only then is it a file."""

import mimetypes
import secrets
from dataclasses import dataclass, field

from bot.practice.errors import Json, SlackError
from bot.practice.ids import Ids


@dataclass
class File:
    """`content` is None until it has been brought; `key` is the secret part of its URL."""

    id: str
    name: str
    title: str
    user: str
    alt: str = ""
    key: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    created: int = 0
    complete: bool = False
    content: bytes | None = field(default=None, repr=False)

    @property
    def mimetype(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    def as_json(self, base_url: str) -> Json:
        """As Slack tells of it in a message or an answer."""
        kind = self.name.rpartition(".")[2] if "." in self.name else "binary"
        said = {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title,
            "mimetype": self.mimetype,
            "filetype": kind,
            "pretty_type": kind.upper(),
            "user": self.user,
            "size": len(self.content or b""),
            "mode": "hosted",
            "is_external": False,
            "url_private": f"{base_url}/files/{self.id}/{self.name}",
            "url_private_download": f"{base_url}/files/{self.id}/download/{self.name}",
        }
        return said | ({"alt_txt": self.alt} if self.alt else {})


class Files:
    """Every file by id, the ones that were begun among them."""

    def __init__(self) -> None:
        self.ids = Ids()
        self.by_id: dict[str, File] = {}

    def begin(self, name: str, user: str, alt: str = "", created: float = 0) -> File:
        """A file of which nothing has been brought yet."""
        file = File(self.ids.next("F"), name, name, user, alt, created=int(created))
        self.by_id[file.id] = file
        return file

    def find(self, file_id: str) -> File:
        """The file, or `file_not_found`."""
        if file_id not in self.by_id:
            raise SlackError("file_not_found")
        return self.by_id[file_id]

    def at(self, key: str) -> File:
        """The file that waits for its bytes at this URL, or `file_not_found`."""
        for file in self.by_id.values():
            if secrets.compare_digest(file.key.encode(), key.encode()) and not file.complete:
                return file
        raise SlackError("file_not_found")
