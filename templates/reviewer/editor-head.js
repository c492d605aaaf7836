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
  // On a phone the bar is far from the sheet, where the reason stands.
  const toReason = (text) => (phone.matches ? textButton(text, () => head.scrollIntoView({ block: "start", behavior: "instant" })) : text);
  if (isGone) return { name: "broken", title: [toReason("The file is gone")], second: [code(state.file), ` isn’t there any more. The fields come back when it does.${waiting}`], quiet: true };
  if (isBroken()) {
    const { line, column, message, isUnreadable, isShown } = state.broken;
    if (isUnreadable) return { name: "broken", title: [toReason("The file can’t be read")], second: [code(state.file), `: ${message} The fields come back when it does.${waiting}`], quiet: true };
    const words = isShown ? `Mend ${line ? `line ${line}` : "it"} in your text editor.` : `${line ? `Line ${line}, column ${column}: ` : ""}${message} Mend it in your text editor.`;
    return { name: "broken", title: [toReason("Editing waits for the file")], second: [`${words} The fields come back by themselves.${waiting}`], quiet: true };
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
  if (portico.connection !== "live") return { name: "stopped", title, second: ["Kept in this tab until the server is back."] };
  if (fault && phone.matches) return { name: "unsaved", title: [toReason("Why it isn’t saved")], second: [drop] };
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
/** Undo leads back from the file's values to one's own. */
const rememberChoice = (names, side) => {
  const given = names.filter((name) => side === "file" && !isTaken(name));
  if (given.length) remember(given);
};
const choose = (name, side) => {
  if (!conflict?.fields.has(name)) return;
  rememberChoice([name], side);
  conflict.fields.set(name, side);
  paint();
  draft();
};
const chooseAll = (side) => {
  rememberChoice([...conflict.fields.keys()], side);
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
