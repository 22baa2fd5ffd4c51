"""Wording as content: TOML files that a host can reword or translate, validated when loaded."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Generic, NamedTuple, TypeVar

from babel import UnknownLocaleError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from exercises import overlay
from exercises.formats import locale_of
from exercises.plural import placeholders, with_plurals


class ContentError(SystemExit):
    """A content file can't be used; the message names the file, the key and the reason.

    Content is loaded when the app starts, and the app can't run without it, so only the message is
    printed.
    """


class Words(BaseModel):
    """A table in a content file: no key is unknown, missing or empty."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)


def takes(*names: str) -> AfterValidator:
    """Allow only these placeholders in {braces}, which the app fills in."""

    def checked(text: str) -> str:
        unknown = set(placeholders(text)) - set(names)
        if unknown:
            raise ValueError(f"{{{sorted(unknown)[0]}}} is not filled in here, only {names}")
        return text

    return AfterValidator(checked)


def names_each(*keys: str) -> AfterValidator:
    """Require an entry for each of these keys in a table."""

    def checked(named: dict[str, Any]) -> dict[str, Any]:
        if missing := [key for key in keys if key not in named]:
            raise ValueError(f"{', '.join(missing)} missing")
        return named

    return AfterValidator(checked)


class Asked(NamedTuple):
    """What an exercise asks, as the stage shows it while people answer.

    Each item has the short name that phones and charts use, and a line of text or "".
    """

    question: str
    items: tuple[tuple[str, str], ...]
    options: tuple[str, ...] = ()  # the choices for each item


class Question(Words):
    """What a facilitator asks when the results look like this."""

    when: str
    what: str


class Guide(Words):
    """What a facilitator says and does in a step, all in plain text."""

    say: str
    people: str  # what attendees do
    ask: Annotated[tuple[Question, ...], Field(min_length=2)]
    listen: str
    few: str  # what to do if few answer, or none
    late: str  # what to skip when running late
    on_a_call: str
    in_a_room: str


class Content(Words):
    """The wording that every exercise has; each one adds its own tables."""

    locale: str = ""  # the file's language, taken from its name
    title: str
    step: str
    minutes: int = Field(ge=1, le=60)
    what: str
    why: str
    further: Annotated[str, Field(min_length=0)] = ""  # what's beyond the core, in a few words
    guide: Guide | None = None  # for facilitators; a host may leave it out
    # For people learning alone, in Markdown: what the step is about, and one worked example.
    teach: Annotated[str, Field(min_length=0)] = ""
    example: Annotated[str, Field(min_length=0)] = ""
    # The names of groups of the room by what they answered here, by the name of the filter.
    filters: dict[str, Annotated[str, takes("value")]] = Field(default_factory=dict)
    # The charts a stage can show, in order, and those of who moved between two votes.
    charts: dict[str, str] = Field(default_factory=dict)
    charts_moved: dict[str, str] = Field(default_factory=dict)
    # Column names in the downloaded answers, for the fields that don't hold a table.
    fields: dict[str, str] = Field(default_factory=dict)
    chapter: int = Field(default=0, ge=0)  # where this step begins in the recording, in seconds

    def asked(self) -> Asked:
        """Return what people answer, for the stage."""
        return Asked(self.what, ())


W = TypeVar("W", bound=Words)
W_co = TypeVar("W_co", bound=Words, covariant=True)

FIRST_LANGUAGE: Final = "en"  # complete, and fills the gaps of other languages


# Shown to the operator on start, before anyone has chosen a language.
_FOR_THE_TERMINAL: Final = "at_start"


