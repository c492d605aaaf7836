"""A board as one file works wherever it is put: every screen is inside, and no script."""

import shutil

import pytest

from boards import DEVICES, chosen, fits
from keyboard import tab_through, tab_to
from looking import covered, follow, overflowing, violations
from workspaces import EXAMPLES

FERN = next(portal for portal in EXAMPLES if portal.id == "fern-and-field")
PHONE, DESKTOP = 375, 1440

on_phone_and_desktop = pytest.mark.parametrize("width", [PHONE, DESKTOP])


@pytest.fixture
def open_single(single, open_page, tmp_path):
    """Opens the single file of a portal, copied to where nothing else is."""

    def opened(width=DESKTOP, portal="fern-and-field", site_name="examples", **options):
        file = shutil.copy(single(portal, site_name), tmp_path / "a board.html")
        return open_page(file, width, **options)

    return opened


@pytest.mark.sampled(3)
@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
@on_phone_and_desktop
def test_a_click_on_the_list_shows_every_screen(width, scripts, open_single):
    page = open_single(width, java_script_enabled=scripts)
    assert frame_shown(page) == "overview"
    assert set(listed(page)) == FERN.screens
    for screen in listed(page):
        follow(page, page.locator(f'.screen-links a[href="#{screen}"]'))
        assert frame_shown(page) == screen
        assert page.url.endswith(f"a%20board.html#{screen}")


def test_the_enter_key_on_the_list_shows_a_screen(open_single):
    page = open_single()
    for screen in ("sign-in", "invoices"):
        tab_to(page, f'.screen-links a[href="#{screen}"]')
        page.keyboard.press("Enter")
        page.wait_for_url(f"**#{screen}")
        assert frame_shown(page) == screen


@on_phone_and_desktop
def test_links_inside_a_frame_lead_to_other_frames(width, open_single):
    page = open_single(width)
    for screen in ("orders", "order", "edit-address"):
        inside(page).locator(f'a[href="#{screen}"]:visible').first.click()
        page.wait_for_url(f"**#{screen}")
        assert frame_shown(page) == screen
    page.go_back()
    assert frame_shown(page) == "order"


def test_a_link_out_of_a_frame_opens_a_new_tab(open_single):
    page = open_single()
    with page.context.expect_page() as opened:
        inside(page).locator("a[target=_blank]:visible").first.click()
    assert opened.value.url.startswith("https://fernandfield.example")
    assert frame_shown(page) == "overview"


@pytest.mark.sampled(2)
@pytest.mark.parametrize("width", [320, 375, 768, 1440])
def test_the_switch_sets_the_width_of_every_screen(width, open_single):
    page = open_single(width, java_script_enabled=False)
    for device in [*DEVICES, *DEVICES]:
        page.locator(f"label:visible:has([value={device}])").click()
        assert (chosen(page), inside(page).evaluate("innerWidth")) == (device, DEVICES[device])
        assert fits(page), device


def test_it_holds_every_screen_and_asks_for_nothing(open_single):
    heard = []
    page = open_single(hear=heard.append)
    assert [words for words in heard if "about:srcdoc" not in words] == [f"request: {page.url}"]
    assert page.locator("script, link[rel=stylesheet], [src]:not([src^='data:'])").count() == 0
    assert page.locator("a").evaluate_all("""links => links.map(link => link.getAttribute('href'))
        .filter(link => !/^(#|https:|mailto:|tel:)/.test(link))""") == []
    frames = page.locator("iframe").all()
    assert {frame.get_attribute("id") for frame in frames} == FERN.screens
    for frame in page.frames[1:]:
        assert frame.locator("script").count() == 0
        assert frame.locator("[data-screen]").count() == 1


@pytest.mark.sampled(5)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 375, 768, 1440])
def test_everybody_can_use_it(width, scheme, open_single):
    page = open_single(width, color_scheme=scheme)
    assert violations(page) == []
    assert overflowing(page) == []
    assert covered(page) == []


@on_phone_and_desktop
def test_tab_reaches_everything_and_shows_where_it_is(width, open_single):
    stops, reached, unmarked = tab_through(open_single(width))
    assert (reached, unmarked) == (stops, [])


def test_an_inactive_portal_begins_with_not_found(open_single):
    page = open_single(portal="tallow-and-wick")
    assert frame_shown(page) == "not-found"
    assert listed(page)[0] == "not-found"
    assert page.locator(".strip").inner_text().startswith("This portal is inactive.")


def test_an_unreadable_file_has_its_problems_alone(open_single):
    page = open_single(portal="broken", site_name="states")
    assert page.locator("h2").all_inner_texts() == ["Problems"]
    assert page.locator("iframe, script").count() == 0
    assert page.locator(".bar a, .tabs a").count() == 0


def inside(page):
    """The frame that can be seen."""
    return page.locator("iframe:visible").element_handle().content_frame()


def frame_shown(page):
    """The screen in the one frame that can be seen; its frame has the same name."""
    screen = inside(page).locator("[data-screen]:visible").get_attribute("id")
    assert page.locator("iframe:visible").get_attribute("id") == screen
    return screen


def listed(page):
    """The screens of the list."""
    return [link.get_attribute("href").removeprefix("#") for link in page.locator(".screen-links a").all()]
