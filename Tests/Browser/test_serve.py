"""What `portico serve` shows repaints on every save, says what is wrong, and comes back by itself."""

import http.client
import os
import socket
import statistics
import subprocess
import time

import pytest
from playwright.sync_api import expect

import serves
import tools
from boards import frame_width
from looking import overflowing, shown, until, violations
from rendering import render

PHONE, TABLET, DESKTOP = 375, 768, 1280


@pytest.fixture
def workspace(tmp_path):
    return serves.Workspace(tmp_path / "workspace")


@pytest.fixture
def server(workspace, tmp_path):
    with serves.serving(workspace.folder, tmp_path / "state") as server:
        yield server


@pytest.fixture
def open_tabs(server, browser):
    """Opens pages of the server as tabs of one window."""
    context = browser.new_context(viewport={"width": DESKTOP, "height": 800})
    context.new_page().goto(server.url)

    def opened(*paths):
        tabs = [context.new_page() for _ in paths]
        for tab, path in zip(tabs, paths, strict=True):
            tab.goto(server.origin + path)
            expect(connection(tab)).to_have_text("Live")
        return tabs

    yield opened
    context.close()


@pytest.fixture
def open_live(server, open_page):
    """Opens a page of the server in a browser that has its cookie."""

    def opened(path="/", width=DESKTOP, **options):
        page = open_page(server.url, width, **options)
        page.wait_for_url(server.origin + "/")
        expect(connection(page)).to_have_text("Live")
        if path != "/":
            page.goto(server.origin + path)
            expect(connection(page)).to_have_text("Live")
        return page

    return opened


def connection(page):
    return page.locator(".live-connection")


def color(page):
    """The place where a board says its primary colour."""
    return page.locator(".swatches code").first


def ready(page):
    """Waits until the frame shows its screen."""
    expect(page.frame_locator("iframe").locator("[data-screen]:visible")).to_have_count(1)
    return page


def test_the_first_page_needs_the_printed_address(server, open_page):
    page = open_page(server.origin + "/")
    expect(page.locator("h1")).to_have_text("This preview needs its key")
    page.goto(server.url)
    page.wait_for_url(server.origin + "/")
    expect(page.locator(".card")).to_have_count(3)
    # The key stands neither in the address nor in what is behind it.
    page.go_back()
    page.wait_for_load_state()
    assert "token" not in page.url


@pytest.mark.parametrize("save", ["save", "swap"])
def test_a_save_of_any_style_repaints_board_and_preview(save, workspace, open_live):
    page = ready(open_live("/acme/"))
    marks = page.evaluate("window.mark = document.querySelector('iframe'), document.querySelector('iframe').contentWindow.mark = 1")
    assert marks == 1
    getattr(workspace, save)("acme", color="aa2211")
    expect(color(page)).to_have_text("#aa2211")
    assert "aa2211" in page.frames[1].evaluate("[...document.querySelectorAll('style')].map(style => style.textContent).join()")
    # The same frame with the same document: nothing was loaded again.
    assert page.evaluate("mark === document.querySelector('iframe') && mark.contentWindow.mark == 1")


def test_a_template_without_a_style_takes_it_away_and_back(workspace, open_live):
    page = ready(open_live("/acme/"))
    styles = page.frame_locator("iframe").locator("head style")
    expect(styles).to_have_count(2)
    template = workspace.folder / "templates/preview-brand.mustache"
    template.parent.mkdir()
    template.write_text("")
    expect(styles).to_have_count(1)
    template.write_text("p { outline: 3px solid #{{fill}} }\n")
    expect(styles).to_have_count(2)
    assert "3px solid #1a5fb4" in styles.last.text_content()


def test_a_burst_of_saves_ends_with_the_last(workspace, open_live):
    page = ready(open_live("/acme/"))
    for number in range(100):
        workspace.save("acme", color=f"{0x101010 + number * 0x010101:06x}")
        time.sleep(0.01)
    expect(color(page)).to_have_text(f"#{0x101010 + 99 * 0x010101:06x}")


