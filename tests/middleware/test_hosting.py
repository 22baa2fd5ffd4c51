"""Runs what docs/hosting.md has people copy, as far as possible without a container engine."""

import os
import re
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from socket import create_connection
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import yaml
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from pages.http.settings import Settings
from tests.load.cohort import Cohort
from tests.middleware.hosting import FILES, NAME, certificate, instructions, program, running
from tests.middleware.visitor import one_run
from tests.server import HOST_KEY, ROOT, Server, free_port

STEPS = instructions((ROOT / "Dockerfile").read_text("utf-8"))
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
APP: dict[str, Any] = COMPOSE["services"]["app"]
SETTINGS = {f"WORKSHOP_{name.upper()}" for name in Settings.model_fields}


def asked(word: str) -> list[str]:
    return [of for step, of in STEPS if step == word]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path / "app", WORKSHOP_PUBLIC_URL=f"https://{NAME}") as started:
        yield started


def test_the_image_is_small_and_its_user_has_no_rights() -> None:
    base, *_ = asked("FROM")
    assert re.fullmatch(r"python:3\.1[1-4]-slim-\w+", base)
    assert [word for word, _ in STEPS].index("USER") < [word for word, _ in STEPS].index("CMD")
    assert f"useradd --system --uid 10001 --home-dir /app {asked('USER')[0]}" in asked("RUN")[0]
    installs = [run for run in asked("RUN") if "pip install" in run]
    assert all("--require-hashes -r requirements.txt" in run for run in installs)


def test_what_is_copied_into_the_image_is_enough_to_run_and_be_found_healthy(
    tmp_path: Path,
) -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    for source, to in (of.split() for of in asked("COPY")):
        assert f"!{source}" in ignored, f"{source} is not sent to the builder"
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, tmp_path / to)
        else:
            shutil.copy(ROOT / source, tmp_path / to)
    port, binaries = free_port(), Path(sys.executable).parent
    here = {"PATH": f"{binaries}:/usr/bin:/bin", "PORT": str(port)}
    compile_all = next(run for run in asked("RUN") if "compileall" in run)
    subprocess.run(compile_all, shell=True, cwd=tmp_path, env=here, check=True)
    health = asked("HEALTHCHECK")[0].partition("CMD ")[2]

    def is_healthy() -> bool:
        asking = subprocess.run(health, shell=True, env=here, capture_output=True, check=False)
        return asking.returncode == 0

    assert not is_healthy()
    command = f"cd {tmp_path} && {asked('CMD')[0]} --server.address=127.0.0.1"
    with running(["/bin/sh", "-c", command], f"http://127.0.0.1:{port}/healthz", **here):
        assert is_healthy()
    assert (tmp_path / "var" / "workshop.duckdb").is_file(), "in the volume"


def test_compose_names_real_settings_files_volumes_and_one_port() -> None:
    told = {name for name in APP["environment"] if name.startswith("WORKSHOP_")}
    assert told <= SETTINGS
    for service in COMPOSE["services"].values():
        for source in (volume.split(":")[0] for volume in service.get("volumes", ())):
            is_file = source.startswith("./") and (ROOT / source).is_file()
            assert is_file or source in COMPOSE["volumes"], source
    assert APP["volumes"][0].partition(":")[2] == asked("VOLUME")[0]
    assert asked("ENV") == [f"PORT={asked('EXPOSE')[0]}"]
    assert f"app:{asked('EXPOSE')[0]}" in (FILES / "Caddyfile").read_text("utf-8")
    assert "ports" not in APP, "only the proxy is reached from outside"
    assert COMPOSE["services"]["caddy"]["depends_on"]["app"]["condition"] == "service_healthy"
    # The app ends if it can't reach its database, and a database that's new takes seconds to start.
    database = APP["depends_on"]["database"]
    assert database == {"condition": "service_healthy", "required": False}
    assert "pg_isready" in COMPOSE["services"]["database"]["healthcheck"]["test"]


def test_what_has_to_be_set_is_told_on_the_page() -> None:
    page = (ROOT / "docs" / "hosting.md").read_text("utf-8")
    for name in re.findall(r"\$\{(\w+):\?", (ROOT / "compose.yaml").read_text("utf-8")):
        assert re.search(rf"^ *{name}=", page, re.MULTILINE), name
    for name in re.findall(r"\b(WORKSHOP_\w+)", page):
        assert name in SETTINGS


