
// Comfort alone: the page works without it. Marks the chosen screen and folds the phone's menu.
"use strict";
(() => {
  const list = document.getElementById("screen-list");
  let frame = document.querySelector("iframe[name=preview]");
  const shown = document.getElementById("screen-shown");
  const menu = document.querySelector(".screen-menu");
  // From the disk, links inside the frame need the folder's own origin. Behind a server they need none, and without
  // it a link inside cannot scroll this page. Nothing in the frame runs either way.
  if (location.protocol !== "file:") {
    const apart = frame.cloneNode();
    apart.sandbox.remove("allow-same-origin");
    frame.replaceWith(apart);
    frame = apart;
  }
  const links = [...list.querySelectorAll("a")];
  const title = shown.textContent;
  let hasWalked = false;
  const mark = (chosen) => {
    for (const link of links) {
      if (link === chosen) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    shown.textContent = chosen ? shown.dataset.before + chosen.textContent : title;
  };
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    // Replacing keeps the Back button for pages, so that the mark never tells of another screen than the frame.
    event.preventDefault();
    if (hasWalked) {
      // A frame in which somebody walked has a way back of its own: a new one has none.
      const fresh = frame.cloneNode();
      fresh.src = link.href;
      frame.replaceWith(fresh);
      frame = fresh;
      hasWalked = false;
    } else {
      frame.contentWindow.location.replace(link.href);
    }
    mark(link);
    if (window.matchMedia("(max-width: 719.98px)").matches) {
      menu.open = false;
      menu.querySelector("summary").focus({ preventScroll: true });
    }
  });
  // Who works inside the frame may leave the screen, and the page cannot see to which: then nothing is marked.
  window.addEventListener("blur", () => {
    if (document.activeElement !== frame) return;
    hasWalked = true;
    mark(null);
  });
  // Who comes back finds the screen that the browser put into the frame again, and the page cannot see which.
  const hasReturned = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  mark(hasReturned ? null : links.find((link) => link.getAttribute("href") === frame.getAttribute("src")));
})();
