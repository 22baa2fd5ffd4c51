"""Frames that no browser sends: values of every kind, wrong pages, and malformed messages."""

from collections.abc import Callable
from random import Random
from typing import Any, Final

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.fuzz.values import LONG, MARKED_UP, OF_THE_WORLD, UNTYPABLE
from tests.load import widgets
from tests.load.screen import Screen, Shown

TEXTS: Final = (*MARKED_UP, *OF_THE_WORLD, *UNTYPABLE, *LONG, "", "0", "click", "[]", "{}")
_JSON = (
    "null",
    "[]",
    '"{"',
    "[" * 50_000,
    '{"event": "changed"}',
    '[{"event": "changed", "value": 1e999}]',
    "{",
    "NaN",
)
_NUMBERS = (0, 1, -1, 5, 6, 99, 2**31 - 1, -(2**31), 2**53)
_FLOATS = (0.0, -0.0, 2.5, 1e308, float("nan"), float("inf"), float("-inf"))
_ZONES = ("UTC", "America", "Europe/Berlin", "../etc/passwd", "x" * 300, "", "leapseconds")
_ADDRESSES = ("", "http://[", "http://x:y:z/", "javascript:alert(1)", "//", "http://a b/", "\x00")
_LOCALES = ("en-US", "de", "", "xx-", "-", "*", "\u202e")

_VALUES = {f.name: f for f in WidgetState.DESCRIPTOR.oneofs_by_name["value"].fields}
KINDS: Final = tuple(_VALUES)
_HONEST, _LIKELY = 0.5, 0.8  # up to which share of widgets: the page's own value; a plausible one


def frame(rng: Random, screen: Screen, pages: tuple[str, ...]) -> bytes | str:
    """A frame to send: mostly a run that the page might request, apart from its values."""
    kind = rng.random()
    if kind < 0.03:
        return rng.randbytes(rng.randrange(300))
    if kind < 0.05:
        return _other_message(rng)
    if kind < 0.055:
        return rng.choice(TEXTS)
    whole = run(rng, screen, pages).SerializeToString()
    return bytes(whole[: rng.randrange(len(whole))] if kind < 0.08 else whole)


def run(rng: Random, screen: Screen, pages: tuple[str, ...]) -> BackMsg:
    """A run of a page or a part of it, with arbitrary values."""
    message = BackMsg()
    asked = message.rerun_script
    asked.page_script_hash = _mostly(rng, screen.page, lambda: rng.choice(("", "0" * 32, *TEXTS)))
    if rng.random() < 0.05:
        asked.page_name = rng.choice((*pages, *TEXTS))
    if rng.random() < 0.1:
        asked.query_string = rng.choice(("code=ABCDEF", "problem=code&problem=x", "?&=", *TEXTS))
    parts = sorted({shown.fragment for shown in screen.shown.values()}) or [""]
    asked.fragment_id = _mostly(rng, rng.choice(parts), lambda: rng.choice(TEXTS))
    asked.is_auto_rerun = rng.random() < 0.1
    _set_context(rng, asked.context_info)
    asked.widget_states.SetInParent()
    asked.widget_states.widgets.extend(_states(rng, screen))
    return message


