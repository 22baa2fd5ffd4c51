"""The app's own wording, outside the exercises, loaded once."""

from typing import Annotated

from exercises.content import Words, takes, translations
from exercises.plural import Plural, counts
from pages.wording.agenda import AgendaWords
from pages.wording.alone import AloneWords, LanguageWords
from pages.wording.connection import ConnectionWords
from pages.wording.framed import FramedWords
from pages.wording.guide import GuideWords
from pages.wording.keeping import KeepingWords
from pages.wording.lead import LeadWords
from pages.wording.linked import LinkedWords
from pages.wording.links import LinksWords
from pages.wording.plan import PlanWords
from pages.wording.refused import RefusedWords
from pages.wording.rehearsal import RehearsalWords
from pages.wording.retention import RetentionWords
from pages.wording.run import RunWords
from pages.wording.showing import CompareWords, GroupWords, ReportWords, StageWords
from pages.wording.streamlit import StreamlitWords
from pages.wording.timer import TimerWords


class StoreFaultWords(Words):
    """A fault of the store, as told to whoever starts the server and to whoever uses it."""

    at_start: Annotated[str, takes("store")]
    on_page: str


class AtStart(Words):
    """Lines printed when the server starts."""

    host: Annotated[str, takes("url")]
    host_of_this_process: str
    own_host_key: Annotated[str, takes("url")]
    sample: Annotated[str, takes("url")]
    leftovers: Annotated[str, takes("files")]
    unused_content: Annotated[str, takes("keys")]
    kept: dict[str, Annotated[str, takes("file")]]


class House(Words):
    """Wording on every page."""

    name: str
    synthetic: str
    went_wrong: str
    minutes: Annotated[Plural, counts("n")]
    head: Annotated[str, takes("step", "minutes", "done")]
    further: Annotated[str, takes("what")]
    back: str
    next: Annotated[str, takes("title")]
    source: str
    no_room: str
    room_gone: str


class Problems(Words):
    """Why a link didn't work, by the `problem` in the address."""

    code: str
    look_alike: str
    private_link: str
    facilitator_link: str
    host_key: str
    slow_down: str


class Home(Words):
    """The home page: joining, and continuing."""

    welcome: str
    code: str
    code_example: str
    join: str
    code_malformed: str
    plain_http: str
    joined: str
    facilitator_sees: Annotated[str, takes("min_group")]
    stays_private: str
    limits_title: str
    limits: str
    agenda: str
    others: str
    start: Annotated[str, takes("title")]
    go_on: Annotated[str, takes("title")]
    all_done: str
    private_link: str
    private_link_warning: str
    other_rooms: str
    other_room: Annotated[str, takes("code")]
    go_to: Annotated[str, takes("title")]
    place: Annotated[str, takes("n", "of")]  # a step's position, if the room skips some
    line: Annotated[Plural, counts("minutes", "step", "title")]
    begun: Annotated[Plural, counts("minutes", "step", "title", "n", "of")]
    room_is_here: Annotated[Plural, counts("minutes", "step", "title")]
    missed: Annotated[Plural, counts("minutes", "step", "title")]
    done: Annotated[Plural, counts("done", "total")]


class Saving(Words):
    """Where the answer is saved, or why it isn't."""

    as_you_go: str
    draft: str
    offline: str
    newer: Annotated[str, takes("typed")]
    limit: Annotated[Plural, counts("limit")]
    saved: Annotated[str, takes("time")]
    saved_before: str
    progress: Annotated[str, takes("saved", "n", "of")]
    elsewhere: Annotated[str, takes("saved")]
    refused: Annotated[str, takes("reason")]
    failed: str
    reasons: dict[str, Annotated[str, takes()] | Annotated[Plural, counts("max_length")]]


class Room(Words):
    """A room's results."""

    title: str
    see: str
    see_answers: str
    answer_first: str
    locked: str
    not_revealed: str
    never: str
    too_few: Annotated[Plural, counts("n", "min_group")]
    as_table: str
    in_detail: str
    what_holds: str
    n: Annotated[Plural, counts("n")]
    n_missing: Annotated[Plural, counts("n", "missing")]


class Host(Words):
    """The host's page."""

    title: str
    not_host: str
    intro: str
    plain_http: str
    cohort_title: str
    cohort_title_example: str
    min_group: str
    min_group_help: str
    language: str
    language_help: str
    each_their_own: str
    create: str
    title_missing: Annotated[Plural, counts("length")]
    made: str
    code: str
    join_link: str
    local_only: str
    qr: str
    facilitator_link: str
    keep_it: str
    open: str
    another: str
    rooms: str
    which_room: str
    copy_it: str
    copied: str
    not_copied: str


class CohortWords(Words):
    """The facilitator's page."""

    title: str
    not_facilitator: str
    answered: str
    revealed: str
    hidden: str
    join_here: str
    take_home: str
    without_names: Annotated[str, takes("min_group")]
    not_yet: str


class Wording(Words):
    """The shape of content.<language>.toml beside this file."""

    house: House
    at_start: AtStart
    store_faults: dict[str, StoreFaultWords]
    problems: Problems
    home: Home
    saving: Saving
    room: Room
    host: Host
    cohort: CohortWords
    plan: PlanWords
    group: GroupWords
    run: RunWords
    lead: LeadWords
    guide: GuideWords
    agenda: AgendaWords
    timer: TimerWords
    keeping: KeepingWords
    links: LinksWords
    linked: LinkedWords
    retention: RetentionWords
    rehearsal: RehearsalWords
    framed: FramedWords
    connection: ConnectionWords
    refused: RefusedWords
    streamlit: StreamlitWords
    stage: StageWords
    report: ReportWords
    compare: CompareWords
    alone: AloneWords
    language: LanguageWords


WORDING = translations(Wording, __file__)
