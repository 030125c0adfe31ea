"""Settings, from the environment or `.env`. The one place that reads them."""

from functools import cached_property
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DEFAULT_DATABASE = "sqlite:///data/action-plan.db"


class Settings(BaseSettings):
    """What the bot is told from outside. `.env.example` says what each is for."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    database_url: str = DEFAULT_DATABASE
    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_api_url: str = "https://slack.com/api/"
    tz_default: str = "Europe/London"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "WARNING"

    @field_validator("database_url")
    @classmethod
    def _with_our_driver(cls, url: str) -> str:
        """PostgreSQL is reached by psycopg 3, whichever way its URL is written."""
        for prefix in ("postgres://", "postgresql://"):
            if url.startswith(prefix):
                return "postgresql+psycopg://" + url.removeprefix(prefix)
        known = ("sqlite://", "postgresql+psycopg://")
        if not url.startswith(known):
            raise ValueError("it begins with sqlite:/// or postgresql://")
        return url

    @field_validator("tz_default")
    @classmethod
    def _that_exists(cls, zone: str) -> str:
        try:  # to list them all would take longer than everything else here
            return ZoneInfo(zone).key
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"{zone} is not a time zone such as Europe/London") from error

    @field_validator("slack_api_url")
    @classmethod
    def _with_a_slash(cls, url: str) -> str:
        return url.rstrip("/") + "/"

    @cached_property
    def sample_plan(self) -> Path:
        """The sample plan that comes with the program."""
        return Path(__file__).parent.parent / "examples" / "hillingdon"
