// Keeps what the reader typed: in the address; what is too long for one, and what was typed last, in this tab.

import { isPacked, MOST_IN_LINK, packed } from "./edit-address.js";

const LEFT = "edit"; // in the storage of the tab: what was not yet in the address when the page was left
export const BARE = location.pathname;

/** Put `now` into the address, unless `isOver` says then that there is something newer; returns a sentence where it is too
 * long. */
export async function keep(now, isOver) {
  const { documents, open, from, edited } = now;
  const fragment =
    edited || !from ? await packed({ documents, open, from: isPacked(from) ? "" : from }) : opening(from, open);
  if (isOver()) return "";
  if (fragment.length <= MOST_IN_LINK) {
    history.replaceState(null, "", fragment);
    return "";
  }
  try {
    history.replaceState({ edit: { documents, open, from } }, "", from || BARE);
    return "This is too long for a link. It stays in this tab.";
  } catch {
    return "This is too long to be kept: copy it before you leave.";
  }
}

/** The fragment `from`, with the document that is open. */
function opening(from, open) {
  if (isPacked(from)) return from;
  const parts = new URLSearchParams(from.slice(1));
  parts.set("open", open);
  return `#${String(parts).replaceAll("%2F", "/")}`;
}

/** Keep `now` while the page is left, when there is no time to pack it. */
export function keepAtOnce({ documents, open, from }) {
  try {
    sessionStorage.setItem(LEFT, JSON.stringify({ address: location.href, edit: { documents, open, from } }));
  } catch {
    // Without storage the last quarter of a second is lost.
  }
}

/** `{documents, open, from}` that this tab keeps for the address, or null. What was left is given once. */
export function kept() {
  try {
    const left = JSON.parse(sessionStorage.getItem(LEFT));
    if (left?.address === location.href) {
      sessionStorage.removeItem(LEFT);
      return left.edit;
    }
  } catch {
    // No storage.
  }
  return history.state?.edit ?? null;
}
