
// Search and filters over all portals, from the index that index.html holds; without script the page is complete.
"use strict";
(() => {
  const find = document.getElementById("find");
  find.hidden = false;
  const size = 200;
  const sight = 24;
  // Letters that are no other letter with a mark, as people type them who lack them.
  const plainer = { ß: "ss", ł: "l", ø: "o", đ: "d", æ: "ae", œ: "oe", ı: "i", þ: "th", ð: "d" };
  const plain = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ßłøđæœıþð]/g, (letter) => plainer[letter]);

  document.addEventListener("DOMContentLoaded", () => {
    const get = (id) => document.getElementById(id);
    const query = get("query");
    const list = get("cards");
    const pager = get("pager");
    const foundPager = get("found-pager");
    const noMatch = get("no-match");
    const cards = [...list.children];
    const [whole, unreadable, alone] = get("card-forms").content.children;
    let rows;
    let texts;
    let found = [];
    let page = 0;
    let state = "";
    let rest;

    const read = () => {
      if (rows) return;
      rows = JSON.parse(get("portal-index").textContent);
      texts = rows.map((row) => plain(row[2] + "\n" + row[3] + "\n" + row[1]));
    };

    const plural = (count, word) => count.toLocaleString("en") + " " + word + (count === 1 ? "" : "s");
    // The same card as Swift makes it, but for the logo: that stands on the portal's own page alone.
    const make = ([kind, id, name, address, brand, errors, warnings, colors, problem]) => {
      const card = (kind === "u" ? unreadable : kind === "c" ? alone : whole).cloneNode(true);
      const part = (selector) => card.querySelector(selector);
      const link = part("a");
      if (link) link.href = id + "/index.html";
      part("h2 bdi").textContent = name;
      part(".card-address bdi").textContent = address;
      if (colors) {
        part(".picture-name").textContent = brand;
        const style = part(".picture").style;
        ["head", "on-head", "head-line", "accent", "fill", "label", "edge"].forEach((role, place) => {
          style.setProperty("--" + role, "#" + colors.slice(place * 6, place * 6 + 6));
        });
        const status = part(".card-status");
        status.textContent = kind === "a" ? "Active" : "Inactive";
        status.className = "card-status badge " + (kind === "a" ? "good" : "quiet");
      } else {
        part(".card-problem").textContent = problem;
      }
      const [bad, warning, none] = part(".counts").children;
      if (errors) bad.textContent = plural(errors, "error");
      else bad.remove();
      if (warnings) warning.textContent = plural(warnings, "warning");
      else warning.remove();
      if (errors || warnings) none.remove();
      return card;
    };

    // What is in sight comes with the key; the rest follows in parts that are too short to hold up the next key.
    const paint = (places) => {
      clearTimeout(rest);
      const part = (from) => places.slice(from, from + sight).map((place) => cards[place] ??= make(rows[place]));
      const more = (from) => {
        if (from >= places.length) return;
        rest = setTimeout(() => {
          list.append(...part(from));
          more(from + sight);
        }, 50);
      };
      list.replaceChildren(...part(0));
      more(sight);
    };

    const show = () => {
      const start = page * size;
      const end = Math.min(start + size, found.length);
      paint(found.slice(start, end));
      foundPager.hidden = found.length <= size;
      get("found-range").textContent = `Portals ${(start + 1).toLocaleString("en")} to ${end.toLocaleString("en")} of ${found.length.toLocaleString("en")} found`;
      get("found-previous").hidden = page === 0;
      get("found-next").hidden = end === found.length;
    };

    // Whoever reloads, or comes back from a portal, finds the same cards.
    const keep = () => history.replaceState({ query: query.value, ...choices(), page }, "");
    const choices = () =>
      Object.fromEntries(["status", "problems"].map((name) => [name, find.querySelector(`[name=${name}]:checked`).value]));
    const restore = () => {
      const kept = history.state;
      if (!kept) return update();
      query.value = kept.query;
      for (const name of ["status", "problems"]) {
        for (const radio of find.querySelectorAll(`[name=${name}]`)) radio.checked = radio.value === kept[name];
      }
      update();
      if (kept.page > 0 && kept.page * size < found.length) {
        page = kept.page;
        show();
        keep();
      }
    };

    const update = () => {
      const words = plain(query.value).split(/\s+/).filter(Boolean);
      const { status, problems } = choices();
      const next = JSON.stringify([words, status, problems]);
      if (next === state || (!state && !words.length && !status && !problems)) return;
      state = next;
      page = 0;
      keep();
      if (!words.length && !status && !problems) {
        // The page as it came.
        list.hidden = false;
        paint([...cards.slice(0, first).keys()]);
        if (pager) pager.hidden = false;
        foundPager.hidden = noMatch.hidden = true;
        get("found").textContent = "";
        return;
      }
      read();
      found = [];
      rows.forEach((row, place) => {
        if (status && row[0] !== status) return;
        if (problems && (row[5] + row[6] > 0) !== (problems === "with")) return;
        if (words.every((word) => texts[place].includes(word))) found.push(place);
      });
      if (pager) pager.hidden = true;
      list.hidden = !found.length;
      noMatch.hidden = found.length > 0;
      get("no-match-title").textContent = words.length ? `No portal matches “\u2068${query.value.trim()}\u2069”` : "No portal matches";
      get("clear").textContent = words.length && !status && !problems ? "Clear search" : "Clear search and filters";
      get("found").textContent = found.length === 1 ? "1 portal found" : `${found.length.toLocaleString("en")} portals found`;
      show();
    };

    const first = cards.length;
    const turn = (by) => {
      page += by;
      keep();
      show();
      (page === 0 ? get("found-next") : get("found-previous")).focus({ preventScroll: true });
      list.scrollIntoView();
    };
    find.addEventListener("input", update);
    setTimeout(read, 200);
    get("found-previous").addEventListener("click", () => turn(-1));
    get("found-next").addEventListener("click", () => turn(1));
    get("clear").addEventListener("click", () => {
      query.value = "";
      for (const radio of find.querySelectorAll("[type=radio]")) radio.checked = radio.value === "";
      update();
      query.focus();
    });
    // Browsers put back what was typed when somebody returns, and some of them after this.
    window.addEventListener("pageshow", restore);
  });
})();
