"""Wording as content: TOML files that a host can reword or translate, validated when loaded."""

import tomllib
from pathlib import Path
from string import Formatter
from typing import TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError


class ContentError(SystemExit):
    """A content file cannot be used; the message names the file, the key and the reason.

    Content is loaded when the app starts, and without words there is no app: the message is all
    that is printed.
    """


class Words(BaseModel):
    """A table of a content file: every key is known, none is missing, none is empty."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)


def takes(*names: str) -> AfterValidator:
    """Let a text have only these words in {braces}, which the app fills in."""

    def checked(text: str) -> str:
        unknown = {name for _, name, _, _ in Formatter().parse(text) if name} - set(names)
        if unknown:
            raise ValueError(f"{{{sorted(unknown)[0]}}} is not filled in here, only {names}")
        return text

    return AfterValidator(checked)


class Content(Words):
    """The wording that every exercise has; an exercise adds its own tables to it."""

    title: str
    step: str
    minutes: int = Field(ge=1, le=60)
    what: str
    why: str


W = TypeVar("W", bound=Words)


def load(shape: type[W], path: Path) -> W:
    """Read a content file into its shape; raise ContentError with file, key and reason."""
    try:
        return shape.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ContentError(f"{path.name}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(f"{path}: is not valid TOML: {error}") from error
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(map(str, e['loc'])) or 'the file'}: {e['msg']}" for e in error.errors()
        )
        raise ContentError(f"{path}: {problems}") from error
