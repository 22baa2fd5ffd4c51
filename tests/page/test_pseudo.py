"""Every page in pseudo-languages: everything it says comes from a content file."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import Store, keys
from pages.shared import language
from pages.wording.offered import offered
from tests import pseudo
from tests.page.conftest import HOST_KEY, Visit
from tests.page.test_matrix import NEEDS
from tests.page.test_pages import cookie, everything

# Not our sentences: a title that someone chose, codes, file formats, icons.
NO_WORDS = re.compile(
    r"(?s:<style>.*?</style>)|:material/\w+:|:primary|https?://\S+|[A-Z2-9]{3}-?[A-Z2-9]{3}"
    r"|<[^>]+>|/?\?code=\w+"
    r"|\]\([^)]*\)|Frühling|\b(tab|seen|CSV|XLSX|PARQUET|PDF|DOCX|ICS|JSON|s|min|http)\b|&\w+;"
)
ENGLISH = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture(scope="module", autouse=True)
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pseudo.spoken(tmp_path_factory.mktemp("pseudo")):
        yield


@pytest.fixture
def cookies(store: Store) -> dict[str, str]:
    """The cookies of someone in every role at once."""
    cohort, facilitator = store.cohorts.create("Frühling", 3)
    return {
        "workshop_attendee": cookie(cohort.code, keys.mint_key()),
        "workshop_facilitator": cookie(cohort.code, facilitator),
        "workshop_host": HOST_KEY,
    }


def test_the_pseudo_languages_are_offered() -> None:
    assert {pseudo.HEBREW, pseudo.LONGER} <= set(offered())


@pytest.mark.parametrize("page", NEEDS)
@pytest.mark.parametrize("code", [pseudo.HEBREW, pseudo.LONGER])
def test_a_page_is_drawn_in_it_without_a_word_of_english(
    visit: Visit,
    cookies: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    page: str,
    code: str,
) -> None:
    def settle(*_: object, **__: object) -> None:
        language._here.language = code

    monkeypatch.setattr(language, "settle", settle)
    app = visit(page, **cookies)
    if code == pseudo.HEBREW:
        said = NO_WORDS.sub(" ", everything(app))
        labels = [str(getattr(one, "label", "")) for one in (*app.button, *app.text_input)]
        found = ENGLISH.findall(said) + ENGLISH.findall(NO_WORDS.sub(" ", " ".join(labels)))
        assert found == []


def test_letters_and_words_are_changed_and_what_is_filled_in_stays() -> None:
    assert pseudo.in_hebrew("Go: **{title}**") == "זמ: **{title}**"
    assert pseudo.longer("Join the room {n}") == "Joinjo theth roomro {n}"
    assert Path(pseudo.ROOT / "pages").is_dir()
