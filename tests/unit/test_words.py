"""A lint of ours: no word is put into another case, and no list or percentage is made by hand.

German writes nouns with a capital, Turkish has two kinds of i, and Spanish says "y" or "e" before
the last of a list: what's right in English is wrong elsewhere. Babel knows (exercises/formats.py).
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

CASES = {"lower", "upper", "title", "capitalize", "swapcase"}
# Hosts, headers, paths and reasons for programs; what people read is in the documents.
PROTOCOL, DOCUMENTS = "pages/http/", "pages/http/documents/"
# Codes of languages, SQL, and reasons for who starts the server or imports data, by a file's name.
# A workbook's column that has no words of its own is called by its field.
EXCUSED = {
    *("language.py", "offered.py", "content.py", "plural.py", "quiz.py", "exchange.py"),
    "answers.py",
}


def lapses(source: str) -> Iterator[tuple[str, int]]:
    """Yield what a file does to words that a language decides, and where."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            if isinstance(node, ast.FormattedValue) and _is_percentage(node):
                yield "percent", node.lineno
            continue
        called, of = node.func.attr, node.func.value
        if called in CASES and not (isinstance(of, ast.Name) and of.id == "st"):
            yield "case", node.lineno
        elif called == "join" and _parts_a_list(of):
            yield "list", node.lineno


def _parts_a_list(of: ast.expr) -> bool:
    return isinstance(of, ast.Constant) and isinstance(of.value, str) and of.value[:1] in {",", ";"}


def _is_percentage(node: ast.FormattedValue) -> bool:
    spec = node.format_spec
    return isinstance(spec, ast.JoinedStr) and ast.unparse(spec).rstrip("'\"").endswith("%")


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
        ('f"{share:.0%}"', "percent"),
    ],
)
def test_the_lint_finds_what_it_is_there_for(source: str, kind: str) -> None:
    assert [found for found, _ in lapses(source)] == [kind]


def test_the_lint_leaves_streamlits_heading_alone() -> None:
    assert list(lapses('st.title("T")\n" ".join(lines)')) == []
