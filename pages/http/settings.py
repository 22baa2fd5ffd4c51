"""Settings from the environment; docs/settings.md lists them, and a test compares the two."""

import re
from functools import cache
from typing import Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What a deployer can change, each read from WORKSHOP_<NAME>."""

    model_config = SettingsConfigDict(env_prefix="WORKSHOP_", frozen=True)

    store: str = Field(
        default="var/workshop.duckdb",
        description="Where answers live: a file, or a postgres:// address.",
    )
    host_key: str = Field(
        default="",
        description="The key that lets a host create cohorts, of at least 22 characters; "
        "made anew at each start when empty.",
    )
    public_url: str = Field(
        default="",
        description="The address people reach the app at, such as https://mentoring.example.org.",
    )
    sample: bool = Field(
        default=False, description="Fill a synthetic cohort to look round in at start."
    )
    video_url: str = Field(
        default="",
        description="The webinar's recording, shown to those who learn alone: a page or a file.",
    )
    content: str = Field(
        default="",
        description="A folder with your own words in place of the app's (docs/rewording.md).",
    )
    frame_ancestors: str = Field(
        default="'self'",
        description="Which sites may show the app in a frame, as in Content-Security-Policy.",
    )
    retention_days: int | None = Field(
        default=None,
        ge=1,
        le=36_500,
        description="After how many days in which nothing happened a room is deleted for good.",
    )
    metrics: bool = Field(
        default=False, description="Answer Streamlit's metrics route instead of refusing it."
    )
    log: Literal["text", "json"] = Field(
        default="text",
        description="`json` makes each line of the log on stderr one of JSON, for a program.",
    )
    patches: Literal["on", "off"] = Field(
        default="on",
        description="`off` leaves Streamlit and uvicorn as they are: slower, and easier to flood.",
    )
    client_header: str = Field(
        default="",
        description="The header in which a trusted proxy passes the visitor's address.",
    )

    @field_validator("retention_days", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("video_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if value and not re.fullmatch(r"https?://[^\s;,'\"<>]+", value):
            raise ValueError("must be an address that begins with https:// or http://")
        return value

    @field_validator("public_url")
    @classmethod
    def _no_trailing_slash(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return value.rstrip("/")

    @field_validator("host_key")
    @classmethod
    def _fit_for_a_link(cls, value: str) -> str:
        # At least as long as the keys that the app makes, so it can't be guessed.
        if value and not re.fullmatch(r"[A-Za-z0-9_-]{22,200}", value):
            raise ValueError(
                "must have 22 to 200 letters, digits, dashes or underscores. For one that nobody "
                "guesses: python3 -c 'import secrets; print(secrets.token_urlsafe())'"
            )
        return value


class BadSettings(SystemExit):
    """Exits with one line that names the invalid settings without repeating their values."""


@cache
def settings() -> Settings:
    """Return this process's settings, read once; an invalid one exits with a line."""
    try:
        return Settings()
    except ValidationError as error:
        told = (f"WORKSHOP_{str(e['loc'][0]).upper()}: {_reason(e)}" for e in error.errors())
        raise BadSettings(f"Please fix this setting. {'; '.join(told)}") from None


def _reason(error: ErrorDetails) -> str:
    return error["msg"].removeprefix("Value error, ")
