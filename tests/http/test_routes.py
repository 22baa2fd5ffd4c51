"""The routes in docs/routes.md, requested over a real socket by people with and without access."""

import codecs
import csv
import hashlib
import io
import json
import re
from pathlib import Path

import httpx
import openpyxl
import pandas as pd
import pytest

from data import Store, keys
from exercises import AGENDA
from tests.http.conftest import SLUG, Room, bearer, forms, line, sheets
from tests.server import HOST_KEY, Server

FIGURES = {"rows", "rank_counts", "head_to_head", "agreement"}
DOWNLOADS = ("responses.csv", "responses.parquet", "responses.xlsx")


def test_health_is_ok_while_the_store_answers(client: httpx.Client) -> None:
    assert client.get("/healthz").status_code == 200


def test_a_host_creates_a_cohort_and_gets_its_links(room: Room, server: Server) -> None:
    assert re.fullmatch(r"[A-HJKMNP-Z2-9]{6}", room.code)
    assert room.made["join_url"] == f"{server.url}/join/{room.code}"
    assert room.made["facilitator_url"] == f"{server.url}/facilitate/{room.key}"


def test_only_the_host_creates_cohorts(client: httpx.Client, room: Room) -> None:
    for headers, status in (({}, 401), (bearer("wrong" * 5), 403), (bearer(room.key), 403)):
        refused = client.post("/api/cohorts", json={"title": "Mine"}, headers=headers)
        assert refused.status_code == status
        assert refused.json()["error"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[]",
        b'{"title": ""}',
        b'{"title": "   "}',
        b'{"title": 5}',
        b'{"title": "T", "min_group": 2}',
        b'{"title": "T", "min_group": 21}',
        b'{"title": "T", "min_group": "5"}',
        b'{"title": "T", "min_group": 5.5}',
        b'{"title": "T", "colour": "red"}',
        b'{"title": "nul \\u0000"}',
        b'{"title": "' + b"x" * 81 + b'"}',
        b"\xff\xfe",
    ],
)
def test_a_cohort_that_makes_no_sense_is_refused_with_a_reason(
    client: httpx.Client, body: bytes
) -> None:
    refused = client.post("/api/cohorts", content=body, headers=bearer(HOST_KEY))
    assert refused.status_code == 422
    assert refused.json()["error"]


def test_a_link_lets_a_browser_in_and_leaves_no_key_in_the_address(
    client: httpx.Client, room: Room
) -> None:
    for path, page in (
        (f"/join/{room.code}", "/"),
        (f"/join/{room.code[:3].lower()}-{room.code[3:].lower()}", "/"),
        (f"/facilitate/{room.key}", f"/cohort?code={room.code}"),
        (f"/host/{HOST_KEY}", "/host"),
    ):
        answered = client.get(path)
        assert (answered.status_code, answered.headers["location"]) == (303, page)
        cookie = answered.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie


def test_a_link_that_is_not_known_is_told_to_people_on_a_page_and_to_programs_as_json(
    client: httpx.Client,
) -> None:
    for path, problem in (
        ("/join/ZZZZZZ", "code"),
        ("/join/nonsense", "code"),
        ("/resume/" + "x" * 22, "private_link"),
        ("/resume/short", "private_link"),
        ("/facilitate/" + "x" * 22, "facilitator_link"),
        ("/host/nope", "host_key"),
    ):
        person = client.get(path, headers={"Accept": "text/html"})
        assert person.headers["location"] == f"/?problem={problem}"
        assert "set-cookie" not in person.headers
        program = client.get(path)
        assert program.status_code in (403, 404)
        assert program.json()["error"]


def test_previewing_a_join_link_joins_nobody(client: httpx.Client, room: Room) -> None:
    for _ in range(5):
        client.get(f"/join/{room.code}")
    assert room.get("summary").json()["joined"] == 0


def test_joining_again_keeps_the_key_of_this_browser(client: httpx.Client, room: Room) -> None:
    first = client.get(f"/join/{room.code}").cookies["workshop_attendee"]
    assert client.get(f"/join/{room.code}").cookies["workshop_attendee"] == first


def test_joining_a_second_cohort_keeps_the_key_of_the_first(client: httpx.Client) -> None:
    spring, autumn = Room(client), Room(client)
    first = client.get(f"/join/{spring.code}").cookies["workshop_attendee"]
    both = client.get(f"/join/{autumn.code}").cookies["workshop_attendee"]
    assert both.startswith(autumn.code)
    assert first in both


