"""A copied theme equals the original."""

import pytest
from streamlit.proto.NewSession_pb2 import CustomThemeConfig

from pages.http.patches import theme_cache

SECTIONS = ["theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar"]


@pytest.mark.parametrize("section", SECTIONS)
def test_a_copied_theme_is_the_theme(section: str) -> None:
    read, copied, again = (CustomThemeConfig() for _ in range(3))
    theme_cache._populated(read, section)
    theme_cache._populate_theme_msg(copied, section)
    theme_cache._populate_theme_msg(again, section)
    assert copied == read == again
