"use strict";
// Shows what /_sandbox/overview and /_sandbox/requests say; every text goes in as text, never as markup.
const byId = (id) => document.getElementById(id);
const json = { "Content-Type": "application/json" };
let overview = null;
let isPaused = false;
let shownLimit = 50;
let lastAnswer = Date.now();

const element = (name, properties = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "className" || key === "textContent" || key === "type") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
};

// Replaces rows only where they differ, and gives the focus back to what has the same key.
const fill = (place, rows, key) => {
  if (place.dataset.shown === key) return;
  place.dataset.shown = key;
  const focused = place.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  place.replaceChildren(...rows());
  if (focused) place.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
};

const tell = (text) => { byId("status").textContent = text; };

const send = async (method, path, body) => {
  const answer = await fetch(`/_sandbox${path}`, { method, headers: json, body: body === undefined ? undefined : JSON.stringify(body) });
  byId("failure").hidden = true;
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    const fields = problem.invalidFields ?? [];
    const message = fields.map((field) => field.message).join("; ") || problem.detail || `The sandbox answered ${answer.status}.`;
    throw Object.assign(new Error(message), { fields: fields.map(({ field }) => field) });
  }
  await refresh();
};

const act = (work) => work().catch((error) => {
  byId("failure").textContent = error.message;
  byId("failure").hidden = false;
});

const button = (text, key, work) => {
  const made = element("button", { className: "button small-button", type: "button", textContent: text, "data-key": key });
  made.addEventListener("click", () => act(work));
  return made;
};

const days = new Intl.DateTimeFormat("en-US", { month: "long", day: "numeric", year: "numeric", timeZone: "UTC" });
const shortDays = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", timeZone: "UTC" });
const accessWords = { none: ["No access", "quiet"], enabled: ["Enabled", "quiet"], invited: ["Invited", "warning"], accepted: ["Accepted", "good"] };

const linkCell = (customer) => {
  const cell = element("td");
  if (customer.access === "none") return cell;
  const link = customer.link;
  if (!link) cell.append(element("span", { textContent: "No link asked for yet" }));
  else {
    const uses = link.isBlocked ? `Link blocked: ${link.fetchCount} of ${link.limit} used` : `Link asked for ${link.fetchCount} of ${link.limit} times`;
    const until = shortDays.format(new Date(link.expiresAt));
    const works = link.isExpired ? `worked until ${until}` : `works until ${until}`;
    cell.append(element("span", { className: link.isBlocked ? "loss" : "", textContent: uses }),
      element("span", { className: "small", textContent: `New one from ${shortDays.format(new Date(link.newLinkAvailableAt))}, ${works}` }));
  }
  if (customer.resends > 0) cell.append(element("span", { className: "small", textContent: `Invited ${customer.resends} of ${customer.resendLimit} times in ${customer.resendWindow}` }));
  return cell;
};

const customerRow = (customer) => {
  const [word, kind] = accessWords[customer.access];
  const last = element("td");
  if (customer.access === "invited") last.append(button("Accept", `accept-${customer.id}`, async () => {
    await send("POST", `/accept/${customer.id}`);
    tell(`${customer.name} accepted the invitation.`);
  }));
  else if (customer.link && customer.access !== "none") last.append(element("a", {
    className: "button small-button", href: `/_sandbox/links/${customer.id}`, target: "_blank", rel: "noopener noreferrer",
    textContent: "Open link", "aria-label": `Open link of ${customer.name}`, "data-key": `link-${customer.id}` }));
  const about = customer.email ? `${customer.id}, ${customer.email}` : `${customer.id}, no email`;
  return element("tr", {}, element("th", { scope: "row" }, element("strong", { textContent: customer.name }), element("span", { className: "small", textContent: about })),
    element("td", {}, element("span", { className: `badge ${kind}`, textContent: word })), linkCell(customer), last);
};

const portalRow = (portal) => element("tr", {},
  element("th", { scope: "row" }, element("strong", { textContent: portal.name }), element("span", { className: "small mono", textContent: portal.id })),
  element("td", {}, element("span", { className: `badge ${portal.status === "active" ? "good" : "quiet"}`, textContent: portal.status === "active" ? "Active" : "Inactive" })),
  // An address breaks where its parts do.
  element("td", {}, element("span", {}, ...portal.address.split(/(?=\/)/).flatMap((part) => [part, element("wbr")]))),
  element("td", {}, element("a", { className: "button small-button", href: portal.path, target: "_blank", rel: "noopener noreferrer", textContent: "Open", "aria-label": `Open ${portal.name}`, "data-key": `portal-${portal.id}` })));

const span = (seconds) => seconds < 3600 ? `+${Math.ceil(seconds / 60)} min` : seconds < 172800 ? `+${Math.round(seconds / 3600)} h` : `+${Math.round(seconds / 86400)} days`;

