"""A host's own words override ours, key by key; mistakes in them are named."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAMME = "exercises/find_mentors/content.en.toml"
SAYS = """
from exercises.find_mentors import WORDING
from pages.wording import WORDING as HOUSE
from pages.wording.offered import offered
from exercises import overlay
for language in ("en", "de"):
    print(WORDING.in_(language).routes["company_programme"].name)
print(WORDING.in_("en").routes["company_programme"].how[:11])
print(HOUSE.in_("en").house.name)
print(*offered())
print(*overlay.without_place(), sep="|")
"""


def started(folder: Path, **files: str) -> subprocess.CompletedProcess[str]:
    """Load all the words in a separate process, as at startup."""
    return subprocess.run(
        [sys.executable, "-c", SAYS],
        cwd=ROOT,
        env={**os.environ, "WORKSHOP_CONTENT": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def says(folder: Path, file: str, text: str) -> None:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The words loaded with an empty folder."""
    return started(tmp_path_factory.mktemp("empty")).stdout.splitlines()


def test_what_the_folder_says_stands_in_place_of_ours_and_the_rest_stays(
    tmp_path: Path, plain: list[str]
) -> None:
    says(tmp_path, PROGRAMME, '[routes.company_programme]\nname = "Acme Pathways"\n')
    told = started(tmp_path).stdout.splitlines()
    assert told[0] == "Acme Pathways"
    assert told[1:] == plain[1:], "other keys, other languages and other files are as they were"


def test_the_worked_example_of_the_docs_works(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "rewording.md").read_text("utf-8")
    files = re.findall(r"`acme/(\S+?)`[^`]*```toml\n(.*?)```", text, re.DOTALL)
    assert len(files) == 3
    for file, words in files:
        says(tmp_path, file, words)
    told = started(tmp_path)
    assert told.stdout.splitlines()[0] == "Acme Pathways"
    assert told.stdout.splitlines()[-1] == "", "there is a place for all of it"


def test_words_that_nothing_uses_are_named_and_stop_nothing(tmp_path: Path) -> None:
    says(tmp_path, PROGRAMME, '[routes.company_programme]\nnmae = "x"\n[gone]\nlong = "ago"\n')
    says(tmp_path, "exercises/rolse/content.en.toml", 'title = "x"')
    told = started(tmp_path).stdout.splitlines()[-1].split("|")
    assert told == [
        f"{tmp_path / PROGRAMME}: routes.company_programme.nmae",
        f"{tmp_path / PROGRAMME}: gone",
        str(tmp_path / "exercises/rolse/content.en.toml"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[routes.company_programme]\nname = ""', "routes.company_programme.name: String should"),
        ('[filters]\ntried = "{who}"', "filters.tried: Value error, {who} is not filled in here"),
        ("[routes", "is not valid TOML"),
        ("minutes = 0", "minutes: Input should be greater"),
    ],
)
def test_a_mistake_stops_the_start_with_file_key_and_reason(
    tmp_path: Path, text: str, reason: str
) -> None:
    says(tmp_path, PROGRAMME, text)
    failed = started(tmp_path)
    assert failed.returncode == 1
    assert failed.stderr.count("\n") == 1, "one line, and no trace"
    assert f"{tmp_path / PROGRAMME}: " in failed.stderr
    assert reason in failed.stderr


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    failed = started(tmp_path / "away")
    assert "WORKSHOP_CONTENT" in failed.stderr
    assert str(tmp_path / "away") in failed.stderr
