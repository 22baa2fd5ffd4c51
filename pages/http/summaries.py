"""The very numbers behind the charts."""

from typing import Any

from starlette.responses import JSONResponse, Response

from data import Store
from data.cohorts import Cohort
from data.rooms import RoomSummary
from exercises import AGENDA, Exercise, exercise
from pages.http import among, votes
from pages.http.callers import Caller, Refusal
from pages.http.responses import inert


def one(caller: Caller) -> Response:
    """Return the summary of one exercise."""
    cohort = caller.facilitated()
    found = exercise(caller.request.path_params["exercise"])
    if found is None:
        raise Refusal(404, "There's no exercise with this name.")
    asked = caller.request.query_params.get("among")
    if asked is None:
        return JSONResponse(_told(cohort, _summary(caller.store, cohort, found)))
    group = among.named(asked)
    if group is None:
        raise Refusal(400, "among is <exercise>.<filter>.<value>, such as goals.purpose.network")
    return JSONResponse(_told(cohort, among.summary(caller.store.rooms, cohort, found, group)))


def as_csv(caller: Caller) -> Response:
    """Return the figures of one picture as a table."""
    cohort = caller.facilitated()
    names = caller.request.path_params
    found = exercise(names["exercise"])
    if found is None:
        raise Refusal(404, "There's no exercise with this name.")
    told = _summary(caller.store, cohort, found)
    if told.suppressed:
        raise Refusal(409, f"Too few answers so far: {told.n}. Results appear at {told.min_group}.")
    drawn = votes.Look("en").draw(found, told, found.pictures)
    picture = next((p for p in drawn if p.slug == names["picture"]), None)
    if picture is None:
        raise Refusal(404, "There's no chart with this name.")
    name = f"{cohort.code}-{found.slug}-{picture.slug}.csv"
    return Response(
        picture.table.rename(index=_inert, columns=_inert)
        .map(_inert)
        .to_csv(lineterminator="\r\n"),
        media_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )


def _inert(cell: Any) -> Any:
    return inert(cell) if isinstance(cell, str) else cell


def every(caller: Caller) -> Response:
    """Return how many are in the room, and the summaries of all exercises."""
    cohort = caller.facilitated()
    return JSONResponse(
        {
            "code": cohort.code,
            "title": cohort.title,
            "joined": caller.store.rooms.counts(cohort.code).joined,
            "summaries": [_told(cohort, _summary(caller.store, cohort, e)) for e in AGENDA],
        }
    )


def _summary(store: Store, cohort: Cohort, asked: Exercise) -> RoomSummary:
    return store.rooms.summary(cohort, asked.slug, asked.summary_sql)


def _told(cohort: Cohort, summary: RoomSummary) -> dict[str, Any]:
    return {
        "exercise": summary.exercise,
        "n": summary.n,
        "min_group": summary.min_group,
        "suppressed": summary.suppressed,
        **({"synthetic": True} if cohort.synthetic else {}),
        **summary.parts,
    }
