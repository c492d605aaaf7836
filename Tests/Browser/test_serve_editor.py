"""The editor of `portico serve`: the preview follows every change, and a save changes the scalars and nothing else."""

import re

import pytest
from playwright.sync_api import expect

from editing import open_board, page, served  # noqa: F401 - fixtures
from editing import CANCEL, PORTAL, PRIMARY, REFUND, SVG, TERMS, drop, open_section, ready, serving, state, wait_painted
from keyboard import tab_to
from looking import overflowing, violations

SAVE, UNDO = "#editor-save", "#editor-undo"


def in_preview(page, selector):
    return page.frame_locator("iframe[name=preview]").locator(selector)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 768, 1280])
def test_the_board_fits_and_is_accessible(width, scheme, open_board, tmp_path):
    heard = []
    page = open_board(width, color_scheme=scheme, hear=heard.append)
    state(page, "No unsaved changes")
    for section in ["colors", "logo", "links", "features", "status", "website"]:
        open_section(page, section)
    page.locator(PRIMARY).fill("#5a9a78")
    page.locator(TERMS).fill("nothing")
    expect(page.locator("#editor-second")).to_contain_text("1 needs fixing")
    page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=tmp_path / f"editor-{width}-{scheme}.png", full_page=True)
    assert overflowing(page) == []
    assert violations(page) == []
    assert [line for line in heard if not line.startswith("request: ")] == []


#: The ends of what stands above the frame and is seen, from left to right.
HEAD_ENDS = """[".editor-screens", ".wide label:last-child", ".scale"]
    .map(name => document.querySelector(`.stage-head ${name}`))
    .filter(part => part?.offsetWidth)
    .map(part => part.getBoundingClientRect())
    .map(place => [place.left, place.right])"""


