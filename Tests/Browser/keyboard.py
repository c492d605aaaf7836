"""The Tab key: what it reaches, and whether one sees where it is."""


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
