"""The house rules: who may import whom, and which names are banned."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = ("app", "pages", "exercises", "data")

# The layer on the left may import nothing on the right.
FORBIDDEN = {
    "exercises": ("app", "pages", "data", "streamlit", "starlette", "duckdb"),
    "data": ("app", "pages", "exercises", "streamlit", "starlette"),
    "pages/http": (
        "app",
        "pages.navigation",
        "pages.attendee",
        "pages.facilitator",
        "pages.shared",
    ),
    "pages/results": ("app", "pages.http", "pages.shared", "streamlit", "starlette", "duckdb"),
    "pages/shared": ("app", "pages.navigation", "pages.attendee", "pages.facilitator", "duckdb"),
    "pages/wording": ("app", "pages.http", "pages.shared", "pages.attendee", "data", "streamlit"),
    "pages/attendee": ("app", "pages.facilitator", "duckdb"),
    "pages/facilitator": ("app", "pages.attendee", "duckdb"),
}
BANNED_NAMES = {"utils", "util", "common", "helpers", "helper", "manager", "misc", "base"}


def sources() -> list[Path]:
    found = [ROOT / "app.py"]
    for folder in ("pages", "exercises", "data"):
        found += sorted((ROOT / folder).rglob("*.py"))
    return found


def imports_of(source: Path) -> Iterator[str]:
    """Every module that a file imports, with `from a import b` as both a and a.b."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{source} imports relatively: name the whole path"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def breaches(layer: str, banned: tuple[str, ...]) -> list[str]:
    return [
        f"{source.relative_to(ROOT)} imports {module}"
        for source in sources()
        if source.is_relative_to(ROOT / layer)
        for module in imports_of(source)
        if any(module == name or module.startswith(f"{name}.") for name in banned)
    ]


@pytest.mark.parametrize("layer", FORBIDDEN)
def test_imports_run_one_way(layer: str) -> None:
    assert any(s.is_relative_to(ROOT / layer) for s in sources()), f"{layer} is gone"
    assert breaches(layer, FORBIDDEN[layer]) == []


def test_the_rule_would_notice_a_breach() -> None:
    assert breaches("pages/attendee", ("exercises",)) != []


def test_only_the_store_talks_to_duckdb() -> None:
    talkers = {
        source.relative_to(ROOT).as_posix()
        for source in sources()
        if any(m.split(".")[0] == "duckdb" for m in imports_of(source))
    }
    ground = ("attaching", "computing", "copies", "embedded", "rewriting", "transaction")
    assert talkers == {f"data/{module}.py" for module in ground}


def test_only_the_store_talks_to_postgresql() -> None:
    talkers = {
        source.relative_to(ROOT).as_posix()
        for source in sources()
        if any(m.split(".")[0].startswith("psycopg") for m in imports_of(source))
    }
    assert talkers == {
        f"data/{module}.py"
        for module in ("connections", "deadlines", "dialect", "others", "postgres")
    }


def test_no_page_has_two_fragments_of_which_a_tap_may_get_lost() -> None:
    for page in (ROOT / "pages" / "attendee").rglob("*.py"):
        text = page.read_text(encoding="utf-8")
        assert text.count("@frame.inputs") <= 1, page
        assert "st.fragment" not in text, page


def test_only_patches_reach_into_private_parts_of_frameworks() -> None:
    for source in sources():
        if not source.is_relative_to(ROOT / "pages" / "http" / "patches"):
            private = {m for m in imports_of(source) if m.startswith(("streamlit.", "uvicorn"))}
            assert private <= {"streamlit.config"}, source


def test_only_patches_set_attributes_of_what_is_not_theirs() -> None:
    for source in sources():
        if not source.is_relative_to(ROOT / "pages" / "http" / "patches"):
            text = source.read_text("utf-8")
            assert not re.search(r"\bsetattr\(|__dict__\[|\.__qualname__ =", text), source


def test_the_inputs_of_each_page_have_a_name_of_their_own() -> None:
    pages = [page.read_text("utf-8") for page in (ROOT / "pages" / "attendee").glob("*.py")]
    names = [name for text in pages for name in re.findall(r"@frame\.inputs\ndef (\w+)", text)]
    assert len(names) == len(set(names)) == 9


def test_no_file_is_a_drawer_for_anything() -> None:
    parts = {part.removesuffix(".py") for s in sources() for part in s.relative_to(ROOT).parts}
    assert parts & BANNED_NAMES == set()


def test_the_top_level_is_the_one_that_was_given() -> None:
    folders = {"pages", "data", "exercises", "tests", "docs"}
    found = {p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith(".")}
    assert found - {"var"} <= folders
