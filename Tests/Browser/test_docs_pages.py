"""Docs are pages to read: with a table of contents, headings to link to, and tables that say what belongs to what."""

import pytest

from looking import follow
from sites import SITES
from workspaces import EXAMPLES

every_example = pytest.mark.parametrize("portal", EXAMPLES, ids=str)


@pytest.mark.sampled(5)
@every_example
def test_the_contents_name_every_chapter_and_lead_to_it(portal, site, open_page):
    page = open_page(site("examples") / portal.id / "docs.html")
    chapters = page.locator(".prose h2")
    contents = page.locator(".contents a")
    assert contents.all_inner_texts() == chapters.all_inner_texts()
    assert contents.count() > 3
    for link, chapter in zip(contents.all(), chapters.all(), strict=True):
        follow(page, link)
        assert page.evaluate("document.querySelector(':target').closest('h2').textContent") == chapter.inner_text()
        box = chapter.bounding_box()
        assert 0 <= box["y"] < 800


def test_every_heading_links_to_itself(site, open_page):
    page = open_page(site("states") / "inactive/docs.html")
    for heading in page.locator(".prose :is(h2, h3, h4, h5, h6)").all():
        anchor = heading.locator("a[id]").first
        assert anchor.get_attribute("href") == f"#{anchor.get_attribute('id')}"
    ids = page.locator("[id]").evaluate_all("elements => elements.map(element => element.id)")
    assert sorted(ids) == sorted(set(ids))


@every_example
def test_the_page_says_what_the_markdown_says(portal, site, open_page):
    folder = site("examples") / portal.id
    page = open_page(folder / "docs.html")
    chapters = [line[3:] for line in (folder / "portal.md").read_text().splitlines() if line.startswith("## ")]
    assert page.locator(".prose h2").all_inner_texts() == chapters


def test_both_tables_have_a_row_for_every_portal(site, open_page):
    page = open_page(site("examples") / "docs.html")
    portals, features = page.locator("table").all()
    for table in (portals, features):
        assert table.locator("tbody th[scope=row]").all_inner_texts() == [portal.body["name"] for portal in EXAMPLES]
        columns = table.locator("thead th[scope=col]").count()
        assert table.locator("tbody td").count() == (columns - 1) * len(EXAMPLES)
        assert table.locator("tr").count() == len(EXAMPLES) + 1


def test_the_status_of_every_portal_stands_in_the_table(site, open_page):
    page = open_page(site("examples") / "docs.html")
    status = page.locator("table").first.locator("tbody td:last-child").all_inner_texts()
    assert status == [portal.body.get("status", "active").capitalize() for portal in EXAMPLES]


def test_the_matrix_says_yes_and_no_in_words(site, open_page):
    page = open_page(site("examples") / "docs.html")
    table = page.locator("table").last
    names = [
        "authenticateWithPassword", "orderCancel", "orderAddressEdit",
        "paymentInstrumentAdd", "paymentInstrumentUpdate", "paymentInstrumentDeactivate",
    ]  # fmt: skip
    for row, portal in zip(table.locator("tbody tr").all(), EXAMPLES, strict=True):
        features = portal.body.get("features") or {}
        words = ["No" if features.get(name) is False else "Yes" for name in names]
        assert row.locator("td").all_inner_texts() == words


@pytest.mark.parametrize("width", [320, 375])
def test_a_wide_table_scrolls_by_itself_and_by_keyboard(width, site, open_page):
    page = open_page(site("examples") / "docs.html", width)
    for box in page.locator(".table-box").all():
        assert box.evaluate("box => box.scrollWidth > box.clientWidth")
        box.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("box => box.scrollLeft > 0", arg=box.element_handle())


def test_without_portals_the_docs_say_how_to_begin(site, open_page):
    page = open_page(site("none") / "docs.html")
    assert page.locator("table, .contents").count() == 0
    assert "portico init" in page.locator("main").inner_text()


@pytest.mark.parametrize("site_name", ["states", "long-names"])
def test_the_docs_of_all_list_the_portals_that_have_docs(site_name, site, open_page):
    page = open_page(site(site_name) / "docs.html")
    links = page.locator("table").first.locator("tbody th a").all()
    folders = [link.get_attribute("href").removesuffix("/docs.html") for link in links]
    assert sorted(folders) == sorted(portal.id for portal in SITES[site_name].portals)
