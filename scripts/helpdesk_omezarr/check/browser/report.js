// The report as text, for a forum or an issue. It names no file outside the store.

import { grouped, readable, sentence } from "./groups.js";

const MOST = 30; // findings

const STATUS = { 0: "valid", 1: "not valid", 2: "could not be judged" };

export function reportOf({ status, name, version, door, findings, description }, data, root) {
  const lines = [`OME-Zarr check of ${oneLine(name)}: ${STATUS[status]}${version ? ` (OME-Zarr ${version})` : ""}`];
  if (description?.sentence) lines.push(description.sentence);
  if (door) lines.push(door.message);
  const groups = grouped(findings);
  for (const group of groups.slice(0, MOST)) {
    const [one] = group;
    const more = group.length > 1 ? ` and ${group.length - 1} more` : "";
    lines.push(
      "",
      `${one.severity}: ${sentence(group)}`,
      `  ${`${one.document} ${readable(one.pointer)}`.trim()}${more} (${one.validator}: ${one.rule})`,
    );
    const url = data.mistakes[one.page]?.[1];
    if (url) lines.push(`  ${new URL(root + url, document.baseURI).href}`);
  }
  if (groups.length > MOST) lines.push("", `and ${groups.length - MOST} more`);
  return `${lines.map(oneLine).join("\n")}\n`;
}

const oneLine = (text) => text.replace(/[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, " ").trimEnd();
