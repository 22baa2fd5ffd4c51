"""What Streamlit's frontend says by itself, in our words: it has these texts only in English."""

from typing import Annotated, Final

from exercises.content import Words, takes

# Streamlit's own English; browser/language.js finds it by these.
ENGLISH: Final = {
    "skip": "Skip to main content",
    "help": "Help for {label}",
    "choose_date": "Choose date",
    "choose_date_in": "Choose date, {month}",
    "calendar_keys": "Use arrow keys to navigate dates. Enter to select. Escape to close.",
    "previous_month": "Previous month",
    "next_month": "Next month",
    "clear_date": "Clear date",
    "clear": "Clear value",
    "open": "Open",
    "close": "Close",
    "choose": "Choose an option",
    "no_results": "No results",
    "less": "Decrement",
    "more": "Increment",
    "too_low": "Number is below the allowed range. Please enter a value greater than or equal to "
    "{number}.",
    "too_high": "Number is above the allowed range. Please enter a value less than or equal to "
    "{number}.",
    "out_of_range": "Number is outside the allowed range. Please enter a value between {low} and "
    "{high}.",
    "progress": "progress",
    "fullscreen": "Fullscreen: {label}",
    "close_fullscreen": "Close fullscreen: {label}",
    "check": "check icon",
    "no_page": "Page not found",
    "no_such_page": "The page that you have requested does not seem to exist. Running the app's "
    "main page.",
    "day": "day",
    "month": "month",
    "year": "year",
    "day_of": "day, {label}",
    "month_of": "month, {label}",
    "year_of": "year, {label}",
    "dd": "dd",
    "mm": "mm",
    "yyyy": "yyyy",
    "empty": "Empty",
    "option": "1 option available.",
    "options": "{n} options available.",
    "dismiss": "Dismiss",
    "view_more": "view more",
    "view_less": "view less",
}


class StreamlitWords(Words):
    """One text for each in `ENGLISH`."""

    skip: str
    help: Annotated[str, takes("label")]
    choose_date: str
    choose_date_in: Annotated[str, takes("month")]
    calendar_keys: str
    previous_month: str
    next_month: str
    clear_date: str
    clear: str
    open: str
    close: str
    choose: str
    no_results: str
    less: str
    more: str
    too_low: Annotated[str, takes("number")]
    too_high: Annotated[str, takes("number")]
    out_of_range: Annotated[str, takes("low", "high")]
    progress: str
    fullscreen: Annotated[str, takes("label")]
    close_fullscreen: Annotated[str, takes("label")]
    check: str
    no_page: str
    no_such_page: str
    day: str
    month: str
    year: str
    day_of: Annotated[str, takes("label")]
    month_of: Annotated[str, takes("label")]
    year_of: Annotated[str, takes("label")]
    dd: str
    mm: str
    yyyy: str
    empty: str
    option: str
    options: Annotated[str, takes("n")]
    dismiss: str
    view_more: str
    view_less: str
