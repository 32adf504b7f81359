// The arrows and Enter between a search box and its results. They wait for the answer to all that was typed: nobody
// is led to a result of half a word.

export function listen(form, field, box) {
  let waiting = false;

  const answered = () =>
    new Promise((done) => {
      if (box.ariaBusy !== "true") return done();
      const watch = new MutationObserver(() => {
        if (box.ariaBusy === "true") return;
        watch.disconnect();
        done();
      });
      watch.observe(box, { attributeFilter: ["aria-busy"] });
    });

  async function move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || field.matches("textarea:focus")) return;
    const from = document.activeElement;
    if (from === field) {
      if (step < 0) return;
      event.preventDefault();
      waiting = true;
      await answered();
      waiting = false;
      if (document.activeElement !== field) return; // the reader went elsewhere
    }
    const links = [field, ...box.querySelectorAll(".hits a")];
    const next = links[links.indexOf(from) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  for (const part of [field, box]) part.addEventListener("keydown", move);
  field.addEventListener("keydown", async (event) => {
    if (event.key !== "Enter" || !waiting) return;
    event.preventDefault();
    await answered();
    (box.querySelector(".hits a") ?? form.querySelector("[type=submit]")).click();
  });
}
