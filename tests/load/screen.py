"""What a browser knows of its page: the elements it shows and the values it would send."""

import json
from typing import Any, NamedTuple

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.load import widgets

# `ScriptFinishedStatus`: how a run ends, AGAIN if another starts right away.
WHOLE, FAILED, AGAIN, FRAGMENT = range(4)

# A browser forgets a large message that hasn't come up for this many runs of the page.
_REMEMBERED_RUNS = 2

_SAVED = ":material/check:"


class Shown(NamedTuple):
    """An element on the screen, its fragment, and the run that showed it last."""

    kind: str
    element: Any
    fragment: str
    run: int


class Follows(NamedTuple):
    """What the page told its live component: where to listen, and what it shows."""

    component: str
    url: str
    seen: str
    drawn: int


class Screen:
    """Assembled from the server's messages, like the page in a browser."""

    def __init__(self) -> None:
        self.shown: dict[tuple[int, ...], Shown] = {}
        self.states: dict[str, WidgetState] = {}
        self.pages: dict[str, str] = {}
        self.page = ""
        self.session = ""
        self.follows: Follows | None = None
        self.saved = False
        self.complaints: list[str] = []
        self._large: dict[str, int] = {}
        self._run = 0
        self._runs = False
        self._fragments: frozenset[str] = frozenset()

    @property
    def path(self) -> str:
        """Return the open page's path, as in its address."""
        return next((path for path, page in self.pages.items() if page == self.page), "")

    @property
    def runs(self) -> int:
        """Return how many runs this page has seen."""
        return self._run

    @property
    def showed_a_part(self) -> bool:
        """Say whether the last run was of fragments only."""
        return bool(self._fragments)

    @property
    def large(self) -> list[str]:
        """The hashes of messages that needn't be sent again."""
        return list(self._large)

    def show(self, message: ForwardMsg) -> int | None:
        """Process a message; return how the run ended if this was its last one."""
        kind = message.WhichOneof("type")
        if kind == "delta":
            self._draw(message)
        elif kind == "ref_hash":
            self._keep(message)
        elif kind == "new_session":
            self._begin(message)
        elif kind == "navigation":
            self.pages = {p.url_pathname: p.page_script_hash for p in message.navigation.app_pages}
            self.page = message.navigation.page_script_hash
        elif kind == "script_finished":
            return self._finish(message.script_finished)
        return None

    def widget(self, name: str) -> Shown:
        """Return the widget with that key; raise KeyError if the page shows none."""
        for shown in self.shown.values():
            if shown.kind in widgets.WIDGETS and widgets.name_of(shown.element) == name:
                return shown
        raise KeyError(f"the page shows no widget {name}")

    def has(self, name: str) -> bool:
        """Say whether there's a widget with that key."""
        try:
            return bool(self.widget(name))
        except KeyError:
            return False

    def value(self, name: str) -> widgets.Value:
        """Return the value that a widget shows."""
        return widgets.value_in(self.states[self.widget(name).element.id])

    def sent(self, name: str) -> widgets.Value:
        """Return the value that the server sent for a widget, whatever the browser holds.

        An input that people can clear gets it once; from then on only the browser holds it.
        """
        kind, element, *_ = self.widget(name)
        if kind in widgets.EMPTIED and not widgets.is_set(element):
            return self.value(name)
        return widgets.value_in(widgets.first(kind, element))

    @property
    def owners(self) -> set[str]:
        """Return the owners of the page's widgets, according to their keys."""
        named = (
            widgets.owner_of(s.element) for s in self.shown.values() if s.kind in widgets.WIDGETS
        )
        return {owner for owner in named if owner}

    def says(self, text: str) -> bool:
        """Say whether a text is on the page."""
        return any(text in getattr(s.element, "body", "") for s in self.shown.values())

    def count(self, kind: str) -> int:
        """Return how many elements of a kind are on the page."""
        return sum(shown.kind == kind for shown in self.shown.values())

    def _begin(self, message: ForwardMsg) -> None:
        self._run += 1
        self._runs = True
        self.session = message.new_session.initialize.session_id or self.session
        self._fragments = frozenset(message.metadata.run.fragment_ids)
        self.saved = False

    def _draw(self, message: ForwardMsg) -> None:
        delta = message.delta
        what = delta.WhichOneof("type")
        if what != "new_element":
            return
        kind = str(delta.new_element.WhichOneof("type"))
        element = getattr(delta.new_element, kind)
        place = tuple(message.metadata.delta_path)
        self.shown[place] = Shown(kind, element, delta.fragment_id, self._run)
        if message.metadata.cacheable:
            self._large[message.hash] = self._run
        if kind in widgets.HOLDS_VALUE:
            self._hold(kind, element)
        elif kind == "markdown":
            self.saved = self.saved or element.body.startswith(_SAVED)
        elif kind == "alert" and element.format == element.ERROR:
            self.complaints.append(element.body)
        elif kind == "bidi_component" and element.component_name.endswith("workshop_live"):
            told = json.loads(element.json)
            self.follows = Follows(element.id, told["url"], told["seen"], told["drawn"])

    def _keep(self, message: ForwardMsg) -> None:
        """Show again what the server knows this browser still has."""
        self._large[message.ref_hash] = self._run
        place = tuple(message.metadata.delta_path)
        if before := self.shown.get(place):
            self.shown[place] = before._replace(run=self._run)

    def _hold(self, kind: str, element: Any) -> None:
        if element.id not in self.states or widgets.is_set(element):
            self.states[element.id] = widgets.first(kind, element)

    def _finish(self, status: int) -> int:
        # What a page sends outside a run removes nothing, and leaves set values alone.
        if status in (WHOLE, FRAGMENT) and self._runs:
            self._clear_away()
        self._runs = status == AGAIN
        if status == WHOLE:
            oldest = self._run - _REMEMBERED_RUNS
            self._large = {of: run for of, run in self._large.items() if run >= oldest}
        if status == FAILED:
            self.complaints.append("the page failed")
        return status

    def _clear_away(self) -> None:
        """Remove what this run didn't show again: from the page, or from its own fragments."""
        ran = self._fragments
        self.shown = {
            place: shown
            for place, shown in self.shown.items()
            if shown.run == self._run or (ran and shown.fragment not in ran)
        }
        still_here = {s.element.id for s in self.shown.values() if s.kind in widgets.WIDGETS}
        self.states = {of: state for of, state in self.states.items() if of in still_here}
