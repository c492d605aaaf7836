"""Previews hold the screens that the portal's file promises, and a customer can walk through them."""

import shutil

import pytest

from looking import links, screens, show, shown
from workspaces import EXAMPLES, UNLINKED

PHONE, TABLET, DESKTOP = 375, 768, 1280

every_example = pytest.mark.parametrize("portal", EXAMPLES, ids=str)
every_width = pytest.mark.parametrize("width", [PHONE, TABLET, DESKTOP])


@every_example
def test_exactly_the_promised_screens_exist(portal, open_preview):
    assert sorted(screens(open_preview(portal))) == sorted(portal.screens)


@pytest.mark.sampled(6)
@every_example
@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_one_screen_with_one_heading_shows_at_a_time(portal, scripts, open_preview):
    page = open_preview(portal, java_script_enabled=scripts)
    assert shown(page) == [portal.first_screen]
    for screen in screens(page):
        show(page, screen)
        assert page.locator("h1:visible").count() == 1, screen


@pytest.mark.sampled(6)
@every_example
@every_width
def test_clicking_leads_to_every_screen(portal, width, open_preview):
    page = open_preview(portal, width)
    if not portal.is_active:
        show(page, "sign-in")
    assert set(walk(page, "sign-in")) == portal.screens - UNLINKED


@pytest.mark.sampled(5)
@every_example
@every_width
def test_every_link_leads_somewhere(portal, width, open_preview):
    page = open_preview(portal, width)
    targets = {f"#{screen}" for screen in screens(page)}
    for screen in screens(page):
        show(page, screen)
        inside = {link for link in links(page) if not link.startswith(("https://", "mailto:", "tel:"))}
        assert inside <= targets, screen


@pytest.mark.sampled(4)
@every_example
def test_a_preview_says_and_asks_nothing(portal, open_preview):
    heard = []
    page = open_preview(portal, hear=heard.append)
    for screen in screens(page):
        show(page, screen)
    assert heard == [f"request: {page.url.partition('#')[0]}"]
    assert page.locator("script").count() == 0


@pytest.mark.sampled(6)
@every_example
def test_a_preview_is_whole_without_its_site(portal, site, open_page, tmp_path):
    heard = []
    file = shutil.copy(site("examples") / portal.id / "preview.html", tmp_path / "alone.html")
    page = open_page(file, hear=heard.append)
    if not portal.is_active:
        show(page, "sign-in")
    assert set(walk(page, "sign-in")) == portal.screens - UNLINKED
    pictures = page.locator("img")
    assert pictures.evaluate_all("images => images.every(image => image.complete && image.naturalWidth > 0)")
    assert heard == [f"request: {file.as_uri()}"]


def walk(page, start):
    """Clicks on every link that leads to a screen not seen before; returns the screens seen."""
    seen = [start]
    for screen in seen:
        for link in links(page):
            target = link.removeprefix("#")
            if link.startswith("#") and target not in seen:
                page.locator(f'a[href="{link}"]:visible').first.click()
                assert shown(page) == [target], f"clicked on {link} on {screen}"
                seen.append(target)
                show(page, screen)
        following = seen[seen.index(screen) + 1 :]
        if following:
            show(page, following[0])
    return seen
