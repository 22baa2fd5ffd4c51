"""A small disk that can really be full or read-only, for root as for anyone."""

import os
import shutil
import subprocess
import time
from pathlib import Path

from tests.crash.starting import command, environment
from tests.server import ROOT, Server

NO_NAMESPACES = "user namespaces are not allowed here, so no disk could be made full or read-only"


def disks_can_be_made() -> bool:
    if not (shutil.which("unshare") and shutil.which("nsenter")):
        return False
    mount = ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(mount, capture_output=True, check=False).returncode == 0


class SmallDisk:
    """A small file system, visible only to processes started `inside` it."""

    def __init__(self, folder: Path, size: str) -> None:
        self.folder = folder
        folder.mkdir()
        script = f"mount -t tmpfs -o size={size} tmpfs {folder} && echo mounted && exec sleep 600"
        self._holder = subprocess.Popen(
            ["unshare", "-rm", "sh", "-c", script], stdout=subprocess.PIPE, text=True
        )
        assert self._holder.stdout
        assert self._holder.stdout.readline() == "mounted\n"
        holder = str(self._holder.pid)
        self.inside = ["nsenter", "-t", holder, "-U", "-m", "--preserve-credentials"]
        self.inside += ["env", "-C", str(ROOT)]  # nsenter changes to the root folder
        # The same folder, reached from outside.
        self.seen = Path(f"/proc/{holder}/root{folder}")

    def fill(self, leave: int = 0) -> None:
        """Use up all the space except this many bytes."""
        room = os.statvfs(self.seen)
        with (self.seen / "filler").open("ab") as filler:
            filler.write(bytes(room.f_bavail * room.f_bsize - leave))

    def free(self) -> None:
        (self.seen / "filler").unlink()

    def make_read_only(self, yes: bool = True) -> None:
        how = "remount,ro" if yes else "remount,rw"
        subprocess.run([*self.inside, "mount", "-o", how, str(self.folder)], check=True)

    def end(self) -> None:
        self._holder.kill()
        self._holder.communicate(timeout=10)


class ServerOnDisk(Server):
    """The app with its store on a small disk."""

    def __init__(self, folder: Path, disk: SmallDisk) -> None:
        super().__init__(folder)
        self._disk = disk
        self.store = disk.folder / "workshop.duckdb"

    def start(self) -> "ServerOnDisk":
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self._disk.inside, *command(self.port)],
                cwd=ROOT,
                env=environment(self.store, WORKSHOP_PUBLIC_URL=self.url),
                stdout=log,
                stderr=log,
            )
        for _ in range(300):
            if self.process.poll() is not None or self.answers():
                break
            time.sleep(0.1)
        assert self.answers(), self.log.read_text()
        return self

    def __enter__(self) -> "ServerOnDisk":
        return self.start()
