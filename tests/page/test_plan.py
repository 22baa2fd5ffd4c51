"""My plan as a person uses it: reads it, loads one back in, and deletes everything."""

from data import Store, keys
from exercises.goals import WORDING
from exercises.goals.answer import Goal, Goals
from exercises.nurture.answer import Nurture
from exercises.roles.answer import Roles
from pages.http.documents.plan import exchange
from pages.wording import WORDING as PAGES_WORDING
from tests.page.conftest import Visit
from tests.people import own_json

HEADINGS = ("title", "header", "subheader")

PAGES = PAGES_WORDING.in_("en")
STEP = WORDING.in_("en")
GOALS = Goals(goals=(Goal(id="00000001", sentence="Lead a design review"),))


def somebody(store: Store) -> tuple[str, str]:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = keys.mint_key()
    store.cohorts.join(key, cohort.code)
    return cohort.code, key


def texts(app) -> str:  # type: ignore[no-untyped-def]
    return "\n".join(text.value for text in app.text)


def bring(app, text: str) -> None:  # type: ignore[no-untyped-def]
    app.text_area[0].set_value(text)
    (load,) = [b for b in app.button if b.label == "Load it"]
    load.click().run()
    assert not app.exception


def test_the_plan_shows_what_was_given(visit: Visit, store: Store) -> None:
    code, key = somebody(store)
    app = visit("attendee/plan.py", workshop_attendee=f"{code}.{key}")
    assert any("Nothing here yet" in info.value for info in app.info)
    store.answers.save(key, code, "goals", GOALS)
    app = visit("attendee/plan.py", workshop_attendee=f"{code}.{key}")
    assert "Lead a design review" in texts(app)
    told = PAGES.plan.choose_care
    assert told in [c.value for c in app.caption], "some of it isn't for everybody's eyes"


def test_headings_follow_each_other_with_and_without_a_first_page(
    visit: Visit, store: Store
) -> None:
    code, key = somebody(store)
    store.answers.save(key, code, "roles", Roles(roles={"two_offers": "mentor"}))
    cookie = f"{code}.{key}"

    def levels() -> list[str]:
        app = visit("attendee/plan.py", workshop_attendee=cookie)
        return [str(block.proto.tag) for block in app.main if block.type in HEADINGS]

    assert levels() == ["h1", "h2", "h2"], "a quiz has nothing for the first page"
    store.answers.save(key, code, "goals", GOALS)
    assert levels() == ["h1", "h2", "h3", "h3", "h3", "h2"]


def test_a_document_has_the_sections_that_are_picked(visit: Visit, store: Store) -> None:
    code, key = somebody(store)
    store.answers.save(key, code, "goals", GOALS)
    store.answers.save(key, code, "roles", Roles(roles={"two_offers": "mentor"}))
    app = visit("attendee/plan.py", workshop_attendee=f"{code}.{key}")

    def linked() -> list[str]:
        links = (str(link.proto.url) for link in app.get("link_button"))
        return [link.partition("parts=")[2].partition("&")[0] for link in links if "parts=" in link]

    assert linked() == ["goals"] * 4, "a quiz is there only if one wants it"
    app.button_group[0].set_value(["goals", "roles"]).run()
    assert linked() == ["roles.goals"] * 4
    app.button_group[0].set_value([]).run()
    assert linked() == [""] * 4, "the first page alone"


def test_a_plan_brought_back_is_kept_and_leaves_other_steps_alone(
    visit: Visit, store: Store
) -> None:
    code, key = somebody(store)
    meeting = Nurture(own_question="How did you begin?")
    store.answers.save(key, code, "nurture", meeting)
    app = visit("attendee/plan.py", workshop_attendee=f"{code}.{key}")
    bring(app, exchange.written({"goals": GOALS}))
    assert f"Loaded: {STEP.title}." in texts(app)
    assert "Lead a design review" in texts(app)
    assert Goals.model_validate_json(own_json(store, key, "goals")) == GOALS
    assert Nurture.model_validate_json(own_json(store, key, "nurture")) == meeting


def test_a_plan_with_one_bad_answer_changes_nothing(visit: Visit, store: Store) -> None:
    code, key = somebody(store)
    app = visit("attendee/plan.py", workshop_attendee=f"{code}.{key}")
    text = exchange.written({"goals": GOALS, "nurture": Nurture(length=45)})
    bring(app, text.replace('"length": 45', '"length": 44'))
    assert "Nothing was loaded" in texts(app)
    assert own_json(store, key, "goals") == ""


def test_delete_everything_asks_once_and_is_true(visit: Visit, store: Store) -> None:
    code, key = somebody(store)
    store.answers.save(key, code, "goals", GOALS)
    app = visit("attendee/plan.py", workshop_attendee=f"{code}.{key}")
    (delete,) = [b for b in app.button if b.label == "Delete everything"]
    assert delete.disabled
    app.checkbox[0].check().run()
    (delete,) = [b for b in app.button if b.label == "Delete everything"]
    delete.click().run()
    assert own_json(store, key, "goals") == ""
    assert store.rooms.counts(code).joined == 0
    assert store.rooms.counts(code).answered == {}
    assert "Lead a design review" not in texts(app)
