// The editor beside the preview: what is changed shows at once, and goes into the portal's file when it is saved.
// Its parts follow one another in one function: this, editor-fields, editor-logos, editor-head, editor-page.

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
  // Of a file that can't be read nothing is known but what was.
  state = { ...next, fields: next.fields.length ? next.fields : state?.fields ?? [], address: next.address || state?.address || "" };
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
    if (wasBroken) {
      [fault, logoProblem] = ["", ""];
      say("The file can be read again.");
    }
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
    const told = fault;
    const { ok, json } = await request("GET", "");
    if (ok) {
      if (isGone) logoProblem = "";
      // What kept something from being saved may be mended, unless it was said while this answer was on its way, or the
      // workspace still can't be read.
      if (fault === told && !portico.isOutdated) fault = "";
      isGone = false;
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
