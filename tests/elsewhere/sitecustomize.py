"""Hides what Windows lacks, as far as Linux can do without it; Python imports this by itself.

Libraries that check the platform are loaded first, or they'd take their Windows path.
"""

import asyncio
import errno
import os
import shutil
import sys
from typing import NoReturn

import portalocker  # noqa: F401

_statvfs, _open, _fsync = os.statvfs, os.open, os.fsync
_writable: set[int] = set()


def _disk_usage(path: str) -> "shutil._ntuple_diskusage":
    disk = _statvfs(path)
    total, free = disk.f_blocks * disk.f_frsize, disk.f_bavail * disk.f_frsize
    return shutil._ntuple_diskusage(total, total - free, free)


def _opened(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
    if os.path.isdir(path):  # noqa: PTH112
        raise PermissionError(errno.EACCES, "Windows opens no folder", path)
    return _open(path, flags, mode, dir_fd=dir_fd)


def _written_out(opened: int) -> None:
    with open(f"/proc/self/fdinfo/{opened}", encoding="ascii") as info:  # noqa: PTH123
        flags = next(int(line.split()[1], 8) for line in info if line.startswith("flags"))
    if flags & os.O_ACCMODE == os.O_RDONLY:
        raise OSError(errno.EBADF, "Windows writes out what may be written to, and nothing else")
    _fsync(opened)


def _refused(*_: object) -> NoReturn:
    raise NotImplementedError("Windows' event loop has no such thing")


for module in ("fcntl", "grp", "pwd", "resource", "termios", "uvloop"):
    sys.modules[module] = None  # type: ignore[assignment]
shutil.disk_usage = _disk_usage  # type: ignore[assignment]
os.open, os.fsync = _opened, _written_out  # type: ignore[assignment]
for name in ("statvfs", "fstatvfs", "O_DIRECTORY", "getuid", "geteuid", "fchmod", "fork"):
    delattr(os, name)
for name in ("add_signal_handler", "add_reader", "add_writer"):
    setattr(asyncio.SelectorEventLoop, name, _refused)
print("The system is Windows' poor likeness", flush=True)
