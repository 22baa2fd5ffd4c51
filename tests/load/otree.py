"""oTree with a page of the same fields: submit, save, next page."""

import asyncio
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

import httpx

from tests.load.crowd import PEOPLE, THINK_SECONDS, crowd
from tests.load.figures import Figures
from tests.load.recorded import Field
from tests.load.started import Started, output, started
from tests.load.tally import Tally

VERSION = "6.0.15"
# Pages per person: more than anyone gets through while we count.
_ROUNDS = 60
_REST_KEY = "for-this-benchmark-only"
_SETTINGS = """
SESSION_CONFIGS = [dict(name="page", app_sequence=["page"], num_demo_participants=1)]
SESSION_CONFIG_DEFAULTS = dict(real_world_currency_per_point=1.0, participation_fee=0.0, doc="")
PARTICIPANT_FIELDS = []
SESSION_FIELDS = []
LANGUAGE_CODE = "en"
REAL_WORLD_CURRENCY_CODE = "USD"
USE_POINTS = True
ADMIN_USERNAME = "admin"
ADMIN_PASSWORD = "for-this-benchmark-only"
DEMO_PAGE_INTRO_HTML = ""
SECRET_KEY = "for-this-benchmark-only"
"""
_APP = """
from otree.api import *


class C(BaseConstants):
    NAME_IN_URL = "page"
    PLAYERS_PER_GROUP = None
    NUM_ROUNDS = {rounds}


class Subsession(BaseSubsession):
    pass


class Group(BaseGroup):
    pass


class Player(BasePlayer):
{fields}


class Ask(Page):
    form_model = "player"
    form_fields = {names!r}


page_sequence = [Ask]
"""
_TEMPLATE = """
{{ block title }}The same fields{{ endblock }}
{{ block content }}{{ formfields }}{{ next_button }}{{ endblock }}
"""
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class NotAvailable(Exception):
    """oTree couldn't be installed here; the message says why."""


async def otree(fields: Sequence[Field], seconds: float) -> Figures:
    """Install oTree aside and saturate a page with these fields; raise NotAvailable if it fails."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program = _install(folder / "venv")
        given = _write_project(folder / "project", fields)
        settings = {
            "OTREE_PRODUCTION": "1",
            "OTREE_REST_KEY": _REST_KEY,
            "PATH": f"{program.parent}:/usr/bin:/bin",
        }
        output([str(program), "resetdb", "--noinput"], folder / "project", **settings)
        command = [str(program), "prodserver1of2", "127.0.0.1:{port}"]
        log = folder / "log"
        with started(command, folder / "project", "/", log, **settings) as server:
            people = iter(_new_session(server))

            async def person(rng: Random, tally: Tally) -> None:
                await _submit_page_after_page(server, next(people), given, rng, tally)

            return await crowd(server, person, seconds)


def _install(venv: Path) -> Path:
    try:
        output([sys.executable, "-m", "venv", str(venv)], venv.parent)
        output([str(venv / "bin/pip"), "install", "--quiet", f"otree=={VERSION}"], venv.parent)
    except (RuntimeError, subprocess.TimeoutExpired) as error:
        shutil.rmtree(venv, ignore_errors=True)
        raise NotAvailable(f"oTree {VERSION} cannot be installed: {str(error)[-200:]}") from error
    return venv / "bin/otree"


def _write_project(folder: Path, fields: Sequence[Field]) -> dict[str, list[str]]:
    """Write a minimal project; return the form's fields and their possible answers."""
    given: dict[str, list[str]] = {}
    declared = []
    for number, field in enumerate(f for f in fields if f.kind != "button"):
        for name, declaration, answers in _columns(f"field_{number}", field):
            given[name] = answers
            declared.append(f"    {name} = {declaration}")
    app = folder / "page"
    app.mkdir(parents=True)
    (folder / "_static").mkdir()
    (folder / "settings.py").write_text(_SETTINGS)
    written = _APP.format(rounds=_ROUNDS, fields="\n".join(declared), names=list(given))
    (app / "__init__.py").write_text(written)
    (app / "Ask.html").write_text(_TEMPLATE)
    return given


def _columns(name: str, field: Field) -> list[tuple[str, str, list[str]]]:
    """A widget of ours as oTree fields: multiple choice becomes a checkbox per option."""
    label = f"label={field.label!r}"
    if field.several:
        return [
            (f"{name}_{n}", f"models.BooleanField(label={option!r}, blank=True)", ["1", ""])
            for n, option in enumerate(field.options)
        ]
    if field.options:
        choices = f"choices={list(field.options)!r}"
        return [(name, f"models.StringField({label}, {choices})", list(field.options))]
    return [(name, f"models.LongStringField({label}, blank=True)", ["Some words", "Others"])]


def _new_session(server: Started) -> list[str]:
    """Create a session, and return its participants' codes."""
    with httpx.Client(
        base_url=server.url, headers={"otree-rest-key": _REST_KEY}, timeout=60
    ) as client:
        asked = {"session_config_name": "page", "num_participants": PEOPLE}
        made = client.post("/api/sessions", json=asked).raise_for_status().json()
        session = client.post(f"/api/get_session/{made['code']}", json={}).raise_for_status()
        return [participant["code"] for participant in session.json()["participants"]]


async def _submit_page_after_page(
    server: Started, code: str, given: dict[str, list[str]], rng: Random, tally: Tally
) -> None:
    async with httpx.AsyncClient(
        base_url=server.url, verify=False, follow_redirects=True, timeout=60
    ) as browser:
        page = (await browser.get(f"/InitializeParticipant/{code}")).raise_for_status()
        while True:
            await asyncio.sleep(rng.expovariate(1 / THINK_SECONDS))
            form = {name: rng.choice(answers) for name, answers in given.items()}
            began = asyncio.get_running_loop().time()
            before = page.url
            page = await browser.post(before, data=dict(_HIDDEN.findall(page.text)) | form)
            if page.raise_for_status().url == before:
                raise RuntimeError(f"oTree did not go on: {page.text[-500:]}")
            tally.saves.append(asyncio.get_running_loop().time() - began)
