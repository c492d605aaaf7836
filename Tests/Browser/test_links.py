"""Every link of the site leads somewhere, and what belongs together can be reached."""

import html.parser
import pathlib
import urllib.parse

import pytest

import many
from sites import SITES, TEN_THOUSAND

every_site = pytest.mark.parametrize("site_name", SITES)


class Links(html.parser.HTMLParser):
    """The links and the ids of a page."""

    def __init__(self, file):
        super().__init__()
        self.folder = file.parent
        self.links, self.ids, self.rel = [], set(), {}
        self.is_form = False
        self.feed(file.read_text())

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.ids.add(attributes.get("id"))
        # What stands in a template is filled by a script before it shows.
        self.is_form = self.is_form or tag == "template"
        if tag == "a" and not self.is_form:
            self.links.append(attributes["href"])
            self.rel[attributes.get("rel")] = attributes["href"]

    def handle_endtag(self, tag):
        self.is_form = self.is_form and tag != "template"

    @property
    def files(self):
        """The files that the links lead to, but for those on the page itself."""
        paths = [urllib.parse.urlsplit(link).path for link in self.links if not is_outside(link)]
        return {self.folder / urllib.parse.unquote(path) for path in paths if path}


@every_site
def test_every_link_leads_to_a_file_and_a_place_in_it(site_name, site):
    root = site(site_name).resolve()
    pages = {file: Links(file) for file in root.rglob("*.html")}
    lost = []
    for file, page in pages.items():
        for link in filter(lambda link: not is_outside(link), page.links):
            address = urllib.parse.urlsplit(link)
            target = (file.parent / urllib.parse.unquote(address.path)).resolve() if address.path else file
            if not target.is_file() or address.fragment and address.fragment not in pages[target].ids:
                lost.append(f"{file.relative_to(root)}: {link}")
    assert lost == []


def test_the_gallery_leads_to_every_board_and_each_board_to_its_pages(site):
    root = site("examples")
    boards = Links(root / "index.html").files
    for portal in SITES["examples"].portals:
        folder = root / portal.id
        assert folder / "index.html" in boards
        names = ("../index.html", "docs.html", "preview.html", "portal.md")
        assert {folder / name for name in names} <= Links(folder / "index.html").files
        assert {folder / name for name in names} - {folder / "docs.html"} <= Links(folder / "docs.html").files


def test_the_docs_of_all_lead_to_the_docs_of_each(site):
    root = site("examples")
    assert {root / f"{portal}/docs.html" for portal in SITES["examples"].portals} <= Links(root / "docs.html").files


def test_the_pages_of_a_gallery_lead_from_the_first_to_the_last_and_back(site):
    root = site(TEN_THOUSAND)
    names = ["index.html", *(f"page-{number}.html" for number in range(2, many.PAGE_COUNT + 1))]
    assert {page.name for page in root.glob("*.html")} == {*names, "docs.html"}
    for place, name in enumerate(names):
        page = Links(root / name)
        assert page.rel.get("prev") == (names[place - 1] if place > 0 else None)
        assert page.rel.get("next") == (names[place + 1] if place + 1 < len(names) else None)
        boards = [link for link in page.links if link.endswith("/index.html")]
        rows = many.ROWS[place * many.PAGE_SIZE : (place + 1) * many.PAGE_SIZE]
        assert boards == [f"{row.id}/index.html" for row in rows if row.kind != "alone"]


def is_outside(link):
    return bool(urllib.parse.urlsplit(link).scheme)
