"""How many files and sockets this process may have open: Unix counts them, Windows doesn't."""

from contextlib import suppress
from importlib.util import find_spec

IS_LIMITED = find_spec("resource") is not None
if IS_LIMITED:
    import resource


def allow_all() -> None:
    """Allow as many as the system lets this user have."""
    if not IS_LIMITED:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        # Many systems start with 1,024, and a phone holds two sockets: page and live signal.
        with suppress(ValueError, OSError):  # macOS has a limit below one that says it has none
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def allowed() -> int | None:
    """Return how many there may be, or None where nothing limits them."""
    if not IS_LIMITED:
        return None
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return None if soft == resource.RLIM_INFINITY else soft