def test_a_repaint_keeps_screen_width_scroll_place_and_focus(workspace, open_live):
    page = ready(open_live("/acme/"))
    page.locator("#editor-screen").select_option("orders")
    page.locator("label:visible:has([value=phone])").click()
    assert shown(page.frames[1]) == ["orders"]
    top = page.frames[1].evaluate("document.scrollingElement.scrollTop = 30, document.scrollingElement.scrollTop")
    assert top > 0
    page.evaluate("scrollTo(0, 300)")
    page.evaluate("window.jumps = [], addEventListener('scroll', () => { if (scrollY != 300) jumps.push(scrollY) })")
    page.locator("#editor-screen").evaluate("select => select.focus({preventScroll: true})")
    workspace.save("acme", color="aa2211")
    expect(color(page)).to_have_text("#aa2211")
    assert shown(page.frames[1]) == ["orders"]
    assert frame_width(page) == PHONE
    assert page.frames[1].evaluate("document.scrollingElement.scrollTop") == top
    assert page.evaluate("[scrollY, jumps]") == [300, []]
    expect(page.locator("#editor-screen")).to_be_focused()
    expect(page.locator("#editor-screen")).to_have_value("orders")


def test_choosing_a_screen_scrolls_nothing_and_leaves_no_way_back(open_live):
    page = ready(open_live("/acme/"))
    before = page.evaluate("history.length")
    assert page.evaluate("scrollY") == 0
    page.locator("#editor-screen").select_option("invoices")
    page.frame_locator("iframe").locator('a[href="#orders"]:visible').first.click()
    expect(page.locator("#editor-screen")).to_have_value("orders")
    assert shown(page.frames[1]) == ["orders"]
    assert page.evaluate("[scrollY, history.length]") == [0, before]


def test_a_screen_that_is_gone_leads_to_the_nearest(workspace, open_live):
    page = ready(open_live("/acme/"))
    page.locator("#editor-screen").select_option("cancel-order")
    assert shown(page.frames[1]) == ["cancel-order"]
    text = workspace.text("acme") + "features:\n  orderCancel: false\n"
    workspace.file("acme").write_text(text)
    expect(page.locator(".live-below")).to_have_text("“Cancel order” no longer exists, so the preview went to Order.")
    assert shown(page.frames[1]) == ["order"]
    expect(page.locator("#editor-screen")).to_have_value("order")


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_broken_file_shows_its_problem_over_the_last_good_preview(width, workspace, server, open_live):
    page = ready(open_live("/acme/", width))
    workspace.break_("acme")
    problem = page.locator(".live-problem")
    expect(problem).to_be_visible()
    expect(problem).to_have_attribute("role", "alert")
    place = problem.locator("code").first.inner_text()
    line, column = place.split(":")[1:]
    assert place == f"portals/acme.yaml:{line}:{column}"
    assert problem.locator(".live-sentence").inner_text().startswith(f"Line {line}, column {column}: ")
    assert problem.locator(".fault .number").inner_text() == line
    assert problem.locator(".fault code").inner_text() == '  colors: {primary: "1a5fb4, secondary: f5eee3}'
    assert problem.locator(".live-line:visible .number").all_inner_texts() == (
        [str(number) for number in range(int(line) - 1, int(line) + 1)] + ["", str(int(line) + 1)]
        if width == PHONE
        else [str(number) for number in range(int(line) - 2, int(line) + 1)] + ["", *map(str, range(int(line) + 1, int(line) + 3))]
    )
    caret = problem.locator(".caret code span").text_content()
    assert len(caret) == int(column) - 1
    assert page.locator(".device").evaluate("device => getComputedStyle(device).opacity") == "0.35"
    assert shown(page.frames[1]) == ["overview"]
    assert not overflowing(page)
    until(lambda: f"portals/acme.yaml:{line}:{column}: error: " in server.said())
    workspace.save("acme", color="22aa11")
    expect(problem).to_have_count(0)
    expect(color(page)).to_have_text("#22aa11")
    assert page.locator(".device").evaluate("device => getComputedStyle(device).opacity") == "1"
    until(lambda: "portals/acme.yaml: can be read again" in server.said())


