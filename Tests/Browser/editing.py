"""A `portico serve` with a workspace that tests may change, and how its editor is used."""

import base64
import contextlib
import json
import os
import signal
import socket
import subprocess
import time

import pytest
from playwright.sync_api import expect

import tools

PORTAL = """\
# Owned by the EU team.
name: "Fern & Field billing"   # internal
slug: fern-and-field
websiteId: fern-main

features:
  paymentInstrumentDeactivate: false # agreed in May
customization:
  colors:
    primary: "86b59b"
    secondary: f5eee3
  links:
    termsOfService: https://fernandfield.example/terms
    privacyPolicy: https://fernandfield.example/privacy
x-portico:
  website:
    name: Fern & Field
    supportEmail: hello@fernandfield.example
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="148" height="32"><rect width="148" height="32" fill="#143"/></svg>'
GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
PRIMARY = "#editor-field-customization\\.colors\\.primary"
TERMS = "#editor-field-customization\\.links\\.termsOfService"
REFUND = "#editor-field-customization\\.links\\.refundPolicy"
CANCEL = "#editor-field-features\\.orderCancel"


class Served:
    """A workspace and the server that shows it."""

    def __init__(self, folder):
        self.folder = folder
        self.file = folder / "portals/fern-and-field.yaml"
        self.file.parent.mkdir(parents=True)
        self.file.write_text(PORTAL)
        (folder / "portico.yaml").write_text("output: site\n")
        (folder / "portals/other.yaml").write_text("name: Other\nslug: other-portal\nwebsiteId: other\n")
        self.process = None
        self.url = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def start(self, *arguments):
        environment = os.environ | {"XDG_STATE_HOME": str(self.folder / "state"), "HOME": str(self.folder)}
        command = [tools.portico(), "serve", "--workspace", self.folder, "--format", "json", "--port", str(self.port), *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        line = self.process.stdout.readline()
        assert line, self.process.communicate(timeout=10)
        self.announced = json.loads(line)
        self.url = next(value for value in self.announced.values() if isinstance(value, str) and "token=" in value)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(10)
        if self.process:
            self.process.stdout.close()
            self.process.stderr.close()

    @property
    def board(self):
        """The address of the board, with the token."""
        start, token = self.url.split("?")
        return f"{start}fern-and-field/?{token}"

    def text(self):
        return self.file.read_text()


@contextlib.contextmanager
def serving(folder, *arguments):
    served = Served(folder)
    served.start(*arguments)
    try:
        yield served
    finally:
        served.stop()


@pytest.fixture
def served(tmp_path):
    with serving(tmp_path / "workspace") as served:
        yield served


@pytest.fixture
def open_board(served, open_page):
    def opened(width=1280, **options):
        page = open_page(served.board, width, **options)
        ready(page)
        return page

    return opened


@pytest.fixture
def page(open_board):
    return open_board()


def ready(page):
    """Waits until the editor and the frame are there."""
    expect(page.locator("#editor-state")).not_to_be_empty()
    expect(page.frame_locator("iframe[name=preview]").locator("body")).to_be_attached()
    expect(page.locator("#editor-screen option").first).to_be_attached()


def open_section(page, name):
    page.evaluate("name => { document.querySelector(`[data-section=${name}]`).open = true; }", name)


def state(page, text):
    expect(page.locator("#editor-state")).to_have_text(text)


def wait_painted(page, color):
    """Waits until buttons of the preview have a colour; the page's policy forbids what Playwright waits with."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        found = page.evaluate("""() => {
            const shown = document.querySelector('iframe[name=preview]').contentDocument;
            const button = shown?.querySelector('.button.primary');
            return button && getComputedStyle(button).backgroundColor;
        }""")
        if found == color:
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"{found} is painted, not {color}")


def drop(page, name, content, media_type):
    """Drops a file onto the page, as a person does anywhere on it."""
    drop_all(page, (name, content, media_type))


def drop_all(page, *files):
    """Drops files, each a name, a text or bytes, and a media type."""
    files = [[name, list(content.encode() if isinstance(content, str) else content), kind] for name, content, kind in files]
    data = page.evaluate_handle("""files => {
        const transfer = new DataTransfer();
        for (const [name, bytes, type] of files) transfer.items.add(new File([new Uint8Array(bytes)], name, {type}));
        return transfer;
    }""", files)
    for event in ["dragenter", "dragover", "drop"]:
        page.dispatch_event("main", event, {"dataTransfer": data})
