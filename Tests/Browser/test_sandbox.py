"""The sandbox's page shows what is there and does what its buttons say; everything that arrives stays text."""

import re

import pytest
from playwright.sync_api import expect

import sandboxes
import tools
from keyboard import tab_through, tab_to
from looking import covered, overflowing, violations

PHONE, TABLET, DESKTOP = 375, 768, 1280
LINK = "/portal/customers/1004/management_link.json"


@pytest.fixture(scope="session")
def sandbox():
    with sandboxes.running("--seed", tools.ROOT / "examples/storefronts") as announced:
        yield announced


@pytest.fixture
def used(sandbox):
    """A sandbox in which everything has happened that the page shows."""
    sandboxes.control(sandbox, "POST", "/reset")
    sandboxes.use(sandbox)
    return sandbox


@pytest.fixture
def open_control(used, open_page):
    """Opens the page, and waits until it shows the sandbox."""

    def opened(width=1280, **options):
        page = open_page(used["control"], width, **options)
        expect(page.locator("#customer-rows tr")).to_have_count(6)
        expect(page.locator("#request-rows details").first).to_be_visible()
        return page

    return opened


@pytest.fixture
def page(open_control):
    return open_control()


@pytest.mark.sampled(2)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, TABLET, DESKTOP])
def test_the_page_fits_and_is_accessible(width, scheme, open_control, tmp_path):
    heard = []
    page = open_control(width, hear=heard.append, color_scheme=scheme)
    page.locator("#request-rows summary").first.click()
    expect(page.locator("#request-rows details[open] pre").first).to_be_visible()
    page.screenshot(path=tmp_path / f"sandbox-{width}-{scheme}.png", full_page=True)
    assert overflowing(page) == []
    assert violations(page) == []
    assert covered(page) == []
    assert [line for line in heard if not line.startswith("request: ")] == []
    assert {line.split("/_sandbox")[0] for line in heard} == {f"request: {page.url.split('/_sandbox')[0]}"}


def test_hostile_text_stays_text(page):
    for place in ("#portal-rows", "#customer-rows"):
        expect(page.locator(place)).to_contain_text(sandboxes.HOSTILE)
    expect(page.locator("#request-rows")).to_contain_text("<b>bold</b>?q=<i>")
    # What was sent stands in the request that made the portal.
    page.locator("#request-rows summary", has_text="billing-portals/hostile").click()
    expect(page.locator("#request-rows details[open] pre").first).to_contain_text("onerror=")
    assert page.locator("main img, main b, main i").count() == 0
    assert page.title() == "Sandbox – Portico"


def test_no_link_stands_on_the_page(page):
    assert "/manage/" not in page.content()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open link of Dev Patel").click()
    opened.value.wait_for_url("**/manage/1004/**")


