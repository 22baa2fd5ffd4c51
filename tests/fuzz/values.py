"""Values of every kind: texts that bite, JSON-like things, and single changes to an answer."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from hypothesis import strategies as st

Path = tuple[Any, ...]

# Each would do harm somewhere if it were treated as more than text.
MARKED_UP: Final = (
    "![](http://example.org/seen.png)",
    "[free mentors](javascript:alert(1))",
    ":material/check: :red[**Saved**]",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='http://example.org'>click</a><br><b>",
    '=HYPERLINK("http://example.org")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "{name} {0.__class__} %s %(n)s {",
    "$E=mc^2$ &amp; &lt;",
    "'; DROP TABLE answers; --",
)
# Text that people do write, and must get back character by character.
OF_THE_WORLD: Final = (
    "سارة من فريق المنصة",
    "שרה מהצוות",
    "山田さん、よろしく",
    "Zoë Ångström-Łuk",
    "👩🏽\u200d💻 family 👨\u200d👩\u200d👧 🇳🇿",
    "नमस्ते किताब\u200c",
)
# Nobody types these, and they'd have an effect on display that nobody meant.
UNTYPABLE: Final = tuple(f"a{character}b" for character in "\x00\x01\x08\x1b\x1f\x7f\x9f")
# Invisible, and copied along by programs: they're removed.
UNSEEN: Final = tuple(
    f"a{character}b"
    for character in "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    "\u061c\u2060\ufeff\ufff9\ufffb"
)
LONG: Final = ("x" * 10_000, "é\n" * 5_000)

texts = st.one_of(
    st.sampled_from((*MARKED_UP, *OF_THE_WORLD, *UNTYPABLE, *UNSEEN, *LONG, "", " ", "\t", "\r\n")),
    st.text(max_size=20),
    st.just("\ud800"),
)
numbers = st.one_of(
    st.sampled_from((0, -1, 1, 6, 2**31, 2**63, -(2**63) - 1, 10**400, 1.5, -0.0, 1e308)),
    st.sampled_from((float("nan"), float("inf"), float("-inf"))),
    st.integers(),
    st.floats(),
)
atoms = st.one_of(
    st.none(), st.booleans(), numbers, texts, st.binary(max_size=8), st.just(date(2026, 1, 31))
)
# Everything JSON could hold, and what only Python can: bytes, dates, tuples, non-string keys.
anything = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(st.one_of(texts, st.integers()), inner, max_size=4),
    ),
    max_leaves=8,
)


def paths(tree: Any) -> Iterator[Path]:
    """Every place in nested dicts and tuples, including the whole."""
    yield ()
    inside = tree if isinstance(tree, dict) else {}
    inside = dict(enumerate(tree)) if isinstance(tree, list | tuple) else inside
    for key, value in inside.items():
        yield from ((key, *rest) for rest in paths(value))


def put(tree: Any, path: Path, value: Any) -> Any:
    """The tree with another value at a place."""
    if not path:
        return value
    key, *rest = path
    changed = put(tree[key], tuple(rest), value)
    if isinstance(tree, dict):
        return {**tree, key: changed}
    return type(tree)((*tree[:key], changed, *tree[key + 1 :]))


def at(tree: Any, path: Path) -> Any:
    """The value at a place."""
    for key in path:
        tree = tree[key]
    return tree


@st.composite
def changed(draw: st.DrawFn, tree: Any) -> Any:
    """The tree with one place replaced, one item added, or one item duplicated."""
    path: Path = draw(st.sampled_from(list(paths(tree))))
    there = at(tree, path)
    if isinstance(there, dict) and draw(st.booleans()):
        return put(tree, path, {**there, draw(st.one_of(texts, st.integers())): draw(anything)})
    if isinstance(there, tuple) and draw(st.booleans()):
        more = draw(st.sampled_from(there)) if draw(st.booleans()) and there else draw(anything)
        return put(tree, path, (*there, more))
    return put(tree, path, draw(anything))
