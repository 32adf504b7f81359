// The arrows and Enter between a search box and its results. They wait for the answer to all that was typed: nobody
// is led to a result of half a word. Of several keys that are pressed meanwhile only the last counts.

export function listen(form, field, box) {
  let waiting = 0; // for which key
  let pressed = 0;

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

  /** Whether the reader still wants what the key that was just pressed asks for, once the answer is there. */
  async function wanted() {
    const mine = (waiting = pressed);
    await answered();
    if (waiting === mine) waiting = 0;
    return mine === pressed && document.activeElement === field; // or the reader went elsewhere
  }

  async function move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || field.matches("textarea:focus")) return;
    const from = document.activeElement;
    if (from === field) {
      if (step < 0) return;
      event.preventDefault();
      if (!(await wanted())) return;
    }
    const links = [field, ...box.querySelectorAll(".hits a")];
    const next = links[links.indexOf(from) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  field.addEventListener("keydown", async (event) => {
    pressed++;
    if (event.key !== "Enter" || !waiting) return;
    event.preventDefault();
    if (await wanted()) (box.querySelector(".hits a") ?? form.querySelector("[type=submit]")).click();
  });
  for (const part of [field, box]) part.addEventListener("keydown", move);
}
