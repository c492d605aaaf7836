"""The board shows every screen at three widths, by mouse or keyboard, with or without script, from disk or server."""

import pytest

from boards import (
    DEVICES,
    chosen,
    click_inside,
    fits,
    frame_shows,
    frame_width,
    listed,
    marked,
    open_menu,
    opened_by_click_inside,
)
from keyboard import tab_to
from workspaces import EXAMPLES

FERN = next(portal for portal in EXAMPLES if portal.id == "fern-and-field")
PHONE, DESKTOP = 375, 1440

every_window = pytest.mark.parametrize("width", [320, 375, 768, 1440])
on_phone_and_desktop = pytest.mark.parametrize("width", [PHONE, DESKTOP])
with_and_without_script = pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
every_place = pytest.mark.parametrize("place", ["disk", "server"])


@pytest.fixture
def open_board(site, open_page, request):
    """Opens the board of the portal in a window of a given width, from the disk or the server."""

    def opened(width=DESKTOP, place="disk", scripts=True, **options):
        base = site("examples").as_uri() if place == "disk" else request.getfixturevalue("server")
        return open_page(f"{base}/{FERN}/index.html", width, java_script_enabled=scripts, **options)

    return opened


@pytest.mark.sampled(4)
@every_window
@with_and_without_script
def test_the_switch_sets_the_width_of_the_preview(width, scripts, open_board):
    page = open_board(width, scripts=scripts)
    assert chosen(page) == ("phone" if width < 720 else "desktop")
    for device in [*DEVICES, *DEVICES]:
        page.locator(f"label:visible:has([value={device}])").click()
        assert (chosen(page), frame_width(page)) == (device, DEVICES[device])
        assert fits(page), device


@every_window
def test_the_arrow_keys_move_the_switch(width, open_board):
    page = open_board(width)
    order = list(DEVICES)
    start = order.index(chosen(page))
    tab_to(page, "[type=radio]")
    for step in range(1, 4):
        page.keyboard.press("ArrowRight")
        device = order[(start + step) % 3]
        assert (chosen(page), frame_width(page)) == (device, DEVICES[device])
    page.keyboard.press("ArrowLeft")
    assert chosen(page) == order[start - 1]


@pytest.mark.sampled(5)
@on_phone_and_desktop
@with_and_without_script
@every_place
def test_a_click_on_the_list_shows_every_screen(width, scripts, place, open_board):
    page = open_board(width, place, scripts)
    before = page.url
    assert set(listed(page)) == FERN.screens
    for screen in listed(page):
        open_menu(page)
        page.locator(f'#screen-list a[href="preview.html#{screen}"]').click()
        assert frame_shows(page, screen)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.url == before


@on_phone_and_desktop
def test_the_enter_key_on_the_list_shows_a_screen(width, open_board):
    page = open_board(width)
    for screen in ("invoices", "sign-in"):
        if width == PHONE:
            tab_to(page, "summary")
            page.keyboard.press("Enter")
        tab_to(page, f'a[href="preview.html#{screen}"]')
        page.keyboard.press("Enter")
        assert frame_shows(page, screen)
        assert marked(page) == [screen]


@on_phone_and_desktop
@every_place
def test_the_shown_screen_is_marked_until_somebody_works_inside_the_frame(width, place, open_board):
    page = open_board(width, place)
    title = page.locator("#screen-shown")
    assert marked(page) == ["overview"]
    open_menu(page)
    page.locator('[href="preview.html#invoices"]').click()
    assert frame_shows(page, "invoices")
    assert (marked(page), title.text_content()) == (["invoices"], "Screen: Invoices")
    top = page.evaluate("scrollY")
    click_inside(page, 'a[href="#orders"]')
    assert frame_shows(page, "orders")
    assert (marked(page), title.text_content()) == ([], "Screens")
    assert page.evaluate("scrollY") == top


@every_place
@with_and_without_script
def test_a_link_out_of_the_frame_opens_a_new_tab(place, scripts, open_board):
    page = open_board(place=place, scripts=scripts)
    opened = opened_by_click_inside(page, "a[target=_blank]")
    assert opened.url.startswith("https://fernandfield.example")
    assert frame_shows(page, "overview")
