"""Pages use the language someone chose on them, or else the room's, or else the browser's."""

from dataclasses import replace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data import Store, keys
from exercises import AGENDA, Exercise
from exercises.formats import order_of_date
from exercises.pitch.answer import Pitch
from pages.shared import language
from pages.wording import WORDING
from tests.page.conftest import HOST_KEY, Visit
from tests.page.test_pages import cookie, everything


class Browser:
    """A browser as Streamlit reports it: its locale and its cookies."""

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
        ("fr-CA", "Français"),
        ("es", "Español"),
        ("it", "English"),
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


def german(visit: Visit, monkeypatch: pytest.MonkeyPatch, page: str, **cookies: str) -> AppTest:
    def settle(*_: object, **__: object) -> None:
        language._here.language = "de"

    monkeypatch.setattr(language, "settle", settle)
    return visit(page, **cookies)


@pytest.mark.parametrize("exercise", AGENDA, ids=lambda exercise: exercise.slug)
def test_pages_speak_german(
    visit: Visit, store: Store, monkeypatch: pytest.MonkeyPatch, exercise: Exercise
) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    mine = {"workshop_attendee": cookie(cohort.code, keys.mint_key())}
    page = german(visit, monkeypatch, f"attendee/{exercise.slug}.py", **mine)
    assert exercise.content("de").title in everything(page)
    links = [str(link.proto.label) for link in page.get("page_link")]
    assert "Zurück zur Übersicht" in links


@pytest.mark.parametrize("slug", ["pitch", "nurture"])
def test_what_is_to_be_sent_says_how_it_addresses_people_where_there_are_two_ways(
    visit: Visit, store: Store, monkeypatch: pytest.MonkeyPatch, slug: str
) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = keys.mint_key()
    store.cohorts.join(key, cohort.code)
    store.answers.save(key, cohort.code, "pitch", Pitch(who="Ich baue Software"))
    page, mine = f"attendee/{slug}.py", {"workshop_attendee": cookie(cohort.code, key)}
    assert not [c.value for c in visit(page, **mine).caption if "Siezt" in c.value]
    said = german(visit, monkeypatch, page, **mine).caption
    assert [c.value for c in said if "Siezt ihr euch?" in c.value]


def test_those_who_join_late_read_the_rooms_language_too(visit: Visit, store: Store) -> None:
    cohort, key = store.cohorts.create("Spring", 3, language="de")
    mine = {"workshop_attendee": cookie(cohort.code, keys.mint_key())}
    assert "Die Übungen von heute" in everything(visit(**mine))
    leads = {"workshop_facilitator": cookie(cohort.code, key)}
    run = visit("facilitator/cohort.py", **leads)
    assert run.title[0].value == WORDING.in_("de").run.title
    language._here.language = "de"  # AppTest reads options on the test's own thread
    run.selectbox(key="room-language-de").set_value("en").run()
    assert not run.exception
    assert store.cohorts.find(cohort.code) == replace(cohort, language="en")
    late = {"workshop_attendee": cookie(cohort.code, keys.mint_key())}
    assert WORDING.in_("en").home.agenda in everything(visit(**late))


GERMAN = WORDING.in_("de")


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("cohort", GERMAN.lead.now.before),
        ("agenda", GERMAN.agenda.intro),
        ("dashboard", GERMAN.lead.results),
        ("compare", GERMAN.compare.nothing),
        ("stage", GERMAN.stage.join),
    ],
)
def test_each_page_of_who_leads_a_room_speaks_the_rooms_language(
    visit: Visit, store: Store, page: str, told: str
) -> None:
    cohort, key = store.cohorts.create("Spring", 3, language="de")
    led = visit(f"facilitator/{page}.py", workshop_facilitator=cookie(cohort.code, key))
    assert told in everything(led)


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
