import httpx
from pathlib import Path
from playwright.sync_api import expect
from tests.browser.conftest import settled
from tests.browser.leading import next_button
from tests.http.conftest import sheets
from tests.server import HOST_KEY
OUT = Path("/tmp/shots")
def test_shots(people, server):
    for lang in ("en", "de", "es", "fr"):
        made = httpx.post(f"{server.url}/api/cohorts", json={"title": "Frühling 2026", "min_group": 3, "language": lang}, headers={"Authorization": f"Bearer {HOST_KEY}"}).json()
        code, key = made["code"].replace("-", ""), made["facilitator_key"]
        auth = {"Authorization": f"Bearer {key}"}
        assert httpx.post(f"{server.url}/api/cohorts/{code}/responses", content=sheets(20), headers=auth).status_code == 201
        laptop = people.at(1280, 800, locale="en-US")
        laptop.goto(f"/facilitate/{key}"); settled(laptop)
        phone = people.at(390, 844, locale="en-US")
        phone.goto(f"/join/{code}"); settled(phone)
        for n in range(2):
            laptop.wait_for_timeout(2200)
            said = next_button(laptop).inner_text()
            next_button(laptop).click()
            expect(next_button(laptop).filter(has_text=said)).to_have_count(0, timeout=60000)
            settled(laptop)
        stage = laptop.context.new_page(); stage.goto(f"/stage?code={code}")
        expect(stage.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=60000)
        phone.goto("/roles"); settled(phone)
        for b in phone.locator("[class*='st-key-quiz-']").all()[:2]:
            b.locator("button[data-variant]").first.click(); settled(phone)
        for w, h in ((390, 844), (1280, 800)):
            for name, page, path in (("home", phone, "/"), ("roles", phone, "/roles"), ("plan", phone, "/plan"), ("stage", stage, None), ("run", laptop, None), ("report", laptop.context.new_page(), f"/api/cohorts/{code}/report.html")):
                page.set_viewport_size({"width": w, "height": h})
                if path: page.goto(path)
                if name != "report": settled(page)
                page.wait_for_timeout(700)
                page.screenshot(path=OUT / f"{lang}-{w}-{name}.png")
