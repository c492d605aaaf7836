"""Firefox shows the pages from the disk as Chromium does."""

import io
import subprocess

import pytest
from PIL import Image, ImageChops, ImageStat

import tools

PAGES = {
    "gallery": "index.html",
    "board": "fern-and-field/index.html",
    "inactive-board": "tallow-and-wick/index.html",
    "docs": "fern-and-field/docs.html",
    "all-docs": "docs.html",
    "single": None,
}
SIZE = (1440, 900)
#: Pictures are compared in blocks of so many pixels, because letters have other rims in each browser.
BLOCK = 20
#: How much a colour of a block may differ, of 255: on average, and at most in one block of a hundred.
MEAN, MOST = 2, 24


@pytest.mark.sampled(3)
@pytest.mark.parametrize("name", PAGES)
def test_firefox_paints_what_chromium_paints(name, site, single, browser, tmp_path):
    file = site("examples") / PAGES[name] if PAGES[name] else single("fern-and-field")
    chromium, frame = chromium_picture(browser, file)
    firefox = firefox_picture(file, tmp_path)
    assert alike(chromium, firefox)
    if frame:
        # Without what is in its frame a board would not be taken for the same.
        firefox.paste("white", frame)
        assert not alike(chromium, firefox)


def chromium_picture(browser, file):
    """The picture that Chromium makes of a page, and where its frame is, if it has one."""
    page = browser.new_page(viewport=dict(zip(("width", "height"), SIZE)))
    page.goto(file.as_uri())
    frame = page.locator("iframe:visible")
    box = frame.bounding_box() if frame.count() else None
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.context.close()
    if not box:
        return picture, None
    right, bottom = box["x"] + box["width"], min(box["y"] + box["height"], SIZE[1])
    return picture, tuple(round(edge) for edge in (box["x"], box["y"], right, bottom))


def firefox_picture(file, folder):
    """The picture that Firefox makes of a page, as somebody who opens it for the first time."""
    profile, picture = folder / "profile", folder / "picture.png"
    profile.mkdir()
    options = ["--headless", "--no-remote", "--profile", profile, f"--window-size={SIZE[0]},{SIZE[1]}"]
    command = [tools.firefox(), *options, "--screenshot", picture, file.as_uri()]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0 and picture.is_file(), result.stderr
    return Image.open(picture).convert("RGB")


def alike(one, other):
    """Whether two pictures show the same to somebody who does not look at single pixels."""
    assert one.size == other.size == SIZE
    size = (SIZE[0] // BLOCK, SIZE[1] // BLOCK)
    blocks = [picture.resize(size, Image.Resampling.BOX) for picture in (one, other)]
    difference = ImageChops.difference(*blocks)
    histogram = difference.convert("L").histogram()
    return max(ImageStat.Stat(difference).mean) < MEAN and sum(histogram[MOST:]) <= size[0] * size[1] / 100
