"""Compare in `portico serve`: two portals, or two versions of one, side by side, with script and without."""

import os
import re
import subprocess

import pytest
from playwright.sync_api import expect

import editing
from editing import PORTAL
from looking import overflowing, violations

LEFT, LEFT_VERSION = "select[name=left]", "select[name=left-version]"
RIGHT, RIGHT_VERSION = "select[name=right]", "select[name=right-version]"
CHANGED = PORTAL.replace("features:\n", "features:\n  orderCancel: false\n").replace(
    "paymentInstrumentDeactivate: false", "paymentInstrumentDeactivate: true"
)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with editing.serving(tmp_path_factory.mktemp("compare") / "workspace") as served:
        for command in (["init", "-q"], ["add", "portals"], ["commit", "-q", "-m", "All"]):
            identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.com", "-c", "commit.gpgsign=false"]
            environment = os.environ | {"HOME": str(served.folder)}
            subprocess.run(["git", *identity, *command], cwd=served.folder, check=True, env=environment)
        yield served


@pytest.fixture
def workspace(served):
    served.file.write_text(CHANGED)
    yield served
    served.file.write_text(PORTAL)


@pytest.fixture
def open_compare(workspace, open_page):
    def opened(query="", width=1280, **options):
        start, token = workspace.url.split("?")
        return open_page(f"{start}fern-and-field/compare.html?{query}{'&' if query else ''}{token}", width, **options)

    return opened


def in_frame(page, place, selector):
    return page.frame_locator(f"iframe >> nth={place}").locator(selector)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 768, 1280])
def test_the_page_fits_and_is_accessible(width, scheme, open_compare, tmp_path):
    heard = []
    page = open_compare(width=width, color_scheme=scheme, hear=heard.append)
    expect(page.locator(".row-head .small").first).to_have_text("2 fields, and by them 5 of 16 screens.")
    expect(page.locator("#screens-that-differ")).to_be_visible()
    for details in page.locator("details").all():
        details.evaluate("details => { details.open = true; }")
    for frame in page.locator("iframe").all():
        frame.scroll_into_view_if_needed()
    page.screenshot(path=tmp_path / f"compare-{width}-{scheme}.png", full_page=True)
    assert overflowing(page) == []
    assert violations(page) == []
    assert [line for line in heard if not line.startswith("request: ")] == []


def test_the_board_leads_to_what_differs_since_the_last_commit(workspace, open_page):
    page = open_page(workspace.board)
    page.get_by_role("link", name="Compare").click()
    expect(page.locator("h1")).to_have_text("Compare")
    expect(page.locator(LEFT_VERSION)).to_have_value("committed")
    expect(page.locator(RIGHT_VERSION)).to_have_value("portal")
    rows = page.locator(".rows li")
    expect(rows).to_have_text([
        "Order ‘Cancel order’ is gone", "Payment methods ‘Deactivate’ is new", "Cancel order Only in the last commit",
        "Order cancelled Only in the last commit", "Deactivate payment method Only in the file now",
    ])
    rows.get_by_role("link", name="Order cancelled").click()
    expect(page.locator("#screen-order-cancelled")).to_be_in_viewport()
    expect(in_frame(page, 0, "[href='#cancel-order']")).to_have_attribute("data-portico-mark", "1")
    expect(in_frame(page, 1, "[href='#cancel-order']")).to_have_count(0)
    page.get_by_text("11 screens are equal").click()
    expect(page.locator("#equal-screens li")).to_have_count(11)


def test_the_form_works_without_script_and_with_the_keyboard(open_compare):
    page = open_compare(java_script_enabled=False)
    expect(page.locator("form small, form .small")).to_have_count(1)
    expect(page.locator("form .small")).to_contain_text("‘Last published’ isn’t offered: ")
    page.locator(RIGHT).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("left=committed%3Afern-and-field&right=portal%3Afern-and-field"))
    page.locator(RIGHT).select_option(label="Other")
    page.locator(LEFT_VERSION).select_option("portal")
    page.get_by_label("Tablet").first.check()
    page.get_by_role("button", name="Compare").click()
    expect(page).to_have_url(re.compile("left=portal%3Afern-and-field&right=portal%3Aother&width=tablet"))
    expect(page.locator("figcaption").first).to_have_text("Fern & Field billing")
    assert page.locator("iframe").first.evaluate("frame => frame.offsetWidth") == 768
    page.get_by_role("button", name="Swap left and right").click()
    expect(page).to_have_url(re.compile("left=portal%3Aother&right=portal%3Afern-and-field&width=tablet"))
    expect(page.locator("figcaption").first).to_have_text("Other")


def test_a_change_on_disk_repaints_the_page_and_keeps_its_place(workspace, open_compare):
    page = open_compare()
    expect(page.locator("figcaption").first).to_have_text("Last commit")
    page.locator("#equal-screens summary").click()
    page.get_by_label("Phone").first.check()
    page.locator("#screen-payment-methods").scroll_into_view_if_needed()
    workspace.file.write_text(CHANGED.replace("86b59b", "aa0000"))
    expect(page.locator(".row-head .small").first).to_have_text("3 fields, and by them 16 of 16 screens.")
    expect(page.locator("#screen-overview-title")).to_contain_text("in the same way")
    expect(in_frame(page, 1, "[data-portico-mark]").first).to_be_attached()
    workspace.file.write_text(PORTAL)
    expect(page.locator(".empty")).to_have_text("No difference: all 15 screens are equal.")
    workspace.file.write_text(CHANGED)
    expect(page.locator(".rows li")).to_have_count(5)
    expect(page.get_by_label("Phone").first).to_be_checked()
    workspace.file.write_text("name: \"broken\nslug: [\n")
    expect(page.locator(".strip")).to_contain_text("can’t be read now, so that its last good version is compared")
    workspace.file.write_text(CHANGED)
    expect(page.locator(".strip")).to_have_count(0)


def test_on_a_phone_frames_stand_one_below_the_other(open_compare):
    page = open_compare(width=375)
    expect(page.locator("#screen-order .frame")).to_have_count(2)
    boxes = [box.bounding_box() for box in page.locator("#screen-order .frame").all()]
    assert boxes[0]["x"] == boxes[1]["x"]
    assert boxes[1]["y"] > boxes[0]["y"] + boxes[0]["height"]
    assert all(box["height"] <= 440 for box in boxes)
    assert page.locator("#screen-order iframe").first.evaluate("frame => frame.offsetWidth") == 375
    for select in page.locator("select").all():
        assert select.bounding_box()["height"] >= 44


@pytest.mark.parametrize("query", ["left=portal%3Anobody", "left=..%2Facme", "right=file%3Afern-and-field"])
def test_what_is_no_portal_is_not_found(query, open_compare):
    page = open_compare(query)
    expect(page.locator("h1")).to_have_text("There is nothing here")
