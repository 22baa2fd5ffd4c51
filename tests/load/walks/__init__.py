"""What attendees do on each exercise's page: one file per exercise, named by its slug."""

from importlib import import_module

from exercises import AGENDA
from tests.load.walks.change import Walk


def walk_of(slug: str) -> Walk:
    """Return an exercise's walk; raise ModuleNotFoundError if there's none."""
    walk: Walk = import_module(f"{__name__}.{slug}").walk
    return walk


def walks() -> dict[str, Walk]:
    """Return the walk of every exercise, in agenda order."""
    return {exercise.slug: walk_of(exercise.slug) for exercise in AGENDA}
