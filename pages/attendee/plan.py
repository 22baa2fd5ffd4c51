"""My plan: all the attendee's answers, to read, download, load back, or delete for good."""

import streamlit as st

from data.cohorts import Gone
from data.faults import StoreFault
from exercises import AGENDA
from exercises.formats import listed, named
from exercises.plan import Grid, Items, Paragraph, Section
from pages.attendee.parts import private_link
from pages.http.documents.plan import exchange
from pages.http.documents.plan.gathered import Plan, plan_of
from pages.http.running import running
from pages.shared import clock, retention
from pages.shared.identity.who import Attendee
from pages.shared.language import spoken, words
from pages.shared.saving import answers
from pages.shared.step import frame, head

TOLD = "what was loaded or refused"


def show(plan: Plan) -> None:
    """Show the plan, its first page first; what people wrote is shown as plain text."""
    told = words().plan
    if not plan.sections:
        st.info(told.nothing, icon=":material/edit:")
    if plan.front:
        st.header(told.first_page, anchor=False)
        with st.container(key="plan-front"):
            for section in plan.front:
                show_section(section)
    if plan.sections:
        with st.expander(told.all_of_it, expanded=not plan.front):
            for section in plan.sections:
                show_section(section, beneath=bool(plan.front))


def show_section(section: Section, *, beneath: bool = True) -> None:
    """Show a section of the plan, with a smaller heading if it's below the first page's."""
    with st.container(border=True):
        (st.subheader if beneath else st.header)(section.title, anchor=False)
        for part in section.parts:
            if isinstance(part, Paragraph):
                st.text(part.text)
            elif isinstance(part, Items):
                show_lines(part)
            else:
                show_grid(part)


def show_lines(items: Items) -> None:
    """Show a list under its title."""
    if items.title:
        st.caption(items.title)
    for line in items.lines:
        st.text(f"• {line}" if items.bulleted else line)


def show_grid(grid: Grid) -> None:
    """Show a table row by row, so that it's readable on a phone."""
    for row in grid.rows:
        cells = zip(grid.columns, row, strict=True)
        st.text("\n".join(named(name, cell, spoken()) for name, cell in cells if cell))


def choose(me: Attendee, plan: Plan) -> str:
    """Let people choose which sections follow the first page, and return their keys."""
    told, titles = words().plan, {section.key: section.title for section in plan.sections}
    picked = st.pills(
        told.choose,
        list(titles),
        selection_mode="multi",
        default=[section.key for section in plan.sections if section.usual],
        format_func=lambda key: titles.get(key, key),
        key=me.own("plan-parts"),
        help=told.choose_help,
    )
    st.caption(told.choose_care)
    return ".".join(key for key in titles if key in picked)


def take_along(me: Attendee, plan: Plan) -> None:
    """Offer the plan as a page to print, a document, a calendar, and data."""
    told = words().plan
    st.header(told.take, anchor=False)
    parts = choose(me, plan) if plan.sections else ""

    def on(path: str, paper: str) -> str:
        return clock.link(path, paper=paper, parts=parts)

    links = (
        (told.print_a4, on("/me/plan.html", "a4"), "print"),
        (told.print_letter, on("/me/plan.html", "letter"), "print"),
        (told.document_a4, on("/me/plan.docx", "a4"), "description"),
        (told.document_letter, on("/me/plan.docx", "letter"), "description"),
        (told.calendar, clock.link("/me/plan.ics"), "event"),
        (told.data, "/me/plan.json", "data_object"),
    )
    with st.container(horizontal=True):
        for label, path, icon in links:
            st.link_button(label, path, icon=f":material/{icon}:")


def bring_back(me: Attendee) -> None:
    """Load a plan that was downloaded before, all of it or nothing."""
    told = words().plan
    with st.expander(told.bring):
        st.markdown(told.bring_help)
        with st.form("bring", border=False):
            text = st.text_area(told.bring_box, key=me.own("bring"))
            asked = st.form_submit_button(told.bring_button)
        if asked:
            load(me, str(text))
        for line in st.session_state.pop(TOLD, ()):
            st.text(line)


def load(me: Attendee, text: str) -> None:
    """Load pasted data, or keep the reasons for the page if it can't be."""
    told = words().plan
    try:
        loaded = exchange.read(text, spoken())
        answers.load(me, loaded)
    except exchange.NotLoaded as refusal:
        st.session_state[TOLD] = [told.refused, *refusal.reasons]
        return
    except StoreFault as failure:
        st.session_state[TOLD] = [words().store_faults[failure.fault.value].on_page]
        return
    except Gone:
        st.rerun()
    titles = [e.content(spoken()).title for e in AGENDA if e.slug in loaded]
    st.session_state[TOLD] = [told.brought.format(names=listed(titles, spoken()))]
    st.rerun()


def delete_everything(me: Attendee) -> None:
    """Delete all the attendee's answers in this room, after they confirm."""
    told = words().plan
    with st.expander(told.delete):
        st.markdown(told.delete_warning)
        retention.tell_when_gone()
        sure = st.checkbox(told.delete_sure, key=me.own("sure"))
        if st.button(told.delete_button, disabled=not sure, icon=":material/delete:") and sure:
            running().store.cohorts.leave(me.key)
            st.rerun()


me = frame.attendee_or_stop()
st.title(words().plan.title, anchor=False)
st.caption(head.progress(me))
st.markdown(words().plan.intro)
mine = plan_of(me.cohort.title, answers.given(me), spoken(), clock.today())
show(mine)
take_along(me, mine)
private_link.offer(me)
bring_back(me)
delete_everything(me)
frame.go_along()
st.caption(words().plan.source)
st.page_link("attendee/home.py", label=words().house.back, icon=":material/arrow_back:")
