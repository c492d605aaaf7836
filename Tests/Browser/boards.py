"""What can be asked of an open board and done on it, in the tests' own words."""

from looking import shown
from playwright.sync_api import TimeoutError

DEVICES = {"phone": 375, "tablet": 768, "desktop": 1280}


def chosen(page):
    """The device that the switch stands at; of its two forms one can be seen."""
    return page.locator("fieldset:visible [type=radio]:checked").input_value()


def frame_width(page):
    """How wide the preview believes to be."""
    return page.frames[1].evaluate("innerWidth")


def fits(page):
    """Whether the device stands whole in the grey stage around it, and that in the window."""
    return page.evaluate("""() => {
        const [device, stage] = ['.device', '.stage'].map(part => document.querySelector(part).getBoundingClientRect());
        return stage.left <= device.left && device.right <= stage.right && stage.right <= innerWidth;
    }""")


def listed(page):
    """The screens of the list."""
    links = page.locator("#screen-list a").all()
    return [link.get_attribute("href").removeprefix("preview.html#") for link in links]


def marked(page):
    """The screens of the list that are marked as shown."""
    links = page.locator("#screen-list [aria-current]").all()
    return [link.get_attribute("href").removeprefix("preview.html#") for link in links]


def open_menu(page):
    if page.locator("summary").is_visible() and not page.locator("#screen-list").is_visible():
        page.locator("summary").click()


def click_inside(page, selector):
    """Clicks on the first visible element that the selector names in the frame, where it is painted in the window."""
    link = page.frames[1].locator(f"{selector}:visible").first
    inside = link.evaluate("""link => {
        link.scrollIntoView({block: 'nearest'});
        const box = link.getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2];
    }""")
    frame = page.locator("iframe").bounding_box()
    scale = frame["width"] / frame_width(page)
    page.mouse.click(frame["x"] + inside[0] * scale, frame["y"] + inside[1] * scale)


def opened_by_click_inside(page, selector):
    """Clicks inside the frame until a new tab opens: before it is painted, a click misses what is in it."""
    for _ in range(9):
        try:
            with page.context.expect_page(timeout=3000) as opened:
                click_inside(page, selector)
            return opened.value
        except TimeoutError:
            continue
    raise AssertionError(f"no click on {selector} opens a tab")


def frame_shows(page, screen):
    """Whether the frame comes to show a screen, and nothing else. The list may put a new frame there."""
    page.frame_locator("iframe").locator(f"#{screen}[data-screen]").wait_for()
    return shown(page.frames[1]) == [screen]
