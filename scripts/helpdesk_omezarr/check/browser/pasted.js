// Metadata that somebody pasted: of which document they are the text.

/** The documents `{name: text}` of the group that `text`, a `zarr.json`, a `.zattrs` or the attributes alone, stands for. */
export function documentsOf(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const isV3 =
    value === undefined
      ? /"zarr_format"|"node_type"/.test(text)
      : value !== null &&
        (Object.hasOwn(value, "zarr_format") || Object.hasOwn(value, "attributes") || Object.hasOwn(value, "ome"));
  // `ome` alone is what programs show as the attributes of a group of Zarr v3.
  if (value && Object.hasOwn(value, "ome") && !Object.hasOwn(value, "attributes"))
    text = JSON.stringify({ zarr_format: 3, node_type: "group", attributes: value }, null, 2);
  return isV3 ? { "zarr.json": text } : { ".zgroup": '{"zarr_format": 2}', ".zattrs": text };
}
