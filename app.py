"""The server: the app, its routes and its door, composed."""

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


async def healthz(_: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


app = st.App("pages/navigation.py", routes=[Route("/healthz", healthz)])
