"""Pages can be printed: all text is on the paper, in ink on white, and no control is."""

import pytest

import many
from looking import overflowing
from sites import TEN_THOUSAND

PAGES = {
    "gallery": ("examples", "index.html"),
    "gallery-last-page": (TEN_THOUSAND, f"page-{many.PAGE_COUNT}.html"),
    "board": ("examples", "fern-and-field/index.html"),
    "board-inactive": ("states", "inactive/index.html"),
    "board-unreadable": ("states", "broken/index.html"),
    "board-long-names": ("long-names", "long/index.html"),
    "docs": ("examples", "fern-and-field/docs.html"),
    "all-docs": ("examples", "docs.html"),
}
#: What nobody can use on paper.
CONTROLS = "input, button, select, summary, .skip, .tabs a:not([aria-current]), .pager a, .find"
#: The texts that serve controls.
LEFT_OUT = ".find, .contents *"
#: The width of A4 less margins of 15 mm, in CSS pixels.
PAPER = 680

every_page = pytest.mark.parametrize("name", PAGES)


@pytest.fixture
def open_printed(site, open_page):
    """Opens a page by its name as it comes onto paper, from a dark window."""

    def opened(name, width=PAPER):
        site_name, file = PAGES[name]
        page = open_page(site(site_name) / file, width, color_scheme="dark")
        page.emulate_media(media="print")
        return page

    return opened


@every_page
def test_no_control_is_printed(name, open_printed):
    page = open_printed(name)
    for width in (PAPER, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.locator(CONTROLS).locator("visible=true").count() == 0, width


@every_page
def test_paper_is_white_and_wide_enough(name, open_printed):
    page = open_printed(name)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert overflowing(page) == []


@every_page
def test_all_text_is_printed(name, open_printed, site, open_page):
    site_name, file = PAGES[name]
    screen = open_page(site(site_name) / file, 1440)
    texts = screen.locator(f":is(h1, h2, h3, p, main li:not(:has(a)), th, td, dt, dd, pre):not({LEFT_OUT}):visible")
    printed = " ".join(open_printed(name, 1440).locator("body").inner_text().split())
    words = [" ".join(text.split()) for text in texts.all_inner_texts()]
    assert words
    assert [text for text in words if text not in printed] == []


@every_page
def test_a_page_becomes_a_pdf(name, open_printed):
    margin = dict.fromkeys(("top", "right", "bottom", "left"), "15mm")
    pdf = open_printed(name).pdf(format="A4", margin=margin)
    assert pdf.startswith(b"%PDF-")
    assert 1 <= pdf.count(b"/Type /Page\n") <= 6


def test_a_board_is_printed_with_its_screen(open_printed):
    page = open_printed("board")
    frame = page.locator("iframe").bounding_box()
    assert 500 < frame["width"] < PAPER
    assert page.frames[1].locator("h1:visible").inner_text() == "Hello, Maya"
