"""The exact numbers behind the charts."""

from typing import Any

from starlette.responses import JSONResponse, Response

from data import Store
from data.cohorts import Cohort
from data.rooms import RoomSummary
from exercises import AGENDA, Exercise, exercise
from exercises.exercise import Picture
from pages.http.documents import tables
from pages.http.routes.callers import Caller, Refusal
from pages.http.speaking import language_of
from pages.results import among, votes
from pages.wording import WORDING

_DECIMALS = 4  # of a share, so a hundredth of a percent


def one(caller: Caller) -> Response:
    """Return the summary of one exercise."""
    cohort = caller.facilitated()
    found = exercise(caller.request.path_params["exercise"])
    if found is None:
        raise Refusal(404, "There's no exercise with this name.")
    asked = caller.request.query_params.get("among")
    if asked is None:
        return JSONResponse(_of_everyone(caller.store, cohort, found))
    group = among.named(asked)
    if group is None:
        raise Refusal(400, "among is <exercise>.<filter>.<value>, such as goals.purpose.network")
    return JSONResponse(_told(cohort, among.summary(caller.store.rooms, cohort, found, group)))


def as_csv(caller: Caller) -> Response:
    """Return the figures of one picture as a table: of the latest vote, or of the one asked for."""
    cohort = caller.facilitated()
    names, which = caller.request.path_params, caller.request.query_params.get("vote")
    found = exercise(names["exercise"])
    if found is None:
        raise Refusal(404, "There's no exercise with this name.")
    language = language_of(caller.request, cohort)
    summary, drawn = _drawn(caller.store, cohort, found, votes.Look(language), which)
    if summary.suppressed:
        few = f"Too few answers so far: {summary.n}. Results appear at {summary.min_group}."
        raise Refusal(409, few)
    picture = next((p for p in drawn if p.slug == names["picture"]), None)
    if picture is None:
        raise Refusal(404, "There's no chart with this name.")
    counted = WORDING.in_(language).report.counted
    table = tables.with_counts(picture, summary.n, counted).round(_DECIMALS)
    name = "-".join((cohort.code, found.slug, picture.slug, *([which] if which else [])))
    return tables.to_keep(tables.as_csv(table), tables.CSV, f"{name}.csv")


def _drawn(
    store: Store, cohort: Cohort, found: Exercise, look: votes.Look, which: str | None
) -> tuple[RoomSummary, list[Picture]]:
    """Return the pictures of the latest vote that shows, or of the one that is asked for."""
    if which is None:
        told = _summary(store, cohort, found)
        return told, look.draw(found, told, found.pictures)
    every = votes.told(store.rooms, cohort, found, look)
    asked = next((vote for vote in every if vote.which == which), None)
    if asked is None:
        raise Refusal(404, "There's no such vote: vote is first, second or moves.")
    return asked.summary, asked.pictures


def every(caller: Caller) -> Response:
    """Return how many people have joined, and the summaries of all exercises."""
    cohort = caller.facilitated()
    return JSONResponse(
        {
            "code": cohort.code,
            "title": cohort.title,
            "joined": caller.store.rooms.counts(cohort.code).joined,
            "summaries": [_of_everyone(caller.store, cohort, e) for e in AGENDA],
        }
    )


def _summary(store: Store, cohort: Cohort, asked: Exercise) -> RoomSummary:
    return votes.summary(store.rooms, cohort, asked)


def _of_everyone(store: Store, cohort: Cohort, asked: Exercise) -> dict[str, Any]:
    """Return a summary as JSON; with two votes, also which of them it is."""
    summary = _summary(store, cohort, asked)
    second = store.rooms.state(cohort.code).of(asked.slug).second
    if second is None:
        return _told(cohort, summary)
    shown = store.rooms.shown_vote(cohort, asked.slug)
    which = {"vote": "second" if shown == second else "first", "kept": summary.kept}
    return {**_told(cohort, summary), **which}


def _told(cohort: Cohort, summary: RoomSummary) -> dict[str, Any]:
    return {
        "exercise": summary.exercise,
        "n": summary.n,
        "min_group": summary.min_group,
        "suppressed": summary.suppressed,
        **({"synthetic": True} if cohort.synthetic else {}),
        **summary.parts,
    }
