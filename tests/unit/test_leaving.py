"""A page that was left is gone at once, and not before another one is drawn."""

import gc
import weakref
from collections.abc import Callable, Iterator
from types import ModuleType, SimpleNamespace

import pytest

from pages.shared import leaving

PAGE = "def ask():\n    return shown()\ndef shown():\n    return 'the page'\n"
Ask = Callable[[], str]


class _Session:
    """A session that runs pages; `asks` is what it would call for a tap on the page it shows."""

    def __init__(self) -> None:
        self.beside = SimpleNamespace()
        self.asks: Ask | None = None

    def runs_a_page(self, *, to_its_end: bool = True) -> "weakref.ref[Ask]":
        module = ModuleType("__main__")
        exec(PAGE, module.__dict__)
        leaving.note(module.ask)
        if to_its_end:
            leaving.let_go()
            self.asks = module.ask
        return weakref.ref(module.ask)

    def runs_a_page_without_inputs(self) -> None:
        leaving.let_go()
        self.asks = None


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Session]:
    session = _Session()
    context = SimpleNamespace(fragment_storage=session.beside)
    monkeypatch.setattr(leaving, "get_script_run_ctx", lambda: context)
    gc.disable()  # only what nobody holds is gone
    yield session
    gc.enable()


def test_a_page_is_gone_once_the_next_one_is_drawn(session: _Session) -> None:
    first = session.runs_a_page()
    assert first() is not None
    second = session.runs_a_page()
    assert (first(), second() is not None) == (None, True)
    session.runs_a_page_without_inputs()
    assert second() is None


def test_a_page_is_whole_as_long_as_no_other_one_is_drawn_to_its_end(session: _Session) -> None:
    session.runs_a_page()
    session.runs_a_page(to_its_end=False)
    assert session.asks
    assert session.asks() == "the page"


@pytest.mark.usefixtures("session")
def test_what_is_imported_is_never_let_go_of() -> None:
    leaving.note(leaving.note)
    for _ in range(2):
        leaving.let_go()
    assert "let_go" in vars(leaving)
