// Lighthouse (mobile, median of three) and axe-core over one page of each kind: `node audit.mjs URL CHROMIUM [NAME...]`.
// Prints a table; the exit code is 1 when a score is too low or a page too heavy. Names choose some of the pages.

import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";
import { createRequire } from "node:module";

const [base, executablePath, ...names] = process.argv.slice(2);
const PAGES = {
  home: "index.html",
  glossary: "glossary/index.html",
  term: "glossary/chunk.html",
  FAQ: "faq/index.html",
  question: "faq/all-black.html",
  guide: "docs/guide/zarr.html",
  example: "docs/examples/image/index.html",
  mistake: "docs/mistakes/axes-missing.html",
  mistakes: "docs/mistakes/index.html",
  channels: "docs/channels.html",
  check: "check.html",
  edit: "edit.html?mistake=axes-missing&script=v05",
  describe: "describe.html",
  propose: "docs/contribute/propose.html",
  search: "search.html",
};
const WANTED = { performance: 98, accessibility: 100, "best-practices": 100, seo: 100 };
const MOST = { KiB: 130, requests: 10, shift: 0.01 };
const RUNS = 3;

const args = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
args.push("--disable-background-networking", "--disable-component-update", "--disable-sync");
const browser = await puppeteer.launch({ executablePath, args });
const port = Number(new URL(browser.wsEndpoint()).port);
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
let failed = false;

console.log(["page".padEnd(10), ...Object.keys(WANTED), ...Object.keys(MOST), "axe"].join(" | "));
for (const [name, address] of Object.entries(PAGES)) {
  if (names.length && !names.includes(name)) continue;
  const url = `${base}/${address}`;
  const runs = [];
  for (let i = 0; i < RUNS; i++) runs.push((await lighthouse(url, { port, output: "json", logLevel: "error" })).lhr);
  const scores = Object.keys(WANTED).map((kind) => Math.round(100 * median(runs.map((run) => run.categories[kind].score))));
  const requests = runs[0].audits["network-requests"].details.items;
  const kib = requests.reduce((sum, request) => sum + request.transferSize, 0) / 1024;
  const shift = Math.max(...runs.map((run) => run.audits["cumulative-layout-shift"].numericValue));
  const cost = { KiB: Math.round(kib), requests: requests.length, shift: Math.round(1000 * shift) / 1000 };
  const page = await browser.newPage();
  await page.setBypassCSP(true);
  await page.goto(url, { waitUntil: "networkidle0" });
  await page.addScriptTag({ path: axe });
  const violations = await page.evaluate(async () => (await globalThis.axe.run()).violations.map((rule) => rule.id));
  await page.close();
  const heavy = Object.entries(MOST).some(([what, most]) => cost[what] > most);
  const low = heavy || Object.values(WANTED).some((wanted, i) => scores[i] < wanted) || violations.length > 0;
  failed ||= low;
  console.log([name.padEnd(10), ...scores, ...Object.values(cost), violations.join(",") || "none"].join(" | ") + (low ? "  <--" : ""));
  for (const [i, kind] of Object.keys(WANTED).entries()) {
    if (scores[i] >= WANTED[kind]) continue;
    const wrong = runs[0].categories[kind].auditRefs.map(({ id }) => runs[0].audits[id]).filter(({ score, weight }) => score !== null && score < 0.9);
    for (const { title, displayValue } of wrong) console.log(`    ${kind}: ${title} ${displayValue ?? ""}`);
  }
}
await browser.close();
process.exit(failed ? 1 : 0);