def _states(rng: Random, screen: Screen) -> list[WidgetState]:
    shown = [s for s in screen.shown.values() if getattr(s.element, "id", "").startswith("$$")]
    states = [_state(rng, screen, one) for one in shown]
    if rng.random() < 0.1:
        states.append(hostile(rng, rng.choice(("", "$$ID-none-None", *TEXTS))))
    if rng.random() < 0.1:
        states = rng.sample(states, len(states) // 2) * 2
    return [state for state in states if state]


def _state(rng: Random, screen: Screen, shown: Shown) -> WidgetState | None:
    chance = rng.random()
    if shown.kind == "button":
        clicked = WidgetState(id=shown.element.id, trigger_value=True)
        return clicked if chance < 0.15 else None
    if chance < _HONEST and shown.element.id in screen.states:
        return screen.states[shown.element.id]
    if chance < _LIKELY and shown.kind in widgets.HOLDS_VALUE:
        return _likely(rng, shown)
    return hostile(rng, shown.element.id)


def _likely(rng: Random, shown: Shown) -> WidgetState:
    """A value that the page's own widget could send, or nearly so."""
    options = [getattr(o, "content", o) for o in getattr(shown.element, "options", ())]
    if options:
        some = rng.sample(options, rng.randrange(len(options) + 1))
        one = shown.kind in ("radio", "selectbox")
        return widgets.given(shown.kind, shown.element, rng.choice(options) if one else some)
    values: dict[str, Callable[[], Any]] = {
        "checkbox": lambda: rng.random() < 0.5,
        "date_input": lambda: [
            rng.choice(("2026-12-01", "1/2/2026", "9999-12-31", "0000", "2026/02/31"))
        ],
        "number_input": lambda: rng.choice((3, 5, 5.5, -1)),
        "slider": lambda: [rng.choice((1, 2, 3, 99))],
    }
    value = values.get(shown.kind, lambda: rng.choice(TEXTS))()
    if shown.kind == "button_group":
        return hostile(rng, shown.element.id)
    return widgets.given(shown.kind, shown.element, value)


def hostile(rng: Random, of: str) -> WidgetState:
    """Any value that the protocol knows, whatever the widget expects."""
    return of_kind(rng, of, rng.choice(KINDS))


def of_kind(rng: Random, of: str, kind: str) -> WidgetState:
    """A value of one of the protocol's kinds."""
    state, field = WidgetState(id=of), _VALUES[kind]
    if field.message_type is None:
        setattr(state, field.name, _scalar(rng, field))
        return state
    inner = getattr(state, field.name)
    inner.SetInParent()
    data = inner.DESCRIPTOR.fields_by_name.get("data")
    if data is None or data.message_type is not None:
        return state
    if isinstance(inner.data, str | bytes):
        inner.data = _scalar(rng, data)
    else:
        inner.data.extend(_scalar(rng, data) for _ in range(rng.choice((0, 1, 2, 50))))
    return state


def _scalar(rng: Random, field: Any) -> Any:
    if field.type == field.TYPE_BYTES:
        return rng.randbytes(9)
    of_kind: dict[int, tuple[Any, ...]] = {
        field.CPPTYPE_BOOL: (True, True, False),
        field.CPPTYPE_DOUBLE: (*_FLOATS, *_NUMBERS),
        field.CPPTYPE_FLOAT: (*_FLOATS, *_NUMBERS),
        field.CPPTYPE_STRING: (*TEXTS, *_JSON),
        field.CPPTYPE_INT32: _NUMBERS[:-1],
        field.CPPTYPE_INT64: _NUMBERS,
    }
    return rng.choice(of_kind.get(field.cpp_type, (0, 1, 2**31)))


def _set_context(rng: Random, context: Any) -> None:
    context.timezone = _mostly(rng, "UTC", lambda: rng.choice((*_ZONES, *TEXTS)))
    context.locale = _mostly(rng, "en-US", lambda: rng.choice((*_LOCALES, *TEXTS)))
    context.url = _mostly(rng, "http://127.0.0.1/", lambda: rng.choice((*_ADDRESSES, *TEXTS)))
    context.color_scheme = _mostly(rng, "dark", lambda: rng.choice(TEXTS))
    context.timezone_offset = rng.choice((0, -60, 2**31 - 1, -(2**31)))


def _mostly(rng: Random, usual: str, other: Callable[[], str]) -> str:
    return usual if rng.random() < 0.9 else other()


def _other_message(rng: Random) -> bytes:
    message = BackMsg()
    field = rng.choice(BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields)
    if field.message_type is None:
        setattr(message, field.name, _scalar(rng, field))
    else:
        getattr(message, field.name).SetInParent()
    return bytes(message.SerializeToString())
