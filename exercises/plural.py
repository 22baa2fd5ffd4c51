"""Plurals in as many forms as a language has: CLDR names them, Babel chooses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from string import Formatter
from typing import Any, Final

from babel import Locale
from pydantic import AfterValidator, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from exercises.formats import locale_of, number

CATEGORIES: Final = frozenset(("zero", "one", "two", "few", "many", "other"))


@dataclass(frozen=True)
class Plural:
    """A phrase for any number, such as `{ one = "{n} answer", other = "{n} answers" }`."""

    language: str
    forms: Mapping[str, str]
    by: str = "n"  # the number that decides, if there are several

    def format(self, **values: Any) -> str:
        """Return the phrase for these values, with numbers in the language's format."""
        form = self.forms[locale_of(self.language).plural_form(values[self.by])]
        return form.format(**{name: _told(value, self.language) for name, value in values.items()})

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Accept a table of forms that's complete for its language."""
        del source, handler
        return core_schema.no_info_plain_validator_function(
            _complete,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda plural: dict(plural.forms)
            ),
        )


def counts(number_: str, *names: str) -> AfterValidator:
    """Make a plural depend on this number, and allow only it and these names in {braces}."""

    def checked(plural: Plural) -> Plural:
        for category, form in plural.forms.items():
            if unknown := set(placeholders(form)) - {number_, *names}:
                raise ValueError(
                    f"{category}: {{{min(unknown)}}} is not filled in here, only {number_, *names}"
                )
        return replace(plural, by=number_)

    return AfterValidator(checked)


def placeholders(text: str) -> Iterator[str]:
    """Return the names in {braces} in a text."""
    return (name for _, name, _, _ in Formatter().parse(text) if name)


def with_plurals(tables: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return the tables of a content file, with tables of plural forms turned into plurals."""
    return {
        key: _plural_or_table(value, language) if isinstance(value, dict) else value
        for key, value in tables.items()
    }


def _plural_or_table(table: dict[str, Any], language: str) -> Plural | dict[str, Any]:
    if table and table.keys() <= CATEGORIES:
        return Plural(language, table)
    return with_plurals(table, language)


def _complete(given: Any) -> Plural:
    if not isinstance(given, Plural):
        raise ValueError('has to be a plural, such as { one = "{n} day", other = "{n} days" }')
    needed = _needed(locale_of(given.language))
    counts_with = f"{given.language} counts with {', '.join(needed)}"
    for category in needed:
        form = given.forms.get(category)
        if not isinstance(form, str) or not form:
            raise ValueError(f"'{category}' is missing: {counts_with}")
    if extra := given.forms.keys() - set(needed):
        raise ValueError(f"'{min(extra)}' is never used: {counts_with}")
    return given


def _needed(locale: Locale) -> tuple[str, ...]:
    return (*sorted(locale.plural_form.tags), "other")


def _told(value: Any, language: str) -> Any:
    return number(value, language) if isinstance(value, int | float) else value
