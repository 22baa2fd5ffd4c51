"""One patch: what it gains, what it relies on, and whether that still holds."""

import ast
import hashlib
import importlib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from pages.http.settings import Settings


def _nothing() -> str:
    return ""


@dataclass(frozen=True)
class Patch:
    """One change to a framework's internals."""

    name: str
    gives: str
    apply: Callable[[Settings], None]
    # The functions it replaces or relies on, as `module:name`, with their fingerprints when the
    # patch was written.
    targets: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()  # other patches that this one needs
    check: Callable[[], str] = _nothing  # returns what else doesn't fit, or ""

    def misfit(self) -> str:
        """Return what has changed since this patch was written, or ""."""
        for target, written_for in self.targets.items():
            if (found := fingerprint(target)) != written_for:
                return f"{target} is {found}, not {written_for}"
        return self.check()


def fingerprint(target: str) -> str:
    """Return a hash of a function's code, without its comments and docstrings."""
    try:
        source = inspect.getsource(_found(target))
    except (ImportError, AttributeError, OSError, TypeError) as error:
        return f"missing ({type(error).__name__})"
    return hashlib.sha256("\n".join(_code(source)).encode()).hexdigest()[:10]


def _found(target: str) -> Any:
    module, _, name = target.partition(":")
    found = reduce(getattr, name.split("."), importlib.import_module(module))
    return found.fget if isinstance(found, property) else found


def _code(source: str) -> list[str]:
    """Return the lines with code."""
    said = set[int]()
    # A method's lines are indented; text inside it may not be.
    inside = f"if True:\n{source}" if source[:1].isspace() else f"\n{source}"
    for node in ast.walk(ast.parse(inside)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            said.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines = [line.strip() for n, line in enumerate(source.splitlines(), 2) if n not in said]
    return [line for line in lines if line and not line.startswith("#")]
