    // The cards have been replaced: they are taken as those of a page that has just come, and searched again.
    document.addEventListener("portico:cards", () => {
      clearTimeout(rest);
      cards.splice(0, cards.length, ...list.children);
      first = cards.length;
      rows = texts = undefined;
      if (!state) return;
      const kept = page;
      state = " ";
      update();
      if (kept > 0 && kept * size < found.length) {
        page = kept;
        show();
        keep();
      }
      // All at once, or the page would jump.
      clearTimeout(rest);
      list.replaceChildren(...found.slice(page * size, (page + 1) * size).map((place) => cards[place] ??= make(rows[place])));
    });