def test_what_stands_above_the_frame_has_room(page):
    state(page, "No unsaved changes")
    for width in (1024, 1200, 1280, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        ends = page.evaluate(HEAD_ENDS)
        assert len(ends) >= 2, width
        assert [pair for pair in zip(ends, ends[1:]) if pair[0][1] > pair[1][0]] == [], width


def test_what_is_changed_shows_at_once_and_is_saved_into_its_scalars(served, page):
    for section in ["links", "website"]:
        open_section(page, section)
    page.locator(PRIMARY).fill("5A9A78")
    wait_painted(page, "rgb(90, 154, 120)")
    assert served.text() == PORTAL
    page.locator(CANCEL).click()
    expect(in_preview(page, "#cancel-order")).to_have_count(0)
    page.locator(REFUND).fill("https://fernandfield.example/refunds")
    page.locator("#editor-field-x-portico\\.website\\.name").fill("Fern")
    state(page, "4 unsaved changes")
    expect(page.locator("#editor-second a")).to_have_text(["Primary", "Refund policy", "Cancel an order", "Website name"])
    expect(page.locator(SAVE)).to_have_attribute("aria-disabled", "false")
    page.locator(SAVE).click()
    state(page, "Saved")
    expected = PORTAL.replace('"86b59b"', '"5a9a78"').replace("name: Fern & Field\n", "name: Fern\n")
    expected = expected.replace("features:\n", "features:\n  orderCancel: false\n")
    expected = expected.replace("/privacy\n", "/privacy\n    refundPolicy: https://fernandfield.example/refunds\n")
    assert served.text() == expected
    expect(page.locator(".editor-lines li")).to_have_count(6)
    expect(page.locator(SAVE)).to_have_attribute("aria-disabled", "true")
    # Undo makes the last change unsaved again.
    page.locator(UNDO).click()
    state(page, "1 unsaved change")
    expect(page.locator("#editor-field-x-portico\\.website\\.name")).not_to_have_value("Fern")
    assert served.text() == expected


def test_ratios_and_the_nearest_shade_follow_the_colour(page):
    rows = page.locator(".editor-ratios").first.locator("tbody tr")
    expect(rows).to_have_count(4)
    page.locator(PRIMARY).fill("#5a9a78")
    expect(rows.nth(1)).to_contain_text("3.0:1")
    expect(rows.nth(1)).to_contain_text("fails")
    expect(rows.nth(1)).to_contain_text("#3e7e5d")
    page.get_by_role("button", name="Use nearest passing shade").click()
    expect(page.locator(PRIMARY)).to_have_value("#3e7e5d")
    expect(page.get_by_role("button", name="Use nearest passing shade")).to_be_hidden()
    expect(rows.filter(has_text="fails")).to_have_count(0)
    picker = page.get_by_label("Primary, picker")
    picker.evaluate("picker => { picker.value = '#112233'; picker.dispatchEvent(new Event('input', {bubbles: true})); }")
    expect(page.locator(PRIMARY)).to_have_value("#112233")
    wait_painted(page, "rgb(17, 34, 51)")


def test_short_colours_are_taken_and_wrong_ones_keep_the_last_good_preview(served, page):
    page.locator(PRIMARY).fill("#abc")
    wait_painted(page, "rgb(170, 187, 204)")
    page.locator(PRIMARY).fill("#abc1")
    expect(page.locator(f"{PRIMARY}-line")).to_contain_text("A colour has 6 hex digits")
    expect(page.locator(PRIMARY)).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#editor-second")).to_contain_text("1 needs fixing before it can be saved: Primary")
    expect(page.locator(SAVE)).to_have_attribute("aria-disabled", "true")
    wait_painted(page, "rgb(170, 187, 204)")
    page.keyboard.press("Control+s")
    assert served.text() == PORTAL


def test_put_back_discard_and_undo(page):
    open_section(page, "links")
    page.locator(TERMS).fill("https://fernandfield.example/new")
    page.locator(CANCEL).click()
    state(page, "2 unsaved changes")
    page.locator(".editor-field", has=page.locator(TERMS)).get_by_role("button", name="Put back").click()
    expect(page.locator(TERMS)).to_have_value("https://fernandfield.example/terms")
    expect(page.locator(TERMS)).to_be_focused()
    state(page, "1 unsaved change")
    page.get_by_role("button", name="Discard").click()
    state(page, "1 change discarded")
    expect(page.locator(CANCEL)).to_be_checked()
    page.locator(UNDO).click()
    state(page, "1 unsaved change")
    expect(page.locator(CANCEL)).not_to_be_checked()
    # Outside of text fields the keys do it.
    page.locator("#editor-status-title").click()
    page.keyboard.press("Control+z")
    state(page, "2 unsaved changes")


def test_status_shows_what_customers_then_get(page):
    open_section(page, "status")
    page.get_by_role("radio", name="Inactive").check(force=True)
    expect(page.get_by_text("This portal is inactive.")).to_be_visible()
    expect(page.locator("#editor-screen option", has_text="Not found")).to_have_count(1)


def test_the_screen_stays_where_it_was_and_moves_on_when_it_is_gone(page):
    page.locator("#editor-screen").select_option("order")
    page.locator(PRIMARY).fill("#5a9a78")
    wait_painted(page, "rgb(90, 154, 120)")
    assert page.evaluate("portico.shownScreen()") == "order"
    page.locator("#editor-screen").focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator("#editor-screen")).to_have_value("cancel-order")
    page.locator(CANCEL).click()
    expect(page.locator(".live-below")).to_have_text("“Cancel order” no longer exists, so the preview went to Order.")
    expect(page.locator("#editor-screen")).to_have_value("order")
    page.get_by_role("button", name="Previous screen").click()
    expect(page.locator("#editor-screen")).to_have_value("orders")


# What happens on disk meanwhile


def test_a_file_that_changed_is_taken_and_its_conflicts_are_chosen(served, page):
    page.locator(PRIMARY).fill("#5a9a78")
    open_section(page, "links")
    page.locator(TERMS).fill("https://fernandfield.example/mine")
    page.locator(CANCEL).click()
    state(page, "3 unsaved changes")
    theirs = PORTAL.replace("86b59b", "2f6f4f").replace("/terms", "/theirs").replace("hello@", "help@")
    served.file.write_text(theirs)
    state(page, "The file changed on disk")
    conflict = page.locator("#editor-conflict")
    expect(conflict.locator("legend")).to_have_text(["Primary line 10", "Terms of service line 13"])
    expect(conflict.locator("input:checked")).to_have_count(0)
    expect(conflict).to_contain_text("Taken from the file without a question: Support email")
    expect(conflict).to_contain_text("Still unsaved, and only yours: Cancel an order")
    expect(page.locator(SAVE)).to_have_attribute("aria-disabled", "true")
    # What is half below the head that sticks would count as too small.
    page.evaluate("scrollTo(0, 0)")
    assert violations(page) == []
    page.keyboard.press("Control+s")
    assert served.text() == theirs
    groups = conflict.locator("fieldset")
    groups.nth(0).get_by_label(re.compile("Take file")).check()
    wait_painted(page, "rgb(47, 111, 79)")
    expect(page.locator("#editor-second")).to_contain_text("1 of 2 done")
    groups.nth(1).get_by_label(re.compile("Keep mine")).check()
    page.locator(SAVE).click()
    state(page, "Saved")
    expected = theirs.replace("/theirs", "/mine").replace("features:\n", "features:\n  orderCancel: false\n")
    assert served.text() == expected