def test_a_page_opened_while_the_file_is_broken_says_so(workspace, open_live):
    page = ready(open_live("/acme/"))
    workspace.break_("acme")
    expect(page.locator(".live-problem")).to_be_visible()
    page.reload()
    expect(page.locator(".live-problem")).to_be_visible()
    page.goto(page.url.replace("/acme/", "/"))
    card = page.locator(".card.plain")
    expect(card.locator(".card-problem")).not_to_be_empty()


def test_hostile_text_of_a_broken_file_stays_text(workspace, open_live):
    page = ready(open_live("/acme/"))
    workspace.file("acme").write_text(f'name: "{serves.HOSTILE}\n{serves.HOSTILE}: [')
    expect(page.locator(".live-problem")).to_contain_text(serves.HOSTILE)
    assert page.locator(".live-problem img").count() == 0
    assert page.title() != "hit"


def test_new_and_removed_portals_come_and_go(workspace, open_live):
    page = open_live("/")
    expect(page.locator(".card")).to_have_count(3)
    workspace.save("dune")
    expect(page.locator(".card h2")).to_have_text(["Acme", "Bolt", "Cove", "Dune"])
    workspace.remove("bolt")
    expect(page.locator(".card h2")).to_have_text(["Acme", "Cove", "Dune"])
    expect(page.locator(".lead")).to_contain_text("3 portals")


def test_a_board_whose_portal_is_gone_says_so_and_comes_back(workspace, open_live):
    page = ready(open_live("/acme/"))
    workspace.remove("acme")
    notice = page.locator(".live-notice")
    expect(notice).to_contain_text("This portal is gone.")
    expect(notice.locator("a")).to_have_attribute("href", "../index.html")
    workspace.save("acme", color="22aa11")
    expect(notice).to_have_count(0)
    expect(color(page)).to_have_text("#22aa11")


def test_the_gallery_keeps_search_and_filters(workspace, open_live):
    page = open_live("/")
    page.locator("#query").fill("bolt")
    expect(page.locator("#found")).to_have_text("1 portal found")
    page.locator("#query").evaluate("field => field.setSelectionRange(0, 1)")
    workspace.save("dune", name="Thunderbolt")
    expect(page.locator(".card h2")).to_have_text(["Bolt", "Thunderbolt"])
    expect(page.locator("#found")).to_have_text("2 portals found")
    assert page.evaluate("[document.activeElement.id, document.activeElement.selectionEnd]") == ["query", 1]
    page.locator("#query").fill("thun")
    expect(page.locator(".card h2")).to_have_text(["Thunderbolt"])
    page.locator("#query").fill("")
    expect(page.locator(".card")).to_have_count(4)
    page.locator("label:has([name=status][value=i])").click()
    expect(page.locator("#no-match")).to_be_visible()
    workspace.file("cove").write_text(workspace.text("cove") + "status: inactive\n")
    expect(page.locator(".card:visible h2")).to_have_text(["Cove"])


def test_the_docs_repaint(workspace, open_live):
    page = open_live("/acme/docs.html")
    workspace.save("acme", name="Acme & Sons")
    expect(page.locator("h1")).to_have_text("Acme & Sons")
    page.goto(page.url.replace("/acme/docs.html", "/docs.html"))
    workspace.save("acme", name="Acme & Daughters")
    expect(page.locator("main")).to_contain_text("Acme & Daughters")


def test_settings_and_templates_repaint_everything(workspace, open_live):
    page = ready(open_live("/acme/"))
    (workspace.folder / "templates").mkdir()
    (workspace.folder / "templates/reviewer-foot.mustache").write_text('<footer class="foot">Ours alone</footer>\n')
    expect(page.locator(".foot")).to_have_text("Ours alone")


