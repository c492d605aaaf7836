"""The editor of `portico serve` while the file is gone, broken, read-only or changed by somebody else, and its logos."""

import os
import re

import pytest
from playwright.sync_api import expect

from editing import open_board, page, served  # noqa: F401 - fixtures
from editing import CANCEL, GIF, PORTAL, PRIMARY, SVG, TERMS, drop, drop_all, open_section, ready, state
from looking import overflowing, violations

SAVE, UNDO, SECOND = "#editor-save", "#editor-undo", "#editor-second"
LOGO_LINE = ".editor-logo .editor-line >> nth=0"


# Files that can't be changed


def test_a_file_that_the_site_shows_and_the_editor_cannot_change_says_why(served, page):
    served.file.write_text(PORTAL + "slug: again\n")
    state(page, "Editing waits for the file")
    expect(page.locator(".live-problem")).to_have_count(0)
    expect(page.locator(SECOND)).to_contain_text(re.compile(r"^Line 19, column 1: 'slug' already stands in line 3, .*Mend it in your text editor\."))
    expect(page.locator(PRIMARY)).to_have_attribute("aria-disabled", "true")
    assert violations(page) == []
    served.file.write_text(PORTAL)
    state(page, "No unsaved changes")


@pytest.mark.parametrize("kind", ["gone", "pipe", "link"])
def test_a_file_that_is_not_there_switches_the_editor_off_until_it_is_back(kind, served, page, tmp_path):
    page.locator(PRIMARY).fill("#5a9a78")
    state(page, "1 unsaved change")
    served.file.unlink()
    if kind == "pipe":
        os.mkfifo(served.file)
    elif kind == "link":
        (tmp_path / "outside.yaml").write_text(PORTAL)
        served.file.symlink_to(tmp_path / "outside.yaml")
    state(page, "The file is gone" if kind == "gone" else "The file can’t be read")
    words = {"gone": "isn’t there any more.", "pipe": "a named pipe in place of the file.", "link": "leads out of the workspace."}
    expect(page.locator(SECOND)).to_contain_text(words[kind])
    expect(page.locator(SECOND)).to_contain_text("1 unsaved change stays in this tab.")
    expect(page.locator(PRIMARY)).to_have_attribute("aria-disabled", "true")
    expect(page.locator(SAVE)).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Control+s")
    assert violations(page) == []
    if kind != "gone":
        served.file.unlink()
    served.file.write_text(PORTAL)
    state(page, "1 unsaved change")
    expect(page.locator("#editor-alert")).to_be_empty()
    expect(page.locator(PRIMARY)).to_have_value("#5a9a78")
    page.locator(SAVE).click()
    state(page, "Saved")
    assert served.text() == PORTAL.replace("86b59b", "5a9a78")


def test_a_read_only_file_is_left_as_it_is(served, page):
    served.file.chmod(0o444)
    page.locator(PRIMARY).fill("#5a9a78")
    state(page, "1 unsaved change")
    page.locator(SAVE).click()
    expect(page.locator("#editor-alert")).to_have_text(
        "Nothing was saved. portals/fern-and-field.yaml is read-only. Allow writing to it, then save again."
    )
    assert served.text() == PORTAL
    served.file.chmod(0o644)
    page.locator(SAVE).click()
    state(page, "Saved")
    expect(page.locator("#editor-alert")).to_be_empty()


@pytest.mark.parametrize("width", [375, 1280])
def test_why_nothing_was_saved_is_seen_wherever_one_is(width, served, open_board):
    page = open_board(width)
    page.set_viewport_size({"width": width, "height": 700})
    served.file.chmod(0o444)
    open_section(page, "website")
    email = page.get_by_label("Support email")
    email.fill("help@fernandfield.example")
    page.keyboard.press("Tab")
    email.scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.locator(SAVE).click()
    alert = page.locator("#editor-alert")
    expect(alert).to_contain_text("read-only")
    if width == 375:
        page.get_by_role("button", name="Why it isn’t saved").click()
    expect(alert).to_be_in_viewport()
    assert not overflowing(page)


def test_what_kept_a_save_back_is_no_longer_said_when_it_is_mended(served, page):
    settings = served.file.parent.parent / "portico.yaml"
    before = settings.read_text()
    page.locator(PRIMARY).fill("#5a9a78")
    settings.write_text("environments: [")
    expect(page.locator(".live-notice")).to_be_visible()
    page.locator(SAVE).click()
    expect(page.locator("#editor-alert")).to_contain_text("Nothing was saved")
    settings.write_text(before)
    expect(page.locator("#editor-alert")).to_be_empty()
    page.locator(SAVE).click()
    state(page, "Saved")