def test_in_a_conflict_typing_on_is_no_choice_and_undo_takes_what_the_file_has(served, page):
    open_section(page, "links")
    page.locator(TERMS).fill("https://fernandfield.example/mi")
    state(page, "1 unsaved change")
    theirs = PORTAL.replace("/terms", "/theirs")
    served.file.write_text(theirs)
    state(page, "The file changed on disk")
    page.locator(TERMS).press_sequentially("ne")
    expect(page.locator("#editor-conflict")).to_contain_text("/mine")
    expect(page.locator("#editor-conflict input:checked")).to_have_count(0)
    page.keyboard.press("Control+s")
    expect(page.locator("#editor-status")).to_have_text("The file changed on disk. Choose for each field first.")
    assert served.text() == theirs
    page.locator("#editor-undo").click()
    state(page, "No unsaved changes")
    expect(page.locator(TERMS)).to_have_value("https://fernandfield.example/theirs")
    assert served.text() == theirs


def test_a_save_that_meets_a_changed_file_writes_nothing(served, page):
    """The page may not know yet what the disk has: the server finds it."""
    page.evaluate("() => { portico.refresh = async () => {}; }")
    page.route("**/_live/events*", lambda route: route.abort())
    page.locator(PRIMARY).fill("#5a9a78")
    state(page, "1 unsaved change")
    theirs = PORTAL.replace("86b59b", "2f6f4f")
    served.file.write_text(theirs)
    page.locator(SAVE).click()
    state(page, "The file changed on disk")
    assert served.text() == theirs
    page.get_by_role("button", name="Keep all mine").click()
    page.locator(SAVE).click()
    state(page, "Saved")
    assert served.text() == PORTAL.replace("86b59b", "5a9a78")


def test_a_broken_file_waits_and_keeps_what_is_unsaved(served, page):
    page.locator(PRIMARY).fill("#5a9a78")
    state(page, "1 unsaved change")
    broken = PORTAL.replace('"86b59b"', '"86b59b')
    served.file.write_text(broken)
    state(page, "Editing waits for the file")
    expect(page.locator(".live-problem")).to_be_visible()
    expect(page.locator("#editor-second")).to_contain_text("in your text editor")
    expect(page.locator(PRIMARY)).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Control+s")
    assert served.text() == broken
    served.file.write_text(PORTAL)
    state(page, "1 unsaved change")
    expect(page.locator(".live-problem")).to_have_count(0)
    expect(page.locator(PRIMARY)).to_have_value("#5a9a78")


def test_unsaved_changes_outlive_a_reload_and_the_server(served, page):
    page.locator(PRIMARY).fill("#5a9a78")
    drop(page, "mark.svg", SVG, "image/svg+xml")
    state(page, "2 unsaved changes")
    page.reload()
    ready(page)
    state(page, "2 unsaved changes")
    wait_painted(page, "rgb(90, 154, 120)")
    served.stop()
    expect(page.locator(".live-notices")).to_contain_text("with your 2 unsaved changes", timeout=15_000)
    expect(page.locator("#editor-second")).to_have_text("Kept in this tab until the server is back.")
    expect(page.locator(SAVE)).to_have_attribute("aria-disabled", "true")
    page.locator(CANCEL).click()
    state(page, "3 unsaved changes")
    served.start()
    expect(page.locator(".live-connection")).to_have_text("Live", timeout=15_000)
    expect(page.locator(SAVE)).to_have_attribute("aria-disabled", "false")
    page.locator(SAVE).click()
    state(page, "Saved")
    assert (served.folder / "logos/mark.svg").read_text() == SVG
    assert "logo: logos/mark.svg" in served.text() and "orderCancel: false" in served.text()


# Logos


def test_a_dropped_logo_shows_and_is_saved_and_a_wrong_file_is_refused(served, page):
    drop(page, "brandbook.pdf", "%PDF-1.7", "application/pdf")
    line = page.locator(".editor-logo .editor-line")
    expect(line).to_have_text("brandbook.pdf is a PDF. A logo is an SVG, PNG, JPEG or GIF of at most 512 KB.")
    state(page, "No unsaved changes")
    drop(page, "evil.svg", SVG.replace("<rect", "<script>alert(1)</script><rect"), "image/svg+xml")
    expect(line).to_contain_text("evil.svg contains scripts")
    drop(page, "Fern mark.svg", SVG, "image/svg+xml")
    expect(page.locator(".editor-file")).to_have_text("Fern-mark.svg")
    expect(line).to_contain_text("The service takes no SVG.")
    expect(in_preview(page, ".logo:visible").first).to_have_css("background-image", re.compile("data:image/svg"))
    assert not (served.folder / "logos").exists()
    page.keyboard.press("Control+s")
    state(page, "Saved")
    assert (served.folder / "logos/Fern-mark.svg").read_text() == SVG
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("button", name="Choose a logo file")).to_be_focused()
    expect(page.locator(".editor-file")).to_have_text("No logo")
    state(page, "1 unsaved change")


