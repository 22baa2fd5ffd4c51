"""Wording for the facilitator's guide, beside the controls and in print."""

from typing import Annotated

from exercises.content import Words, takes


class GuideWords(Words):
    """What comes before, around and after the steps' own guides."""

    title: str
    of_step: Annotated[str, takes("title", "minutes")]
    more: str
    to_print: str
    intro: str
    say: str
    people: str
    ask: str
    asking: Annotated[str, takes("when", "what")]
    listen: str
    few: str
    late: str
    on_a_call: str
    in_a_room: str
    before: str
    before_steps: tuple[str, ...]
    welcome: str
    welcome_say: str
    votes: str
    votes_steps: tuple[str, ...]
    after: str
    after_steps: tuple[str, ...]
