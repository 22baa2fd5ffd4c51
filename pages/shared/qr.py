"""QR codes, made here: no third party learns of a link."""

import segno
import streamlit as st

from pages.shared.language import words


def qr_code(link: str, *, width: int = 220) -> None:
    """Show a link as a QR code that a phone's camera can read."""
    # A white ground of its own: cameras need the quiet zone on dark pages, too.
    picture = segno.make(link, micro=False).svg_inline(scale=6, border=3, light="#ffffff")
    st.image(picture, width=width, alt=words().host.qr)
