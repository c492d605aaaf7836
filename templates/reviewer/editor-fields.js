// The fields of the editor's panel, each by what it holds.

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
