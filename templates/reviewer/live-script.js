// What pages of `portico serve` have besides: they repaint when a file changes, and say whether they can.
"use strict";
const portico = (() => {
  const own = { ...document.currentScript.dataset };
  const { kind, portal, version } = own;
  const acts = {};
  const on = (name, act) => (acts[name] ??= []).push(act);
  const emit = (name, detail) => { for (const act of acts[name] ?? []) act(detail); };
  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const icon = (path) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const attributes = { class: "icon", width: 20, height: 20, viewBox: "0 0 20 20", fill: "none", stroke: "currentColor", "stroke-width": 1.5, "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true" };
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    line.setAttribute("d", path);
    made.append(line);
    return made;
  };
  const triangle = () => icon("M10 3.25 17.75 16.5H2.25zM10 8v4M10 14.2v.01");

  // Patching: what is the same stays the same element, so that focus, scroll places, open details, what was typed and
  // the frame stay; `data-live` marks what no page from the server has.

  const isOwn = (node) => node.nodeType === 1 && (node.hasAttribute("data-live") || (node.localName === "script" && node.type !== "application/json"));
  const keyOf = (node) => {
    if (node.nodeType !== 1) return null;
    const name = node.id || node.getAttribute("aria-labelledby") || (node.localName === "iframe" && node.name) || (node.matches("li.card") && node.querySelector("a")?.getAttribute("href"));
    return name ? `${node.localName} ${name}` : null;
  };
  const fits = (node, fresh) => node.nodeType === fresh.nodeType && node.nodeName === fresh.nodeName && keyOf(node) === keyOf(fresh);
  // What scripts and readers set on an element of a page, and no new page takes back.
  const isSet = (node, name) =>
    name === "hidden" || name.startsWith("data-live-") || (name === "open" && node.localName === "details") ||
    (node.localName === "iframe" && name !== "title" && name !== "srcdoc");
  const isFilled = (node) => ["found", "found-range", "no-match-title", "clear"].includes(node.id);

  const patchChildren = (old, fresh) => {
    const wanted = [...fresh.childNodes].filter((node) => !isOwn(node));
    const keys = new Set(wanted.map(keyOf).filter(Boolean));
    const keyed = new Map([...old.childNodes].filter((node) => !isOwn(node) && keyOf(node)).map((node) => [keyOf(node), node]));
    let next = old.firstChild;
    const skip = () => { while (next && isOwn(next)) next = next.nextSibling; };
    for (const node of wanted) {
      skip();
      const key = keyOf(node);
      let match = key ? keyed.get(key) : next && fits(next, node) ? next : null;
      if (key && match) {
        // What stands before it and is in the way goes: moved frames would load again.
        while (next && next !== match && !keys.has(keyOf(next))) {
          const gone = next;
          next = next.nextSibling;
          if (!isOwn(gone)) gone.remove();
        }
      }
      if (match) {
        if (match === next) next = next.nextSibling;
        else old.insertBefore(match, next);
        patch(match, node);
      } else {
        old.insertBefore(old.ownerDocument.importNode(node, true), next);
      }
    }
    while (next) {
      const gone = next;
      next = next.nextSibling;
      if (!isOwn(gone)) gone.remove();
    }
  };
  const patch = (old, fresh) => {
    if (old.nodeType !== 1) {
      if (old.data !== fresh.data) old.data = fresh.data;
      return;
    }
    if (isFilled(old) || old.isEqualNode(fresh)) return;
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name) && !isSet(old, name)) old.removeAttribute(name);
    }
    for (const { name, value } of fresh.attributes) {
      if (old.getAttribute(name) !== value && !isSet(old, name)) old.setAttribute(name, value);
    }
    patchChildren(old.content ?? old, fresh.content ?? fresh);
  };
  const patchHead = (old, fresh) => {
    if (old.title !== fresh.title) old.title = fresh.title;
    for (const part of ["style:not([data-live])", "link[rel=icon]"]) {
      const [shown, wanted] = [old.head.querySelectorAll(part), fresh.head.querySelectorAll(part)];
      shown.forEach((element, place) => (wanted[place] ? patch(element, wanted[place]) : element.remove()));
      old.head.append(...[...wanted].slice(shown.length));
    }
  };
  const parse = (html) => new DOMParser().parseFromString(html, "text/html");

  // The frame: its document is the server's own, has no script, and is patched from here.

  const frame = () => document.querySelector("iframe[name=preview]");
  const screensIn = (page) => [...page.querySelectorAll("[data-screen]")].map((screen) => ({ id: screen.id, title: screen.dataset.screen }));
  const screens = () => (frame()?.contentDocument ? screensIn(frame().contentDocument) : []);
  const shownScreen = () => {
    const all = screens();
    const id = frame()?.contentWindow.location.hash.slice(1);
    return (all.find((screen) => screen.id === id) ?? all[0])?.id ?? null;
  };
  const address = (id) => new URL(`preview.html#${id}`, location.href).href;
  const mark = () => {
    const list = document.getElementById("screen-list");
    const id = shownScreen();
    const links = list ? [...list.querySelectorAll("a")] : [];
    const chosen = id && links.find((link) => link.hash === `#${id}`);
    for (const link of links) {
      if (link === chosen) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    const shown = document.getElementById("screen-shown");
    if (shown && chosen) shown.textContent = shown.dataset.before + chosen.textContent;
    emit("screen", id);
  };
  // Replacing keeps the Back button for pages. Going to a fragment in the frame scrolls this page as well, as soon as the
  // frame is laid out, which reading a place brings about.
  const go = (id) => {
    const [left, top] = [scrollX, scrollY];
    const hold = () => scrollTo({ left, top, behavior: "instant" });
    const shown = frame();
    shown.contentWindow.location.replace(address(id));
    shown.contentDocument?.body?.getBoundingClientRect();
    hold();
    requestAnimationFrame(() => {
      hold();
      requestAnimationFrame(hold);
    });
  };
  const showScreen = (id) => {
    if (!frame()) return;
    go(id);
    mark();
  };
  const watched = new WeakSet();
  const watchFrame = () => {
    const shown = frame();
    if (!shown || watched.has(shown)) return;
    watched.add(shown);
    const loaded = () => {
      if (!shown.contentWindow.location.hash && screens().length) go(shown.src.split("#")[1] ?? screens()[0].id);
      shown.style.visibility = "";
      shown.contentWindow.addEventListener("hashchange", mark);
      shown.contentDocument?.addEventListener("click", (event) => {
        const link = event.target.closest?.('a[href^="#"]');
        if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        showScreen(link.hash.slice(1));
      });
      mark();
      emit("frame", shown);
    };
    shown.addEventListener("load", loaded);
    loadFrame(shown);
  };
  // A page that loads with a fragment would scroll this one when nobody can hold it.
  const loadFrame = (shown) => {
    shown.style.visibility = "hidden";
    shown.contentWindow.location.replace(new URL("preview.html", location.href));
  };

  /** Shows a preview in the frame, at the screen and the place that were shown. */
  const showPreview = (html) => {
    const shown = frame();
    if (!shown) return;
    const page = shown.contentDocument;
    const fresh = parse(html);
    if (!page?.body || page.readyState === "loading" || !page.querySelector("[data-screen]")) {
      loadFrame(shown);
      return;
    }
    const before = screensIn(page);
    const id = shownScreen();
    const scroller = page.scrollingElement;
    const place = [scroller.scrollLeft, scroller.scrollTop];
    patchHead(page, fresh);
    patch(page.body, fresh.body);
    const after = screensIn(page);
    if (after.some((screen) => screen.id === id)) {
      // An element that came anew is no target until it is gone to.
      if (shown.contentWindow.location.hash && page.querySelector(":target")?.id !== id) go(id);
      scroller.scrollTo({ left: place[0], top: place[1], behavior: "instant" });
    } else if (after.length) {
      const index = before.findIndex((screen) => screen.id === id);
      const near = [...before.slice(0, index).reverse(), ...before.slice(index + 1)].find(({ id }) => after.some((screen) => screen.id === id)) ?? after[0];
      go(near.id);
      tellBelow(`“${before[index]?.title}” no longer exists, so the preview went to ${near.title}.`);
    }
    mark();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("#screen-list a");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    tellBelow("");
    showScreen(link.hash.slice(1));
    const menu = document.querySelector(".screen-menu");
    if (menu && window.matchMedia("(max-width: 719.98px)").matches) {
      menu.open = false;
      menu.querySelector("summary").focus({ preventScroll: true });
    }
  });

  // What is said: the connection at the right of the bar, notices under the tabs, a sentence below the frame.

  const status = element("p", { class: "unseen", role: "status", "data-live": "" });
  const alert = element("div", { class: "live-notices", role: "alert", "data-live": "" });
  const below = element("p", { class: "live-below", role: "status", "data-live": "" });
  const connectionText = element("span", {}, "Live");
  const connection = element("p", { class: "live-connection", "data-state": "live", "data-live": "" }, element("span", { class: "dot", "aria-hidden": "true" }), connectionText);
  const tell = (text) => { status.textContent = text; };
  const tellBelow = (text) => { below.textContent = text; };
  const place = () => {
    const main = document.querySelector("main");
    const tabs = main?.querySelector(".tabs");
    if (!alert.isConnected) tabs ? tabs.after(alert) : main?.prepend(alert);
    if (!status.isConnected) document.body.append(status);
    const stage = document.querySelector(".stage");
    if (stage && !below.isConnected) stage.after(below);
    const bar = document.querySelector(".bar");
    if (bar && !connection.isConnected) bar.append(connection);
  };
  const notices = new Map();
  const notice = (name, ...content) => {
    const text = content.map((part) => part.textContent ?? part).join("");
    if (notices.get(name)?.dataset.text === text) return;
    notices.get(name)?.remove();
    notices.delete(name);
    if (!content.length) return;
    const made = element("div", { class: "live-notice", "data-text": text }, triangle(), element("p", {}, ...content));
    notices.set(name, made);
    alert.append(made);
  };

  /** A problem's message as a sentence; the path of a field or a file at its beginning stays as it is. */
  const sentence = (message) => `${/^([\w.-]+: |\S+\/)/.test(message) ? message : message[0].toUpperCase() + message.slice(1)}.`;

  // The file is broken: what is wrong stands over the last good preview.

  let problemShown = null;
  const excerpt = (lines) => element("div", { class: "live-lines", tabindex: "0", role: "group", "aria-label": "Lines of the file" }, ...lines.flatMap((line) => {
    const near = Math.abs(line.number - lines.find(({ isFault }) => isFault).number) <= 1;
    const row = element("div", { class: `live-line${line.isFault ? " fault" : ""}${near ? "" : " far"}` }, element("span", { class: "number" }, String(line.number)), element("code", {}, line.text));
    if (!line.isFault) return [row];
    const caret = element("div", { class: "live-line caret", "aria-hidden": "true" }, element("span", { class: "number" }), element("code", {}, element("span", {}, line.before), element("b", {}, "^")));
    return [row, caret];
  }));
  const showProblem = (state) => {
    const stage = document.querySelector(".stage");
    const [problem] = state.problems;
    const isBroken = Boolean(stage && state.state === "unreadable" && problem);
    const shown = isBroken ? JSON.stringify(problem) : null;
    if (shown !== problemShown || (isBroken && !stage.querySelector(".live-problem"))) {
      problemShown = shown;
      document.querySelector(".live-problem")?.remove();
      if (isBroken) {
        const where = problem.line ? `Line ${problem.line}, column ${problem.column}: ` : "";
        const more = state.problems.length > 1 ? [element("p", { class: "small" }, `And ${state.problems.length - 1} more below in the file.`)] : [];
        stage.append(element("div", { class: "live-problem", role: "alert", "data-live": "" },
          element("div", { class: "live-problem-head" }, triangle(), element("div", {},
            element("p", { class: "live-sentence" }, where ? `${where}${problem.message}.` : sentence(problem.message)),
            element("p", { class: "small" }, element("code", {}, problem.location), ` ${problem.rule}`))),
          ...(problem.lines.length ? [excerpt(problem.lines)] : []), ...more,
          element("p", { class: "small" }, "Below is the last good preview. This message goes away when the file is mended.")));
      }
    }
    stage?.toggleAttribute("data-live-broken", isBroken);
    emit("state", state);
  };

  // Looking again: the page, the preview in it and the file's problems, all at once.

  const paintPage = (html) => {
    const fresh = parse(html);
    patchHead(document, fresh);
    for (const part of [".crumbs", "main", ".foot"]) {
      const [shown, wanted] = [document.querySelector(part), fresh.querySelector(part)];
      if (shown && wanted) patch(shown, wanted);
      else if (shown || wanted) return location.reload();
    }
    place();
    watchFrame();
    if (kind === "gallery") document.dispatchEvent(new Event("portico:cards"));
    emit("page", fresh);
  };
  const get = async (path) => {
    const answer = await fetch(path, { cache: "no-cache" });
    if (answer.status === 403) {
      notice("key", element("strong", {}, "This page has lost its key."), " Open the address that ", element("code", {}, "portico serve"), " printed.");
      throw new Error("403");
    }
    notice("key");
    if (answer.status >= 500) throw new Error(String(answer.status));
    return answer;
  };
  const needsReload = (html) => {
    const forms = (page) => page.getElementById("card-forms")?.innerHTML;
    const fresh = parse(html);
    return forms(fresh) !== forms(document) || Boolean(fresh.getElementById("pager")) !== Boolean(document.getElementById("pager"));
  };
  const lookAtPortal = async () => {
    const [page, preview, state] = await Promise.all([get(location.pathname), kind === "board" ? get("preview.html") : null, get(`/_live/portal/${encodeURIComponent(portal)}`)]);
    if (page.status === 404) {
      notice("gone", element("strong", {}, "This portal is gone."), " It comes back when its file does. ", element("a", { href: "../index.html" }, "All portals"));
      emit("gone", true);
      return;
    }
    notice("gone");
    const [html, frameHTML, found] = [await page.text(), preview?.ok ? await preview.text() : null, state.ok ? await state.json() : null];
    const hadFrame = Boolean(frame());
    if (!isHeld) paintPage(html);
    if (frameHTML !== null && hadFrame && !isHeld) showPreview(frameHTML);
    mark();
    if (found) showProblem(found);
  };
  const lookAtAll = async () => {
    const page = await get(location.pathname + location.search);
    if (page.status === 404 && kind === "compare") {
      notice("gone", element("strong", {}, "A portal of this comparison is gone."), " What is shown is its last version. It comes back when its file does.");
      return;
    }
    notice("gone");
    if (page.status === 404) return location.replace("/");
    const html = await page.text();
    if (kind === "gallery" && needsReload(html)) return location.reload();
    paintPage(html);
  };
  /** While the editor shows what is not saved, a change on disk is its own to paint. */
  let isHeld = false;
  const hold = (held) => { isHeld = held; };
  const lookForPage = async () => {
    const page = await get(location.pathname + location.search);
    if (page.status !== 404) location.reload();
  };
  /** What is wrong with the workspace apart from its portals. */
  let isOutdated = false;
  const lookAtWorkspace = async () => {
    const workspace = await (await get("/_live/workspace")).json();
    const { problems } = workspace;
    ({ isOutdated } = workspace);
    const lines = problems.flatMap(({ location, message }) => [element("br", {}), element("code", {}, location), ` ${sentence(message)}`]);
    if (!problems.length) notice("workspace");
    else if (isOutdated) notice("workspace", element("strong", {}, "The workspace can’t be read."), " Until that is mended, the pages stay as they were, and nothing is saved.", ...lines);
    else notice("workspace", element("strong", {}, "Something all portals share is broken."), ...lines);
  };
  const lookAtPage = () => (kind === "missing" ? lookForPage() : portal ? lookAtPortal() : lookAtAll());
  const look = () => Promise.all([lookAtPage(), lookAtWorkspace()]);
  let isLooking = false;
  let isDue = false;
  let hasMissed = false;
  const refresh = async () => {
    isDue = true;
    if (isLooking) return;
    isLooking = true;
    while (isDue) {
      isDue = false;
      try {
        await look();
        hasMissed = false;
        emit("painted");
      } catch {
        // The server went away in the middle: when it is back, everything is fetched again.
        hasMissed = true;
      }
    }
    isLooking = false;
  };

  // The connection.

  let seen = own.revision;
  let state = "live";
  let timers = [];
  const compared = own.compared ? own.compared.split(" ") : [];
  const concerns = (change) => {
    if (change.shared || change.problems || kind === "missing") return true;
    if (compared.length) return compared.some((id) => change.portals.includes(id));
    return portal ? change.portals.includes(portal) : change.gallery;
  };
  const show = (next) => {
    if (state === next) return;
    const wasLost = state === "lost";
    state = next;
    connection.dataset.state = next;
    connectionText.textContent = { live: "Live", reconnecting: "Reconnecting", lost: "Not connected" }[next];
    if (next === "lost") notice("stopped", element("strong", {}, "The server has stopped."), " Run ", element("code", {}, "portico serve"), " again: this page comes back by itself.");
    else notice("stopped");
    tell(next === "live" ? (wasLost ? "Live again" : "Live") : next === "reconnecting" ? "Reconnecting" : "");
    emit("connection", next);
  };
  const hear = ({ isLive, before, id, change }) => {
    if (!isLive) {
      if (!timers.length) timers = [setTimeout(show, 1000, "reconnecting"), setTimeout(show, 5000, "lost")];
      return;
    }
    for (const timer of timers) clearTimeout(timer);
    timers = [];
    show("live");
    const hasChanged = id !== undefined && id !== seen && (before !== seen || !change || concerns(change));
    if (id !== undefined) seen = id;
    if (hasChanged || hasMissed) refresh();
  };

  // Browsers without shared workers get a stream for each tab that can be seen.
  const openAlone = () => {
    let source = null;
    let wait = 500;
    let retry;
    const open = () => {
      if (document.hidden || source) return;
      source = new EventSource(`/_live/events?since=${encodeURIComponent(seen)}`);
      source.onmessage = (event) => {
        wait = 500;
        hear({ isLive: true, before: seen, id: event.lastEventId, change: JSON.parse(event.data) });
      };
      source.onerror = () => {
        close();
        hear({ isLive: false });
        retry = setTimeout(open, wait);
        wait = Math.min(wait * 2, 2000);
      };
    };
    const close = () => {
      clearTimeout(retry);
      source?.close();
      source = null;
    };
    document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
    window.addEventListener("pagehide", close);
    window.addEventListener("pageshow", open);
    open();
  };
  const openShared = () => {
    const worker = new SharedWorker("/_live/worker.js", { name: version });
    const join = () => {
      worker.port.onmessage = ({ data }) => hear(data);
      worker.port.start();
    };
    worker.addEventListener("error", openAlone, { once: true });
    window.addEventListener("pagehide", () => worker.port.postMessage("leave"));
    // Who comes back to a page that the browser had put aside has a port that nobody speaks to.
    window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
    join();
  };

  place();
  if (kind === "board") {
    watchFrame();
    get(`/_live/portal/${encodeURIComponent(portal)}`).then((answer) => answer.json()).then(showProblem).catch(() => { hasMissed = true; });
  }
  lookAtWorkspace().catch(() => { hasMissed = true; });
  if (typeof SharedWorker === "function") openShared();
  else openAlone();

  return { on, element, triangle, notice, tell, refresh, screens, shownScreen, showScreen, showPreview, showPage: paintPage, hold, get connection() { return state; }, get isOutdated() { return isOutdated; } };
})();
