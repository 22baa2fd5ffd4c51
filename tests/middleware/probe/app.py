"""An app behind the real middleware, with routes that misbehave as none of ours should."""

import mimetypes
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from pages.http.assets import FILES, content
from pages.http.middleware import connections
from pages.http.middleware.bodies import BODY_CAP, SMALL_BODY
from pages.http.middleware.stack import middleware
from pages.http.patches import connection_limit, registry
from pages.http.settings import settings


class NoStoreError(Exception):
    one_line = "The store is not there, and this is all there is to say."


async def healthz(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


async def fail(_: Request) -> Response:
    raise RuntimeError("a secret of the server")


async def size(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def asset(request: Request) -> Response:
    name = request.path_params["name"]
    return Response(content(FILES[name]), media_type=mimetypes.guess_type(name)[0])


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    if os.environ.get("PROBE_FAILS") == "in one line":
        raise NoStoreError("details that only a developer needs")
    if os.environ.get("PROBE_FAILS"):
        raise RuntimeError("nobody foresaw this")
    body_seconds = float(os.environ.get("PROBE_BODY_SECONDS", connections.BODY_SECONDS))
    registry.fit(settings())
    connection_limit.guard(behind_a_proxy=False, body_seconds=body_seconds)
    yield


app = st.App(
    "page.py",
    routes=[
        Route("/healthz", healthz),
        Route("/fail", fail, methods=["GET", "POST"]),
        Route("/assets/{name}", asset),
        Route("/small", size, methods=["POST"]),
        Route("/size", size, methods=["POST", "PUT", "PATCH", "DELETE"]),
    ],
    middleware=middleware(
        settings(),
        leads=lambda _: False,
        with_codes_allowed=lambda scope: scope,
        body_limit=lambda scope: BODY_CAP if scope["path"] == "/size" else SMALL_BODY,
    ),
    lifespan=lifespan,
)
