// The button that copies the address of an entry; where the browser does not let it, the address is shown.

export function copyButton() {
  document.querySelector("[data-copy]:not([data-propose] *)")?.addEventListener("click", async ({ currentTarget: button }) => {
    const address = location.href.split(/[?#]/)[0];
    const told = button.nextElementSibling;
    try {
      await navigator.clipboard.writeText(address);
      told.textContent = "Copied";
    } catch {
      told.textContent = address;
    }
  });
}
