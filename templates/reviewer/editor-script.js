// The editor beside the preview: what is changed shows at once, and goes into the portal's file when it is saved.
"use strict";
(() => {
  const { element, on } = portico;
  const byId = (id) => document.getElementById(id);
  const parts = byId("editor-parts");
  const isReadOnly = parts.hasAttribute("data-read-only");
  const portal = decodeURIComponent(location.pathname.split("/")[1]);
  const base = `/_live/edit/${encodeURIComponent(portal)}`;
  const key = `portico-edit ${portal}`;
  const phone = window.matchMedia("(max-width: 719.98px)");
  const logoName = "x-portico.logo";
  const [panel, screensBar, outs, skip] = ["editor", "editor-screens", "editor-outs", "editor-skip"].map(byId);
  const [head, stateLine, second, undoButton, saveButton, statusLine, alertLine, conflictPlace] =
    ["head", "state", "second", "undo", "save", "status", "alert", "conflict"].map((name) => byId(`editor-${name}`));
  const sections = [...panel.querySelectorAll("details")];
  const mac = /Mac|iPhone|iPad/.test(navigator.platform);
  if (mac) for (const button of [undoButton, saveButton]) button.title = button.title.replace("Ctrl+", "⌘");

  let state = null; // What the file says, as the server read it last.
  let edits = new Map(); // By field: what it held when it was changed, and what it is to hold.
  let history = []; // Each step: what fields held before it.
  let seen = {}; // What the file said when the panel looked last.
  let uploads = {}; // Pictures that are not saved yet, in case the server starts again.
  let goods = {};
  let problems = {};
  let facts = null; // Colours and logo as they would be.
  let conflict = null;
  let saved = null;
  let discarded = 0;
  let fault = "";
  let logoProblem = "";
  let isGone = false; // The file was there and is not.
  let isSaving = false;
  let showsSaving = false;
  let group = null;
  const controls = new Map();

  // Telling: one sentence at a time, at most one a second.

  let sayTimer = null;
  let lastSaid = 0;
  const say = (text) => {
    clearTimeout(sayTimer);
    sayTimer = setTimeout(() => {
      statusLine.textContent = text;
      lastSaid = Date.now();
    }, Math.max(0, 1000 - (Date.now() - lastSaid)));
  };
  const count = (number, word = "unsaved change") => `${number} ${word}${number === 1 ? "" : "s"}`;

  // Values.

  const fieldOf = (name) => state.fields.find((field) => field.name === name);
  const inFile = (name) => fieldOf(name)?.value;
  const isTaken = (name) => conflict?.fields.get(name) === "file";
  const valueOf = (name) => (edits.has(name) && !isTaken(name) ? edits.get(name).to : inFile(name));
  const labelOf = (name) => fieldOf(name)?.label ?? name;
  const isBroken = () => Boolean(state?.broken);
  const isOff = () => !state || isGone || isBroken() || isReadOnly || isSaving;
  const changedNames = () => state.fields.map(({ name }) => name).filter((name) => edits.has(name));
  const toFix = () => changedNames().filter((name) => problems[name]);
  const isChosen = () => !conflict || [...conflict.fields.values()].every(Boolean);
  const canSave = () => edits.size > 0 && !isOff() && toFix().length === 0 && isChosen() && portico.connection === "live";
  const isStep = (step) => step.some(([name, value]) => valueOf(name) !== value);
  const canUndo = () => !isOff() && history.some(isStep);
  const color = (text) => {
    const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1].toLowerCase();
    return !digits ? text : digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits;
  };
  const isColor = (text) => /^[0-9a-f]{6}$/.test(text);
  const withSign = (text) => (isColor(text) ? `#${text}` : text);

  // Keeping: what is not saved stays in this tab.

  const keep = () => {
    const open = Object.fromEntries(sections.map((section) => [section.dataset.section, section.open]));
    const used = JSON.stringify([[...edits], history]);
    for (const digest of Object.keys(uploads)) if (!used.includes(digest)) delete uploads[digest];
    const kept = { file: state?.file, edits: [...edits], history: history.slice(-100), seen, uploads, open };
    try {
      sessionStorage.setItem(key, JSON.stringify(kept));
    } catch {
      // A picture may be more than a tab can keep; the rest is kept.
      try { sessionStorage.setItem(key, JSON.stringify({ ...kept, uploads: {} })); } catch { /* Nothing is kept then. */ }
    }
  };
  const kept = (() => {
    try { return JSON.parse(sessionStorage.getItem(key)) ?? {}; } catch { return {}; }
  })();

  // Asking.

  const request = async (method, path, body) => {
    const answer = await fetch(base + path, { method, body, cache: "no-store" });
    if (answer.status === 404) setGone(true);
    if (answer.headers.get("content-type")?.includes("json")) return { status: answer.status, ok: answer.ok, json: await answer.json() };
    return { status: answer.status, ok: answer.ok, json: {}, blob: await answer.blob() };
  };
  const setGone = (next) => {
    if (isGone === next) return;
    isGone = next;
    if (isGone) { fault = ""; say("The file is gone. Editing waits for it."); }
    paint();
  };
  const wanted = () => Object.fromEntries([...edits].filter(([name]) => !isTaken(name)).map(([name, { from, to }]) => [name, { from, to, good: goods[name] }]));
  const post = (act) => request("POST", `/${act}`, JSON.stringify({ digest: state.digest, changes: wanted() }));
  const sendAgain = async (digest) => {
    const upload = uploads[digest];
    if (!upload) return false;
    const bytes = Uint8Array.from(atob(upload.data), (character) => character.charCodeAt(0));
    return (await request("PUT", `/logo?name=${encodeURIComponent(upload.name)}`, bytes)).ok;
  };

  /** Shows the portal as it would be; of changes in quick succession the newest wins. */
  let isDue = false;
  let isDrafting = false;
  const draft = async () => {
    portico.hold(edits.size > 0);
    isDue = true;
    if (isDrafting) return;
    isDrafting = true;
    while (isDue) {
      isDue = false;
      try {
        const sent = new Map([...edits].map(([name, { to }]) => [name, to]));
        const { ok, json } = await post("draft");
        if (isDue) continue;
        if (json.reason === "broken" && json.state) { take(json.state); break; }
        if (!ok) { fault = isGone ? "" : json.message ?? ""; paint(); break; }
        if (json.missingLogo && await sendAgain(json.missingLogo)) { isDue = true; continue; }
        if (json.missingLogo) { edits.delete(logoName); logoProblem = "The dropped file is gone. Drop it again."; keep(); }
        facts = { colors: json.colors, logo: json.logo, brand: json.brand };
        problems = Object.fromEntries(json.problems.map(({ field, message }) => [field, message]));
        for (const [name, value] of sent) if (!problems[name]) goods[name] = value;
        for (const name of toFix()) openSection(name);
        if (edits.size > 0) { portico.showPreview(json.preview); portico.showPage(json.board); } else { await portico.refresh(); }
        paint();
      } catch {
        break; // Not reached: the page says so, and asks again when it is live.
      }
    }
    isDrafting = false;
  };

  // Changing.

  const remember = (names, nextGroup = null) => {
    if (nextGroup === null || nextGroup !== group) history.push(names.map((name) => [name, valueOf(name)]));
    group = nextGroup;
  };
  const put = (name, value) => {
    // What goes on being typed is no choice; a value over the one that was taken from the file is.
    if (isTaken(name)) conflict.fields.set(name, "mine");
    // Without a change of one's own there is nothing to choose: the file's value counts.
    const isPutBack = conflict?.fields.has(name) && value === edits.get(name)?.from;
    if (value === inFile(name) || isPutBack) {
      edits.delete(name);
      conflict?.fields.delete(name);
      if (conflict && conflict.fields.size === 0) conflict = null;
    } else {
      edits.set(name, { from: edits.get(name)?.from ?? inFile(name), to: value });
    }
    delete problems[name];
  };
  const changed = () => {
    [saved, discarded, fault, logoProblem] = [null, 0, "", ""];
    keep();
    paint();
    draft();
  };
  const set = (name, value, nextGroup = null) => {
    if (isOff()) return paint();
    if (valueOf(name) === value) return paint();
    remember([name], nextGroup);
    put(name, value);
    changed();
    say(edits.size ? count(edits.size) : "No unsaved changes");
  };
  const undo = () => {
    if (!canUndo()) return;
    group = null;
    // A step that would change nothing any more is none.
    while (!isStep(history.at(-1))) history.pop();
    for (const [name, value] of history.pop()) put(name, value);
    changed();
    say(`Undone. ${edits.size ? count(edits.size) : "No unsaved changes"}`);
  };
  const discard = () => {
    if (isOff() || edits.size === 0) return;
    const number = edits.size;
    remember([...edits.keys()]);
    edits.clear();
    [conflict, problems] = [null, {}];
    changed();
    discarded = number;
    paint();
    say(`${count(number, "change")} discarded`);
    undoButton.focus({ preventScroll: true });
  };

  // Taking what the file says now.

  const take = (next, ownChanges = null) => {
    const labels = [];
    const wasBroken = isBroken();
    state = { ...next, fields: next.fields.length ? next.fields : state?.fields ?? [] };
    if (!next.broken) {
      for (const { name, value, label } of next.fields) {
        const edit = edits.get(name);
        // Undo leads back to what the file has, not to what it had before somebody else changed it.
        if (name in seen && seen[name] !== value && !ownChanges?.has(name)) {
          for (const step of history) for (const pair of step) if (pair[0] === name && pair[1] === seen[name]) pair[1] = value;
        }
        if (!edit) {
          if (name in seen && seen[name] !== value && !ownChanges) labels.push(label);
          conflict?.fields.delete(name);
        } else if (value === edit.to || ownChanges?.get(name) === edit.to) {
          edits.delete(name);
          conflict?.fields.delete(name);
        } else if (ownChanges?.has(name)) {
          edit.from = value;
        } else if (value !== edit.from) {
          conflict ??= { fields: new Map(), taken: new Set() };
          if (conflict.fields.get(name) === undefined || conflict.values?.[name] !== value) conflict.fields.set(name, null);
          conflict.values = { ...conflict.values, [name]: value };
        } else {
          conflict?.fields.delete(name);
        }
        seen[name] = value;
      }
      if (conflict?.fields.size === 0) conflict = null;
      for (const label of labels) conflict?.taken.add(label);
      if (edits.size === 0) [facts, problems] = [null, {}];
      if (saved && labels.length) saved = null;
      if (wasBroken) [fault, logoProblem] = ["", ""];
    } else if (!wasBroken && !next.broken.isShown) {
      say(`Editing waits for the file. ${next.broken.message}`);
    }
    keep();
    paint();
    return labels;
  };
  let isLoading = false;
  let isLoadDue = false;
  const load = async () => {
    isLoadDue = true;
    if (isReadOnly || isLoading) return;
    isLoading = true;
    while (isLoadDue) {
      isLoadDue = false;
      await loadOnce();
    }
    isLoading = false;
  };
  const loadOnce = async () => {
    try {
      const isFirst = !state;
      const hadConflict = Boolean(conflict);
      const { ok, json } = await request("GET", "");
      if (ok) {
        if (isGone) [isGone, fault, logoProblem] = [false, "", ""];
        if (isFirst && kept.file === json.file) {
          [edits, history, seen, uploads] = [new Map(kept.edits), kept.history, kept.seen, kept.uploads];
        }
        if (isFirst) state = json;
        if (controls.size === 0 && json.fields.length) { state = json; build(); }
        const labels = take(json);
        if (conflict && !hadConflict) fault = "";
        if (edits.size > 0 && !isBroken()) draft();
        else portico.hold(edits.size > 0);
        if (!conflict && labels.length) say(`Changed in the file: ${labels.join(", ")}.`);
      } else if (!isGone && json.message) {
        fault = json.message;
        paint();
      }
    } catch { /* Not reached: asked again when the page is live. */ }
  };

  // Saving.

  const save = async (triesLeft = 2) => {
    if (!canSave()) {
      if (conflict) {
        conflictPlace.scrollIntoView({ block: "nearest" });
        say("The file changed on disk. Choose for each field first.");
      }
      return;
    }
    if (conflict) {
      // Undo brings back what was given up for the file's.
      const dropped = [...conflict.fields].filter(([, choice]) => choice === "file").map(([name]) => [name, edits.get(name).to]);
      if (dropped.length) history.push(dropped);
      for (const [name, choice] of conflict.fields) {
        if (choice === "file") edits.delete(name); else edits.get(name).from = inFile(name);
      }
      conflict = null;
      if (edits.size === 0) return changed();
    }
    const sent = new Map([...edits].map(([name, { to }]) => [name, to]));
    const logo = sent.get(logoName);
    isSaving = true;
    const timer = setTimeout(() => { showsSaving = true; paint(); }, 200);
    let answer = null;
    try { answer = await post("save"); } catch { fault = "Nothing was saved: the server can’t be reached. Your changes are kept in this tab."; }
    clearTimeout(timer);
    [isSaving, showsSaving, group] = [false, false, null];
    const { ok, json = {} } = answer ?? {};
    if (answer && ok) {
      fault = "";
      // Undo has to find the saved picture by its path.
      if (isDropped(logo)) {
        const path = json.state.fields.find(({ name }) => name === logoName).value;
        for (const step of history) for (const pair of step) if (pair[0] === logoName && pair[1] === logo) pair[1] = path;
      }
      saved = { lines: json.lines, files: json.files };
      take(json.state, sent);
      portico.hold(edits.size > 0);
      await portico.refresh();
      saved = { lines: json.lines, files: json.files };
      say(`Saved, ${count(json.lines.length, "line")}`);
    } else if (json.reason === "conflict" || json.reason === "broken") {
      take(json.state);
    } else if (json.reason === "problems") {
      problems = Object.fromEntries(json.problems.map(({ field, message }) => [field, message]));
    } else if (json.missingLogo && triesLeft > 0 && await sendAgain(json.missingLogo)) {
      return save(triesLeft - 1);
    } else if (answer && !isGone) {
      fault = json.message ?? "Nothing was saved.";
    }
    keep();
    paint();
  };

  // Fields.

  const openSection = (name) => {
    const section = panel.querySelector(`[data-fields~="${CSS.escape(name)}"]`)?.closest("details");
    if (section) section.open = true;
  };
  const goTo = (name) => {
    openSection(name);
    const control = controls.get(name)?.focus;
    control?.focus();
    control?.scrollIntoView({ block: "center", behavior: "instant" });
  };
  const linkTo = (name) => {
    const link = element("a", { href: `#editor-field-${name}` }, labelOf(name));
    link.addEventListener("click", (event) => { event.preventDefault(); goTo(name); });
    return link;
  };
  const textButton = (text, act, attributes = {}) => {
    const button = element("button", { type: "button", class: "editor-text-button", ...attributes }, text);
    button.addEventListener("click", act);
    return button;
  };
  const sign = (path) => {
    const icon = portico.triangle();
    if (path) icon.querySelector("path").setAttribute("d", path);
    return icon;
  };
  const swatch = (hex) => {
    const dot = element("span", { class: "editor-dot", "aria-hidden": "true" });
    dot.style.background = isColor(hex) ? `#${hex}` : "none";
    return dot;
  };
  const whereOf = (name) => (fieldOf(name).isOfEnvironment ? `In the environment ${state.environment}.` : "");
  const backTo = (name, focus) => textButton("Put back", () => { set(name, inFile(name)); focus(); }, { "aria-label": `Put back: ${labelOf(name)}` });
  /** The frame of a field: label, what puts it back, and the line below that is hint or error. */
  const frame = (name, input, label = labelOf(name)) => {
    const id = `editor-field-${name}`;
    input.id = id;
    const mark = element("span", { class: "unseen" });
    const back = textButton("Put back", () => { set(name, inFile(name)); input.focus(); });
    const line = element("p", { class: "editor-line small", id: `${id}-line` });
    input.setAttribute("aria-describedby", line.id);
    const box = element("div", { class: "editor-field" },
      element("div", { class: "editor-label" }, element("label", { for: id }, label, mark), back));
    return { box, line, back, mark };
  };
  const showFrame = (name, { box, line, back, mark }, hint) => {
    const isChanged = edits.has(name);
    const problem = problems[name] ?? (isChanged ? null : fieldOf(name).problem);
    box.classList.toggle("changed", isChanged);
    mark.textContent = isChanged ? ", changed" : "";
    back.hidden = !isChanged || isOff();
    const text = problem ?? [hint, whereOf(name)].filter(Boolean).join(" ");
    if (line.dataset.text !== text) {
      line.dataset.text = text;
      line.replaceChildren(...(problem ? [sign(), element("span", {}, problem)] : [text]));
      line.classList.toggle("error", Boolean(problem));
    }
    line.hidden = !text;
    return problem;
  };
  const off = (input) => {
    if (isOff()) input.setAttribute("aria-disabled", "true"); else input.removeAttribute("aria-disabled");
    if ("readOnly" in input && input.type !== "checkbox" && input.type !== "radio") input.readOnly = isOff();
  };
  const hints = { website: "For the preview only. The service keeps its own." };
  const kinds = {
    text: (name) => {
      const input = element("input", { type: "text", class: "editor-input", spellcheck: "false", autocomplete: "off", placeholder: "Not set" });
      const label = name === "x-portico.website.name" ? "Name" : labelOf(name);
      const parts = frame(name, input, label);
      const isLink = name.includes(".links.");
      const isLast = name === "x-portico.website.supportPhone";
      parts.box.append(input, parts.line);
      if (isLast) parts.box.append(element("p", { class: "small editor-line" }, hints.website));
      // Blanks at the ends come of pasting and are no part of it; while one types, they may be followed by a word.
      input.addEventListener("input", () => set(name, input.value.trim(), `typing ${name}`));
      input.addEventListener("blur", () => { group = null; input.value = valueOf(name); });
      const show = () => {
        const entered = document.activeElement === input ? input.value.trim() : input.value;
        if (entered !== valueOf(name)) input.value = valueOf(name);
        const problem = showFrame(name, parts, isLink && !valueOf(name) ? "Not set, so the footer leaves it out." : "");
        input.setAttribute("aria-invalid", String(Boolean(problem)));
        off(input);
      };
      return { box: parts.box, focus: input, show };
    },
    color: (name) => {
      const label = labelOf(name);
      const picker = element("input", { type: "color", class: "editor-picker", "aria-label": `${label}, picker` });
      const input = element("input", { type: "text", class: "editor-input mono", spellcheck: "false", autocomplete: "off", maxlength: "64" });
      const parts = frame(name, input);
      const body = element("tbody", {});
      const table = element("table", { class: "editor-ratios" }, element("caption", { class: "unseen" }, `Contrast of ${label.toLowerCase()}`),
        element("thead", {}, element("tr", {}, ...["Where", "Has", "Needs", "", "Painted in"].map((title) => element("th", { scope: "col" }, title || element("span", { class: "unseen" }, "Passes"))))), body);
      const shade = element("button", { type: "button", class: "editor-shade" });
      const none = element("p", { class: "small editor-line" }, "No one shade passes on the page and on this header. Each place is painted in its own.");
      parts.box.append(element("div", { class: "editor-pair" }, picker, input), parts.line, table, shade, none);
      const isPrimary = name.endsWith(".primary");
      const colors = () => facts?.colors ?? state.colors;
      const tellRatios = () => {
        const failing = (isPrimary ? colors().primary : colors().secondary).filter((row) => !row.passes);
        say(failing.length ? failing.map((row) => `${row.place} ${row.has.replace(":", " to ")}, fails.`).join(" ") : `${label}: every place passes.`);
      };
      picker.addEventListener("input", () => set(name, picker.value.slice(1), `picking ${name}`));
      picker.addEventListener("change", () => { group = null; setTimeout(tellRatios, 100); });
      picker.addEventListener("click", (event) => { if (isOff()) event.preventDefault(); });
      input.addEventListener("input", () => set(name, color(input.value), `typing ${name}`));
      input.addEventListener("blur", () => { group = null; input.value = withSign(valueOf(name)); if (edits.has(name) && !problems[name]) tellRatios(); });
      shade.addEventListener("click", () => { if (colors().nearest) set(name, colors().nearest); input.focus(); });
      let drawn = "";
      const show = () => {
        const value = valueOf(name);
        if (color(input.value) !== value && document.activeElement !== input) input.value = withSign(value);
        else if (document.activeElement === input && color(input.value) !== value) input.value = withSign(value);
        if (isColor(value) && picker.value !== `#${value}`) picker.value = `#${value}`;
        parts.back.replaceChildren("Put back ", element("span", { class: "mono" }, withSign(inFile(name))));
        const problem = showFrame(name, parts, "");
        input.setAttribute("aria-invalid", String(Boolean(problem)));
        for (const control of [picker, input, shade]) off(control);
        const all = colors();
        const rows = isPrimary ? all.primary : all.secondary;
        shade.hidden = !isPrimary || !all.nearest;
        none.hidden = !isPrimary || !all.hasNoShade;
        const next = JSON.stringify([rows, all.nearest]);
        if (next === drawn) return;
        drawn = next;
        body.replaceChildren(...rows.map((row) => element("tr", {}, element("th", { scope: "row" }, row.place), element("td", {}, row.has), element("td", { class: "editor-quiet" }, row.needs),
          element("td", { class: row.passes ? "pass" : "fail" }, sign(row.passes ? "M10 2.75a7.25 7.25 0 1 0 0 14.5 7.25 7.25 0 0 0 0-14.5M6.8 10.2l2.2 2.2 4.2-4.6" : "M6 6l8 8M14 6l-8 8"), element("span", { class: "unseen" }, row.passes ? "passes" : "fails")),
          element("td", {}, ...(row.painted ? [swatch(row.painted), element("span", { class: "mono" }, `#${row.painted}`)] : [])))));
        if (all.nearest) shade.replaceChildren(swatch(all.nearest), element("span", {}, "Use nearest passing shade"), element("span", { class: "mono" }, `#${all.nearest}`));
      };
      return { box: parts.box, focus: input, show };
    },
    feature: (name) => {
      const id = `editor-field-${name}`;
      const line = element("p", { class: "editor-line small", id: `${id}-line`, hidden: "" });
      const input = element("input", { type: "checkbox", role: "switch", id, "aria-describedby": line.id });
      const word = element("span", { class: "small", "aria-hidden": "true" });
      const mark = element("span", { class: "unseen" });
      const back = backTo(name, () => input.focus());
      const box = element("div", { class: "editor-field editor-flat" },
        element("div", { class: "editor-switch" }, element("label", { for: id }, labelOf(name), mark), back, word, input), line);
      word.addEventListener("click", () => input.click());
      input.addEventListener("click", (event) => { if (isOff()) event.preventDefault(); });
      input.addEventListener("change", () => set(name, input.checked));
      const show = () => {
        const isChanged = edits.has(name);
        input.checked = valueOf(name);
        word.textContent = input.checked ? "On" : "Off";
        mark.textContent = isChanged ? ", changed" : "";
        back.hidden = !isChanged || isOff();
        box.classList.toggle("changed", isChanged);
        const problem = problems[name] ?? (isChanged ? null : fieldOf(name).problem);
        line.textContent = problem ?? whereOf(name);
        line.classList.toggle("error", Boolean(problem));
        line.hidden = !line.textContent;
        off(input);
      };
      return { box, focus: input, show };
    },
    status: (name) => {
      const radios = ["active", "inactive"].map((value) => element("input", { type: "radio", name: "editor-status-value", value }));
      const hint = element("span", { id: "editor-status-hint" });
      const back = backTo(name, () => radios.find((radio) => radio.checked)?.focus());
      const mark = element("legend", { class: "unseen" }, "Status");
      const box = element("div", { class: "editor-field" }, element("fieldset", { class: "switch editor-segments", "aria-describedby": hint.id }, mark,
        ...radios.map((radio) => element("label", {}, element("span", {}, radio.value === "active" ? "Active" : "Inactive"), radio))), element("p", { class: "small editor-line" }, hint, " ", back));
      for (const radio of radios) {
        radio.addEventListener("click", (event) => { if (isOff()) event.preventDefault(); });
        radio.addEventListener("change", () => set(name, radio.value));
      }
      const show = () => {
        for (const radio of radios) { radio.checked = radio.value === valueOf(name); off(radio); }
        mark.textContent = `Status${edits.has(name) ? ", changed" : ""}`;
        box.classList.toggle("changed", edits.has(name));
        back.hidden = !edits.has(name) || isOff();
        const problem = problems[name] ?? (edits.has(name) ? null : fieldOf(name).problem);
        hint.textContent = problem ?? [`Customers open it at ${state.address}. Inactive, the address answers 404.`, whereOf(name)].filter(Boolean).join(" ");
        hint.classList.toggle("error", Boolean(problem));
      };
      return { box, get focus() { return radios.find((radio) => radio.checked) ?? radios[0]; }, show };
    },
    logo: (name) => {
      const file = element("input", { type: "file", class: "unseen", tabindex: "-1", "aria-hidden": "true", multiple: "", accept: ".svg,.png,.jpg,.jpeg,.gif" });
      const picture = element("span", { class: "editor-picture", "aria-hidden": "true" });
      const title = element("p", { class: "editor-file" });
      const about = element("span", {});
      const remove = textButton("Remove", () => { set(name, ""); choose.focus(); });
      const choose = textButton("choose one", () => { if (!isOff()) file.click(); }, { id: `editor-field-${name}`, "aria-label": "Choose a logo file" });
      const zone = element("div", { class: "editor-zone" }, picture, element("div", {}, title, element("p", { class: "small" }, about, " ", remove), element("p", { class: "small" }, "Drop a file here or ", choose)), file);
      const back = backTo(name, () => choose.focus());
      const alone = textButton("", () => { set(name, `upload:${rasterOf(valueOf(name))}`); choose.focus(); });
      const where = element("p", { class: "editor-where small" });
      const line = element("p", { class: "editor-line small", role: "status" });
      const box = element("div", { class: "editor-field editor-logo" }, back, zone, line, where, alone);
      file.addEventListener("change", () => { upload([...file.files]); file.value = ""; });
      const show = () => {
        const { logo, brand, colors } = facts ?? state;
        const isChanged = edits.has(name);
        box.classList.toggle("changed", isChanged);
        back.hidden = !isChanged || isOff();
        if (colors) { picture.style.background = `#${colors.head}`; picture.style.color = `#${colors.onHead}`; }
        const next = logo?.data ?? brand;
        if (picture.dataset.shown !== next) {
          picture.dataset.shown = next;
          picture.replaceChildren(logo ? element("img", { src: logo.data, alt: "" }) : brand);
        }
        const value = valueOf(name);
        const path = logo?.path ?? (isDropped(value) ? "" : value);
        title.textContent = path.split("/").pop() || "No logo";
        title.classList.toggle("mono", Boolean(path));
        const beside = logo?.beside ? ` Beside it ${logo.beside}, which publishing takes.` : "";
        about.textContent = logo ? `${[logo.type, logo.size, logo.weight].filter(Boolean).join(", ")}.${beside}` : "The header shows the name.";
        alone.hidden = !logo?.beside || !rasterOf(value) || isOff();
        alone.textContent = `Use ${logo?.beside} alone`;
        where.textContent = whereOf(name);
        where.hidden = !where.textContent;
        remove.hidden = !valueOf(name) || isOff();
        off(choose);
        const problem = logoProblem || problems[name] || (isChanged ? "" : fieldOf(name).problem);
        const text = problem || logo?.note || "";
        zone.classList.toggle("refused", Boolean(problem));
        if (line.dataset.text !== text) {
          line.dataset.text = text;
          line.replaceChildren(...(text ? [sign(), element("span", {}, text)] : []));
        }
        line.classList.toggle("error", Boolean(problem));
        line.classList.toggle("note", !problem);
        line.hidden = !text;
      };
      return { box, focus: choose, show };
    },
  };
  const build = () => {
    for (const section of sections) {
      const body = section.querySelector(".editor-body");
      for (const name of body.dataset.fields.split(" ")) {
        const field = fieldOf(name);
        if (!field) continue;
        const control = kinds[field.kind](name);
        controls.set(name, control);
        body.append(control.box);
      }
      const first = phone.matches ? ["colors"] : ["colors", "logo", "features"];
      section.open = kept.open?.[section.dataset.section] ?? first.includes(section.dataset.section);
      section.addEventListener("toggle", keep);
    }
    for (const name of kept.file === state.file ? new Map(kept.edits).keys() : []) openSection(name);
    byId("editor-sections").hidden = false;
  };

  // Logos: the whole page takes a dropped file.

  const byteLimit = 512 * 1024;
  // A dropped logo is `upload:DIGEST`, with a picture beside it `upload:DIGEST,DIGEST`; a picture that goes beside the
  // file's own SVG is `beside:DIGEST:PATH`.
  const isDropped = (value) => /^(upload|beside):/.test(value ?? "");
  const rasterOf = (value) => /^upload:[^,]*,(.*)/.exec(value ?? "")?.[1] ?? /^beside:([^:]*):/.exec(value ?? "")?.[1] ?? "";
  const logoWords = (value) => {
    if (!isDropped(value)) return value || "No logo";
    const [, kind, rest] = /^(\w+):(.*)/s.exec(value);
    const names = (kind === "upload" ? rest.split(",") : [rest.split(":")[0]]).map((digest) => uploads[digest]?.name ?? "Dropped file");
    return kind === "beside" ? `${rest.slice(rest.indexOf(":") + 1)}, ${names[0]} beside it` : names.join(", ");
  };
  /** Where a picture goes that the service takes: beside an SVG that has none, or that got one just now. */
  const placed = (digest, isVector) => {
    const value = valueOf(logoName);
    const [, kind, rest] = /^(upload|beside):(.*)/s.exec(value) ?? [];
    if (!isVector && kind === "upload" && uploads[rest.split(",")[0]]?.isVector) return `upload:${rest.split(",")[0]},${digest}`;
    if (!isVector && kind === "beside") return `beside:${digest}:${rest.slice(rest.indexOf(":") + 1)}`;
    if (!isVector && !kind && (facts ?? state).logo?.isAlone) return `beside:${digest}:${value}`;
    return `upload:${digest}`;
  };
  const sendLogo = async (file) => {
    if (file.size > byteLimit + 60000) {
      logoProblem = `${file.name} is larger than a logo may be. A logo is an SVG, PNG, JPEG or GIF of at most 512 KB.`;
      return null;
    }
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const { ok, json } = await request("PUT", `/logo?name=${encodeURIComponent(file.name)}`, bytes);
      if (!ok) { logoProblem = json.message ?? "The file was refused."; return null; }
      let data = "";
      for (let start = 0; start < bytes.length; start += 8192) data += String.fromCharCode(...bytes.subarray(start, start + 8192));
      uploads[json.digest] = { name: file.name, data: btoa(data), isVector: json.isVector };
      return json;
    } catch {
      logoProblem = "The server can’t be reached. Drop the file again when it is back.";
      return null;
    }
  };
  const upload = async (files) => {
    if (isReadOnly || files.length === 0) return;
    openSection(logoName);
    logoProblem = "";
    if (isOff()) {
      logoProblem = isSaving ? "A save is under way. Drop the file again." : `${files[0].name} was not taken, because the portal’s file ${isGone ? "is gone" : "can’t be read"}. Drop it again when it is back.`;
      return paint();
    }
    const isVector = ({ name, type }) => type === "image/svg+xml" || /\.svg$/i.test(name);
    const pair = files.length === 2 && isVector(files[0]) !== isVector(files[1]) ? [...files].sort((one) => (isVector(one) ? -1 : 1)) : null;
    const sent = [];
    for (const file of pair ?? [files[0]]) {
      const answer = await sendLogo(file);
      if (!answer) return paint();
      sent.push(answer);
    }
    const [first, second] = sent;
    set(logoName, second && first.isVector && !second.isVector ? `upload:${first.digest},${second.digest}` : placed(first.digest, first.isVector));
    if (files.length > 1 && !pair) {
      logoProblem = `Only ${files[0].name} was taken. A logo is one file, or an SVG together with a PNG, JPEG or GIF.`;
      paint();
    }
  };
  const hasFile = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const hover = (isOver) => panel.classList.toggle("over", isOver);
  const takeDrops = (target) => {
    target.addEventListener("dragover", (event) => { if (hasFile(event)) { event.preventDefault(); if (!isOff()) hover(true); } });
    target.addEventListener("dragleave", (event) => { if (!event.relatedTarget) hover(false); });
    target.addEventListener("drop", (event) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      hover(false);
      upload([...event.dataTransfer.files]);
    });
  };

  // The head: the state of things in one sentence, with the next step beside it.

  const join = (nodes) => nodes.flatMap((node, index) => (index ? [", ", node] : [node]));
  const code = (text) => element("code", {}, text);
  const rows = (lines) => element("ol", { class: "editor-lines", "aria-label": "Changed lines" }, ...lines.map(({ number, isAdded, text }) =>
    element("li", { class: isAdded ? "added" : "removed" }, element("span", { class: "editor-number" }, String(number)), element("span", {}, isAdded ? "+" : "−"), element("span", { class: "unseen" }, isAdded ? "added: " : "removed: "), element("code", {}, text))));
  const heading = () => {
    const changes = changedNames();
    const fixes = toFix();
    const first = fixes[0] ?? changes[0];
    const words = (text) => (phone.matches && first ? [(() => { const link = linkTo(first); link.textContent = text; return link; })()] : [text]);
    const into = ["Saves into ", code(state.file)];
    const waiting = edits.size ? ` ${count(edits.size)[0].toUpperCase()}${count(edits.size).slice(1)} stay${edits.size === 1 ? "s" : ""} in this tab.` : "";
    if (isGone) return { name: "broken", title: ["The file is gone"], second: [code(state.file), ` isn’t there any more. The fields come back when it does.${waiting}`], quiet: true };
    if (isBroken()) {
      const { line, column, message, isUnreadable, isShown } = state.broken;
      if (isUnreadable) return { name: "broken", title: ["The file can’t be read"], second: [code(state.file), `: ${message} The fields come back when it does.${waiting}`], quiet: true };
      const words = isShown ? `Mend ${line ? `line ${line}` : "it"} in your text editor.` : `${line ? `Line ${line}, column ${column}: ` : ""}${message} Mend it in your text editor.`;
      return { name: "broken", title: ["Editing waits for the file"], second: [`${words} The fields come back by themselves.${waiting}`], quiet: true };
    }
    const drop = textButton("Discard", discard);
    if (showsSaving) return { name: "saving", title: [`Saving ${count(changes.length, "change")}`], second: ["Into ", code(state.file)] };
    if (conflict) {
      const all = [...conflict.fields.values()];
      const done = all.filter(Boolean).length;
      const toChoices = (text) => textButton(text, goToConflict);
      return { name: "conflict", title: phone.matches ? [toChoices(`${done} of ${all.length} chosen`)] : [sign(), "The file changed on disk"], second: [
        ...(phone.matches ? [element("p", { class: "editor-warning" }, sign(), element("strong", {}, "The file changed on disk"))] : []),
        `${all.length === 1 ? "1 field" : `${all.length} fields`} changed both here and in the file. Nothing is written until you have chosen for each: ${done} of ${all.length} done.`,
        element("span", { class: "editor-acts" }, toChoices("Choose"), drop)] };
    }
    if (saved && changes.length === 0) return { name: "saved", title: [sign("M10 2.75a7.25 7.25 0 1 0 0 14.5 7.25 7.25 0 0 0 0-14.5M6.8 10.2l2.2 2.2 4.2-4.6"), "Saved"], second: [...(saved.files ?? []).flatMap((file) => [code(file), " is new. "]), ...(saved.lines.length ? [`${count(saved.lines.length, "line")} of `, code(state.file)] : saved.files?.length ? [] : ["Nothing differs in ", code(state.file)]), ...(saved.lines.length ? [rows(saved.lines)] : [])] };
    if (changes.length === 0 && discarded) return { name: "discarded", title: [`${count(discarded, "change")} discarded`], second: into, quiet: true };
    if (changes.length === 0) return { name: "clean", title: ["No unsaved changes"], second: into, quiet: true };
    const title = words(count(changes.length));
    if (portico.connection === "lost") return { name: "stopped", title, second: ["Kept in this tab until the server is back."] };
    if (fixes.length) return { name: "fix", title, second: [element("span", { class: "error" }, `${fixes.length === 1 ? "1 needs" : `${fixes.length} need`} fixing before ${fixes.length === 1 ? "it" : "they"} can be saved: `, ...join(fixes.map(linkTo))), drop] };
    return { name: "unsaved", title, second: [element("span", { class: "editor-names" }, ...join(changes.map(linkTo))), drop] };
  };
  const able = (button, isAble) => button.setAttribute("aria-disabled", String(!isAble));
  let headShown = "";
  const paintHead = () => {
    const { name, title, second: lines, quiet } = heading();
    panel.dataset.state = name;
    const text = JSON.stringify([name, phone.matches, ...[...title, ...lines].map((part) => part.outerHTML ?? part)]);
    if (text !== headShown) {
      headShown = text;
      const focused = head.contains(document.activeElement) ? document.activeElement : null;
      stateLine.replaceChildren(...title);
      stateLine.classList.toggle("quiet-state", Boolean(quiet));
      second.replaceChildren(...lines);
      if (focused && !focused.isConnected) undoButton.focus({ preventScroll: true });
    }
    able(undoButton, canUndo());
    able(saveButton, canSave());
    saveButton.textContent = showsSaving ? "Saving…" : "Save";
    const warning = name === "broken" || conflict ? "" : fault;
    if (alertLine.textContent !== warning) alertLine.textContent = warning;
  };

  // What changed here and in the file: nothing is written until one of both is chosen.

  const valueNodes = (name, value) => {
    const { kind } = fieldOf(name);
    if (kind === "color") return [swatch(value), element("span", { class: "mono" }, withSign(value))];
    if (kind === "feature") return [value ? "On" : "Off"];
    if (kind === "status") return [value === "active" ? "Active" : "Inactive"];
    if (kind === "logo") return [logoWords(value)];
    return [value ? value.replace(/^https?:\/\//, "") : "Not set"];
  };
  const choose = (name, side) => {
    if (!conflict?.fields.has(name)) return;
    conflict.fields.set(name, side);
    paint();
    draft();
  };
  const chooseAll = (side) => {
    for (const name of conflict.fields.keys()) conflict.fields.set(name, side);
    paint();
    draft();
  };
  const goToConflict = () => {
    conflictPlace.scrollIntoView({ block: "start", behavior: "instant" });
    conflictPlace.querySelector("input:checked, input")?.focus({ preventScroll: true });
  };
  let conflictShown = "";
  let wasConflict = false;
  const paintConflict = () => {
    const names = conflict ? changedNames().filter((name) => conflict.fields.has(name)) : [];
    const shown = JSON.stringify([names.map((name) => [name, edits.get(name)?.to, inFile(name), fieldOf(name).line]), [...(conflict?.taken ?? [])], [...edits.keys()]]);
    if (!conflict) {
      if (conflictShown) conflictPlace.replaceChildren();
      [conflictShown, wasConflict] = ["", false];
      return;
    }
    if (shown !== conflictShown) {
      conflictShown = shown;
      const own = changedNames().filter((name) => !conflict.fields.has(name)).map(labelOf);
      const radio = (name, side, word, value) => {
        const input = element("input", { type: "radio", name: `editor-conflict-${name}`, value: side });
        input.addEventListener("change", () => choose(name, side));
        return element("label", { class: "editor-choice" }, input, element("span", {}, word), element("span", { class: "editor-choice-value" }, ...valueNodes(name, value)));
      };
      const bold = (labels) => join(labels.map((label) => element("strong", {}, label)));
      const button = (text, side) => {
        const made = element("button", { type: "button", class: "button editor-small" }, text);
        made.addEventListener("click", () => chooseAll(side));
        return made;
      };
      conflictPlace.replaceChildren(
        ...(wasConflict ? [] : [element("p", { class: "unseen", role: "alert" }, "The file changed on disk. Choose for each field what is kept.")]),
        ...names.map((name) => element("fieldset", { class: "editor-conflict" },
          element("legend", {}, element("strong", {}, labelOf(name)), fieldOf(name).line ? element("span", { class: "small" }, ` line ${fieldOf(name).line}`) : ""),
          radio(name, "mine", "Keep mine", edits.get(name).to), radio(name, "file", "Take file’s", inFile(name)))),
        element("p", { class: "small" }, ...(conflict.taken.size ? ["Taken from the file without a question: ", ...bold([...conflict.taken]), ".", ...(own.length ? [element("br", {})] : [])] : []), ...(own.length ? ["Still unsaved, and only yours: ", ...bold(own), "."] : [])),
        element("p", { class: "editor-all" }, button("Keep all mine", "mine"), button("Take all the file’s", "file")));
    }
    wasConflict = true;
    for (const [name, side] of conflict.fields) {
      for (const input of conflictPlace.querySelectorAll(`[name="editor-conflict-${CSS.escape(name)}"]`)) input.checked = input.value === side;
    }
  };

  const summaries = {
    colors: () => withSign(valueOf("customization.colors.primary")),
    logo: () => ((facts ?? state).logo?.path.split("/").pop() ?? (fieldOf(logoName).problem && !edits.has(logoName) ? "Missing" : "No logo")),
    links: (names) => `${names.filter(valueOf).length} of ${names.length} set`,
    features: (names) => `${names.filter(valueOf).length} of ${names.length} on`,
    status: () => (valueOf("status") === "active" ? "Active" : "Inactive"),
    website: () => valueOf("x-portico.website.name") || "Not set",
  };
  const paint = () => {
    if (!state || controls.size === 0) return;
    paintHead();
    paintConflict();
    for (const control of controls.values()) control.show();
    for (const section of sections) {
      const names = section.querySelector(".editor-body").dataset.fields.split(" ");
      section.querySelector(".editor-value").textContent = summaries[section.dataset.section](names);
    }
    if (portico.connection === "lost" && edits.size) {
      portico.notice("stopped", element("strong", {}, "The server has stopped."), " Run ", code("portico serve"), ` again: this page comes back by itself, with your ${count(edits.size)}.`);
    }
  };

  // What leaves the page.

  const after = (button, text, isDone) => {
    button.dataset.label ??= button.textContent;
    const tail = isDone && edits.size ? `, with ${count(edits.size)}` : "";
    button.textContent = text + tail;
    say(text + tail);
    clearTimeout(Number(button.dataset.timer));
    button.dataset.timer = setTimeout(() => { button.textContent = button.dataset.label; }, 4000);
  };
  const send = async (act, button, use) => {
    if (!state) return;
    try {
      const { ok, json, blob } = await post(act);
      if (ok) await use(blob);
      else { after(button, "Not possible", false); fault = json.message ?? ""; paint(); }
    } catch {
      after(button, "Not possible just now", false);
    }
  };
  const copyText = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = element("textarea", { class: "unseen", "data-live": "" });
      area.value = text;
      document.body.append(area);
      const focused = document.activeElement;
      area.select();
      const isCopied = document.execCommand("copy");
      area.remove();
      focused?.focus();
      if (!isCopied) throw new Error("not copied");
    }
  };
  byId("editor-copy").addEventListener("click", (event) => {
    const button = event.currentTarget;
    send("yaml", button, async (blob) => { await copyText(await blob.text()); after(button, "Copied", true); });
  });
  byId("editor-share").addEventListener("click", (event) => {
    const button = event.currentTarget;
    send("share", button, (blob) => {
      const link = element("a", { href: URL.createObjectURL(blob), download: `${portal}.html` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      after(button, "Downloaded", true);
    });
  });
  undoButton.addEventListener("click", undo);
  saveButton.addEventListener("click", () => save());

  // Screens and the frame's scale.

  const select = byId("editor-screen");
  const step = (by) => {
    const all = portico.screens();
    const index = all.findIndex(({ id }) => id === portico.shownScreen());
    const next = all[(index + by + all.length) % all.length];
    if (next) portico.showScreen(next.id);
  };
  const showScreens = () => {
    const all = portico.screens();
    const text = JSON.stringify(all);
    if (select.dataset.shown !== text) {
      select.dataset.shown = text;
      select.replaceChildren(...all.map(({ id, title }) => element("option", { value: id }, title)));
    }
    const shown = portico.shownScreen();
    if (shown) select.value = shown;
  };
  select.addEventListener("change", () => portico.showScreen(select.value));
  byId("editor-previous").addEventListener("click", () => step(-1));
  byId("editor-next").addEventListener("click", () => step(1));
  const sizes = { phone: [375, 720], tablet: [768, 1024], desktop: [1280, 800] };
  const fit = () => {
    const stage = document.querySelector(".stage");
    const chosen = document.querySelector(`.switch-set.${phone.matches ? "narrow" : "wide"} input:checked`)?.value;
    if (!stage || !sizes[chosen]) return;
    const [width, height] = sizes[chosen];
    const isWide = window.matchMedia("(min-width: 1024px)").matches;
    const room = phone.matches ? stage.clientWidth - 32 : stage.clientWidth - 46;
    const tall = isWide ? Math.max(320, innerHeight - 152) : Infinity;
    const scale = Math.floor(Math.min(100, (room / width) * 100, (tall / height) * 100));
    document.documentElement.style.setProperty("--fit", String(Math.max(15, scale)));
  };
  const install = () => {
    const row = document.querySelector(".row.screens");
    if (!row || row.contains(panel)) return;
    document.body.classList.add("editing");
    row.querySelector(".row-body").prepend(skip);
    row.querySelector(".stage-head").prepend(screensBar);
    row.append(panel);
    if (!isReadOnly) moveOuts();
    showScreens();
    fit();
    new ResizeObserver(fit).observe(row.querySelector(".stage"));
    row.addEventListener("change", (event) => { if (event.target.name?.endsWith("width")) fit(); });
  };
  const moveOuts = () => {
    if (phone.matches) panel.append(outs);
    else document.querySelector("main > .meta")?.after(outs);
  };
  phone.addEventListener("change", () => { if (!isReadOnly) moveOuts(); fit(); paint(); });
  window.addEventListener("resize", fit);
  skip.addEventListener("click", (event) => { event.preventDefault(); panel.focus(); });

  // Keys.

  const isText = (target) => Boolean(target.matches?.("input:not([type=checkbox], [type=radio], [type=color], [type=file]), textarea"));
  const onKey = (event) => {
    const isCommand = mac ? event.metaKey : event.ctrlKey;
    if (isCommand && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "s") {
      event.preventDefault();
      save();
    } else if (isCommand && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "z") {
      if (isText(event.target)) return;
      event.preventDefault();
      undo();
    } else if (event.altKey && !event.ctrlKey && !event.metaKey && !isText(event.target) && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      event.preventDefault();
      step(event.key === "ArrowLeft" ? -1 : 1);
    }
  };
  document.addEventListener("keydown", onKey);
  takeDrops(window);

  // A closed tab takes along what is not saved; pages of this server give it back.
  let isStaying = false;
  const ask = (event) => { if (edits.size > 0 && !isStaying) event.preventDefault(); };
  window.addEventListener("beforeunload", ask);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || link.origin !== location.origin || link.target) return;
    isStaying = true;
    setTimeout(() => { isStaying = false; }, 500);
  });

  const known = new WeakSet();
  const meetFrame = (shown) => {
    showScreens();
    if (known.has(shown.contentDocument)) return;
    known.add(shown.contentDocument);
    shown.contentDocument.addEventListener("keydown", onKey);
    takeDrops(shown.contentDocument);
    if (state && edits.size && !isBroken()) draft();
  };
  on("frame", meetFrame);
  on("screen", showScreens);
  on("page", install);
  on("painted", load);
  on("gone", () => { if (!isReadOnly && state) setGone(true); });
  on("connection", (next) => { if (next === "live") load(); else paint(); });
  install();
  if (portico.screens().length) meetFrame(document.querySelector("iframe[name=preview]"));
  if (isReadOnly) {
    panel.dataset.state = "read-only";
    stateLine.replaceChildren("Read-only");
    stateLine.classList.add("quiet-state");
    second.replaceChildren("Editing works only on the computer that runs ", code("portico serve"), ".");
    for (const part of [undoButton, saveButton, byId("editor-sections"), outs]) part.hidden = true;
  } else {
    load();
  }
})();
