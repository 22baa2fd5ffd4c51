"""At startup, a server with a retention period deletes what's due, and logs what it deleted."""

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import httpx

from data import Store, keys
from data.retention import COPY_DAYS
from data.store import utc_now
from exercises.mentor_criteria.answer import MentorCriteria
from tests.people import attendee_of, own_json
from tests.server import Server

TITLE = "Unmistakable title"


class Kept:
    """A server's store with a room that nobody has used for a long time."""

    def __init__(self, folder: Path, days: int) -> None:
        self.server = Server(folder, WORKSHOP_RETENTION_DAYS="30")
        with closing(Store(str(self.server.store))) as store:
            self.old, self.leads = store.cohorts.create(TITLE, 3)
            self.member = attendee_of(store, self.old)
            answer = MentorCriteria(ranking=("commitment",))
            store.answers.save(self.member, self.old.code, "mentor_criteria", answer)
        self.later(days)

    def later(self, days: float) -> None:
        """Let some days pass, as far as the store can tell: everything in it gets older.

        The server uses this machine's clock, which no test should change.
        """
        moments = [("cohorts", "created_at"), ("attendees", "joined_at")]
        moments += [("answers", "saved_at"), ("noted", "noted_at")]
        back = f"- INTERVAL {round(days * 24)} HOUR"
        with (
            closing(Store(str(self.server.store))) as store,
            store._database.transaction() as together,
        ):
            for table, moment in moments:
                together.run(f"UPDATE workshop.{table} SET {moment} = {moment} {back}")

    def opens(self) -> bool:
        with self.server, httpx.Client(base_url=self.server.url) as client:
            return client.get(f"/join/{self.old.code}").status_code == 303

    def log(self) -> str:
        return self.server.log.read_text()

    def copies(self) -> list[Path]:
        return list(self.server.folder.glob("workshop.duckdb.expired-*"))

    def notes(self, moment: datetime) -> None:
        with closing(Store(str(self.server.store))) as store:
            store._database.append("noted", "seen", moment)


def test_a_start_deletes_what_is_due_and_says_so_without_keys(tmp_path: Path) -> None:
    kept = Kept(tmp_path, days=35)
    kept.notes(utc_now() - timedelta(hours=25))
    with closing(Store(str(kept.server.store))) as store:
        new, _ = store.cohorts.create("New", 3)
    with kept.server as server, httpx.Client(base_url=server.url) as client:
        assert client.get(f"/join/{kept.old.code}").status_code == 404
        assert client.get(f"/join/{new.code}").status_code == 303
    spoken = keys.spoken_code(kept.old.code)
    assert f"after 30 days without activity: rooms {spoken};" in kept.log()
    assert kept.leads not in kept.log()
    assert "Unmistakable" not in kept.log()


def test_a_copy_of_what_was_deleted_is_kept_for_some_days_and_holds_nobody_else(
    tmp_path: Path,
) -> None:
    kept = Kept(tmp_path, days=35)
    kept.notes(utc_now() - timedelta(hours=25))
    with closing(Store(str(kept.server.store))) as store:
        new, _ = store.cohorts.create("New", 3)
        other = attendee_of(store, new)
    assert not kept.opens()
    (copy,) = kept.copies()
    assert f"a copy of it is in {copy} for {COPY_DAYS} days" in kept.log()
    assert copy.stat().st_mode & 0o777 == 0o600
    held = copy.read_bytes()
    assert TITLE.encode() in held
    for nobody in (new.code, keys.fingerprint(other)):
        assert nobody.encode() not in held
    file = kept.server.store.read_bytes()
    assert TITLE.encode() not in file, "by the stop it has left the file"
    with closing(Store(str(copy))) as again:  # to restore it, start with it
        assert again.cohorts.of_facilitator(kept.leads) == kept.old
        assert own_json(again, kept.member)
    aged = utc_now() - timedelta(days=COPY_DAYS + 3)
    copy.rename(copy.with_name(f"{kept.server.store.name}.expired-{aged:%Y%m%dT%H%M%S.%fZ}"))
    kept.opens()
    assert kept.copies() == []
    assert "which held what retention deleted" in kept.log()


def test_a_clock_that_is_400_days_ahead_deletes_nothing_at_once(tmp_path: Path) -> None:
    kept = Kept(tmp_path, days=0)
    kept.notes(utc_now() - timedelta(hours=25))
    assert kept.opens()
    kept.later(400)
    for _ in range(2):
        assert kept.opens()
    assert "retention goes by that for a day" in kept.log()
    assert kept.copies() == []
    kept.later(1.1)
    assert not kept.opens(), "whoever doesn't set it right in a day has it believed"
    assert len(kept.copies()) == 1
