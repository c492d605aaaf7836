"""What can be asked of an open gallery and done on it, in the tests' own words."""

import many
from looking import until


def search(page, query):
    page.locator("#query").fill(query)


def choose(page, name, value):
    """Chooses a filter by a click on its words."""
    page.locator(f"label:has([name={name}][value='{value}'])").click()


def reach(locator):
    """Scrolls to what stands below the cards, and returns it once it stays where it is.

    Cards that come into sight get their own height a moment later, which moves what is below them: a mouse that went
    down on it could go up beside it, and that is no click.
    """

    def rests():
        locator.scroll_into_view_if_needed()
        return locator.evaluate("""element => {
            const isInSight = ({top, bottom}) => bottom > 0 && top < innerHeight;
            const {top, bottom} = element.getBoundingClientRect();
            return top >= 0 && bottom <= innerHeight && [...document.querySelectorAll('#cards > li')]
                .filter(card => isInSight(card.getBoundingClientRect()))
                .every(card => card.firstElementChild.checkVisibility({contentVisibilityAuto: true}));
        }""")

    until(rests)
    return locator


def assert_shown(page, found, number=0):
    """Fails unless the gallery shows a page of what was found, in words and cards."""
    start = number * many.PAGE_SIZE
    rows = found[start : start + many.PAGE_SIZE]
    assert page.locator("#found").text_content() == f"{len(found):,} portal{'s' * (len(found) != 1)} found"
    # Cards out of sight come a little later.
    page.wait_for_function("count => document.querySelectorAll('#cards > li').length == count", arg=len(rows))
    until(lambda: cards(page) == [card(row) for row in rows])
    assert page.locator("#pager, #no-match").locator("visible=true").count() == 0
    pager = page.locator("#found-pager")
    assert pager.is_visible() == (len(found) > many.PAGE_SIZE)
    if pager.is_visible():
        end = start + len(rows)
        assert page.locator("#found-range").inner_text() == f"Portals {start + 1:,} to {end:,} of {len(found):,} found"
        assert page.locator("#found-previous").is_visible() == (start > 0)
        assert page.locator("#found-next").is_visible() == (end < len(found))


def assert_as_it_came(page):
    """Fails unless the gallery shows its first page again, with nothing searched."""
    assert page.locator("#query").input_value() == ""
    assert page.locator("#found").text_content() == ""
    page.wait_for_function("count => document.querySelectorAll('#cards > li').length == count", arg=many.PAGE_SIZE)
    until(lambda: cards(page) == [card(row) for row in many.ROWS[: many.PAGE_SIZE]])
    assert page.locator("#pager").is_visible()
    assert page.locator("#found-pager, #no-match").locator("visible=true").count() == 0


def cards(page):
    """What the cards say: title and address."""
    return page.evaluate("""[...document.querySelectorAll('#cards > li')]
        .filter(card => card.checkVisibility())
        .map(card => ['h2', '.card-address'].map(part => card.querySelector(part).textContent))""")


def card(row):
    """What the card of a row says."""
    return [row.title, row.address]


def anatomy(locator):
    """Everything that a card is made of: its elements with classes, links, colours and texts."""
    return locator.evaluate("""card => [card, ...card.querySelectorAll('*')].map(element => {
        const colors = ['head', 'on-head', 'head-line', 'accent', 'fill', 'label', 'edge'];
        const styles = colors.map(color => element.style.getPropertyValue(`--${color}`));
        const text = element.children.length ? '' : element.textContent;
        return [element.localName, ...[...element.classList].sort(), element.getAttribute('href'), ...styles, text];
    })""")
