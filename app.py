"""The server: the app, its routes and its door, composed."""

import streamlit as st

from pages.http import callers
from pages.http.door import door
from pages.http.lifespan import lifespan
from pages.http.routes import EXCEPTION_HANDLERS, body_limit, routes
from pages.http.settings import settings
from pages.shared.failures import tell

app = st.App(
    "pages/navigation.py",
    routes=routes(),
    middleware=door(settings(), callers.leads_a_room, callers.with_codes_allowed, body_limit),
    lifespan=lifespan,
    exception_handlers=EXCEPTION_HANDLERS,
    on_script_error=tell,
)
