"""A browser's claims about itself are treated as nothing more."""

import pytest
import streamlit as st

from exercises import formats
from pages.shared import browser, language
from tests.page.test_language import Browser


def reached(monkeypatch: pytest.MonkeyPatch, url: object) -> tuple[str, str]:
    told = Browser("en")
    told.url = str(url)
    monkeypatch.setattr(st, "context", told)
    return browser.scheme_and_host()


@pytest.mark.parametrize(
    ("url", "scheme", "host"),
    [
        ("https://mentoring.example.org/join/ABC234?x=1", "https", "mentoring.example.org"),
        ("http://192.168.0.5:8501/", "http", "192.168.0.5:8501"),
        ("http://[fe80::1]:8501/", "http", "[fe80::1]:8501"),
        ("http://xn--bcher-kva.example/", "http", "xn--bcher-kva.example"),
    ],
)
def test_the_address_that_a_browser_is_at_is_shared(
    monkeypatch: pytest.MonkeyPatch, url: str, scheme: str, host: str
) -> None:
    assert reached(monkeypatch, url) == (scheme, host)


def test_no_password_for_a_proxy_is_in_a_link_that_one_shares(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = reached(monkeypatch, "https://asha:secret@example.org:8443/cohort")
    assert told == ("https", "example.org:8443")


@pytest.mark.parametrize(
    "url",
    [
        *("", "None", "//", "http://[", "http://x:y:z/", "\x00", "http://a b/", "http://\u2100/"),
        *("javascript://example.org/%0aalert(1)", "data:text/html,x", "http://x'onload='/"),
        f"http://{'x' * 9000}/",  # more than a QR code holds
    ],
)
def test_what_is_no_address_is_none(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    assert reached(monkeypatch, url) == ("http", "localhost")


def test_languages_that_browsers_make_up_take_no_more_memory_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Regression: each was cached for good, however much text was behind its hyphen."""
    for number in range(1000):
        monkeypatch.setattr(st, "context", Browser(f"en-{number:0>5}{'x' * 100_000}"))
        assert len(language.browsers_locale()) < 100
        formats.order_of_date(language.browsers_locale())
    assert formats.locale_of.cache_info().currsize < 500
