"""What people paste in place of a room code, and which addresses are private."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.http.links import is_local, is_read_along, pasted

KEY = "dIw93CSrdKaCLgqCAlShCQ"


@pytest.mark.parametrize(
    "text",
    [
        "https://mentoring.example.org/join/ABC234",
        "http://192.168.0.5:8501/join/ABC234?embed=true#top",
        "mentoring.example.org/join/ABC234/",
        "Join us: https://mentoring.example.org/join/ABC234 at ten",
        "\u200bhttps://mentoring.example.org/jo\u200bin/ABC234",
        "https%3A%2F%2Fmentoring.example.org%2Fjoin%2FABC234",
        "https://safe.example.com/?url=https%3A%2F%2Fm.example.org%2Fjoin%2FABC234&data=05",
        "ABC234",
    ],
)
def test_a_join_link_is_its_code_whatever_its_host(text: str) -> None:
    assert pasted(text) == ("join", "ABC234")


@pytest.mark.parametrize("kind", ["resume", "facilitate", "host"])
def test_another_of_our_links_is_known_for_what_it_is(kind: str) -> None:
    assert pasted(f"<https://m.example.org/{kind}/{KEY}?x=1>") == (kind, KEY)


def test_a_code_with_a_look_alike_keeps_it_also_from_a_link() -> None:
    assert pasted("https://m.example.org/join/ABO234").rest == "ABO234"


@given(st.text(max_size=300))
def test_any_text_is_something(text: str) -> None:
    assert pasted(text).kind in {"join", "resume", "facilitate", "host"}


@pytest.mark.parametrize(
    ("base", "read_along"),
    [
        ("http://192.168.0.5:8501", True),
        ("http://workshop.example.org", True),
        ("http://[fe80::1]:8501", True),
        ("https://workshop.example.org", False),
        ("http://localhost:8501", False),
        ("http://127.0.0.1:8501", False),
        ("http://[::1]:8501", False),
        ("None://", False),
    ],
)
def test_plain_http_is_private_on_this_machine_alone(base: str, *, read_along: bool) -> None:
    assert is_read_along(base) == read_along


@pytest.mark.parametrize(
    ("base", "local"),
    [
        ("http://192.168.0.5:8501", True),
        ("http://127.0.0.1:8501", True),
        ("http://[fe80::1]:8501", True),
        ("http://laptop:8501", True),
        ("http://laptop.local:8501", True),
        ("None://", True),
        ("https://workshop.example.org", False),
        ("http://93.184.216.34", False),
    ],
)
def test_an_address_of_the_local_network_is_known_as_one(base: str, *, local: bool) -> None:
    assert is_local(base) == local
