"""The pages speak what was chosen on them, else the room's language, else the browser's."""

import re
import tomllib
from dataclasses import replace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data import Store, keys
from exercises.content import Words
from exercises.formats import order_of_date
from exercises.mentor_criteria import WORDING as STEP_3
from exercises.nurture import WORDING as STEP_6
from pages.shared import language
from pages.wording import WORDING
from tests.page.conftest import HOST_KEY, ROOT, Visit
from tests.page.test_pages import cookie, everything


class Browser:
    """What Streamlit tells of a browser: its locale, and its cookies."""

    def __init__(self, locale: str | None, also: str = "", **cookies: str) -> None:
        self.locale = locale
        self.headers = {"Accept-Language": also} if also else {}
        self.cookies = cookies
        self.url = "http://localhost"
        self.timezone = "UTC"
        self.theme = type("Theme", (), {"type": "light"})


def spoken(
    monkeypatch: pytest.MonkeyPatch,
    locale: str | None,
    *,
    also: str = "",
    room: str = "",
    for_everyone: bool = False,
    **cookies: str,
) -> str:
    monkeypatch.setattr(st, "context", Browser(locale, also, **cookies))
    language.settle(room, for_everyone=for_everyone)
    return language.words().language.name


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("de", "Deutsch"),
        ("de-AT", "Deutsch"),
        ("en-GB", "English"),
        ("fr", "English"),
        (None, "English"),
    ],
)
def test_the_browsers_locale_decides(
    monkeypatch: pytest.MonkeyPatch, locale: str | None, told: str
) -> None:
    assert spoken(monkeypatch, locale) == told


@pytest.mark.parametrize(
    ("locale", "chosen", "told"),
    [
        ("en", "de", "Deutsch"),
        ("de", "en", "English"),
        ("de", "xx", "Deutsch"),
        ("de", "", "Deutsch"),
    ],
)
def test_what_was_chosen_on_the_page_wins_if_there_are_words_in_it(
    monkeypatch: pytest.MonkeyPatch, locale: str, chosen: str, told: str
) -> None:
    assert spoken(monkeypatch, locale, workshop_language=chosen) == told


@pytest.mark.parametrize(
    ("locale", "chosen", "room", "told"),
    [
        ("en", "", "de", "Deutsch"),
        ("en", "en", "de", "English"),
        ("de", "", "en", "English"),
        ("de", "", "xx", "Deutsch"),
    ],
)
def test_a_room_has_a_language_of_which_one_may_choose_another(
    monkeypatch: pytest.MonkeyPatch, locale: str, chosen: str, room: str, told: str
) -> None:
    assert spoken(monkeypatch, locale, room=room, workshop_language=chosen) == told


@pytest.mark.parametrize(("room", "told"), [("de", "Deutsch"), ("", "English")])
def test_what_everyone_looks_at_speaks_the_rooms_language(
    monkeypatch: pytest.MonkeyPatch, room: str, told: str
) -> None:
    chosen = {"workshop_language": "en"}
    assert spoken(monkeypatch, "de", room=room, for_everyone=True, **chosen) == told


def test_the_first_language_of_the_browser_that_there_is_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert spoken(monkeypatch, "ca", also="ca;q=1, de-AT;q=0.8,en;q=0.5") == "Deutsch"


def names_of(tables: dict[str, object], above: str = "") -> set[str]:
    found = set()
    for key, value in tables.items():
        here = f"{above}{key}"
        found |= names_of(value, f"{here}.") if isinstance(value, dict) else {here}
    return found


def test_the_german_of_step_3_is_complete() -> None:
    folder = ROOT / "exercises" / "mentor_criteria"
    en, de = (
        tomllib.loads((folder / f"content.{c}.toml").read_text("utf-8")) for c in ("en", "de")
    )
    # The recording is one and the same, whatever language one reads beside it.
    asked = {name for name in names_of(en) if not name.startswith("guide.")}  # to come
    assert names_of(de) == asked - {"chapter"}


def test_a_gap_in_the_german_of_the_house_is_filled_in_english() -> None:
    assert WORDING.in_("de").at_start == WORDING.in_("en").at_start, "has no German at all"
    fault = WORDING.in_("de").store_faults["locked"]
    assert fault.at_start == WORDING.in_("en").store_faults["locked"].at_start
    assert fault.on_page != WORDING.in_("en").store_faults["locked"].on_page


