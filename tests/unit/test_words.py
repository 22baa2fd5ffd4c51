"""Our own lint: no word changes case in code, and no list, number or date is formatted by hand.

German capitalises nouns, Turkish has two kinds of i, Spanish has "y" or "e" before a list's last
item, French has a space before a colon: what's right in English is wrong elsewhere. Babel and
exercises/formats.py know.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

DATES = {"strftime", "ctime"}
CASES = {"lower", "upper", "title", "capitalize", "swapcase"}
# Hosts, headers, paths and reasons for programs; people read only the documents.
PROTOCOL, DOCUMENTS = "pages/http/", "pages/http/documents/"
# By file name: language codes, SQL, and messages for the person who starts the server.
EXCUSED = {
    *("language.py", "offered.py", "content.py", "plural.py", "quiz.py"),
    "formats.py",  # which does the formatting
}


def lapses(source: str) -> Iterator[tuple[str, int]]:
    """Yield what a file does to words that depends on the language, and where."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FormattedValue) and _is_number(node):
            yield "number", node.lineno
        if isinstance(node, ast.JoinedStr) and _names_something(node.values):
            yield "colon", node.lineno
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        called, of = node.func.attr, node.func.value
        if called in CASES and not (isinstance(of, ast.Name) and of.id == "st"):
            yield "case", node.lineno
        elif called == "join" and _parts_a_list(of):
            yield "list", node.lineno
        elif called in DATES:
            yield "date", node.lineno


def _parts_a_list(of: ast.expr) -> bool:
    return isinstance(of, ast.Constant) and str(of.value).strip() in {",", ";", ":"}


def _is_number(node: ast.FormattedValue) -> bool:
    """Say whether Python itself formats the point, comma or sign of a number, as in {x:.1f}."""
    spec = node.format_spec
    return spec is not None and ast.unparse(spec).rstrip("'\"")[-1:] in set("%,_defgn")


def _names_something(parts: list[ast.expr]) -> bool:
    """Say whether a text puts its own colon between two others: "{name}: {what}"."""
    if any(isinstance(part, ast.Constant) and ":material/" in str(part.value) for part in parts):
        return False  # for Streamlit to read
    return any(
        isinstance(before, ast.FormattedValue)
        and isinstance(colon, ast.Constant)
        and colon.value == ": "
        and isinstance(after, ast.FormattedValue)
        for before, colon, after in zip(parts, parts[1:], parts[2:], strict=False)
    )


FILES = [
    str(file.relative_to(ROOT))
    for folder in ("exercises", "pages")
    for file in sorted((ROOT / folder).rglob("*.py"))
]


@pytest.mark.parametrize("file", FILES)
def test_words_are_left_as_their_language_writes_them(file: str) -> None:
    if Path(file).name in EXCUSED or (file.startswith(PROTOCOL) and DOCUMENTS not in file):
        return
    assert list(lapses((ROOT / file).read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("name.lower()", "case"),
        ("words().home.title.title()", "case"),
        ('", ".join(names)', "list"),
        ("'; '.join(names)", "list"),
        ('": ".join((name, what))', "list"),
        ('f"{share:.0%}"', "number"),
        ('f"{mean:.1f}"', "number"),
        ('f"{count:,}"', "number"),
        ('f"{name}: {what}"', "colon"),
        ('on.strftime("%d %B")', "date"),
    ],
)
def test_the_lint_finds_what_it_is_there_for(source: str, kind: str) -> None:
    assert [found for found, _ in lapses(source)] == [kind]


def test_the_lint_leaves_streamlits_heading_alone() -> None:
    assert list(lapses('st.title("T")\n" ".join(lines)')) == []
