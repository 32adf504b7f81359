// Where a card stands: below the line of its link, above it where there is no room below, never beyond the window.

export function place(box, link, { x, y }) {
  const lines = [...link.getClientRects()];
  const line = lines.find((one) => y >= one.top && y <= one.bottom) ?? lines[0];
  const width = document.documentElement.clientWidth;
  const { width: w, height: h } = box.getBoundingClientRect();
  const left = Math.max(8, Math.min((x ?? line.left) - 24, width - w - 8));
  const below = line.bottom + 6;
  const top = below + h > innerHeight && line.top - h - 6 > 0 ? line.top - h - 6 : below;
  box.style.left = `${left + scrollX}px`;
  box.style.top = `${top + scrollY}px`;
}