@pytest.mark.parametrize("path", ["/", "/acme/", "/acme/docs.html", "/acme/compare.html"])
def test_broken_settings_are_said_on_every_page_until_they_are_mended(path, workspace, server, open_live):
    page = open_live(path)
    settings = workspace.folder / "portico.yaml"
    settings.write_text("environments: {live: {rebilly: {organizationId: [}}}\n")
    notice = page.locator(".live-notice")
    expect(notice).to_contain_text("The workspace can’t be read. Until that is mended, the pages stay as they were, and nothing is saved.")
    place = notice.locator("code").inner_text()
    assert place.startswith("portico.yaml:1:")
    until(lambda: f"{place}: error: " in server.said())
    page.reload()
    expect(notice).to_contain_text(place)
    assert not overflowing(page)
    settings.unlink()
    expect(notice).to_contain_text("portico.yaml")
    expect(notice).not_to_contain_text(place)
    settings.write_text("")
    expect(notice).to_have_count(0)
    until(lambda: "portico.yaml: can be read again" in server.said())
    if path == "/acme/":
        workspace.save("acme", color="22aa11")
        expect(color(page)).to_have_text("#22aa11")


def test_a_broken_template_is_said_until_it_is_mended(workspace, open_live):
    page = open_live("/")
    (workspace.folder / "templates").mkdir()
    template = workspace.folder / "templates/reviewer-foot.mustache"
    template.write_text("{{#open}}\n")
    expect(page.locator(".live-notice")).to_contain_text("Something all portals share is broken.")
    expect(page.locator(".live-notice code")).to_have_text("templates/reviewer-foot.mustache:2:1")
    template.write_text('<footer class="foot">Ours alone</footer>\n')
    expect(page.locator(".live-notice")).to_have_count(0)
    expect(page.locator(".foot")).to_have_text("Ours alone")


def test_a_page_that_is_not_there_comes_with_its_portal(workspace, open_live, server):
    page = open_live("/")
    page.goto(server.origin + "/dune/")
    expect(page.locator("h1")).to_have_text("There is nothing here")
    assert not violations(page)
    workspace.save("dune")
    expect(page.locator("h1")).to_have_text("Dune")
    ready(page)


def test_a_named_port_of_a_second_server_leaves_the_first_ones_alone(workspace, server, tmp_path):
    port = server.port
    with serves.serving(workspace.folder, tmp_path / "state", port=0) as second:
        assert second.port != port
        assert second.token == server.token
    server.stop()
    server.start()
    assert server.port == port
    # With nobody on the last port, a named one is the last one from now on.
    server.stop()
    with serves.serving(workspace.folder, tmp_path / "state", port=0) as other:
        assert other.port != port
        port = other.port
    server.start()
    assert server.port == port


def test_a_restart_brings_open_tabs_back(workspace, server, open_tabs):
    page, gallery = open_tabs("/acme/", "/")
    ready(page)
    url = server.url
    assert server.stop() == 0
    for tab in [page, gallery]:
        expect(connection(tab)).to_have_text("Reconnecting")
    for tab in [page, gallery]:
        expect(connection(tab)).to_have_text("Not connected")
        expect(tab.locator(".live-notice")).to_have_text(
            "The server has stopped. Run portico serve again: this page comes back by itself."
        )
    workspace.save("acme", color="22aa11", name="Acme again")
    server.start()
    assert server.url == url
    for tab in [page, gallery]:
        expect(connection(tab)).to_have_text("Live")
        expect(tab.locator(".live-notice")).to_have_count(0)
    expect(page.locator("body > [role=status]")).to_have_text("Live again")
    expect(color(page)).to_have_text("#22aa11")
    expect(gallery.locator(".card h2").first).to_have_text("Acme again")


def test_eight_tabs_repaint_at_once(workspace, open_tabs):
    pages = open_tabs(*["/acme/"] * 8)
    for shade in ["22aa11", "aa2211"]:
        workspace.save("acme", color=shade)
        for page in pages:
            expect(color(page)).to_have_text(f"#{shade}")


def test_without_a_shared_worker_hidden_tabs_have_no_stream(workspace, server, open_page):
    page = open_page(server.url)
    page.wait_for_url(server.origin + "/")
    page.add_init_script("delete window.SharedWorker")
    page.goto(server.origin + "/acme/")
    workspace.save("acme", color="22aa11")
    expect(color(page)).to_have_text("#22aa11")
    page.evaluate("""
        Object.defineProperty(document, 'hidden', {value: true, configurable: true});
        document.dispatchEvent(new Event('visibilitychange'));
    """)
    workspace.save("acme", color="33bb22")
    # What is hidden asks for nothing.
    page.wait_for_timeout(300)
    assert color(page).inner_text() == "#22aa11"
    page.evaluate("delete document.hidden, document.dispatchEvent(new Event('visibilitychange'))")
    expect(color(page)).to_have_text("#33bb22")


