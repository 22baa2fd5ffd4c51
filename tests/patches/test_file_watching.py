"""Without file watching, settings aren't watched either."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.watcher.polling_path_watcher import PollingPathWatcher

from pages.http.patches import file_watching


def test_the_settings_are_not_looked_at_again_though_streamlit_would_five_times_a_second(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    looked: list[object] = []
    monkeypatch.setattr(PollingPathWatcher, "_executor", SimpleNamespace(submit=looked.append))
    settings = tmp_path / "config.toml"
    settings.touch()
    PollingPathWatcher(str(settings), lambda _: None)._check_if_path_changed()
    assert len(looked) == 2, "once it begins, and once more after each look"
    monkeypatch.setattr(PollingPathWatcher, "_schedule", file_watching._watch_nothing)
    PollingPathWatcher(str(settings), lambda _: None)._check_if_path_changed()
    assert len(looked) == 2