def texts(words: object, path: str = "") -> dict[str, str]:
    """All that a wording says, by where it says it."""
    inner = words.model_dump() if isinstance(words, Words) else words
    if not isinstance(inner, dict):
        return {path: str(inner)}
    return {k: v for key, one in inner.items() for k, v in texts(one, f"{path}.{key}").items()}


def test_the_house_says_in_german_all_that_its_pages_say() -> None:
    german = tomllib.loads((ROOT / "pages/wording/content.de.toml").read_text("utf-8"))
    for_the_terminal = re.compile(r"[.]at_start\b")
    missing = texts(WORDING.in_("en")).keys() - texts(german).keys()
    assert sorted(key for key in missing if not for_the_terminal.search(key)) == []


def german(visit: Visit, monkeypatch: pytest.MonkeyPatch, page: str, **cookies: str) -> AppTest:
    def settle(*_: object, **__: object) -> None:
        language._here.language = "de"

    monkeypatch.setattr(language, "settle", settle)
    return visit(page, **cookies)


def test_pages_speak_german_and_english_where_there_is_no_german(
    visit: Visit, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    mine = {"workshop_attendee": cookie(cohort.code, keys.mint_key())}
    home = german(visit, monkeypatch, "", **mine)
    assert "Die Übungen von heute" in everything(home)
    step_3 = german(visit, monkeypatch, "attendee/mentor_criteria.py", **mine)
    assert STEP_3.in_("de").title in everything(step_3)
    step_6 = german(visit, monkeypatch, "attendee/nurture.py", **mine)
    assert STEP_6.in_("en").title in everything(step_6)
    assert "Zurück zur Übersicht" in step_6.get("page_link")[0].proto.label


def test_those_who_join_late_read_the_rooms_language_too(visit: Visit, store: Store) -> None:
    cohort, key = store.cohorts.create("Spring", 3, language="de")
    mine = {"workshop_attendee": cookie(cohort.code, keys.mint_key())}
    assert "Die Übungen von heute" in everything(visit(**mine))
    leads = {"workshop_facilitator": cookie(cohort.code, key)}
    run = visit("facilitator/cohort.py", **leads)
    assert run.title[0].value == WORDING.in_("de").run.title
    run.selectbox(key="room-language-de").set_value("en").run()
    assert not run.exception
    assert store.cohorts.find(cohort.code) == replace(cohort, language="en")
    late = {"workshop_attendee": cookie(cohort.code, keys.mint_key())}
    assert WORDING.in_("en").home.agenda in everything(visit(**late))


def test_a_host_opens_a_room_in_a_language(visit: Visit, store: Store) -> None:
    host = visit("facilitator/host.py", workshop_host=HOST_KEY)
    host.text_input[0].set_value("Frühling")
    host.selectbox(key="language-of-new-room").set_value("de")
    host.button[0].click().run()
    assert not host.exception
    code = host.get("link_button")
    assert code, "the room is open"
    rows = store._database.rows("SELECT cue, value FROM workshop.cues")
    assert ("language", "de") in rows


def test_a_practice_room_has_the_language_of_its_room(store: Store) -> None:
    room, _ = store.cohorts.create("Spring", 3, language="de")
    assert store.rehearsals.begin(room, "Practice")[0].language == "de"


def test_the_choice_stands_at_the_foot_of_the_first_page(visit: Visit) -> None:
    choice = visit().get("button_group")[-1]
    assert "Deutsch" in str(choice.proto)


def test_a_day_is_typed_in_the_order_of_the_language(
    visit: Visit, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    mine = {"workshop_attendee": cookie(cohort.code, keys.mint_key())}
    closing = german(visit, monkeypatch, "attendee/closing.py", **mine)
    assert closing.date_input[0].proto.format == "DD.MM.YYYY"


@pytest.mark.parametrize(
    ("locale", "chosen", "order"),
    [
        ("en-US", "", "MM/DD/YYYY"),
        ("en-GB", "", "DD/MM/YYYY"),
        ("en-US", "de", "DD.MM.YYYY"),
        ("\u202e", "", "DD/MM/YYYY"),
    ],
)
def test_the_browsers_country_counts_within_the_language_of_the_page(
    monkeypatch: pytest.MonkeyPatch, locale: str, chosen: str, order: str
) -> None:
    spoken(monkeypatch, locale, workshop_language=chosen)
    assert order_of_date(language.browsers_locale()) == order