def test_undo_in_an_open_conflict_takes_back_the_choice_first(served, page):
    open_section(page, "links")
    page.locator(PRIMARY).fill("#5a9a78")
    page.locator(TERMS).fill("https://fernandfield.example/mine")
    page.keyboard.press("Tab")
    state(page, "2 unsaved changes")
    served.file.write_text(PORTAL.replace("/terms", "/theirs"))
    state(page, "The file changed on disk")
    page.get_by_role("button", name="Take all the file’s").click()
    expect(page.locator(TERMS)).to_have_value("https://fernandfield.example/theirs")
    page.locator(UNDO).click()
    expect(page.locator(TERMS)).to_have_value("https://fernandfield.example/mine")
    expect(page.locator(PRIMARY)).to_have_value("#5a9a78")
    expect(page.get_by_label(re.compile("Keep mine"))).to_be_checked()


def test_without_the_server_the_head_says_why_nothing_is_saved(served, page):
    page.locator(PRIMARY).fill("#5a9a78")
    state(page, "1 unsaved change")
    served.stop()
    expect(page.locator(SECOND)).to_have_text("Kept in this tab until the server is back.")
    served.start()
    expect(page.locator(SAVE)).to_have_attribute("aria-disabled", "false")


def test_a_file_that_was_broken_from_the_start_gets_its_editor_when_it_is_mended(served, page):
    served.stop()
    served.file.write_text(PORTAL.replace('"86b59b"', '"86b59b'))
    served.start()
    page.goto(served.board)
    expect(page.locator("iframe[name=preview]")).to_have_count(0)
    served.file.write_text(PORTAL)
    expect(page.locator(PRIMARY)).to_have_value("#86b59b")
    state(page, "No unsaved changes")


# Discard, undo, and leaving


def test_what_needs_fixing_can_be_discarded(page):
    page.locator(PRIMARY).fill("#5a9a")
    expect(page.locator(SECOND)).to_contain_text("1 needs fixing")
    page.get_by_role("button", name="Discard").click()
    state(page, "1 change discarded")
    expect(page.locator(PRIMARY)).to_have_value("#86b59b")


def test_a_conflict_can_be_discarded_and_undo_brings_back_what_was_mine(served, page):
    page.locator(PRIMARY).fill("#5a9a78")
    page.locator(CANCEL).click()
    state(page, "2 unsaved changes")
    served.file.write_text(PORTAL.replace("86b59b", "2f6f4f"))
    state(page, "The file changed on disk")
    page.get_by_role("button", name="Discard").click()
    state(page, "2 changes discarded")
    expect(page.locator(PRIMARY)).to_have_value("#2f6f4f")
    expect(page.locator(CANCEL)).to_be_checked()
    page.locator(UNDO).click()
    state(page, "2 unsaved changes")
    expect(page.locator(PRIMARY)).to_have_value("#5a9a78")


def test_undo_after_taking_the_files_value_leads_to_mine_and_then_to_the_files(served, page):
    page.locator(PRIMARY).fill("#5a9a78")
    page.locator(CANCEL).click()
    state(page, "2 unsaved changes")
    served.file.write_text(PORTAL.replace("86b59b", "2f6f4f"))
    state(page, "The file changed on disk")
    page.get_by_role("button", name="Take all the file’s").click()
    page.locator(SAVE).click()
    state(page, "Saved")
    expect(page.locator(PRIMARY)).to_have_value("#2f6f4f")
    page.locator(UNDO).click()
    expect(page.locator(PRIMARY)).to_have_value("#5a9a78")
    page.locator(UNDO).click()
    # The switch, which was saved.
    expect(page.locator(CANCEL)).to_be_checked()
    page.locator(UNDO).click()
    expect(page.locator(PRIMARY)).to_have_value("#2f6f4f")
    state(page, "1 unsaved change")
    expect(page.locator(UNDO)).to_have_attribute("aria-disabled", "true")


LEAVES = "() => window.dispatchEvent(new Event('beforeunload', {cancelable: true}))"


def test_a_tab_with_unsaved_changes_asks_before_it_closes(page):
    assert page.evaluate(LEAVES) is True
    page.locator(PRIMARY).fill("#5a9a78")
    state(page, "1 unsaved change")
    assert page.evaluate(LEAVES) is False
    page.locator(UNDO).click()
    state(page, "No unsaved changes")
    assert page.evaluate(LEAVES) is True