# What leaves the page


def test_copy_and_share_take_the_unsaved_changes_along(served, open_board, tmp_path):
    page = open_board(permissions=["clipboard-read", "clipboard-write"])
    page.locator(PRIMARY).fill("#5a9a78")
    state(page, "1 unsaved change")
    page.get_by_role("button", name="Copy as YAML").click()
    expect(page.locator("#editor-copy")).to_have_text("Copied, with 1 unsaved change")
    assert page.evaluate("navigator.clipboard.readText()") == PORTAL.replace("86b59b", "5a9a78")
    with page.expect_download() as download:
        page.get_by_role("button", name="Share").click()
    assert download.value.suggested_filename == "fern-and-field.html"
    shared = tmp_path / "shared.html"
    download.value.save_as(shared)
    text = shared.read_text()
    assert "5a9a78" in text and "<script" not in text
    expect(page.locator("#editor-share")).to_have_text("Downloaded, with 1 unsaved change")
    assert served.text() == PORTAL


# Hands and eyes


def test_everything_works_with_the_keyboard(served, page):
    tab_to(page, "#editor-skip")
    page.keyboard.press("Enter")
    expect(page.locator("#editor")).to_be_focused()
    tab_to(page, PRIMARY)
    page.keyboard.press("Control+a")
    page.keyboard.type("#3e7e5d")
    tab_to(page, CANCEL)
    page.keyboard.press("Space")
    state(page, "2 unsaved changes")
    expect(page.locator("#editor-status")).to_have_text("2 unsaved changes")
    page.keyboard.press("Control+s")
    state(page, "Saved")
    expect(page.locator(CANCEL)).to_be_focused()
    assert "orderCancel: false" in served.text() and '"3e7e5d"' in served.text()
    page.keyboard.press("Control+z")
    state(page, "1 unsaved change")


def test_links_in_the_head_lead_to_their_fields(page):
    open_section(page, "links")
    page.locator(TERMS).fill("https://fernandfield.example/x")
    page.evaluate("document.querySelector('[data-section=links]').open = false")
    page.locator("#editor-second a", has_text="Terms of service").click()
    expect(page.locator(TERMS)).to_be_visible()
    expect(page.locator(TERMS)).to_be_focused()


def test_a_phone_has_the_stage_above_the_sheet_and_the_bar_below(served, open_board):
    page = open_board(375)
    bar = page.locator(".editor-bar").bounding_box()
    assert bar["y"] + bar["height"] == 800
    page.locator(PRIMARY).scroll_into_view_if_needed()
    stage = page.locator(".stage").bounding_box()
    assert stage["width"] == 375 and stage["y"] >= 0
    page.locator(PRIMARY).fill("#5a9a78")
    page.locator("#editor-state a").click()
    expect(page.locator(PRIMARY)).to_be_focused()
    page.locator(SAVE).click()
    state(page, "Saved")
    expect(page.locator(".editor-lines li")).to_have_count(2)
    assert overflowing(page) == []


def test_hostile_texts_stay_texts(served, page):
    open_section(page, "website")
    page.locator("#editor-field-x-portico\\.website\\.name").fill("<img src=x onerror=document.title='hit'>")
    expect(in_preview(page, "body")).to_contain_text("<img src=x")
    page.locator(SAVE).click()
    state(page, "Saved")
    expect(page.locator(".editor-lines")).to_contain_text("<img src=x")
    assert page.title() != "hit"


def test_two_tabs_follow_each_other(served, page, open_board):
    other = open_board()
    page.locator(PRIMARY).fill("#5a9a78")
    page.locator(SAVE).click()
    state(page, "Saved")
    expect(other.locator(PRIMARY)).to_have_value("#5a9a78")
    state(other, "No unsaved changes")


def test_others_on_the_network_only_look(tmp_path, open_page):
    with serving(tmp_path / "open", "--host", "0.0.0.0") as served:
        page = open_page(served.board)
        state(page, "Read-only")
        expect(page.locator("#editor-second")).to_have_text("Editing works only on the computer that runs portico serve.")
        expect(page.locator("#editor input:visible, #editor button:visible")).to_have_count(0)
        answer = page.evaluate("fetch('/_live/edit/fern-and-field').then(answer => answer.status)")
        assert answer == 404
