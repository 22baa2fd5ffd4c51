"""The webinar's recording beside a step, for people who learn alone."""

import streamlit as st

from pages.http.links import media_origin
from pages.http.settings import settings
from pages.shared.language import words


def show(chapter: int) -> None:
    """Show the recording from this second on: in the page if it's a file, otherwise as a link."""
    url = settings().video_url
    if not url:
        return
    if media_origin(url):
        with st.expander(words().alone.recording, icon=":material/play_circle:"):
            st.video(url, start_time=chapter)
    else:
        at = f"{url}#t={chapter}" if chapter and "#" not in url else url
        st.link_button(words().alone.recording_link, at, icon=":material/play_circle:")
