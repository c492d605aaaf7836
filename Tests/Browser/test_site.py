"""The site's pages for reviewers in each of their states, and the HTML of all pages."""

import json
import subprocess

import pytest

import many
import tools
from keyboard import tab_through
from looking import covered, overflowing, violations
from sites import SITES, TEN_THOUSAND

#: Every kind of page for reviewers, in the states that look different: the site, and the file in it.
PAGES = {
    "gallery": ("examples", "index.html"),
    "gallery-none": ("none", "index.html"),
    "gallery-one": ("one", "index.html"),
    "gallery-states": ("states", "index.html"),
    "gallery-long-names": ("long-names", "index.html"),
    "gallery-last-page": (TEN_THOUSAND, f"page-{many.PAGE_COUNT}.html"),
    "board": ("examples", "fern-and-field/index.html"),
    "board-no-problems": ("examples", "pebble/index.html"),
    "board-errors": ("states", "errors/index.html"),
    "board-inactive": ("states", "inactive/index.html"),
    "board-unreadable": ("states", "broken/index.html"),
    "board-long-names": ("long-names", "long/index.html"),
    "board-right-to-left": ("long-names", "right-to-left/index.html"),
    "board-pale": ("colors", "ffffff-on-ffffff/index.html"),
    "docs": ("examples", "fern-and-field/docs.html"),
    "docs-inactive": ("states", "inactive/docs.html"),
    "docs-long-names": ("long-names", "long/docs.html"),
    "docs-right-to-left": ("long-names", "right-to-left/docs.html"),
    "all-docs": ("examples", "docs.html"),
    "all-docs-none": ("none", "docs.html"),
    "all-docs-long-names": ("long-names", "docs.html"),
}
WIDTHS = [320, 375, 768, 1440]
#: What remains of a window that is magnified to 200%: of 1280, 1440 and 1920 pixels.
MAGNIFIED = [640, 720, 960]

#: What the Nu checker may say: its CSS is that of 2020, and axe and the pictures look at the style. No more than that.
OUTDATED = "CSS: .*"

every_page = pytest.mark.parametrize("name", PAGES)
every_site = pytest.mark.parametrize("site_name", SITES)


@pytest.fixture
def open_named(site, open_page):
    """Opens a page by its name in PAGES."""

    def opened(name, *arguments, **options):
        site_name, file = PAGES[name]
        return open_page(site(site_name) / file, *arguments, **options)

    return opened


@every_site
def test_exactly_the_expected_pages_exist(site_name, site):
    root = site(site_name)
    assert {str(page.relative_to(root)) for page in root.rglob("*.html")} == SITES[site_name].pages


@pytest.mark.sampled(5)
@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(name, scheme, open_named):
    assert at_every_width(open_named(name, color_scheme=scheme), WIDTHS, violations) == {}


@every_page
def test_nothing_scrolls_sideways(name, open_named):
    assert at_every_width(open_named(name), WIDTHS + MAGNIFIED, overflowing) == {}


@pytest.mark.sampled(4)
@every_page
@pytest.mark.parametrize("width", [375, 1440])
def test_tab_reaches_everything_and_shows_where_it_is(name, width, open_named):
    stops, reached, unmarked = tab_through(open_named(name, width))
    assert stops
    assert reached == stops
    assert unmarked == []


@pytest.mark.sampled(2)
@every_page
def test_the_mouse_reaches_everything(name, open_named):
    assert at_every_width(open_named(name), WIDTHS, covered) == {}


@every_page
def test_a_page_says_nothing_and_asks_for_its_preview_alone(name, open_named):
    heard = []
    page = open_named(name, hear=heard.append)
    frames = [f"request: {page.url.replace('index.html', 'preview.html')}"] * page.locator("iframe").count()
    assert [words.partition("#")[0] for words in heard] == [f"request: {page.url}", *frames]


def test_the_nu_checker_finds_nothing(site):
    pages = [page for name in SITES for page in sorted(site(name).rglob("*.html"))]
    pages += [site(TEN_THOUSAND) / name for name in ("index.html", "page-2.html")]
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--no-langdetect"]
    # Within the few seconds that it runs, optimising it takes longer than it saves.
    command = [tools.java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", tools.nu_checker(), *options]
    command += ["--filterpattern", OUTDATED, *pages]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert result.returncode == 0, result.stderr
    messages = json.loads(result.stdout)["messages"]
    assert [f"{m['url']}:{m.get('lastLine')}: {m['type']}: {m['message']}" for m in messages] == []


def at_every_width(page, widths, look):
    """What a look at a page finds, by the width of its window, where it finds something."""
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        if problems := look(page):
            found[width] = problems
    return found
