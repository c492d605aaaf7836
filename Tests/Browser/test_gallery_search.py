"""The gallery finds among ten thousand portals exactly what their names, addresses and ids say."""

import re

import pytest

import many
from gallery import anatomy, assert_as_it_came, assert_shown, choose, reach, search
from looking import follow
from sites import TEN_THOUSAND

QUERIES = [
    "cafe", "CAFÉ", "cafe\u0301", "angstrom", "wide", "ورق", "<b>", "tallow & wick 4", "  harbor   12 ", "12 harbor",
    "ode p00", "ode ode", "p04242", "billing-999", "slug-77", "example 9 ile-de-re", "answer.json", "can’t be", "a",
]  # fmt: skip
NOWHERE = ["harbor café", "zzz", "\\", "p99999"]


@pytest.fixture
def gallery(site, open_page):
    return open_page(site(TEN_THOUSAND) / "index.html", 1440)


def test_a_query_finds_what_has_all_its_words(gallery):
    for query in QUERIES:
        search(gallery, query)
        assert many.found(query), query
        assert_shown(gallery, many.found(query))


def test_a_query_that_finds_nothing_says_so(gallery):
    for query in NOWHERE:
        search(gallery, query)
        assert many.found(query) == []
        assert gallery.locator("#found").text_content() == "0 portals found"
        words = re.sub("[\u2068\u2069]", "", gallery.locator("#no-match h2").inner_text())
        assert words == f"No portal matches “{query}”"
        assert gallery.locator(".card, .pager").locator("visible=true").count() == 0
        gallery.locator("#clear").click()
        assert_as_it_came(gallery)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("status", ["", "active", "inactive"])
@pytest.mark.parametrize("problems", ["", "with", "without"])
def test_filters_narrow_a_query(status, problems, gallery):
    choose(gallery, "status", status[:1])
    choose(gallery, "problems", problems)
    has_problems = {"with": True, "without": False}.get(problems)
    for query in ("ode 7", "", "p0"):
        search(gallery, query)
        if query or status or problems:
            assert_shown(gallery, many.found(query, status or None, has_problems))
        else:
            assert_as_it_came(gallery)


def test_clearing_takes_the_filters_away_as_well(gallery):
    choose(gallery, "status", "i")
    choose(gallery, "problems", "with")
    search(gallery, "zzz")
    gallery.locator("#clear").click()
    assert_as_it_came(gallery)
    assert gallery.locator(":checked").evaluate_all("radios => radios.map(radio => radio.value)") == ["", ""]


def test_every_key_searches_anew(gallery):
    gallery.locator("#query").focus()
    typed = ""
    for key in ["h", "a", "r", " ", "9", "9", "Backspace", "Backspace", "4"]:
        gallery.keyboard.press(key)
        typed = typed[:-1] if key == "Backspace" else typed + key
        assert_shown(gallery, many.found(typed))


def test_what_was_found_has_pages(gallery):
    found = many.found("slug-1")
    last = (len(found) - 1) // many.PAGE_SIZE
    assert last > 1
    search(gallery, "slug-1")
    for number in range(last):
        assert_shown(gallery, found, number)
        reach(gallery.locator("#found-next")).click()
    for number in reversed(range(last + 1)):
        assert_shown(gallery, found, number)
        if number > 0:
            reach(gallery.locator("#found-previous")).click()


def test_who_comes_back_finds_the_search_as_it_was_left(gallery):
    search(gallery, "p00000")
    follow(gallery, gallery.locator("#cards a"))
    assert gallery.url.endswith("/p00000/index.html")
    gallery.go_back()
    assert gallery.locator("#query").input_value() == "p00000"
    assert_shown(gallery, many.found("p00000"))


#: By query and number of the page: active with the same id twice, inactive with a warning, unreadable.
@pytest.mark.parametrize(("query", "number"), [("p00499", 3), ("p00504", 3), ("p00600", 4)])
def test_a_found_card_is_the_one_of_the_portals_page(query, number, gallery, site, open_page):
    search(gallery, query)
    assert_shown(gallery, many.found(query))
    page = open_page(site(TEN_THOUSAND) / f"page-{number}.html")
    for place, row in enumerate(many.found(query)):
        own = page.locator("#cards > li").nth(many.ROWS.index(row) % many.PAGE_SIZE)
        assert anatomy(gallery.locator("#cards > li").nth(place)) == anatomy(own)