class Translations(Generic[W_co]):
    """The wording of one content file in every available language."""

    def __init__(
        self, by_language: Mapping[str, W_co], missing: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._by_language = by_language
        self.missing = missing  # by language, the keys that fall back to English

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages that have a file, such as "en"."""
        return tuple(self._by_language)

    @property
    def complete(self) -> frozenset[str]:
        """The languages with nothing missing."""
        return frozenset(code for code in self.languages if not self.missing.get(code))

    def in_(self, language: str) -> W_co:
        """Return the wording in a language, or in English if there's none."""
        return self._by_language.get(language) or self._by_language[FIRST_LANGUAGE]


def translations(shape: type[W], module_file: str) -> Translations[W]:
    """Read content.<language>.toml beside a module in every language, filling gaps in English.

    A host's own file (exercises/overlay.py) overrides ours. Raise ContentError with file, key and
    reason.
    """
    ours, own = Path(module_file).parent, overlay.beside(Path(module_file).parent)
    whole = _read(ours / f"content.{FIRST_LANGUAGE}.toml")
    said, missing = {}, {}
    for language in _languages(ours, own):
        said[language], gaps = _worded(shape, language, (ours, own), whole)
        missing[language] = tuple(gaps)
    return Translations(said, missing)


def _languages(*folders: Path | None) -> list[str]:
    files = (file for folder in folders if folder for file in folder.glob("content.*.toml"))
    found = {_language_of(file) for file in files}
    return [FIRST_LANGUAGE, *sorted(found - {FIRST_LANGUAGE})]


def _worded(
    shape: type[W], language: str, folders: tuple[Path, Path | None], whole: dict[str, Any]
) -> tuple[W, list[str]]:
    """Return the wording in a language, with the host's own overrides, and the missing keys."""
    file, (folder, own_folder) = f"content.{language}.toml", folders
    path = folder / file
    given = _read(path) if path.exists() or language == FIRST_LANGUAGE else {}
    words = _shaped(shape, _filled(given, whole), path)
    own = own_folder / file if own_folder else None
    if own and own.exists():
        # Ours is known to be valid, so any error now is in the host's own file.
        given = _filled(overlay.used(_read(own), whole, f"{own}: "), given)
        words = _shaped(shape, _filled(given, whole), own)
    return words, list(_gaps(given, whole))


def _gaps(given: Mapping[str, Any], whole: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """Yield the missing keys, such as "plan.title"; numbers don't need translating."""
    for key, value in whole.items():
        here, there = f"{above}{key}", given.get(key)
        if key == _FOR_THE_TERMINAL or isinstance(value, int):
            continue
        if isinstance(value, dict):
            yield from _gaps(there if isinstance(there, dict) else {}, value, f"{here}.")
        elif not there or (_is_tables(value) and len(there) != len(value)):
            yield here


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def load(shape: type[W], path: Path) -> W:
    """Read one content file into its shape; raise ContentError with file, key and reason."""
    return _shaped(shape, _read(path), path)


def _read(path: Path) -> dict[str, Any]:
    try:
        return with_plurals(tomllib.loads(path.read_text(encoding="utf-8")), _language_of(path))
    except OSError as error:
        raise ContentError(f"{path.name}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(f"{path}: is not valid TOML: {error}") from error


def _language_of(path: Path) -> str:
    language = path.name.split(".")[1]
    try:
        locale_of(language)
    except (ValueError, UnknownLocaleError) as error:
        raise ContentError(f"{path}: no language has the code {language}") from error
    return language


def _filled(given: dict[str, Any], whole: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tables with missing keys filled in, one by one."""
    filled = {**whole, **given}
    for key, value in given.items():
        if isinstance(value, dict) and isinstance(whole.get(key), dict):
            filled[key] = _filled(value, whole[key])
    return filled


def _shaped(shape: type[W], tables: dict[str, Any], path: Path) -> W:
    try:
        named = {"locale": _language_of(path)} if "locale" in shape.model_fields else {}
        return shape.model_validate({**tables, **named})
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(map(str, e['loc'])) or 'the file'}: {e['msg']}" for e in error.errors()
        )
        raise ContentError(f"{path}: {problems}") from error
