"""The very numbers behind the charts."""

from typing import Any

from starlette.responses import JSONResponse, Response

from data import Store
from data.cohorts import Cohort
from exercises import AGENDA, Exercise, exercise
from pages.http.callers import Caller, Refusal


def one(caller: Caller) -> Response:
    """Return the summary of one exercise."""
    cohort = caller.facilitated()
    found = exercise(caller.request.path_params["exercise"])
    if found is None:
        raise Refusal(404, "There is no exercise of this name.")
    return JSONResponse(_told(caller.store, cohort, found))


def every(caller: Caller) -> Response:
    """Return how many are in the room, and the summaries of all exercises."""
    cohort = caller.facilitated()
    return JSONResponse(
        {
            "code": cohort.code,
            "title": cohort.title,
            "joined": caller.store.rooms.counts(cohort.code).joined,
            "summaries": [_told(caller.store, cohort, e) for e in AGENDA],
        }
    )


def _told(store: Store, cohort: Cohort, asked: Exercise) -> dict[str, Any]:
    summary = store.rooms.summary(cohort, asked.slug, asked.summary_sql)
    return {
        "exercise": summary.exercise,
        "n": summary.n,
        "min_group": summary.min_group,
        "suppressed": summary.suppressed,
        **({"synthetic": True} if cohort.synthetic else {}),
        **summary.parts,
    }
