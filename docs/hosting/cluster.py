"""`make cluster`: PostgreSQL, two processes of the app, and nginx, until Ctrl-C.

Everything is kept in var/cluster. A process that ends is started anew.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROCESSES = int(os.environ.get("PROCESSES", "2"))
PORT = int(os.environ.get("PORT", "8501"))
STARTS_WITHIN_SECONDS = 60.0


class Stop(Exception):
    """Ctrl-C, or whoever started this asks for its end."""


def main() -> None:
    """Run it all until it's told to stop."""
    folder = Path(os.environ.get("CLUSTER", ROOT / "var" / "cluster")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if is_taken(PORT):
        sys.exit(f"Port {PORT} is in use. Choose another one, as in: PORT={PORT + 1} make cluster")
    key = os.environ.get("WORKSHOP_HOST_KEY") or secrets.token_urlsafe(18)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    tell(f"Starting PostgreSQL, {PROCESSES} processes and nginx. Their logs are in {folder}.")
    with suppress(Stop), ExitStack() as running:
        store = running.enter_context(postgres(folder))
        ports = [free_port() for _ in range(PROCESSES)]
        url = os.environ.get("WORKSHOP_PUBLIC_URL") or f"http://localhost:{PORT}"
        settings = {
            "WORKSHOP_STORE": store,
            "WORKSHOP_HOST_KEY": key,
            "WORKSHOP_PUBLIC_URL": url,
        }
        processes = {port: started(folder, port, settings) for port in ports}
        running.callback(ended, processes)
        for port, process in processes.items():
            wait_for(port, process, folder)
        running.enter_context(nginx(folder, ports))
        tell(f"Host link: {url}/host/{key}")
        tell(f"{PROCESSES} processes, on ports {', '.join(map(str, ports))}. Ctrl-C stops them.")
        look_after(folder, processes, settings)
    tell("Stopped.")


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Run a PostgreSQL whose data stays in the folder, and yield its address."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    if not found:
        sys.exit("PostgreSQL isn't installed. On Debian and Ubuntu: sudo apt install postgresql")
    programs, port = found[-1].parent, free_port()
    # It refuses to run as root.
    owner = "postgres" if hasattr(os, "geteuid") and os.geteuid() == 0 else None
    data = folder / "postgres"
    data.mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="cluster-") as sockets:
        if owner:
            folder.chmod(0o711)  # whatever root's umask is
            shutil.chown(data, owner)
            shutil.chown(sockets, owner)

        def run(program: str, *arguments: str) -> None:
            command = [str(programs / program), "-D", str(data), *arguments]
            subprocess.run(command, check=True, user=owner, stdout=subprocess.DEVNULL, cwd="/")

        if not (data / "PG_VERSION").exists():
            run("initdb", "-A", "trust", "-U", "workshop", "--locale", "C.UTF-8")
        options = f"-p {port} -k {sockets} -h 127.0.0.1"
        try:
            run("pg_ctl", "-o", options, "-w", "-l", str(data / "log"), "start")
        except subprocess.CalledProcessError:
            sys.exit(
                f"PostgreSQL didn't start; {data}/log says why.\n"
                "If another `make cluster` uses this folder, stop that one first.\n"
                "If it was killed, stop its PostgreSQL:\n"
                f"kill -INT $(head -1 {data}/postmaster.pid)"
            )
        try:
            yield f"postgresql://workshop@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-m", "fast", "-w", "stop")


@contextmanager
def nginx(folder: Path, ports: list[int]) -> Iterator[None]:
    """Run nginx in front of these ports."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if not program:
        sys.exit("nginx isn't installed. On Debian and Ubuntu: sudo apt install nginx-light")
    told = (ROOT / "docs" / "hosting" / "cluster.conf").read_text("utf-8")
    servers = "\n".join(
        f"        server 127.0.0.1:{port} max_fails=1 fail_timeout=3s;" for port in ports
    )
    for name, value in {
        "FOLDER": folder,
        "SERVERS": servers,
        "LISTEN": f"127.0.0.1:{PORT}",
    }.items():
        told = told.replace(f"{{{name}}}", str(value))
    (folder / "nginx.conf").write_text(told, "utf-8")
    command = [program, "-c", str(folder / "nginx.conf"), "-e", str(folder / "nginx.log")]
    running = subprocess.Popen([*command, "-g", "daemon off;"], start_new_session=True)
    try:
        wait_for(PORT, running, folder)
        yield
    finally:
        running.terminate()
        running.wait()


def started(folder: Path, port: int, settings: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start one process of the app."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    where = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    with (folder / f"app-{port}.log").open("ab") as log:
        return subprocess.Popen(
            [*command, *where],
            cwd=ROOT,
            env={**os.environ, **settings},
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for this script, which stops one after the other
        )


def ended(processes: dict[int, subprocess.Popen[bytes]]) -> None:
    """Stop the app's processes, and wait for them."""
    for process in processes.values():
        process.terminate()
    for process in processes.values():
        process.wait(timeout=30)


def look_after(
    folder: Path, processes: dict[int, subprocess.Popen[bytes]], settings: dict[str, str]
) -> None:
    """Start anew what ends."""
    while True:
        time.sleep(1)
        for port, process in processes.items():
            if process.poll() is not None:
                tell(f"The process on port {port} ended, and is started anew.")
                processes[port] = started(folder, port, settings)


def wait_for(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait until the app answers on the port of this process."""
    url = f"http://127.0.0.1:{port}/readyz"
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.2)
    log = folder / f"app-{port}.log"
    why = log.read_text("utf-8").rstrip().rpartition("\n")[2] if log.exists() else ""
    sys.exit(f"Nothing answers on port {port}. {why or f'The logs in {folder} say why.'}")


def is_taken(port: int) -> bool:
    """Say whether something listens on a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    """Return a port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def tell(line: str) -> None:
    """Print a line at once, even into a file."""
    print(line, flush=True)


def _stop(*_: object) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    raise Stop


if __name__ == "__main__":
    main()
