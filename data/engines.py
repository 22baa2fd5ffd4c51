"""The store's two engines, told apart by its address."""

from data.embedded import File
from data.postgres import Postgres
from data.store import POSTGRES, Database


def opened(url: str) -> Database:
    """Open the store at a file path or postgres:// address; raise StoreFault if that fails."""
    return Postgres(url) if url.startswith(POSTGRES) else File(url)
