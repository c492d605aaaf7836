"""Everybody can use a preview: with assistive technology, by keyboard alone, on a small or magnified screen."""

import pytest

from keyboard import tab_through
from looking import overflowing, screens, show, violations
from workspaces import COLORS, EXAMPLES, LONG_NAMES

PHONE, DESKTOP = 375, 1280
#: WCAG's narrowest window, which is also 1280 at 400%.
NARROWEST = 320

every_example = pytest.mark.parametrize("portal", EXAMPLES, ids=str)
on_phone_and_desktop = pytest.mark.parametrize("width", [PHONE, DESKTOP])


@pytest.mark.sampled(4)
@every_example
@on_phone_and_desktop
def test_axe_finds_nothing(portal, width, open_preview):
    page = open_preview(portal, width)
    assert on_every_screen(page, violations) == {}


@pytest.mark.sampled(5)
@pytest.mark.parametrize("portal", COLORS, ids=str)
@on_phone_and_desktop
def test_axe_finds_nothing_in_the_worst_colors(portal, width, open_preview):
    page = open_preview(portal, width, "colors")
    assert on_every_screen(page, lambda page: violations(page, only=["color-contrast", "link-in-text-block"])) == {}


@pytest.mark.sampled(5)
@every_example
@on_phone_and_desktop
def test_tab_reaches_everything_and_shows_where_it_is(portal, width, open_preview):
    page = open_preview(portal, width)
    for screen in screens(page):
        show(page, screen)
        stops, reached, unmarked = tab_through(page)
        assert stops, screen
        assert reached == stops, screen
        assert unmarked == [], screen


@every_example
def test_nothing_scrolls_sideways(portal, open_preview):
    page = open_preview(portal, NARROWEST)
    assert on_every_screen(page, overflowing) == {}


@pytest.mark.sampled(2)
@pytest.mark.parametrize("portal", LONG_NAMES, ids=str)
@pytest.mark.parametrize("width", [NARROWEST, PHONE, DESKTOP])
def test_long_names_do_not_scroll_sideways(portal, width, open_preview):
    page = open_preview(portal, width, "long-names")
    assert on_every_screen(page, overflowing) == {}


def on_every_screen(page, look):
    """What a look at each screen finds, by screen, where it finds something."""
    found = {}
    for screen in screens(page):
        show(page, screen)
        if problems := look(page):
            found[screen] = problems
    return found
