"""The docs match the app: every setting, route, verb, file and limit."""

import re
import tomllib
from pathlib import Path

import pytest

from pages.http.middleware import conversation, lookahead, socket_limit, throttling
from pages.http.routes.table import TABLE
from pages.http.settings import Settings

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES += sorted(page for page in (ROOT / "docs").glob("*.md") if page.name != "licences.md")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def table(name: str) -> list[list[str]]:
    """The cells of a page's first table, without its header."""
    lines = [line for line in text(name).splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_readme_is_read_in_a_few_minutes() -> None:
    assert len(text("README.md").splitlines()) <= 120


def test_every_setting_is_listed_with_its_default_and_its_own_description() -> None:
    told = {cells[0].strip("`"): cells[1:] for cells in table("docs/settings.md")}
    del told["PORT"]
    assert told.keys() == {f"WORKSHOP_{name.upper()}" for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        default, description = told[f"WORKSHOP_{name.upper()}"]
        assert default.strip("`") == str(field.default).lower(), name
        assert description == field.description, name


def test_every_route_is_listed_and_nothing_else() -> None:
    told = {tuple(cells[0].strip("`").split(" ")) for cells in table("docs/routes.md")}
    assert told == {(method, path) for method, path, _ in TABLE} | {("GET", "/live/{code}")}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_verb_that_a_page_names_is_in_the_makefile(page: Path) -> None:
    for verb in set(re.findall(r"(?:`|^)make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE)):
        assert re.search(rf"^{verb}:", text("Makefile"), re.MULTILINE), verb


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_links_to_is_there(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).is_file(), target


def test_every_page_of_the_docs_is_linked_from_the_readme() -> None:
    linked = set(re.findall(r"\]\(([^)#]+)\)", text("README.md")))
    assert {page.relative_to(ROOT).as_posix() for page in PAGES} - {"README.md"} <= linked


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_of_the_code_that_a_page_names_is_there(page: Path) -> None:
    for named in re.findall(r"`((?:data|exercises|pages|tests)/[\w/.]+)`", page.read_text("utf-8")):
        assert (ROOT / named).exists(), named


def test_no_command_of_the_readme_differs_from_the_makefile() -> None:
    for command in ("streamlit run app.py", "-m pytest", "-r requirements.txt"):
        assert command in text("README.md")
        assert command in text("Makefile")


def test_each_python_that_the_app_is_for_is_told_and_taken() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]["requires-python"]
    first, after = (int(minor) for minor in re.findall(r"3\.(\d+)", project))
    fit = [f"3.{minor}" for minor in range(first, after)]
    assert f"for v in {' '.join(reversed(fit))};" in text("Makefile")
    assert f"Python {', '.join(fit[:-1])} or {fit[-1]}" in text("README.md")
    *_, base = re.findall(r"^FROM python:(3\.\d+)", text("Dockerfile"), re.MULTILINE)
    assert base in fit


def test_windows_has_the_same_command_on_each_page() -> None:
    command = re.search(r"^uv run .*streamlit run app\.py$", text("README.md"), re.MULTILINE)
    assert command
    assert command[0] in text("docs/hosting.md")


def test_the_limits_that_the_docs_tell_are_those_of_the_door() -> None:
    told = " ".join(text("docs/privacy.md").split())
    assert (
        f"{conversation.MESSAGES_PER_SECOND} messages a second on a socket after"
        f" {conversation.MESSAGE_BURST} at once, of {lookahead.FRAME_CAP // 1000} kB at most"
        in told
    )
    assert f"goes on above that for {conversation.PATIENCE} messages" in told
    burst, open_ = socket_limit.SOCKET_BURST, socket_limit.SOCKETS_OPEN
    pace = f"then {socket_limit.SOCKETS_PER_SECOND} a second"
    assert f"{burst} sockets at once, {pace}, {open_:,} in all" in told
    assert f"has {throttling.FREE_CODES} wrong codes free" in told
    assert f"After {throttling.FREE_KEYS} wrong ones" in told
