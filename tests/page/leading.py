"""What a facilitator and attendees open, see and press."""

import sys
from typing import Any

from data.cohorts import Cohort
from exercises.roles.answer import RIGHT, Roles
from pages.shared.step import frame
from tests.page.conftest import Visit

CHANGED = Roles(roles=dict(RIGHT))


def press(app: Any, label: str) -> None:
    button = next(b for b in app.button if b.label == label)
    button.click().run()
    assert not app.exception


def lead(visit: Visit, cohort: Cohort, key: str) -> Any:
    return visit("facilitator/cohort.py", workshop_facilitator=f"{cohort.code}.{key}")


def results(visit: Visit, cohort: Cohort, key: str) -> Any:
    return visit("facilitator/dashboard.py", workshop_facilitator=f"{cohort.code}.{key}")


def attend(visit: Visit, cohort: Cohort, key: str, slug: str = "roles") -> Any:
    app = visit(f"attendee/{slug}.py", workshop_attendee=f"{cohort.code}.{key}")
    app.session_state[frame.MAY_GO] = sys.maxsize  # nobody types here
    return app


def told(app: Any) -> str:
    shown = (*app.info, *app.caption, *app.markdown, *app.success, *app.subheader)
    return "\n".join(str(element.value) for element in shown)


def next_label(app: Any) -> str:
    (label,) = [b.label for b in app.button if b.key.startswith("next-")]
    return str(label)
