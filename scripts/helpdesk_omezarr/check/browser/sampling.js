// Some wells of a large plate for all of them: what is wrong with one is mostly wrong with the others.

import { listAt, mapping, mappings } from "./nodes.js";

const [MANY, SAMPLE] = [24, 12];

/** `{skipped, wells}`: the paths of wells that are not looked into, and how many of how many are; null for few wells. */
export function sampled(plate) {
  const wells = mappings(listAt(mapping(plate.ome.plate), "wells"))
    .filter((well) => Object.hasOwn(well, "path"))
    .map(({ path }) => String(path));
  if (wells.length <= MANY) return null;
  const chosen = new Set(Array.from({ length: SAMPLE }, (_, number) => wells[Math.floor((number * wells.length) / SAMPLE)]));
  return { skipped: wells.filter((well) => !chosen.has(well)), wells: [chosen.size, wells.length] };
}

/** The document of a group that is not looked into: that it is there is enough. */
export function bare(name, document) {
  if (name === ".zattrs") return {};
  const { attributes, ...rest } = document;
  return rest;
}
