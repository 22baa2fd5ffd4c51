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
# Files by name, wherever they are. What is put into one case there is no word: hosts, headers,
# paths, the names of settings and the codes of languages.
NO_WORDS = {
    *("origin.py", "paths.py", "links.py", "callers.py", "settings.py"),
    *("language.py", "offered.py"),
    "answers.py",  # the name of a field, in a workbook's column that has no words of its own
}
# For who starts the server, imports or keeps data, and for programs: in English, or in none.
FOR_PROGRAMS = {
    *("content.py", "plural.py", "cohorts.py", "responses.py", "lifespan.py", "retention.py"),
    *("settings.py", "exchange.py", "headers.py", "fast_save.py"),
    "quiz.py",  # SQL
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
    found, name = list(lapses((ROOT / file).read_text("utf-8"))), Path(file).name
    if name in NO_WORDS:
        found = [lapse for lapse in found if lapse[0] != "case"]
    if name in FOR_PROGRAMS:
        found = [lapse for lapse in found if lapse[0] != "list"]
    assert found == []


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
