"""What every browser test starts from: rendered sites, and pages of one browser."""

import functools
import http.server
import shutil
import threading

import pytest
from playwright.sync_api import sync_playwright

import sites
import tools
from looking import listen
from rendering import render


@pytest.fixture(scope="session")
def site(shared_folder):
    """Gives the folder of a rendered site by its name in sites.SITES, or TEN_THOUSAND; each is rendered once."""

    @functools.cache
    def rendered(name):
        def fill(folder):
            render(*sites.source(name, folder), "--output", folder / "site", status=name in sites.WITH_ERRORS)

        return shared_folder(name, fill) / "site"

    return rendered


@pytest.fixture(scope="session")
def single(shared_folder):
    """Gives the board of a portal as one file, by the portal's id and its site; alone in its folder."""

    @functools.cache
    def rendered(portal, site_name="examples"):
        def fill(folder):
            file = folder / "single/board.html"
            file.parent.mkdir()
            source = sites.source(site_name, folder)
            render(*source, "--portal", portal, "--single", file, status=site_name in sites.WITH_ERRORS)

        return shared_folder(f"single-{portal}", fill) / "single/board.html"

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
        # Portals link to the web, and no test leaves the machine.
        page.context.route(lambda url: ".example/" in url or ".app/" in url, lambda route: route.fulfill(body="Away"))
        if hear:
            listen(page, hear)
        page.goto(file if isinstance(file, str) else file.as_uri())
        return page

    yield opened
    for page in pages:
        page.context.close()


@pytest.fixture
def open_preview(site, open_page):
    """Opens the preview of a portal in one of the sites."""

    def opened(portal, width=1280, site_name="examples", **options):
        return open_page(site(site_name) / portal.id / "preview.html", width, **options)

    return opened


@pytest.fixture(scope="session")
def server(site, tmp_path_factory):
    """The address of the example site, somewhere on a plain web server."""
    folder = tmp_path_factory.mktemp("server")
    shutil.copytree(site("examples"), folder / "some/where")

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=folder)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/some/where"
        server.shutdown()
