// The button that copies the address of an entry; where the browser does not let it, the address is shown.

export const DONE = 2000; // ms for which a button says that it has copied

/** Whether `text` could be copied. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export function copyButton() {
  document.querySelector(".entry-tools [data-copy]")?.addEventListener("click", async ({ currentTarget: button }) => {
    const address = location.href.split(/[?#]/)[0];
    const told = button.nextElementSibling;
    const done = await copy(address);
    told.textContent = done ? "Copied" : address;
    if (done) setTimeout(() => (told.textContent = ""), 2 * DONE);
  });
}