const faultRow = (fault) => {
  const what = fault.status ?? { drop: "Connection dropped", truncate: "Body cut off", malform: "Malformed JSON" }[fault.answer] ?? "Late";
  const late = fault.delay > 0 ? ` after ${fault.delay / 1000} s` : "";
  return element("li", { className: "fault" }, element("div", {},
    element("strong", { textContent: `${what}${late}` }), `, next ${fault.times === 1 ? "time" : `${fault.times} times`}`,
    element("code", { textContent: `${fault.method ?? "Any"} ${fault.path}` })),
  button("Remove", `fault-${fault.id}`, () => send("DELETE", `/faults/${fault.id}`)));
};

const showClock = (clock) => {
  const now = new Date(clock.now);
  byId("now").dateTime = clock.now;
  byId("now-day").textContent = days.format(now);
  byId("now-time").textContent = `${clock.now.slice(11, 19)} UTC${clock.isFrozen ? ", stopped" : ""}`;
  byId("real-time").hidden = clock.isReal;
};

const show = (state) => {
  overview = state;
  const { rebilly, advancedBilling, latency } = state.settings;
  const facts = [state.address, state.state ? `State in ${state.state}` : "State in memory"];
  if (latency > 0) facts.push(`${latency} ms latency`);
  const windows = { 1: "a second", 60: "a minute", 3600: "an hour" };
  if (rebilly.rateLimit !== 3000 || rebilly.rateWindow !== 600) facts.push(`${rebilly.rateLimit} requests ${windows[rebilly.rateWindow] ?? `in ${rebilly.rateWindow} s`}`);
  fill(byId("meta"), () => facts.map((fact) => element("span", { textContent: fact })), facts.join("\n"));
  byId("site").textContent = advancedBilling.site;
  fill(byId("customer-rows"), () => state.customers.map(customerRow), JSON.stringify(state.customers));
  fill(byId("portal-rows"), () => state.portals.map(portalRow), JSON.stringify(state.portals));
  byId("customers-more").textContent = state.customerCount > state.customers.length ? `The first ${state.customers.length} of ${state.customerCount}.` : "";
  byId("portals-more").textContent = state.portalCount === 0 ? "No portals yet." : state.portalCount > state.portals.length ? `The first ${state.portals.length} of ${state.portalCount}.` : "";
  showClock(state.clock);
  const next = state.next.map((event) => [span(event.seconds), event.text]);
  fill(byId("next"), () => next.flatMap(([when, what]) => [element("dt", { textContent: when }), element("dd", { textContent: what })]), JSON.stringify(next));
  fill(byId("fault-rows"), () => state.faults.map(faultRow), JSON.stringify(state.faults));
  for (const input of document.querySelectorAll("[data-setting]")) {
    input.checked = advancedBilling[input.dataset.setting];
    document.querySelector(`[data-state-of="${input.dataset.setting}"]`).textContent = input.checked ? "On" : "Off";
  }
  byId("environment-text").textContent = state.environment.map(({ name, value }) => `export ${name}=${value}`).join("\n");
  byId("reset-hint").textContent = `Back to the start: 5 customers${state.seed ? `, and the portals of ${state.seed}` : ""}. Asks first.`;
};

const requestText = (part) => [part.headers.map(({ name, value }) => `${name}: ${value}`).join("\n"), part.body].filter(Boolean).join("\n\n");

const requestRow = (request, isOpen) => {
  const kind = request.status === null ? "status-5" : `status-${Math.floor(request.status / 100)}`;
  const row = element("details", { className: "request", "data-id": request.id }, element("summary", { "data-key": `request-${request.id}` },
    element("span", { className: "time-of-day", textContent: request.time.slice(11, 19) }), element("strong", { textContent: request.method }),
    element("span", { className: "path", textContent: request.path }),
    element("span", { className: "status" }, element("span", { className: kind, textContent: request.status ?? "dropped" }),
      request.isOrdered ? element("span", { className: "badge quiet", textContent: "ordered" }) : null),
    element("span", { className: "ms", textContent: request.milliseconds.toLocaleString("en-US") })),
  element("h3", { textContent: "Request" }), element("pre", { className: "block", tabindex: "0", textContent: requestText(request.request) || "Nothing." }),
  element("h3", { textContent: "Answer" }), element("pre", { className: "block", tabindex: "0", textContent: requestText(request.answer) || "Nothing." }));
  row.open = isOpen;
  return row;
};

const showRequests = ({ counts, requests, hasOlder }) => {
  for (const kind of ["all", "errors", "ordered"]) byId(`count-${kind}`).textContent = counts[kind];
  const open = new Set([...document.querySelectorAll(".request[open]")].map((row) => row.dataset.id));
  fill(byId("request-rows"), () => requests.map((request) => requestRow(request, open.has(String(request.id)))), requests.map(({ id }) => id).join());
  const more = byId("requests-more");
  const text = requests.length === 0 ? "Nothing asked yet. Copy the environment into a shell and send a request." : `Newest first, ${requests.length} of ${counts.all}. `;
  if (more.dataset.shown === text + hasOlder) return;
  more.dataset.shown = text + hasOlder;
  more.replaceChildren(text);
  if (!hasOlder) return;
  const older = element("button", { className: "text-button", type: "button", textContent: "Older" });
  older.addEventListener("click", () => { shownLimit += 50; act(refresh); });
  more.append(older);
};

