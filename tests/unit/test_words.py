"""A lint of ours: no word is put into another case, and no list, number or date is made by hand.

German writes nouns with a capital, Turkish has two kinds of i, Spanish says "y" or "e" before the
last of a list, French has a space before a colon: what's right in English is wrong elsewhere. Babel
knows, and exercises/formats.py.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

DATES = {"strftime", "ctime"}
CASES = {"lower", "upper", "title", "capitalize", "swapcase"}
# Hosts, headers, paths and reasons for programs; what people read is in the documents.
PROTOCOL, DOCUMENTS = "pages/http/", "pages/http/documents/"
# Codes of languages, SQL, and reasons for who starts the server, by a file's name.
EXCUSED = {
    *("language.py", "offered.py", "content.py", "plural.py", "quiz.py"),
    "formats.py",  # which knows how
}


def lapses(source: str) -> Iterator[tuple[str, int]]:
    """Yield what a file does to words that a language decides, and where."""
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
    """Whether a number is written with Python's own point, comma or sign, such as {x:.1f}."""
    spec = node.format_spec
    return spec is not None and ast.unparse(spec).rstrip("'\"")[-1:] in set("%,_defgn")


def _names_something(parts: list[ast.expr]) -> bool:
    """Whether a text puts a colon of its own between two others: "{name}: {what}"."""
    if any(isinstance(part, ast.Constant) and ":material/" in str(part.value) for part in parts):
        return False  # which Streamlit reads
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
