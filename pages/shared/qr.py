"""QR codes, made here so that no third party learns the link."""

from functools import lru_cache

import segno
import streamlit as st

from pages.shared.language import words


def qr_code(link: str, *, width: int = 220, alt: str = "") -> None:
    """Show a link, by default one to join, as a QR code that a phone's camera can read."""
    st.image(_svg(link), width=width, alt=alt or words().host.qr)


@lru_cache(maxsize=256)
def _svg(link: str) -> str:
    # Its own white background, because cameras need the quiet zone on dark pages, too.
    return segno.make(link, micro=False).svg_inline(scale=6, border=3, light="#ffffff")