def joined(server: Server) -> tuple[str, str]:
    """Follow a join link; return the room code, and the cookie as a browser would send it."""
    code = Cohort(server.url).code
    given = httpx.get(f"{server.url}/join/{code}").headers.get_list("set-cookie")
    return code, next(cookie.partition(";")[0] for cookie in given if "Max-Age=0" not in cookie)


def takes_part(server: Server, through: str) -> bool:
    """Join, draw a page and receive the live signal through a proxy, under the public name."""
    code, cookie = joined(server)
    at, trusting = urlsplit(through), ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    with connect(
        f"{at.scheme.replace('http', 'ws')}://{NAME}/_stcore/stream",
        sock=create_connection(("127.0.0.1", at.port)),
        ssl=trusting if at.scheme == "https" else None,
        origin=Origin(f"{at.scheme}://{NAME}"),
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={"Cookie": cookie},
    ) as socket:
        drew = len(one_run(socket)) > 3
    headers = {"Host": NAME, "Cookie": cookie}
    live = f"{through}/live/{code}"
    with httpx.stream("GET", live, headers=headers, verify=False, timeout=10) as stream:
        return drew and stream.status_code == 200 and bool(next(stream.iter_text()))


def test_nginx_takes_the_site_and_passes_a_page_its_socket_and_the_live_signal(
    tmp_path: Path, server: Server
) -> None:
    nginx, (made, key) = program("nginx"), certificate(tmp_path)
    plain, secure = free_port(), free_port()
    site = (FILES / "nginx.conf").read_text("utf-8")
    for there, here in (
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{secure} ssl;"),
        (f"/etc/letsencrypt/live/{NAME}/fullchain.pem", str(made)),
        (f"/etc/letsencrypt/live/{NAME}/privkey.pem", str(key)),
        ("http://127.0.0.1:8501", server.url),
    ):
        assert there in site
        site = site.replace(there, here)
    (tmp_path / "site.conf").write_text(site, "utf-8")
    around = f"pid {tmp_path}/pid; daemon off; events {{}} http {{ include {tmp_path}/site.conf; }}"
    (tmp_path / "nginx.conf").write_text(around, "utf-8")
    command = [nginx, "-e", f"{tmp_path}/error.log", "-c", f"{tmp_path}/nginx.conf"]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    with running(command, f"https://127.0.0.1:{secure}/healthz"):
        moved = httpx.get(f"http://127.0.0.1:{plain}/start", headers={"Host": NAME})
        assert (moved.status_code, moved.headers["location"]) == (301, f"https://{NAME}/start")
        assert takes_part(server, f"https://127.0.0.1:{secure}")


def test_caddy_takes_its_file_and_passes_a_page_its_socket_and_the_live_signal(
    tmp_path: Path, server: Server
) -> None:
    port = free_port()
    command = [program("caddy"), "run", "--adapter", "caddyfile"]
    (tmp_path / "Caddyfile").write_text(
        # Not the admin port: the whole machine shares that one.
        "{\n\tadmin off\n\tauto_https off\n}\n" + (FILES / "Caddyfile").read_text("utf-8")
    )
    command += ["--config", str(tmp_path / "Caddyfile")]
    environment = {"DOMAIN": f"http://{NAME}:{port}", "APP": f"127.0.0.1:{server.port}"}
    environment |= {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    with running(command, f"http://127.0.0.1:{port}/", **environment):
        health = httpx.get(f"http://127.0.0.1:{port}/healthz", headers={"Host": NAME})
        assert health.status_code == 200
        assert takes_part(server, f"http://127.0.0.1:{port}")


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    analyze = program("systemd-analyze")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "streamlit").symlink_to("/bin/true")
    unit = (FILES / "workshop.service").read_text("utf-8").replace("/opt/workshop", str(tmp_path))
    (tmp_path / "workshop.service").write_text(unit, "utf-8")
    told = subprocess.run(
        [analyze, "verify", str(tmp_path / "workshop.service")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"},
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert HOST_KEY not in unit
