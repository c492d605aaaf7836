"""The page of a plan, made by the real command of what a real sandbox holds."""

import json
import os
import shutil
import subprocess
import urllib.request

import pytest

import tools
from looking import covered, overflowing, violations

#: What is edited in the workspace after a pull: file, old text, new text.
EDITS = [
    ("fern-and-field.yaml", "slug: fern-and-field", "slug: fern-field"),
    ("fern-and-field.yaml", "features:\n", "features:\n  orderCancel: false\n"),
    ("fern-and-field.yaml", "  logoId: null", "  # logoId: null"),
    ("fern-and-field.yaml", 'colors: {primary: "86b59b"', 'colors: {primary: "3f7d5c"'),
    ("fern-and-field.yaml", "    refundPolicy: null", "    refundPolicy: https://fernandfield.example/refunds"),
    ("fern-and-field.yaml", "x-portico:\n", "x-portico:\n  logo: logos/acme.png\n"),
    ("acme.yaml", "https://acme.example/privacy", "https://acme.example/privacy-2026"),
    ("ode-audio.yaml", "status: active", "status: inactive"),
]
#: With these besides, more than five portals change.
MANY = [
    (name, "name: ", "name: New ")
    for name in ("kestrel.yaml", "quarry.yaml", "pebble.yaml", "northern-lakes.yaml", "tallow-and-wick.yml")
]


@pytest.fixture(scope="session")
def plan(shared_folder):
    """Gives the page of a plan; of many portals if asked for."""

    def made(many=False):
        name, edits = ("plan-many", EDITS + MANY) if many else ("plan", EDITS)
        return shared_folder(name, lambda folder: make(folder, edits)) / "plan.html"

    return made


def make(folder, edits):
    examples = tools.ROOT / "examples/storefronts"
    shutil.copytree(examples, folder / "mine", ignore=shutil.ignore_patterns("site"))
    command = [tools.portico(), "sandbox", "--format", "json", "--port", "0", "--seed", examples]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as sandbox:
        try:
            service = json.loads(sandbox.stdout.readline())["rebilly"]
            variables = {
                "PORTICO_REBILLY_BASE_URL": service["baseURL"],
                "PORTICO_REBILLY_ORGANIZATION_ID": service["organizationId"],
                "PORTICO_REBILLY_API_KEY": service["apiKey"],
            }
            portico(folder, variables, "pull")
            for name, old, new in edits:
                file = folder / "mine/portals" / name
                text = file.read_text()
                assert old in text, f"{name}: {old}"
                file.write_text(text.replace(old, new, 1))
            (folder / "mine/portals/juniper.yaml").write_text("name: Juniper Dental\nslug: juniper\nwebsiteId: juniper\n")
            change(service, "voltline", "ffd400", "f2a900")
            portico(folder, variables, "plan", "--format", "html", "--output", "plan.html")
        finally:
            sandbox.terminate()


def portico(folder, variables, *arguments):
    result = subprocess.run([tools.portico(), *arguments, "--workspace", "mine"], cwd=folder, text=True,
                            env={**os.environ, **variables}, capture_output=True, timeout=120)  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr


def change(service, portal, old, new):
    """Somebody changes a portal at the service."""
    url = f"{service['baseURL']}/billing-portals/{portal}"
    headers = {"REB-APIKEY": service["apiKey"], "Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
        body = answer.read().decode().replace(old, new)
    urllib.request.urlopen(urllib.request.Request(url, body.encode(), headers, method="PUT")).close()


@pytest.mark.sampled(3)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 768, 1280])
@pytest.mark.parametrize("many", [False, True], ids=["few", "many"])
def test_everybody_can_use_it(many, width, scheme, open_page, plan):
    heard = []
    page = open_page(plan(many), width, hear=heard.append, color_scheme=scheme)
    scroll_through(page)
    assert violations(page) == []
    assert overflowing(page) == []
    assert covered(page) == []
    assert [words for words in heard if "about:srcdoc" not in words] == [f"request: {page.url}"]
    assert page.locator("script").count() == 0