const read = async (path) => {
  const answer = await fetch(`/_sandbox${path}`);
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}.`);
  return answer.json();
};

const refresh = async () => {
  const filter = document.querySelector("[name=filter]:checked").value;
  show(await read("/overview"));
  if (!isPaused) showRequests(await read(`/requests?filter=${filter}&limit=${shownLimit}`));
  lastAnswer = Date.now();
};

const connect = (state, text) => {
  if (byId("connection").dataset.state === state) return;
  byId("connection").dataset.state = state;
  byId("connection-text").textContent = text;
  tell(state === "live" ? "Live again" : text);
};

const watch = async () => {
  if (!document.hidden) {
    try {
      await refresh();
      connect("live", "Live");
    } catch {
      const silence = Date.now() - lastAnswer;
      if (silence > 5000) connect("lost", "Not connected"); else if (silence > 1000) connect("reconnecting", "Reconnecting");
    }
  }
  setTimeout(watch, 1000);
};

const copyEnvironment = async (event) => {
  const text = byId("environment-text").textContent;
  const pressed = event.currentTarget;
  const label = pressed.textContent;
  try {
    await navigator.clipboard.writeText(`${text}\n`);
    pressed.textContent = "Copied";
    tell("Copied");
    setTimeout(() => { pressed.textContent = label; }, 4000);
  } catch {
    getSelection().selectAllChildren(byId("environment-text"));
    tell("Selected; copy it with the keyboard.");
  }
};

const changeClock = async (body) => {
  await send("PUT", "/clock", body);
  const next = overview.next[0];
  tell(`${days.format(new Date(overview.clock.now))}.${next ? ` Next: ${next.text}.` : ""}`);
};

for (const copy of document.querySelectorAll("[data-copy]")) copy.addEventListener("click", copyEnvironment);
for (const step of document.querySelectorAll("[data-advance]")) step.addEventListener("click", () => act(() => changeClock({ advance: Number(step.dataset.advance) })));
for (const radio of document.querySelectorAll("[name=filter]")) radio.addEventListener("change", () => { shownLimit = 50; act(refresh); });
for (const input of document.querySelectorAll("[data-setting]")) {
  input.addEventListener("change", () => act(() => send("PATCH", "/settings", { advancedBilling: { [input.dataset.setting]: input.checked } })));
}
byId("real-time").addEventListener("click", () => act(() => changeClock({ isReal: true })));
byId("clear").addEventListener("click", () => act(() => send("DELETE", "/requests")));
byId("pause").addEventListener("click", () => {
  isPaused = !isPaused;
  byId("pause").textContent = isPaused ? "Go on" : "Pause";
  byId("pause").setAttribute("aria-pressed", String(isPaused));
});
byId("clock-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = byId("clock-value");
  const found = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2})?$/.exec(field.value.trim());
  field.setAttribute("aria-invalid", String(!found));
  byId("clock-hint").classList.toggle("error-text", !found);
  if (found) act(() => changeClock({ now: `${found[1]}T${found[2]}${found[3] ?? ":00"}Z` }));
});
// What is wrong with an order stands in the place of its hint.
const faultHint = byId("fault-hint").textContent;
const showFaultProblem = (message, fields) => {
  byId("fault-hint").textContent = message ?? faultHint;
  byId("fault-hint").classList.toggle("error-text", message !== null);
  for (const name of ["path", "method", "times", "answer"]) byId(`fault-${name}`).setAttribute("aria-invalid", String(fields.includes(name)));
};
const orderFault = async (order) => {
  try {
    await send("POST", "/faults", order);
    showFaultProblem(null, []);
    tell("The fault is ordered.");
  } catch (error) {
    const sentence = error.message.charAt(0).toUpperCase() + error.message.slice(1);
    showFaultProblem(`${sentence}.`, error.fields ?? []);
    tell(`${sentence}.`);
  }
};
byId("fault-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const [answer, delay] = byId("fault-answer").value.split("+");
  const order = { path: byId("fault-path").value.trim(), method: byId("fault-method").value || null, times: Number(byId("fault-times").value) };
  if (/^\d+$/.test(answer)) order.status = Number(answer); else if (answer) order.answer = answer;
  if (delay) order.delay = Number(delay);
  orderFault(order);
});
const askReset = (asks) => {
  byId("reset-place").hidden = asks;
  byId("reset-question").hidden = !asks;
  byId(asks ? "reset-no" : "reset").focus();
};
byId("reset").addEventListener("click", () => askReset(true));
byId("reset-no").addEventListener("click", () => askReset(false));
byId("reset-yes").addEventListener("click", () => act(async () => { await send("POST", "/reset"); askReset(false); tell("Everything is as at the start."); }));
watch();
