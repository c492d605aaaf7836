// What stands around the panel: copies, screens, keys; and how the editor begins.

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
