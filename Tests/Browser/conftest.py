"""What every browser test starts from: rendered sites, and pages of one browser."""

import functools
import subprocess

import pytest
from playwright.sync_api import sync_playwright

import tools
import workspaces
from looking import listen


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Gives the folder of a rendered site by its name in workspaces.SITES; each is rendered once."""

    @functools.cache
    def rendered(name):
        folder = tmp_path_factory.mktemp(name)
        source = tools.ROOT / "examples/storefronts"
        if name != "examples":
            source = workspaces.write(workspaces.SITES[name], folder / "workspace")
        output = folder / "site"
        command = [tools.portico(), "render", "--workspace", source, "--output", output]
        result = subprocess.run(command, capture_output=True, text=True, timeout=120)
        if result.returncode != 0:
            pytest.fail(f"render ended with {result.returncode}\n{result.stdout}{result.stderr}", pytrace=False)
        return output

    return rendered


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=tools.chromium(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser):
    """Opens a file in a window of a given width, at rest: nothing moves, so that nothing has to be waited for."""
    pages = []

    def opened(file, width=1280, hear=None, **options):
        page = browser.new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce", **options)
        pages.append(page)
        page.set_default_timeout(10_000)
        if hear:
            listen(page, hear)
        page.goto(file.as_uri())
        return page

    yield opened
    for page in pages:
        page.close()


@pytest.fixture
def open_preview(site, open_page):
    """Opens the preview of a portal in one of the sites."""

    def opened(portal, width=1280, site_name="examples", **options):
        return open_page(site(site_name) / portal.id / "preview.html", width, **options)

    return opened
