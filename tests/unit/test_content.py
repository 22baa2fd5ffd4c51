"""An unusable content file says which file, which key and why."""

from pathlib import Path
from typing import Annotated

import pytest

from exercises.content import Content, ContentError, Words, load, takes, translations

GOOD = 'title = "T"\nstep = "S"\nminutes = 5\nwhat = "W"\nwhy = "Y"\n'


def content(folder: Path, text: str) -> Path:
    file = folder / "content.en.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_complete_file_is_loaded(tmp_path: Path) -> None:
    assert load(Content, content(tmp_path, GOOD)).minutes == 5


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace('why = "Y"\n', ""), "why: Field required"),
        (GOOD.replace("minutes = 5", 'minutes = "many"'), "minutes: Input should be a valid"),
        (GOOD.replace('"W"', '""'), "what: String should have at least 1 character"),
        (GOOD + 'tilte = "typo"\n', "tilte: Extra inputs are not permitted"),
        (GOOD + "oops", "not valid TOML"),
    ],
)
def test_a_faulty_file_is_named_with_key_and_reason(tmp_path: Path, text: str, told: str) -> None:
    file = content(tmp_path, text)
    with pytest.raises(ContentError) as faulty:
        load(Content, file)
    assert str(file) in str(faulty.value)
    assert told in str(faulty.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"content\.en\.toml.*cannot be read"):
        load(Content, tmp_path / "content.en.toml")


class Filled(Words):
    progress: Annotated[str, takes("n")]


@pytest.mark.parametrize(
    ("text", "told"), [("{picked} of 3", "{picked} is not filled in"), ("{n of 3", "expected '}'")]
)
def test_a_misspelt_placeholder_is_found_when_the_file_is_loaded(
    tmp_path: Path, text: str, told: str
) -> None:
    load(Filled, content(tmp_path, 'progress = "{n} of 3"'))
    with pytest.raises(ContentError, match="progress") as faulty:
        load(Filled, content(tmp_path, f'progress = "{text}"'))
    assert told in str(faulty.value)


def test_a_translation_is_filled_in_english_key_by_key(tmp_path: Path) -> None:
    class Inner(Words):
        yes: str
        no: str

    class Two(Words):
        title: str
        inner: Inner

    en = 'title = "Title"\n[inner]\nyes = "Yes"\nno = "No"\n'
    (tmp_path / "content.en.toml").write_text(en, "utf-8")
    (tmp_path / "content.de.toml").write_text('[inner]\nyes = "Ja"\n', "utf-8")
    wording = translations(Two, str(tmp_path / "__init__.py"))
    assert wording.languages == ("en", "de")
    assert wording.in_("de").inner == Inner(yes="Ja", no="No")
    assert wording.in_("de").title == "Title"
    assert wording.in_("fr") == wording.in_("en")


def test_a_key_that_only_a_translation_has_is_named(tmp_path: Path) -> None:
    class One(Words):
        title: str

    (tmp_path / "content.en.toml").write_text('title = "Title"', "utf-8")
    (tmp_path / "content.de.toml").write_text('titel = "Titel"', "utf-8")
    with pytest.raises(ContentError, match=r"content\.de\.toml: titel"):
        translations(One, str(tmp_path / "__init__.py"))