def test_the_summary_has_the_shape_that_the_readme_promises(room: Room) -> None:
    assert room.add(forms(12)).json() == {"added": 12}
    told = room.summary().json()
    assert (told["exercise"], told["n"], told["min_group"]) == (SLUG, 12, 5)
    assert told["suppressed"] is False
    assert set(told) >= FIGURES
    assert len(told["rows"]) == 8
    assert set(told["rows"][0]) == {
        *("criterion", "n_ranked", "mean_rank", "borda_share", "deal_breaker_share"),
    }
    assert sum(row["borda_share"] for row in told["rows"]) == pytest.approx(1)
    assert "synthetic" not in told


def test_the_figures_of_a_small_room_can_be_checked_by_hand(client: httpx.Client) -> None:
    room = Room(client, min_group=3)
    ranking = ["commitment", "connection", "availability"]
    room.add(
        "\n".join(line(str(i), ranking=ranking, deal_breakers=["commitment"]) for i in range(4))
    )
    told = room.summary().json()
    first, second = told["rows"][:2]
    assert (first["criterion"], first["n_ranked"], first["mean_rank"]) == ("commitment", 4, 1)
    assert first["borda_share"] == pytest.approx(7 / 28)
    assert (first["deal_breaker_share"], second["deal_breaker_share"]) == (1, 0)
    assert told["agreement"] == pytest.approx(1)


def test_too_few_answers_are_a_count_and_nothing_else_on_every_route(room: Room) -> None:
    room.add(forms(4))
    told = room.summary().json()
    assert told == {"exercise": SLUG, "n": 4, "min_group": 5, "suppressed": True}
    assert not FIGURES & set(room.get("summary").json()["summaries"][0])
    for path in DOWNLOADS:
        refused = room.get(path)
        assert refused.status_code == 409
        assert "few" in refused.json()["error"]


def test_answers_go_home_in_three_formats_without_a_name_or_a_time(room: Room) -> None:
    room.add(forms(6))
    table = pd.read_csv(io.BytesIO(room.get("responses.csv").content))
    assert list(table.columns) == ["attendee", "exercise", "question", "answer"]
    given = [json.loads(form)["answer"]["ranking"] for form in forms(6).splitlines()]
    rankings = table[table["question"] == "ranking"]["answer"].map(json.loads)
    assert sorted(told["ranking"] for told in rankings) == sorted(given)
    assert not table["attendee"].str.contains("form").any()
    parquet = pd.read_parquet(io.BytesIO(room.get("responses.parquet").content))
    assert parquet["answer"].tolist() == table["answer"].tolist()
    book = openpyxl.load_workbook(io.BytesIO(room.get("responses.xlsx").content))
    rows = list(book["What you need in a mentor"].values)
    assert rows[0] == ("Deal-breakers", "Qualities in order") or rows[0] == ("Qualities in order",)
    assert len(rows) == 1 + len(rankings)


def test_no_name_in_an_export_links_two_rows_or_two_downloads(room: Room) -> None:
    room.add(sheets(9))
    tables = [pd.read_csv(io.BytesIO(room.get("responses.csv").content)) for _ in range(2)]
    names = [name for table in tables for name in table["attendee"]]
    assert len(names) == len(set(names)) > 9 * len(AGENDA)
    known = {keys.fingerprint(f"import:{room.code}:sheet {n}") for n in range(9)}
    guessed = {"a" + hashlib.sha256(name.encode()).hexdigest()[:12] for name in known}
    assert not set(names) & (known | guessed), "nothing that can be made from an id"


def test_every_table_is_read_as_utf_8_and_names_its_columns_in_the_readers_language(
    room: Room,
) -> None:
    room.add(sheets(9))
    room.client.cookies.set("workshop_language", "de")
    for path in ("summary/pitch/words.csv", "summary/mentor_criteria/borda.csv", "responses.csv"):
        told = room.get(path).content
        assert told.startswith(codecs.BOM_UTF8), path
        header, *rows = csv.reader(io.StringIO(told.decode("utf-8-sig")))
        assert all(header), "every column has a name"
        assert rows
    assert "–" in room.get("summary/pitch/words.csv").content.decode("utf-8-sig")
    german = room.get("summary/mentor_criteria/borda.csv").content.decode("utf-8-sig")
    assert german.splitlines()[0].startswith("Eigenschaft")


