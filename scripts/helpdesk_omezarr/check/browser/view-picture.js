// The picture of an image, on request: a worker reads the smallest level that is large enough and composes it.

import { answer } from "./asking.js";
import { make, number, size } from "./dom.js";

const SECONDS = 60;

export function showPicture(wanted, store) {
  const told = make("p", { role: "status", class: "picture-told" });
  const place = make("div", { class: "picture" });
  const button = make("button", { type: "button", class: "picture-button" }, "Show a picture of it");
  button.addEventListener("click", async () => {
    button.disabled = true;
    told.textContent = "Reading pixels ...";
    try {
      const drawn = await draw(wanted, store);
      const canvas = make("canvas", { width: drawn.width, height: drawn.height, role: "img", "aria-label": drawn.alt });
      canvas.getContext("2d").putImageData(new ImageData(drawn.pixels, drawn.width, drawn.height), 0, 0);
      place.replaceChildren(canvas);
      told.textContent = `${drawn.alt} (${size(drawn.bytes)} read, ${number(Math.round(drawn.ms))} ms)`;
      button.hidden = true;
    } catch (error) {
      told.textContent = error.message;
      told.dataset.code = error.code ?? "failed";
      button.disabled = false;
    }
  });
  return make("div", { class: "picture-box" }, button, place, told);
}

async function draw(wanted, store) {
  const worker = new Worker(new URL("./picture.js", import.meta.url), { type: "module", name: "picture" });
  const { promise, resolve, reject } = Promise.withResolvers();
  const timer = setTimeout(() => reject(new Error(`No picture: it took longer than ${SECONDS} seconds.`)), SECONDS * 1000);
  answer(worker, store);
  worker.addEventListener("message", ({ data }) => {
    if (data.drawn) resolve(data.drawn);
    else if (data.trouble) reject(Object.assign(new Error(data.trouble.message), data.trouble));
  });
  worker.addEventListener("error", (event) => reject(new Error(event.message || "No picture: its program could not be loaded.")));
  worker.postMessage({ start: { name: store.name, lists: store.lists }, wanted });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    worker.terminate();
  }
}