@pytest.mark.parametrize("width", [375, 1280])
def test_frames_show_the_screens_before_and_after(width, open_page, plan):
    page = open_page(plan(), width)
    fern = section(page, "Fern & Field billing")
    overview, order = fern.locator(".pair").all()
    assert overview.locator("h3").inner_text().startswith("Overview, and ")
    now, after = inside(overview)
    assert (now.locator(".wordmark").count(), now.locator(".logo").count()) == (1, 0)
    assert (after.locator(".wordmark").count(), after.locator(".logo").count()) == (0, 1)
    assert [frame.evaluate("innerWidth") for frame in (now, after)] == [width, width]
    now, after = inside(order)
    assert now.locator("a[href='#cancel-order']").get_attribute("data-portico-mark") == "3"
    assert after.locator("a[href='#cancel-order']").count() == 0
    gone = fern.locator("details.pairs")
    assert gone.locator("summary").inner_text() == "2 screens no longer exist: Cancel order, Order cancelled"
    gone.locator("summary").click()
    assert gone.locator("iframe:visible").count() == 1 and "No such screen" in gone.inner_text()


@pytest.mark.parametrize("width", [375, 1280])
def test_frames_fill_their_boxes(width, open_page, plan):
    page = open_page(plan(), width)
    scroll_through(page)
    sizes = page.locator(".frame:has(iframe):visible").evaluate_all("""boxes => boxes.map(box => {
        const frame = box.firstElementChild.getBoundingClientRect();
        return Math.abs(frame.width - box.getBoundingClientRect().width);
    })""")
    assert sizes and max(sizes) < 1


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_folded_pairs_open(scripts, open_page, plan):
    page = open_page(plan(many=True), 1280, java_script_enabled=scripts)
    acme = section(page, "Acme billing (EU)")
    assert acme.locator("iframe").first.is_visible() is False
    acme.locator("summary").first.click()
    assert acme.locator("iframe").first.is_visible()
    now, _ = inside(acme)
    assert now.locator("[data-screen]").count() == 1
    # What needs allowing is open.
    assert section(page, "Ode Audio – listeners").locator("iframe").first.is_visible()


@pytest.mark.parametrize("device, width", [("tablet", 768), ("phone", 375)])
def test_the_switch_sets_the_width_of_every_frame(device, width, open_page, plan):
    page = open_page(plan(), 1280, java_script_enabled=False)
    page.locator(f".wide label:has([value={device}])").click()
    frames = inside(section(page, "Fern & Field billing"))
    assert {frame.evaluate("innerWidth") for frame in frames[:2]} == {width}


def test_links_of_the_table_lead_to_the_portals(open_page, plan):
    page = open_page(plan())
    for link in page.locator(".changes a, .notice a").all():
        target = page.locator(link.get_attribute("href"))
        assert target.locator("h2").inner_text() == link.inner_text()


def test_paper_has_no_switches_and_opens_lists(open_page, plan):
    page = open_page(plan(many=True), 794)
    page.emulate_media(media="print")
    assert not page.locator(".bar").is_visible() and not page.locator(".view").is_visible()
    assert page.locator(".fold.list > p").first.is_visible()
    assert not page.locator(".fold.pairs iframe").first.is_visible()
    assert overflowing(page) == []


def section(page, title):
    return page.locator(f'section.portal:has(h2 bdi:text-is("{title}"))')


def inside(place):
    """The pages in the frames of a place, once they are loaded."""
    frames = []
    for frame in place.locator("iframe:visible").all():
        frame.scroll_into_view_if_needed()
        content = frame.element_handle().content_frame()
        content.wait_for_selector("[data-screen]")
        frames.append(content)
    return frames


def scroll_through(page):
    """Brings every frame into view, so that it loads."""
    for frame in page.locator("iframe:visible").all():
        frame.scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, 0)")