def test_only_the_cohorts_own_facilitator_may_ask(client: httpx.Client, room: Room) -> None:
    other = Room(client)
    asked = [
        ("GET", "summary"),
        ("GET", f"summary/{SLUG}"),
        *(("GET", path) for path in DOWNLOADS),
        ("POST", "responses"),
    ]
    for method, path in asked:
        url = f"/api/cohorts/{room.code}/{path}"
        assert client.request(method, url).status_code == 401
        assert client.request(method, url, headers=bearer(other.key)).status_code == 403
        assert client.request(method, url, headers=bearer("malformed key")).status_code in (
            401,
            403,
        )
    assert client.delete(f"/api/cohorts/{room.code}", headers=bearer(other.key)).status_code == 403
    assert room.summary().status_code == 200


def test_an_unknown_exercise_or_route_is_named_as_such(client: httpx.Client, room: Room) -> None:
    for refused in (room.get("summary/no_such_exercise"), client.get("/api/nothing")):
        assert refused.status_code == 404
        assert refused.json()["error"]


@pytest.mark.parametrize(
    ("bad_line", "told"),
    [
        ("not json", "JSON"),
        (line("a", exercise="astrology"), "no exercise"),
        (line("a", ranking=["charisma"]), "ranking"),
        (line("a", ranking=["commitment", "commitment"]), "twice"),
        (line("a", ranking="commitment"), "ranking"),
        (line("a", candidates=[]), "only ranking, deal_breakers"),
        (line("", ranking=[]), "attendee"),
        (line("x" * 101, ranking=[]), "attendee"),
        ('{"attendee": 5, "exercise": "mentor_criteria", "answer": {}}', "attendee"),
        ('{"attendee": "a", "exercise": "mentor_criteria"}', "answer"),
    ],
)
def test_one_bad_line_is_told_by_number_and_nothing_is_added(
    room: Room, bad_line: str, told: str
) -> None:
    refused = room.add(f"{line('good', ranking=['commitment'])}\n\n{bad_line}\n")
    assert refused.status_code == 422
    (problem,) = refused.json()["lines"]
    assert problem["line"] == 3
    assert told in problem["error"]
    assert room.get("summary").json()["joined"] == 0


def test_an_import_may_begin_with_a_byte_order_mark_and_end_lines_as_windows_does(
    room: Room,
) -> None:
    body = "\ufeff" + forms(5).replace("\n", "\r\n") + "\r\n"
    assert room.add(body.encode()).json() == {"added": 5}


def test_a_body_over_five_megabytes_is_refused(room: Room) -> None:
    refused = room.add(b" " * (5 * 1024 * 1024 + 1))
    assert refused.status_code == 413
    assert refused.json()["error"]


def test_a_deleted_cohort_is_gone_with_its_answers(client: httpx.Client, room: Room) -> None:
    room.add(forms(6))
    gone = client.delete(f"/api/cohorts/{room.code}", headers=bearer(room.key))
    assert gone.status_code == 200
    assert room.summary().status_code in (403, 404)
    assert client.get(f"/join/{room.code}").status_code == 404


def test_a_backup_holds_the_room_and_opens_as_a_store(
    client: httpx.Client, room: Room, tmp_path: Path
) -> None:
    room.add(forms(6))
    copy = tmp_path / "backup.duckdb"
    copy.write_bytes(client.get("/api/backup", headers=bearer(HOST_KEY)).content)
    store = Store(str(copy))
    assert store.rooms.counts(room.code).answered == {SLUG: 6}
    store.close()


def test_no_answer_of_the_server_carries_a_trace(client: httpx.Client, room: Room) -> None:
    for path in ("/join/%00", "/resume/%F0%9F", "/api/cohorts/%2e%2e/summary", "/live/ZZZZZZ"):
        told = client.get(path, headers=bearer(room.key))
        assert told.status_code < 500
        assert "Traceback" not in told.text


def test_no_key_is_ever_written_to_the_log(
    client: httpx.Client, room: Room, server: Server
) -> None:
    key = client.get(f"/join/{room.code}").cookies["workshop_attendee"].split(".")[1]
    client.get(f"/facilitate/{room.key}")
    client.get(f"/resume/{key}")
    log = server.log.read_text()
    assert room.key not in log
    assert key not in log
