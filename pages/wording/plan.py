"""Wording for the plan: its page, its documents, its export and import."""

from typing import Annotated

from exercises.content import Words, takes
from exercises.plural import Plural, counts


class PlanWords(Words):
    """The attendee's plan."""

    title: str
    open: str
    intro: str
    nothing: str
    made: Annotated[str, takes("room", "day")]
    take: str
    first_page: str
    all_of_it: str
    next_steps: str
    choose: str
    choose_help: str
    choose_care: str
    your_name: str
    document_a4: str
    document_letter: str
    file: str  # what a download is called, before its ending
    print_a4: str
    print_letter: str
    calendar: str
    data: str
    print_button: str
    print_hint: str
    dates: str
    check: Annotated[Plural, counts("days")]
    check_details: str
    source: str
    bring: str
    bring_help: str
    bring_box: str
    bring_button: str
    brought: Annotated[str, takes("names")]
    refused: str
    not_json: str
    not_ours: str
    unknown_exercise: Annotated[str, takes("name")]
    not_valid: Annotated[str, takes("name", "reasons")]
    too_long: str
    empty: str
    delete: str
    delete_warning: str
    delete_sure: str
    delete_button: str
    deleted: str
