"""Boards say what is the matter with a portal, lead on, and can be read without style."""

import pytest

from looking import follow
from sites import SITES

SECTIONS = ["Screens", "Problems", "Colours", "Colour blindness", "Features", "Links"]


def test_an_inactive_portal_says_so_and_begins_with_not_found(site, open_page):
    page = open_page(site("examples") / "tallow-and-wick/index.html")
    assert page.locator(".strip").inner_text().startswith("This portal is inactive.")
    assert page.locator(".badges").inner_text() == "Inactive"
    assert page.locator("#screen-list a").first.get_attribute("href") == "preview.html#not-found"
    assert page.locator("#screen-list [aria-current]").get_attribute("href") == "preview.html#not-found"
    assert page.frames[1].locator("[data-screen]:visible").get_attribute("id") == "not-found"


def test_an_active_portal_has_no_banner(site, open_page):
    page = open_page(site("examples") / "acme/index.html")
    assert page.locator(".strip").count() == 0
    assert page.frames[1].locator("[data-screen]:visible").get_attribute("id") == "overview"


@pytest.mark.parametrize("name", SITES["states"].unreadable)
def test_an_unreadable_file_has_its_head_and_its_problems_alone(name, site, open_page):
    page = open_page(site("states") / name.removesuffix(".yaml") / "index.html")
    assert page.locator("h1").inner_text() == name.removesuffix(".yaml")
    assert page.locator("h2").all_inner_texts() == ["Problems"]
    assert page.locator("iframe, script, .tabs a").count() == 0
    assert page.locator(".problems li").count() == 1
    assert page.locator(".place").inner_text().startswith(f"portals/{name}")


def test_the_counts_in_the_head_lead_to_the_problems(site, open_page):
    page = open_page(site("states") / "errors/index.html")
    kinds = page.locator(".problems .badge").all_inner_texts()
    for badge, kind in zip(page.locator(".badges a").all(), ["Error", "Warning"], strict=True):
        assert badge.inner_text().split()[0] == str(kinds.count(kind))
        follow(page, badge)
        assert page.evaluate("location.hash") == "#problems"
        page.evaluate("scrollTo(0, 0)")


def test_the_docs_show_the_same_counts_and_lead_to_the_problems(site, open_page):
    page = open_page(site("states") / "errors/index.html")
    counts = page.locator(".badges").inner_text()
    follow(page, page.locator(".tabs a", has_text="Docs"))
    assert page.locator(".badges").inner_text() == counts
    follow(page, page.locator(".badges a").first)
    assert page.url.endswith("errors/index.html#problems")


def test_the_preview_opens_in_a_new_tab(site, open_page):
    page = open_page(site("examples") / "acme/index.html")
    with page.context.expect_page() as opened:
        page.locator(".tabs a", has_text="Preview").click()
    assert opened.value.url.endswith("/acme/preview.html")


@pytest.mark.parametrize("path", ["index.html", "docs.html", "fern-and-field/index.html", "fern-and-field/docs.html"])
def test_the_first_tab_skips_to_the_content(path, site, open_page):
    page = open_page(site("examples") / path)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') != null")


def test_a_board_reads_in_order_without_style(site, open_page):
    page = open_page(site("examples") / "fern-and-field/index.html", java_script_enabled=False)
    page.evaluate("document.querySelectorAll('style').forEach(style => style.remove())")
    sections = [*SECTIONS, "Notes"]
    assert page.locator("h1, h2").all_inner_texts() == ["Fern & Field billing", *sections]
    text = page.locator("main").inner_text()
    places = [text.index(f"\n{section}\n") for section in sections]
    assert places == sorted(places)
    frame = page.locator("iframe").bounding_box()
    assert (frame["width"] >= 1280, frame["height"] >= 800) == (True, True)
    page.locator("summary").click()
    page.locator('#screen-list a[href="preview.html#invoices"]').click()
    page.frames[1].wait_for_url("**/preview.html#invoices")


def test_a_gallery_reads_in_order_without_style(site, open_page):
    page = open_page(site("states") / "index.html", java_script_enabled=False)
    page.evaluate("document.querySelectorAll('style').forEach(style => style.remove())")
    assert page.locator("h1").inner_text() == "Portals"
    assert page.locator("#find").is_hidden()
    site = SITES["states"]
    assert page.locator("h2:visible").count() == len(site.portals) + len(site.unreadable) + len(site.alone)
