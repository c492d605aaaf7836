"""What can be asked of an open page, in the tests' own words."""

import functools

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
    found = page.evaluate("options => axe.run(options)", options)["violations"]
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


def tab_through(page):
    """Presses Tab once around the page.

    Returns what should be reached, in order; what was reached; and what was reached without a visible sign of it.
    """
    stops = page.evaluate(_FIND_STOPS)
    order, unmarked = [], []
    inside = 100 if len(page.frames) > 1 else 5
    for _ in range(len(stops) + inside):
        page.keyboard.press("Tab")
        index, is_marked = page.evaluate("focusedStop()")
        if order and index == order[-1] and "<iframe" in stops[index]:
            continue
        if index in order:
            break
        if index is not None:
            order.append(index)
            if not is_marked:
                unmarked.append(stops[index])
    # A page that was opened at a fragment begins there and comes round to what stands before it.
    start = order.index(0) if 0 in order else 0
    reached = [stops[index] for index in order[start:] + order[:start]]
    return stops, reached, unmarked


def tab_to(page, selector):
    """Presses Tab until the focus is on what the selector names."""
    for _ in range(300):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never comes to {selector}")


@functools.cache
def _axe_source():
    return tools.axe_source()


_FIND_STOPS = """() => {
    const around = element => element.parentElement ? [element, ...around(element.parentElement)] : [element];
    const parts = element => [...around(element), element.nextElementSibling, ...(element.labels ?? [])];
    const styles = part => [null, '::before', '::after'].map(pseudo => {
        const style = getComputedStyle(part, pseudo);
        return [style.boxShadow, style.border, style.backgroundColor, style.color, style.textDecoration];
    });
    const look = element => JSON.stringify(parts(element).filter(Boolean).map(styles));
    const hasOutline = part => {
        const style = getComputedStyle(part);
        const isTransparent = /^rgba\\(.*, 0\\)$|\\/ 0\\)$/.test(style.outlineColor);
        return style.outlineStyle != 'none' && parseFloat(style.outlineWidth) > 0 && !isTransparent;
    };
    // Tab reaches one radio button of a group: the chosen one, or else the first.
    const isChosen = (element, _, all) => {
        if (element.type != 'radio') return true;
        const isBeside = other => other.type == 'radio' && other.name == element.name && other.form == element.form;
        const group = all.filter(isBeside);
        return element == (group.find(radio => radio.checked) ?? group[0]);
    };
    const candidates = 'a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex]';
    const stops = [...document.querySelectorAll(candidates)]
        .filter(element => !element.disabled && (element.tabIndex >= 0 || !element.hasAttribute('tabindex')))
        .filter(element => element.checkVisibility({visibilityProperty: true}))
        .filter(isChosen);
    const looks = stops.map(look);
    window.focusedStop = () => {
        const index = stops.indexOf(document.activeElement);
        if (index < 0) return [null, true];
        // Inside a frame its own page shows where the focus is.
        if (stops[index].localName == 'iframe') return [index, true];
        const isMarked = parts(stops[index]).filter(Boolean).some(hasOutline) || look(stops[index]) != looks[index];
        return [index, isMarked];
    };
    return stops.map((element, index) => `${index}: ${element.outerHTML.replace(/\\s+/g, ' ').slice(0, 120)}`);
}"""
