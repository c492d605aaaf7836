"""What can be asked of an open page, in the tests' own words."""

import functools
import time

import tools

VISIBLE = "element => element.checkVisibility({visibilityProperty: true})"


def screens(page):
    """The ids of all screens of a preview, shown or not."""
    return page.evaluate("[...document.querySelectorAll('[data-screen]')].map(screen => screen.id)")


def shown(page):
    """The ids of the screens that can be seen."""
    return page.evaluate(f"[...document.querySelectorAll('[data-screen]')].filter({VISIBLE}).map(screen => screen.id)")


def show(page, screen):
    """Goes to a screen by its address."""
    page.goto(f"{page.url.partition('#')[0]}#{screen}")
    assert shown(page) == [screen]


def links(page):
    """Where the links lead that can be seen, each once, in their order."""
    links = page.evaluate(f"[...document.links].filter({VISIBLE}).map(link => link.getAttribute('href'))")
    return list(dict.fromkeys(links))


def listen(page, hear):
    """Calls `hear` with what the page says on the console and asks of the network, embedded images aside."""
    page.on("console", lambda message: hear(f"console: {message.text}"))
    page.on("pageerror", lambda error: hear(f"error: {error}"))
    page.on("request", lambda request: request.url.startswith("data:") or hear(f"request: {request.url}"))


def violations(page, only=None):
    """What axe-core finds wrong with what can be seen, by all its rules or some; a line each."""
    if not page.evaluate("typeof axe == 'object'"):
        page.evaluate(_axe_source())
    # A frame holds a page that is looked at by itself.
    options = {"resultTypes": ["violations"], "iframes": False, "rules": {"target-size": {"enabled": True}}}
    if only:
        options = {"resultTypes": ["violations"], "runOnly": only}
    found = page.evaluate(_RUN_AXE, options)
    nodes = [(rule["id"], node) for rule in found for node in rule["nodes"]]
    return [f"{page.url}: {rule}: {node['html']}\n{node['failureSummary']}" for rule, node in nodes]


def overflowing(page):
    """The innermost elements that reach beyond the window's right edge, if the page scrolls sideways."""
    return page.evaluate("""() => {
        const width = document.documentElement.clientWidth;
        const scrolled = document.scrollingElement.scrollWidth;
        const elements = [...document.body.querySelectorAll('*')];
        const wide = elements.filter(element => element.getBoundingClientRect().right > width + 0.5);
        const innermost = wide.filter(element => !wide.some(other => other != element && element.contains(other)));
        const found = [`scrolls to ${scrolled}`, ...innermost.map(element => element.outerHTML.slice(0, 200))];
        return scrolled > width ? found : [];
    }""")


def follow(page, link):
    """Clicks a link, and waits until the window shows where it leads."""
    address = link.evaluate("link => link.href")
    link.click()
    page.wait_for_url(lambda url: url == address)


def covered(page):
    """The links, buttons and fields that a click in their middle would miss."""
    return page.evaluate("""() => {
        const controls = [...document.querySelectorAll('a[href], button, input, summary')]
            .filter(element => element.checkVisibility({visibilityProperty: true}));
        const isMissed = control => {
            control.scrollIntoView({block: 'center', inline: 'center'});
            // The link to skip to the content is there once it has the focus.
            if (control.matches('.skip')) control.focus();
            const box = control.getClientRects()[0];
            const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return ![control, ...(control.labels ?? [])].some(part => part.contains(hit));
        };
        return controls.filter(isMissed).map(control => control.outerHTML.slice(0, 200));
    }""")


def until(condition, seconds=60):
    """Waits for what comes by itself; fails if it doesn't."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.02)


@functools.cache
def _axe_source():
    return tools.axe_source()


#: Screens that cannot be seen cost axe time alone, so that they are away for a moment.
_RUN_AXE = """async options => {
    const hidden = [...document.querySelectorAll('[data-screen]')].filter(screen => !screen.checkVisibility());
    const places = hidden.map(() => document.createComment(''));
    hidden.forEach((screen, index) => screen.replaceWith(places[index]));
    const {violations} = await axe.run(options);
    places.forEach((place, index) => place.replaceWith(hidden[index]));
    return violations;
}"""
