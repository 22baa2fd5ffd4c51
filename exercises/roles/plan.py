"""The roles in the plan: whom to turn to when, and what someone chose."""

from exercises.formats import named
from exercises.plan import Items, Section
from exercises.roles.answer import SCENARIOS, Roles
from exercises.roles.wording import RolesContent


def plan(answer: Roles, content: RolesContent) -> Section | None:
    """Return the plan's section, or None if nothing was chosen yet."""
    if not answer.roles:
        return None
    whom = tuple(role.seek for role in content.roles.values())
    chosen = tuple(
        named(
            content.scenarios[scenario].name,
            content.roles[answer.roles[scenario]].name,
            content.locale,
        )
        for scenario in SCENARIOS
        if scenario in answer.roles
    )
    parts = (Items(content.plan.whom, whom), Items(content.plan.chosen, chosen))
    return Section(content.title, parts, usual=False)
