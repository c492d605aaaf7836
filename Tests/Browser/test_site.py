"""The site's other pages, made for reviewers, and the HTML of all pages."""

import json
import pathlib
import subprocess
import urllib.parse

import pytest

import tools
from looking import links, overflowing, tab_through, violations
from workspaces import SITES

#: The pages of every site. Pages that come later (boards, docs) belong here as well, and the first test insists on it.
PAGES = ["index.html"]

#: What the Nu checker may say: its CSS is that of 2020, and axe and the pictures look at the style. No more than that.
OUTDATED = "CSS: .*"

every_page = pytest.mark.parametrize("name", PAGES)
every_site = pytest.mark.parametrize("site_name", SITES)


@every_site
def test_every_page_is_looked_at(site_name, site):
    root = site(site_name)
    pages = {str(page.relative_to(root)) for page in root.rglob("*.html")}
    assert pages == {*PAGES, *(f"{portal}/preview.html" for portal in SITES[site_name])}


@every_site
@every_page
@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(site_name, name, width, scheme, site, open_page):
    page = open_page(site(site_name) / name, width, color_scheme=scheme)
    assert violations(page) == []


@every_site
@every_page
def test_nothing_scrolls_sideways(site_name, name, site, open_page):
    assert overflowing(open_page(site(site_name) / name, 320)) == []


@every_page
def test_tab_reaches_everything_and_shows_where_it_is(name, site, open_page):
    stops, reached, unmarked = tab_through(open_page(site("examples") / name))
    assert stops
    assert reached == stops
    assert unmarked == []


@every_page
def test_a_page_says_and_asks_nothing(name, site, open_page):
    heard = []
    page = open_page(site("examples") / name, hear=heard.append)
    assert heard == [f"request: {page.url}"]


@every_page
def test_every_link_leads_to_a_file(name, site, open_page):
    page = open_page(site("examples") / name)
    inside = [link for link in links(page) if not urllib.parse.urlsplit(link).scheme]
    assert [link for link in inside if not target(page, link).is_file()] == []


def test_the_gallery_leads_to_every_preview(site, open_page):
    gallery = site("examples") / "index.html"
    page = open_page(gallery)
    found = {target(page, link) for link in links(page)}
    assert {gallery.parent / str(portal) / "preview.html" for portal in SITES["examples"]} <= found


def test_the_nu_checker_finds_nothing(site):
    pages = [page for name in SITES for page in sorted(site(name).rglob("*.html"))]
    assert pages
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--no-langdetect"]
    command = [tools.java(), "-jar", tools.nu_checker(), *options, "--filterpattern", OUTDATED, *pages]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert result.returncode == 0, result.stderr
    messages = json.loads(result.stdout)["messages"]
    assert [f"{m['url']}:{m.get('lastLine')}: {m['type']}: {m['message']}" for m in messages] == []


def target(page, link):
    """The file that a link on a page leads to."""
    address = urllib.parse.urlsplit(urllib.parse.urljoin(page.url, link))
    return pathlib.Path(urllib.parse.unquote(address.path))
