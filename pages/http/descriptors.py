"""How many files and sockets this process may open; Unix limits them, Windows doesn't."""

from contextlib import suppress
from importlib.util import find_spec

IS_LIMITED = find_spec("resource") is not None
if IS_LIMITED:
    import resource


def allow_all() -> None:
    """Raise the limit as far as the system lets this user."""
    if not IS_LIMITED:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        # Many systems default to 1,024, and each phone takes two sockets: page and live signal.
        with suppress(ValueError, OSError):  # macOS reports no limit but enforces one
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def allowed() -> int | None:
    """Return the limit, or None if there isn't one."""
    if not IS_LIMITED:
        return None
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return None if soft == resource.RLIM_INFINITY else soft
