"""The schema of this exercise's content files, content.<language>.toml."""

from typing import Annotated

from exercises.content import Asked, Content, Words, names_each, takes
from exercises.find_mentors.answer import ROUTES, STATES, Route, State


class RouteWords(Words):
    """A route: its name, and how to go about it."""

    name: str
    how: str


class StateWords(Words):
    """A state of a route: the text on its button, and the title of its list in the plan."""

    name: str
    in_plan: str


class Routes(Words):
    """Wording of the question about the routes."""

    counted: str


class People(Words):
    """Wording of the list of people."""

    title: str
    more: str
    private: str
    add: str
    remove: Annotated[str, takes("n")]
    remove_named: Annotated[str, takes("name")]
    numbered: Annotated[str, takes("label", "n")]
    undo: str
    bring: Annotated[str, takes("name")]
    bring_out: Annotated[str, takes("name")]
    ruled_out: str
    to_scorecard: str
    goal_told: Annotated[str, takes("goal", "n")]
    goal_n: Annotated[str, takes("n")]
    name: str
    name_example: str
    route: str
    goal: str
    action: str
    action_example: str
    by: str
    choose: str


class PlanWords(Words):
    """Wording of the plan."""

    who: str
    route: str
    goal: str
    action: str
    by: str
    act: str
    contact: Annotated[str, takes("name")]
    with_person: Annotated[str, takes("name")]
    action_with: Annotated[str, takes("action", "name")]


class Picture(Words):
    """Wording of the room's picture."""

    both: Annotated[str, takes("next", "next_share", "tried", "tried_share")]
    only_tried: Annotated[str, takes("tried", "tried_share")]
    only_next: Annotated[str, takes("next", "next_share")]
    none: str
    route: str
    open: str
    note: str
    hidden: str


class FindMentorsContent(Content):
    """Everything a person reads in step 4."""

    ask: Routes
    routes: Annotated[dict[Route, RouteWords], names_each(*ROUTES)]
    states: Annotated[dict[State, StateWords], names_each(*STATES)]
    people: People
    plan: PlanWords
    picture: Picture

    def asked(self) -> Asked:
        """Return what people are asked, for the stage."""
        items = tuple((words.name, words.how) for words in self.routes.values())
        return Asked(self.what, items, tuple(words.name for words in self.states.values()))
