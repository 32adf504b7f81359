// Cards for links to terms of this help desk, on any page of the web:
//   <script type="module" src="https://.../_static/embed.js"></script>
// It sets no cookie and stores nothing; a card's text is fetched when a reader first asks for it. A copy of this file
// elsewhere names the help desk in its address: embed.js?site=https://.../

import { start } from "./cards.js";

const here = new URL(import.meta.url);
const glossary = new URL("glossary/", here.searchParams.get("site") ?? new URL("../", here)).href;

const STYLES = `
.card { position: absolute; z-index: 2147483000; box-sizing: border-box; width: max-content; max-width: min(24rem, calc(100vw - 1rem));
  padding: 0.7rem 0.9rem; border: 1px solid #2f6690; border-radius: 8px; box-shadow: 0 4px 16px rgb(0 0 0 / 0.18);
  background: #fff; color: #1c2226; font: 400 0.95rem/1.45 system-ui, sans-serif; text-align: left; }
.card strong { display: block; margin-bottom: 0.15rem; }
.card p { margin: 0 0 0.3rem; }
.card code { font-family: ui-monospace, monospace; font-size: 0.92em; }
.card::before { content: ""; position: absolute; inset: -0.6rem 0; z-index: -1; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (prefers-color-scheme: dark) { .card { background: #1d2327; color: #e4e8ea; border-color: #8ab6d8; } }
@media (forced-colors: active) { .card { border: 2px solid CanvasText; } }
`;

function wanted(link) {
  const page = link.href.startsWith(glossary) ? link.href.slice(glossary.length).split(/[?#]/)[0] : "";
  return /^[a-z0-9-]+\.html$/.test(page) && page !== "index.html";
}

start({ wanted, place: document.body, styles: STYLES });
