// The list of files that many servers show for a folder.

/** The names of the stores to which the page `text` has links. */
export function storesIn(text) {
  if (!/^\s*</.test(text)) return [];
  const links = text.matchAll(/href\s*=\s*["']?(?:\.\/)?([^"'?#/<>\s]+)\/?["'?#\s>]/gi);
  const names = [...links].map(([, link]) => decoded(link.replaceAll("&amp;", "&")));
  return [...new Set(names)].filter((name) => /\.zarr(\.zip|\.ozx)?$|\.ozx$/.test(name));
}

/** A part of an address as people read it. */
export function decoded(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