def test_a_conflict_shows_wherever_one_is(served, page):
    open_section(page, "website")
    name = page.locator("#editor-field-x-portico\\.website\\.name")
    name.fill("Fern")
    name.scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, document.querySelector('[data-section=website]').getBoundingClientRect().top + scrollY - 300)")
    served.file.write_text(PORTAL.replace("name: Fern & Field\n", "name: Field\n"))
    state(page, "The file changed on disk")
    expect(page.locator("#editor-state")).to_be_in_viewport()
    page.get_by_role("button", name="Choose", exact=True).click()
    expect(page.locator("#editor-conflict legend")).to_be_in_viewport()
    expect(page.locator("#editor-conflict input").first).to_be_focused()
    head = page.locator("#editor-head").bounding_box()
    assert page.locator("#editor-conflict legend").bounding_box()["y"] >= head["y"] + head["height"]


# Fields


def test_blanks_at_the_ends_are_no_part_of_a_text(served, page):
    open_section(page, "links")
    page.locator(TERMS).fill("  https://fernandfield.example/new ")
    expect(page.locator(f"{TERMS}-line")).to_be_hidden()
    page.locator(TERMS).blur()
    expect(page.locator(TERMS)).to_have_value("https://fernandfield.example/new")
    open_section(page, "website")
    name = page.locator("#editor-field-x-portico\\.website\\.name")
    name.fill("")
    name.press_sequentially("Fern and Co ")
    expect(name).to_have_value("Fern and Co ")
    page.locator(SAVE).click()
    state(page, "Saved")
    assert "    name: Fern and Co\n" in served.text() and "/new\n" in served.text()


def test_alt_and_arrows_belong_to_the_text_that_has_the_focus(page):
    shown = page.evaluate("portico.shownScreen()")
    page.locator(PRIMARY).focus()
    page.locator(PRIMARY).evaluate("field => field.addEventListener('keydown', event => { window.taken = event.defaultPrevented; })")
    page.evaluate("document.addEventListener('keydown', event => { window.taken = event.defaultPrevented; event.preventDefault(); })")
    page.keyboard.press("Alt+ArrowRight")
    assert page.evaluate("[window.taken, portico.shownScreen()]") == [False, shown]
    page.locator(CANCEL).focus()
    page.keyboard.press("Alt+ArrowRight")
    assert page.evaluate("portico.shownScreen()") != shown


def test_values_of_an_environment_say_so_and_can_be_put_back(served, page):
    (served.folder / "portico.yaml").write_text("environments: {live: {}}\nenvironment: live\n")
    text = PORTAL + "  logo: logos/gone.svg\n  environments:\n    live:\n      status: inactive\n      features: {orderCancel: false}\n      x-portico: {logo: logos/live.svg}\n"
    served.file.write_text(text)
    line = page.locator(".editor-field", has=page.locator(CANCEL))
    expect(line).to_contain_text("In the environment live.")
    for section in ["status", "logo"]:
        open_section(page, section)
        expect(page.locator(f"[data-section={section}]")).to_contain_text("In the environment live.")
    expect(line.get_by_role("button", name="Put back")).to_be_hidden()
    page.locator(CANCEL).click()
    page.locator("[data-section=status]").get_by_role("radio", name="Active", exact=True).check(force=True)
    state(page, "2 unsaved changes")
    line.get_by_role("button", name="Put back").click()
    expect(page.locator(CANCEL)).not_to_be_checked()
    expect(page.locator(CANCEL)).to_be_focused()
    assert violations(page) == []
    page.locator("[data-section=status]").get_by_role("button", name="Put back").click()
    state(page, "No unsaved changes")
    assert overflowing(page) == []


# Logos


def test_a_picture_for_the_service_stands_beside_the_svg(served, page):
    drop(page, "mark.svg", SVG, "image/svg+xml")
    expect(page.locator(LOGO_LINE)).to_contain_text("The service takes no SVG.")
    drop(page, "other.gif", GIF, "image/gif")
    expect(page.locator(".editor-logo")).to_contain_text("Beside it mark.gif, which publishing takes.")
    expect(page.locator(".editor-file")).to_have_text("mark.svg")
    expect(page.locator(LOGO_LINE)).to_be_hidden()
    page.locator(SAVE).click()
    state(page, "Saved")
    expect(page.locator(SECOND)).to_contain_text("logos/mark.gif is new.")
    assert (served.folder / "logos/mark.svg").read_text() == SVG
    assert (served.folder / "logos/mark.gif").read_bytes() == GIF
    assert "logo: logos/mark.svg\n" in served.text()


