"""The README says what is there: every setting, every route, every verb, every picture."""

import re
from pathlib import Path

from pages.http.door import ahead, crowd, guesses, stream
from pages.http.routes import TABLE
from pages.http.settings import Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """The cells of the first table below a heading."""
    section = README.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_setting_is_listed_with_its_default_and_its_own_description() -> None:
    told = {cells[0].strip("`"): cells[1:] for cells in rows("Settings")}
    del told["PORT"]
    assert told.keys() == {f"WORKSHOP_{name.upper()}" for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        default, description = told[f"WORKSHOP_{name.upper()}"]
        assert default.strip("`") == str(field.default).lower(), name
        assert description == field.description, name


def test_every_route_is_listed_and_nothing_else() -> None:
    told = {tuple(cells[0].strip("`").split(" ")) for cells in rows("Routes")}
    assert told == {(method, path) for method, path, _ in TABLE} | {("GET", "/live/{code}")}


def test_every_verb_that_the_readme_names_is_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for verb in set(re.findall(r"`?make ([a-z]+)", README)) - {"alone"}:
        assert re.search(rf"^{verb}:", makefile, re.MULTILINE), verb


def test_every_file_that_the_readme_links_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        if not target.startswith("http"):
            assert (ROOT / target).is_file(), target


def test_no_command_of_the_readme_differs_from_the_makefile() -> None:
    for command in ("streamlit run app.py", "-m pytest", "-r requirements.txt"):
        assert command in README
        assert command in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_limits_that_the_readme_tells_are_those_of_the_door() -> None:
    told = " ".join(README.split())
    assert (
        f"{stream.MESSAGES_PER_SECOND} messages a second on a socket after"
        f" {stream.MESSAGE_BURST} at once, of {ahead.FRAME_CAP // 1000} kB at most" in told
    )
    assert f"goes on above that for {stream.PATIENCE} messages" in told
    assert (
        f"{crowd.SOCKET_BURST} sockets at once, then {crowd.SOCKETS_PER_SECOND} a second,"
        f" {crowd.SOCKETS_OPEN:,} in all" in told
    )
    assert f"has {guesses.FREE_CODES} wrong codes free" in told
    assert f"After {guesses.FREE_KEYS} wrong ones" in told
