"""A server with a retention deletes at its start what is due, and its log says what."""

from contextlib import closing
from pathlib import Path

import httpx

from data import Store, keys
from tests.server import Server


def test_a_start_deletes_what_is_due_and_says_so_without_keys(tmp_path: Path) -> None:
    server = Server(tmp_path, WORKSHOP_RETENTION_DAYS="30")
    with closing(Store(str(server.store))) as store:
        old, key = store.cohorts.create("Unmistakable title", 3)
        new, _ = store.cohorts.create("New", 3)
        with store._database.transaction() as together:
            together.run(
                "UPDATE workshop.cohorts SET created_at = created_at - INTERVAL 31 DAY"
                f" WHERE cohort = '{old.code}'"
            )
    with server, httpx.Client(base_url=server.url) as client:
        assert client.get(f"/join/{old.code}").status_code == 404
        assert client.get(f"/join/{new.code}").status_code == 303
        log = server.log.read_text()
    assert f"after 30 days without activity: rooms {keys.spoken_code(old.code)};" in log
    assert key not in log
    assert "Unmistakable" not in log