def test_a_picture_goes_beside_the_svg_of_the_file_or_is_taken_alone(served, page):
    (served.folder / "logos").mkdir()
    (served.folder / "logos/own.svg").write_text(SVG)
    text = PORTAL + "  logo: logos/own.svg\n"
    served.file.write_text(text)
    expect(page.locator(".editor-file")).to_have_text("own.svg")
    drop(page, "other.gif", GIF, "image/gif")
    expect(page.locator(".editor-logo")).to_contain_text("Beside it own.gif")
    page.get_by_role("button", name="Use own.gif alone").click()
    expect(page.locator(".editor-file")).to_have_text("other.gif")
    page.locator(UNDO).click()
    expect(page.locator(".editor-logo")).to_contain_text("Beside it own.gif")
    page.locator(SAVE).click()
    state(page, "Saved")
    assert served.text() == text
    assert (served.folder / "logos/own.gif").read_bytes() == GIF


def test_of_several_files_a_pair_is_taken_and_else_one(served, page):
    drop_all(page, ("mark.gif", GIF, "image/gif"), ("mark.svg", SVG, "image/svg+xml"))
    expect(page.locator(".editor-logo")).to_contain_text("Beside it mark.gif")
    state(page, "1 unsaved change")
    page.reload()
    ready(page)
    served.stop()
    # Before that the page doesn't know of it, and a save might come in the middle.
    expect(page.locator(".live-connection")).not_to_have_text("Live")
    served.start()
    expect(page.locator(".live-connection")).to_have_text("Live", timeout=15_000)
    expect(page.locator(".editor-logo")).to_contain_text("Beside it mark.gif")
    expect(page.locator(SAVE)).to_have_attribute("aria-disabled", "false")
    page.locator(SAVE).click()
    state(page, "Saved")
    assert (served.folder / "logos/mark.gif").read_bytes() == GIF
    drop_all(page, ("a.gif", GIF, "image/gif"), ("b.gif", GIF + b"\0", "image/gif"))
    expect(page.locator(LOGO_LINE)).to_contain_text("Only a.gif was taken.")


def test_a_missing_logo_is_called_by_its_name(served, page):
    served.file.write_text(PORTAL + "  logo: logos/gone.svg\n")
    expect(page.locator(".editor-file")).to_have_text("gone.svg")
    expect(page.locator(LOGO_LINE)).to_have_text("logos/gone.svg is missing. Drop the file here, or remove the logo.")
    page.get_by_role("button", name="Remove").click()
    expect(page.locator(".editor-file")).to_have_text("No logo")


def test_a_logo_that_comes_while_the_file_is_broken_is_not_lost_in_silence(served, page):
    served.file.write_text(PORTAL.replace('"86b59b"', '"86b59b'))
    state(page, "Editing waits for the file")
    drop(page, "mark.svg", SVG, "image/svg+xml")
    expect(page.locator(LOGO_LINE)).to_contain_text("mark.svg was not taken, because the portal’s file can’t be read.")
    served.file.write_text(PORTAL)
    state(page, "No unsaved changes")
    expect(page.locator(LOGO_LINE)).to_be_hidden()


# A phone


def test_on_a_phone_the_bar_leads_to_why_nothing_can_be_changed(served, open_board):
    page = open_board(375)
    served.file.unlink()
    state(page, "The file is gone")
    page.locator("#editor-state button").click()
    expect(page.locator(SECOND)).to_be_in_viewport()
    stage, reason = page.locator(".stage").bounding_box(), page.locator(SECOND).bounding_box()
    assert stage["y"] + stage["height"] <= reason["y"]
    assert violations(page) == []


def test_a_phone_shows_the_preview_beside_every_field(open_board):
    page = open_board(375)
    assert page.evaluate("document.elementFromPoint(187, 790).closest('.editor-bar') !== null")
    for section in ["colors", "links", "website"]:
        open_section(page, section)
    for field in [PRIMARY, TERMS, CANCEL]:
        page.locator(field).evaluate("field => { field.closest('details').open = true; field.focus(); }")
        stage = page.locator(".stage").bounding_box()
        place = page.locator(field).bounding_box()
        assert stage["y"] >= 0 and stage["height"] >= 150
        assert stage["y"] + stage["height"] <= place["y"] and place["y"] + place["height"] <= 800 - 60
        on_top = page.evaluate("document.elementFromPoint(187, y).closest('.stage') !== null".replace("y)", f"{stage['y'] + 100})"))
        assert on_top
    assert overflowing(page) == []
