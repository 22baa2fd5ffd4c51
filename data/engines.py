"""The two engines of a store, told apart by its address."""

from data.embedded import File
from data.postgres import Postgres
from data.store import POSTGRES, Database


def opened(url: str) -> Database:
    """Open the store at a file path or postgres:// address; raise StoreFault if it can't."""
    return Postgres(url) if url.startswith(POSTGRES) else File(url)
