"""Everybody can use the gallery, whatever it holds: by keyboard alone, without script, from many pages or from none."""

import pytest

import many
from gallery import assert_as_it_came, assert_shown, card, cards, reach, search
from keyboard import tab_through, tab_to
from looking import follow, overflowing, violations
from sites import TEN_THOUSAND


@pytest.fixture
def open_gallery(site, open_page):
    """Opens the gallery of ten thousand portals."""
    return lambda width=1440, **options: open_page(site(TEN_THOUSAND) / "index.html", width, **options)


def test_a_search_is_done_and_cleared_by_keyboard_alone(open_gallery):
    page = open_gallery()
    tab_to(page, "#query")
    page.keyboard.type("p")
    tab_to(page, "[name=status]")
    page.keyboard.press("ArrowRight")
    tab_to(page, "[name=problems]")
    page.keyboard.press("ArrowLeft")
    found = many.found("p", "active", False)
    assert_shown(page, found)
    tab_to(page, "#found-next")
    page.keyboard.press("Enter")
    assert_shown(page, found, 1)
    # The focus stays where the way leads on.
    assert page.evaluate("document.activeElement.id") == "found-previous"
    page.keyboard.press("Enter")
    assert_shown(page, found)
    tab_to(page, "#query")
    page.keyboard.type("zzz")
    tab_to(page, "#clear")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "query"
    assert_as_it_came(page)


def test_a_new_page_of_what_was_found_begins_in_sight(open_gallery):
    page = open_gallery()
    search(page, "ode")
    assert_shown(page, many.found("ode"))
    reach(page.locator("#found-next")).click()
    assert_shown(page, many.found("ode"), 1)
    assert 0 <= page.locator("#cards > li").first.bounding_box()["y"] < 100


@pytest.mark.sampled(4)
@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["harbor 123", "answer.json", "zzz"])
def test_axe_finds_nothing_in_what_was_found(width, scheme, query, open_gallery):
    page = open_gallery(width, color_scheme=scheme)
    search(page, query)
    if found := many.found(query):
        assert_shown(page, found)
    assert violations(page) == []
    assert overflowing(page) == []


@pytest.mark.parametrize("query", ["slug-77", "zzz"])
def test_tab_reaches_everything_that_was_found_and_shows_where_it_is(query, open_gallery):
    page = open_gallery()
    search(page, query)
    if found := many.found(query):
        assert_shown(page, found)
    stops, reached, unmarked = tab_through(page)
    assert (reached, unmarked) == (stops, [])


def test_a_search_says_and_asks_nothing(open_gallery):
    heard = []
    page = open_gallery(hear=heard.append)
    search(page, "harbor")
    assert_shown(page, many.found("harbor"))
    search(page, "zzz")
    assert heard == [f"request: {page.url}"]


def test_without_script_the_gallery_has_all_its_pages_and_no_search(open_gallery):
    page = open_gallery(java_script_enabled=False)
    assert page.locator("#find, #no-match, #found-pager").locator("visible=true").count() == 0
    assert cards(page) == [card(row) for row in many.ROWS[: many.PAGE_SIZE]]
    follow(page, reach(page.locator("#pager a", has_text="Next")))
    assert cards(page) == [card(row) for row in many.ROWS[many.PAGE_SIZE : 2 * many.PAGE_SIZE]]
    follow(page, page.locator("a", has_text=f"Search all {many.COUNT:,} portals"))
    assert page.url.endswith("/index.html")


def test_the_counts_are_those_of_the_portals(open_gallery):
    page = open_gallery()
    counts = [many.COUNT, *(len(many.found(status=status)) for status in ("active", "inactive"))]
    counts += [many.COUNT, *(len(many.found(has_problems=has)) for has in (True, False))]
    assert page.locator("#find .count").all_inner_texts() == [f"{count:,}" for count in counts]
    _, active, inactive, _, problems, _ = counts
    whole = active + inactive
    assert page.locator(".lead").inner_text() == (
        f"{whole:,} portals, {active:,} active, {problems:,} with problems; "
        f"{many.COUNT - whole} files can’t be shown"
    )


def test_an_empty_gallery_says_how_to_begin(site, open_page):
    page = open_page(site("none") / "index.html")
    assert page.locator("#find, script, .card").count() == 0
    assert "portico init" in page.locator("main").inner_text()


def test_a_gallery_of_one_has_no_search(site, open_page):
    page = open_page(site("one") / "index.html")
    assert (page.locator(".card").count(), page.locator("#find, script").count()) == (1, 0)