def test_the_clock_is_turned_and_given_back(page, used):
    before = page.locator("#now").get_attribute("datetime")
    page.get_by_role("button", name="+15 days").click()
    expect(page.locator("#status")).to_have_text(re.compile(r"^\w+ \d+, \d{4}\. Next: The link of 100\d ends\.$"))
    expect(page.locator("#real-time")).to_be_visible()
    assert page.locator("#now").get_attribute("datetime") > before
    page.get_by_label("Set to").fill("2027-03-04 05:06")
    page.get_by_role("button", name="Set", exact=True).click()
    expect(page.locator("#now-day")).to_have_text("March 4, 2027")
    expect(page.locator("#now-time")).to_have_text(re.compile(r"^05:06:\d\d UTC$"))
    assert sandboxes.overview(used)["clock"]["now"].startswith("2027-03-04T05:06")
    page.get_by_label("Set to").fill("tomorrow")
    page.get_by_role("button", name="Set", exact=True).click()
    expect(page.get_by_label("Set to")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#now-day")).to_have_text("March 4, 2027")
    page.get_by_role("button", name="Back to real time").click()
    expect(page.locator("#real-time")).to_be_hidden()
    assert sandboxes.overview(used)["clock"]["isReal"]


def test_a_fault_is_ordered_fires_and_is_taken_back(page, used):
    page.get_by_label("Path", exact=True).fill("/portal/customers/*")
    page.get_by_label("Method").select_option("GET")
    page.get_by_label("Times").fill("1")
    page.get_by_label("Answer").select_option(label="500 Internal Server Error")
    page.get_by_role("button", name="Order fault").click()
    fault = page.locator(".fault", has_text="/portal/customers/*")
    expect(fault).to_contain_text("500, next time")
    expect(page.locator("#status")).to_have_text("The fault is ordered.")
    assert sandboxes.billing(used, "GET", LINK)[0] == 500
    expect(fault).to_have_count(0)
    first = page.locator("#request-rows details").first
    expect(first).to_contain_text("500")
    expect(first).to_contain_text("ordered")
    assert sandboxes.billing(used, "GET", LINK)[0] == 200
    page.locator(".fault").get_by_role("button", name="Remove").click()
    expect(page.locator(".fault")).to_have_count(0)
    assert sandboxes.overview(used)["faults"] == []


def test_a_fault_that_cannot_be_is_refused_in_words(page, used):
    page.get_by_label("Path", exact=True).fill("/portal/*?page=1")
    page.get_by_role("button", name="Order fault").click()
    hint = page.locator("#fault-hint")
    expect(hint).to_have_text("Path has no query; a fault is for a path with any query.")
    expect(page.locator("#status")).to_have_text(hint.inner_text())
    expect(page.get_by_label("Path", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".fault")).to_have_count(1)
    page.get_by_label("Path", exact=True).fill("/portal/*")
    page.get_by_role("button", name="Order fault").click()
    expect(hint).to_have_text("* stands for anything.")
    expect(page.get_by_label("Path", exact=True)).to_have_attribute("aria-invalid", "false")
    expect(page.locator(".fault")).to_have_count(2)


def test_an_invitation_is_accepted(page, used):
    row = page.locator("#customer-rows tr", has_text="Chiara Rossi")
    expect(row).to_contain_text("Invited")
    row.get_by_role("button", name="Accept").click()
    expect(row).to_contain_text("Accepted")
    expect(page.locator("#status")).to_have_text("Chiara Rossi accepted the invitation.")
    customer = next(customer for customer in sandboxes.overview(used)["customers"] if customer["id"] == 1003)
    assert customer["access"] == "accepted"


def test_a_setting_is_changed(page, used):
    switch = page.get_by_role("switch", name="Portal for the whole site")
    expect(switch).to_be_checked()
    switch.click()
    expect(page.locator("[data-state-of=isPortalEnabled]")).to_have_text("Off")
    assert sandboxes.billing(used, "GET", LINK)[0] == 422
    switch.click()
    expect(page.locator("[data-state-of=isPortalEnabled]")).to_have_text("On")
    assert sandboxes.billing(used, "GET", LINK)[0] == 200


def test_requests_are_filtered_paused_and_cleared(page, used):
    rows = page.locator("#request-rows details")
    total = rows.count()
    page.get_by_role("radio", name="Errors").check(force=True)
    expect(rows).to_have_count(2)
    page.get_by_role("radio", name="Ordered").check(force=True)
    expect(rows).to_have_count(0)
    page.get_by_role("radio", name="All").check(force=True)
    expect(rows).to_have_count(total)
    page.get_by_role("button", name="Pause").click()
    sandboxes.billing(used, "GET", LINK)
    page.wait_for_timeout(1500)
    assert rows.count() == total
    page.get_by_role("button", name="Go on").click()
    expect(rows).to_have_count(total + 1)
    page.get_by_role("button", name="Clear").click()
    expect(rows).to_have_count(0)
    expect(page.locator("#requests-more")).to_contain_text("Nothing asked yet.")


def test_older_requests_are_shown_when_asked_for(page, used):
    for _ in range(60):
        sandboxes.billing(used, "GET", "/customers/1001.json")
    rows = page.locator("#request-rows details")
    expect(rows).to_have_count(50)
    page.get_by_role("button", name="Older").click()
    expect(rows).to_have_count(64)


def test_everything_is_reset_after_a_question(page, used):
    page.get_by_role("button", name="Reset everything").click()
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("#customer-rows tr")).to_have_count(6)
    page.get_by_role("button", name="Reset everything").click()
    page.get_by_role("button", name="Yes, reset").click()
    expect(page.locator("#customer-rows tr")).to_have_count(5)
    expect(page.locator("#status")).to_have_text("Everything is as at the start.")
    state = sandboxes.overview(used)
    assert (len(state["portals"]), state["faults"]) == (12, [])


def test_by_keyboard_alone_an_invitation_is_accepted_and_nothing_is_missed(page, used):
    stops, reached, unmarked = tab_through(page)
    assert reached == stops
    assert unmarked == []
    page.reload()
    expect(page.locator("#customer-rows tr")).to_have_count(6)
    tab_to(page, "[data-key=accept-1003]")
    page.keyboard.press("Enter")
    expect(page.locator("#customer-rows tr", has_text="Chiara Rossi")).to_contain_text("Accepted")


def test_a_sandbox_that_ended_is_told(open_page):
    with sandboxes.running() as announced:
        page = open_page(announced["control"])
        expect(page.locator("#connection-text")).to_have_text("Live")
    expect(page.locator("#connection-text")).to_have_text("Not connected", timeout=15_000)