@pytest.mark.sampled(6)
@pytest.mark.parametrize("width", [PHONE, TABLET, DESKTOP])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_live_pages_fit_and_are_accessible(scheme, width, workspace, open_live, tmp_path):
    page = open_live("/", width, color_scheme=scheme, bypass_csp=True)
    assert not violations(page) and not overflowing(page)
    page.goto(page.url + "acme/")
    ready(page)
    assert not violations(page) and not overflowing(page)
    page.screenshot(path=tmp_path / f"board-{width}-{scheme}.png")
    workspace.break_("acme")
    expect(page.locator(".live-problem")).to_be_visible()
    assert not violations(page) and not overflowing(page)
    page.screenshot(path=tmp_path / f"broken-{width}-{scheme}.png")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Host": "127.0.0.1:1"}, 421),
        ({"cookie": False}, 403),
        ({"cookie": False, "Cookie": "portico-{port}=" + "A" * 43}, 403),
        ({"cookie": False, "Cookie": "portico-1={token}"}, 403),
        ({"method": "POST", "Origin": "http://evil.example"}, 403),
        ({"method": "POST", "Origin": "null"}, 403),
        ({"method": "POST", "Origin": "https://127.0.0.1:{port}"}, 403),
        ({"method": "POST", "Sec_Fetch_Site": "cross-site"}, 403),
        ({"method": "POST", "Sec_Fetch_Site": "same-site"}, 403),
        ({"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "script"}, 403),
        ({"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"}, 403),
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/", "/acme/preview.html", "/_live/events", "/_live/portal/acme", "/_live/edit/acme"])
def test_requests_from_elsewhere_get_and_change_nothing(path, request_, status, shared_server):
    values = {"port": shared_server.port, "token": shared_server.token}
    sent = {name: value.format_map(values) if isinstance(value, str) else value for name, value in request_.items()}
    if path == "/_live/events" and sent.get("method") == "POST":
        sent["body"] = b""
    before = shared_server.files()
    answered, headers, body = shared_server.ask(path, **sent)
    assert answered == status
    assert b"Acme" not in body and b"acme" not in body.lower()
    assert "Set-Cookie" not in headers
    assert shared_server.files() == before


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shared")
    workspace = serves.Workspace(folder / "workspace")
    with serves.serving(workspace.folder, folder / "state") as server:
        server.files = lambda: {file.name: file.read_text() for file in workspace.folder.glob("portals/*")}
        yield server


def test_previews_are_sandboxed_and_have_no_script(shared_server):
    status, headers, body = shared_server.ask("/acme/preview.html")
    assert status == 200
    assert headers["Content-Security-Policy"] == "sandbox allow-same-origin allow-popups"
    assert b"<script" not in body
    board = shared_server.ask("/acme/")[2].decode()
    # The live script and the editor's.
    assert board.count("<script") == 2 and "unsafe-eval" not in board


def test_the_served_pages_are_those_of_render(tmp_path, shared_server):
    render("--workspace", shared_server.workspace, "--output", tmp_path / "site", status=0)
    for path in ["acme/preview.html", "acme/portal.md", "docs.md"]:
        assert shared_server.ask(f"/{path}")[2] == (tmp_path / "site" / path).read_bytes()
    # What makes pages live is all that they have more, but for the board's own script.
    for path in ["index.html", "docs.html", "acme/docs.html"]:
        served = shared_server.ask(f"/{path}")[2].decode()
        for line in (tmp_path / "site" / path).read_text().splitlines():
            assert line in served or "Content-Security-Policy" in line or "const first" in line


def test_a_page_is_not_sent_twice(shared_server):
    status, headers, body = shared_server.ask("/acme/preview.html")
    again = shared_server.ask("/acme/preview.html", If_None_Match=headers["ETag"])
    assert again[0] == 304 and again[2] == b""
    assert shared_server.ask("/acme/preview.html", "HEAD")[1]["Content-Length"] == str(len(body))


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404), ("GET", "/acme/nowhere.html", 404), ("GET", "/../portico.yaml", 400),
        ("GET", "/acme/%2e%2e/portico.yaml", 400), ("GET", "/portals/acme.yaml", 404), ("GET", "/_live/nowhere", 404),
        ("POST", "/", 405), ("DELETE", "/acme/", 405), ("PUT", "/_live/portal/acme", 405), ("GET", "/acme", 308),
    ],
)
def test_other_addresses_are_refused(method, path, status, shared_server):
    answered, headers, _ = shared_server.ask(path, method)
    assert answered == status
    assert headers["X-Content-Type-Options"] == "nosniff"
    if status == 405:
        assert headers["Allow"] == "GET, HEAD"


