"""Debian's nginx in front of a server, with its default settings."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.server import Server, free_port

# All sizes and timeouts are nginx's defaults: response headers get 4 kB (one memory page).
_CONFIGURATION = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://127.0.0.1:{behind};
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection "upgrade";
        }}
        {more}
    }}
}}
"""


@contextmanager
def nginx(folder: Path, server: Server, *, refuses: str = "") -> Iterator[str]:
    """Run nginx in front of a server, and yield the address to visit; skip if it's not installed.

    The path that it `refuses` answers 403, as behind a company's proxy.
    """
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if program is None:
        pytest.skip("nginx is not installed here, so nothing was tried behind one")
    folder.mkdir(exist_ok=True)
    port = free_port()
    written = folder / "nginx.conf"
    more = f"location {refuses} {{ return 403; }}" if refuses else ""
    asked = {"folder": folder, "port": port, "behind": server.port, "more": more}
    written.write_text(_CONFIGURATION.format(**asked))
    process = subprocess.Popen([program, "-p", str(folder), "-c", str(written)])
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(url)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_for(url: str) -> None:
    for _ in range(100):
        try:
            httpx.get(f"{url}/healthz", timeout=5)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("nginx did not start")
