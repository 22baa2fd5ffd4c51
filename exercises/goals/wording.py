"""The schema of this exercise's content files, content.<language>.toml."""

from typing import Annotated

from exercises.content import Asked, Content, Words, names_each, takes
from exercises.goals.answer import HORIZONS, PURPOSES, Horizon, Purpose


class Ask(Words):
    """Wording of the inputs; {n} is the number of the goal."""

    private: str
    counted: str
    prompts_title: str
    prompts: str
    goal: Annotated[str, takes("n")]
    add: str
    remove: Annotated[str, takes("n")]
    numbered: Annotated[str, takes("label", "n")]
    undo: str
    purpose: str
    sentence: str
    sentence_example: str
    guidance: str
    guidance_example: str
    horizon: str
    if_then: str
    if_then_help: str
    if_then_example: str


class PlanWords(Words):
    """Wording of the plan."""

    goal: Annotated[str, takes("n")]
    purpose: Annotated[str, takes("text")]
    guidance: Annotated[str, takes("text")]
    horizon: Annotated[str, takes("text")]
    front: str
    how_many: Annotated[str, takes("n")]


class Pictures(Words):
    """Wording of the room's pictures."""

    purpose: Annotated[str, takes("names", "share")]
    no_purpose: str
    horizon: Annotated[str, takes("names", "share")]
    no_horizon: str
    of_purpose: str
    of_horizon: str
    share: str
    note: str


class GoalsContent(Content):
    """Everything a person reads in step 1."""

    purposes: Annotated[dict[Purpose, str], names_each(*PURPOSES)]
    horizons: Annotated[dict[Horizon, str], names_each(*HORIZONS)]
    ask: Ask
    plan: PlanWords
    pictures: Pictures

    def asked(self) -> Asked:
        """Return what people answer, for the stage."""
        ask, purposes = self.ask, " · ".join(self.purposes.values())
        return Asked(
            self.what,
            (
                (ask.purpose, purposes),
                (ask.sentence, ask.sentence_example),
                (ask.guidance, ask.guidance_example),
            ),
        )
