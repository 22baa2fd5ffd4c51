"""Each patch fits the installed version; one that doesn't is skipped with a line in the log."""

import inspect
import logging
from dataclasses import replace

import pytest
from streamlit import config

from pages.http.patches import patch, registry
from pages.http.patches.patch import Patch
from pages.http.patches.registry import CannotPatch, Looked
from pages.http.settings import Settings


@pytest.mark.parametrize("module", registry.MODULES)
def test_every_patch_fits_what_is_installed(module: str) -> None:
    looked = registry._look_at(module)
    assert looked.patch
    assert looked.misfit == ""
    assert looked.patch.gives
    assert set(looked.patch.needs) <= set(registry.MODULES)


class _Looked:
    """Patches that only record that they were applied."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.applied: list[str] = []
        self.found: list[Looked] = []
        monkeypatch.setattr(registry, "look_at_all", lambda: self.found)
        # Otherwise this process's settings would change for later tests.
        monkeypatch.setattr(config, "set_option", lambda *of: self.applied.append(str(of[0])))

    def add(self, name: str, *, needs: tuple[str, ...] = (), misfit: str = "") -> None:
        of = Patch(name, "", lambda _: self.applied.append(name), needs=needs)
        self.found.append(Looked(name, of, misfit))


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> _Looked:
    return _Looked(monkeypatch)


def test_what_does_not_fit_is_left_out_with_a_line_and_with_it_what_needs_it(
    looked: _Looked, caplog: pytest.LogCaptureFixture
) -> None:
    looked.add("protocol")
    looked.add("rerun_queue", misfit="it changed")
    looked.add("fast_save", needs=("rerun_queue",))
    looked.add("theme_cache")
    with caplog.at_level(logging.WARNING, logger="pages.http.patches.registry"):
        assert registry.fit(Settings()) == {"protocol", "theme_cache"}
    assert looked.applied == ["protocol", "theme_cache", "runner.fastReruns"]
    assert [record.getMessage() for record in caplog.records] == [
        "Skipped the patch rerun_queue: it changed",
        "Skipped the patch fast_save: it needs rerun_queue",
    ]


def test_all_but_what_the_app_cannot_do_without_can_be_turned_off(looked: _Looked) -> None:
    for name in ("protocol", "rerun_queue", "fast_save"):
        looked.add(name)
    assert registry.fit(Settings(patches="off")) == {"protocol"}
    assert looked.applied == ["protocol", "runner.fastReruns"]


def test_the_app_does_not_start_where_what_it_needs_does_not_fit(looked: _Looked) -> None:
    looked.add("protocol", misfit="BackMsg has no rerun_script")
    with pytest.raises(CannotPatch) as failed:
        registry.fit(Settings())
    assert "BackMsg has no rerun_script" in failed.value.one_line


def test_a_patch_that_cannot_be_imported_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "MODULES", ("no_such_patch",))
    (looked,) = registry.look_at_all()
    assert looked.patch is None
    assert "no_such_patch" in looked.misfit


def first() -> int:
    """Return one."""
    return 1


def first_told_otherwise() -> int:
    """Return one, as

    anybody would.
    """
    # Which is one.

    return 1


def test_a_fingerprint_stands_for_the_code_and_not_for_what_is_said_of_it() -> None:
    one, told_otherwise = (
        patch._code(inspect.getsource(of)) for of in (first, first_told_otherwise)
    )
    assert one[1:] == told_otherwise[1:] == ["return 1"]
    here = "tests.patches.test_registry"
    written_for = patch.fingerprint(f"{here}:first")
    of = Patch("one", "", lambda _: None, targets={f"{here}:first": written_for})
    assert of.misfit() == ""
    changed = replace(of, targets={f"{here}:first_told_otherwise": written_for})
    assert "first_told_otherwise is" in changed.misfit()
    gone = replace(of, targets={f"{here}:gone": written_for})
    assert "missing (AttributeError)" in gone.misfit()
