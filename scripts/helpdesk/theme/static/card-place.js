// Where a card stands: below the line of its link, above it where there is no room below, never beyond the window.

export function place(box, link, { x, y }) {
  const lines = [...link.getClientRects()];
  const line = lines.find((one) => y >= one.top && y <= one.bottom) ?? lines[0];
  const width = document.documentElement.clientWidth;
  box.style.left = box.style.top = "0px";
  // Where 0, 0 is depends on the page around the card.
  const { left: x0, top: y0, width: w, height: h } = box.getBoundingClientRect();
  const left = Math.max(8, Math.min((x ?? line.left) - 24, width - w - 8));
  const below = line.bottom + 6;
  const top = below + h > innerHeight && line.top - h - 6 > 0 ? line.top - h - 6 : below;
  box.style.left = `${left - x0}px`;
  box.style.top = `${top - y0}px`;
}
