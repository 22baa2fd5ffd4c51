"""The server: the app with its routes and middleware."""

import streamlit as st

from pages.http.lifespan import lifespan
from pages.http.middleware.stack import middleware
from pages.http.routes import callers
from pages.http.routes.table import EXCEPTION_HANDLERS, body_limit, routes
from pages.http.settings import settings
from pages.shared.failures import tell

app = st.App(
    "pages/navigation.py",
    routes=routes(),
    middleware=middleware(settings(), callers.leads_a_room, callers.with_codes_allowed, body_limit),
    lifespan=lifespan,
    exception_handlers=EXCEPTION_HANDLERS,
    on_script_error=tell,
)
