// The two boxes in which cards are shown, and the place where screen readers hear of them.

/** A new element with `properties` and `children`. */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export const told = make("div", { className: "visually-hidden" });
told.setAttribute("aria-live", "polite");

// The first card, and the one for a term inside it.
export const cards = ["", "second"].map((name, depth) => {
  const box = make("div", { className: `card ${name}`.trim(), id: depth ? "term-card-2" : "term-card", hidden: true });
  return { box, depth, link: null, pinned: false };
});

/**
 * Put the boxes into `place`; with `styles` only the first one, in a shadow tree that has them. A description cannot be
 * named across the edge of such a tree: then returns an element outside of it that is to have the same text.
 */
export function putInto(place, styles) {
  if (styles) {
    const outside = document.createElement("helpdesk-card");
    const tree = outside.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet(); // unlike an element, it needs no leave of the page's policy
    sheet.replaceSync(styles);
    tree.adoptedStyleSheets = [sheet];
    tree.append(cards[0].box, told);
    const described = make("span", { id: "helpdesk-card-text", hidden: true });
    place.append(outside, described);
    return described;
  }
  for (const { box } of cards) box.setAttribute("role", "tooltip");
  place.append(...cards.map((card) => card.box), told);
  return null;
}
