"""A server that can't start says in one line what's wrong and what to do."""

from pathlib import Path

import duckdb
import httpx
import pytest

from data import Store
from data.faults import Fault, StoreFault
from pages.http.settings import BadSettings, settings
from tests.crash.disk import ServerOnDisk, SmallDisk
from tests.crash.room import Room
from tests.crash.starting import refused


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "workshop.duckdb"


def test_a_store_in_use_names_the_process_that_has_it(file: Path) -> None:
    store = Store(str(file))
    line = refused(file).in_one_line()
    store.close()
    assert "in use by another process. Stop that process" in line
    assert "PID" in line


def test_a_file_that_is_no_store_is_left_as_it_is(file: Path) -> None:
    file.write_bytes(b"Dear diary, " * 2000)
    before = file.read_bytes()
    assert "can't be opened. Make a copy of it" in refused(file).in_one_line()
    assert file.read_bytes() == before


def test_a_file_cut_short_is_left_as_it_is(file: Path) -> None:
    store = Store(str(file))
    store.cohorts.create("Spring", 3)
    store.close()
    whole = file.read_bytes()
    for length in (0, 100, 5000, 12_288, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:length])
        with pytest.raises(StoreFault) as fault:
            Store(str(file))
        assert fault.value.fault is Fault.DAMAGED
        assert file.read_bytes() == whole[:length]
    assert "can't be opened. Make a copy of it" in refused(file).in_one_line()


def test_a_store_of_a_newer_version_asks_for_a_newer_app(file: Path) -> None:
    Store(str(file)).close()
    with duckdb.connect(file) as raw:
        raw.execute("UPDATE schema_version SET version = 99")
    assert "newer version of this app. Update the app" in refused(file).in_one_line()


def test_a_postgresql_that_is_not_there_is_named_without_its_password() -> None:
    line = refused("postgresql://workshop:s3cret@127.0.0.1:1/rooms").in_one_line()
    assert "can't be reached. Check that its address is right" in line
    assert "127.0.0.1:1/rooms" in line
    assert "s3cret" not in line


def test_a_place_that_can_hold_no_store_is_refused(tmp_path: Path) -> None:
    for nowhere in ("", ":memory:", "mysql://127.0.0.1/rooms", "/dev/null/store", str(tmp_path)):
        with pytest.raises(StoreFault) as fault:
            Store(nowhere)
        assert fault.value.fault is Fault.NO_PLACE
    assert "Set WORKSHOP_STORE to a file" in refused(tmp_path).in_one_line()


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("WORKSHOP_PUBLIC_URL", "foo", "must begin with http:// or https://"),
        (
            "WORKSHOP_HOST_KEY",
            "short",
            "must have 22 to 200 letters, digits, dashes or underscores",
        ),
        ("WORKSHOP_SAMPLE", "perhaps", "Input should be a valid boolean"),
    ],
)
def test_a_bad_setting_is_named_with_the_reason_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, reason: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings) as ended:
        settings.__wrapped__()
    assert f"{name}: {reason}" in str(ended.value)
    assert value not in str(ended.value)


def test_bad_settings_are_told_in_one_line(file: Path) -> None:
    bad = {"WORKSHOP_PUBLIC_URL": "foo", "WORKSHOP_HOST_KEY": "short"}
    line = refused(file, **bad).in_one_line()
    assert all(name in line for name in bad)


def test_a_read_only_disk_asks_for_write_access(disk: SmallDisk) -> None:
    disk.make_read_only()
    line = refused(disk.folder / "workshop.duckdb", disk.inside).in_one_line()
    assert "can't be written to. Give this user write access" in line


def test_a_store_on_a_disk_that_became_read_only_is_whole_once_it_can_be_written_again(
    disk: SmallDisk, tmp_path: Path
) -> None:
    server = ServerOnDisk(tmp_path, disk).start()
    room = Room(server.url)
    with httpx.Client(timeout=20) as client:
        assert room.answer(client, *"abcd").is_success
    server.kill()
    disk.make_read_only()
    line = refused(server.store, disk.inside).in_one_line()
    assert "can't be written to. Give this user write access" in line
    disk.make_read_only(False)
    with server:
        assert room.missing() == []
        assert room.summary()["n"] == len("abcd")


def test_a_full_disk_asks_for_space_and_leaves_nothing_half_made(disk: SmallDisk) -> None:
    for room in (4096, 0):
        disk.fill(leave=room)
        line = refused(disk.folder / "workshop.duckdb", disk.inside).in_one_line()
        assert "is full. Free up some space, then start again" in line
        assert [left.name for left in disk.seen.iterdir()] == ["filler"]