def test_a_hundred_idle_connections_harm_nobody(shared_server):
    idle = [socket.create_connection(("127.0.0.1", shared_server.port)) for _ in range(100)]
    for number, connected in enumerate(idle):
        connected.sendall([b"", b"GET / HT", b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"][number % 3])
    assert shared_server.ask("/")[0] == 200
    for connected in idle:
        connected.close()


@pytest.mark.parametrize("count", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_reloads_leak_no_descriptor(count, server):
    def reload():
        connection_ = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        connection_.request("GET", "/_live/events", headers={"Cookie": server.cookie})
        stream = connection_.getresponse()
        assert stream.readline().startswith(b"id: ")
        for path in ["/acme/", "/acme/preview.html"]:
            assert server.ask(path)[0] == 200
        stream.close()
        connection_.close()

    for _ in range(20):
        reload()
    before = _settled(server)
    for _ in range(count):
        reload()
    assert _settled(server) <= before


def _settled(server):
    """The count of descriptors once those that are being closed are."""
    counts = []

    def has_settled():
        time.sleep(0.1)
        counts.append(server.descriptors())
        return len(counts) > 5 and len(set(counts[-5:])) == 1

    until(has_settled)
    return counts[-1]


def test_ctrl_c_ends_it_with_tabs_open(server, open_tabs):
    open_tabs("/", "/acme/", "/bolt/", "/acme/docs.html")
    start = time.monotonic()
    assert server.stop() == 0
    print(f"Ctrl-C with four tabs: {time.monotonic() - start:.2f} s")


def test_two_servers_of_one_workspace_leave_each_other_alone(workspace, server, tmp_path, open_live):
    page = ready(open_live("/acme/"))
    with serves.serving(workspace.folder, server.state, port=None) as second:
        assert second.port != server.port
        assert second.token == server.token
        assert second.ask("/")[0] == 200
        expect(connection(page)).to_have_text("Live")
    with serves.serving(workspace.folder, server.state, port=None) as third:
        assert third.port != server.port
    server.stop()
    port = server.port
    server.start()
    assert server.port == port


def test_repaint_times_are_told(workspace, open_live):
    page = ready(open_live("/acme/"))
    page.evaluate("window.painted = 0, portico.on('painted', () => { painted = Date.now() })")
    times = []
    for number in range(12):
        shade = f"{0x202020 + number * 0x050505:06x}"
        start = time.time()
        workspace.save("acme", color=shade)
        expect(color(page)).to_have_text(f"#{shade}")
        until(lambda: page.evaluate("painted") >= start * 1000)
        times.append(page.evaluate("painted") - start * 1000)
    print(f"edit to repaint: {statistics.median(times):.0f} ms median, {max(times):.0f} ms at worst")


def test_a_host_that_is_nobodys_is_named(workspace, tmp_path):
    command = [tools.portico(), "serve", "--workspace", workspace.folder, "--host", "nobody.invalid", "--port", "0"]
    environment = os.environ | {"XDG_STATE_HOME": str(tmp_path / "state")}
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment)
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1].startswith("error: nothing can listen on nobody.invalid, port 0; name an address")
