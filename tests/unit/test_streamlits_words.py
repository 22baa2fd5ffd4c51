"""What Streamlit's frontend says by itself: found by its English, so that must be what it says."""

import re
from functools import cache
from pathlib import Path

import pytest
import streamlit as st

from pages.wording.streamlit import ENGLISH, StreamlitWords


@cache
def frontend() -> str:
    scripts = Path(st.__file__).parent.joinpath("static", "static", "js").glob("*.js")
    return "\n".join(script.read_text("utf-8") for script in scripts)


@pytest.mark.parametrize("english", ENGLISH.values())
def test_streamlit_still_says_this(english: str) -> None:
    """A failure means that a new Streamlit says it differently: say so in `ENGLISH`."""
    longest = max(
        re.split(r"\{\w+\}|^1 |, |: | icon$|\. (?=Running)| (?=available)", english), key=len
    )
    assert longest in frontend()


def test_each_has_our_words() -> None:
    assert list(ENGLISH) == list(StreamlitWords.model_fields)
