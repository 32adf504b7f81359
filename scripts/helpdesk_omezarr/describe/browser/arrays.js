// The metadata of the arrays of an image, its levels, and how many files they have.

/** The metadata documents of level `level` of a plan, `{name of the document: value}`. */
export function arrayDocuments(plan, level, options) {
  const { codec, compressor } = options.writers[plan.writer];
  const { bytes, v2 } = options.types[plan.type];
  const shape = plan.shapes[level];
  const { chunk, shard } = stored(plan, level);
  if (plan.version === "0.4")
    return {
      ".zarray": {
        zarr_format: 2,
        shape,
        chunks: chunk,
        dtype: v2,
        compressor,
        fill_value: 0,
        order: "C",
        filters: null,
        dimension_separator: "/",
      },
      ".zattrs": {},
    };
  const little = bytes > 1 ? { configuration: { endian: "little" } } : {};
  const configuration = codec.name === "blosc" ? { typesize: bytes, ...codec.configuration } : codec.configuration;
  const codecs = [{ name: "bytes", ...little }, { name: codec.name, configuration }];
  const sharding = {
    name: "sharding_indexed",
    configuration: {
      chunk_shape: chunk,
      codecs,
      index_codecs: [{ name: "bytes", configuration: { endian: "little" } }, { name: "crc32c" }],
      index_location: "end",
    },
  };
  return {
    "zarr.json": {
      zarr_format: 3,
      node_type: "array",
      shape,
      data_type: plan.type,
      chunk_grid: { name: "regular", configuration: { chunk_shape: shard ?? chunk } },
      chunk_key_encoding: { name: "default", configuration: { separator: "/" } },
      fill_value: 0,
      codecs: shard ? [sharding] : codecs,
      attributes: {},
      dimension_names: plan.letters,
      storage_transformers: [],
    },
  };
}

/** The shapes of chunks and shards as the library stores them: some make none larger than the level. */
export function stored({ writer, chunk, shard, shapes }, level) {
  const shape = shapes[level];
  const clipped = chunk.map((n, i) => Math.min(n, shape[i]));
  if (writer === "yaozarrs") return { chunk: clipped, shard };
  if (writer !== "ngff-zarr") return { chunk, shard };
  const whole = shard?.map((n, i) => Math.min(n / chunk[i], Math.ceil(shape[i] / clipped[i])) * clipped[i]);
  return { chunk: clipped, shard: whole ?? null };
}

const product = (numbers) => numbers.reduce((all, one) => all * one, 1);
const pieces = (shape, piece) => product(shape.map((n, i) => Math.ceil(n / piece[i])));

/** `{files, bytes, chunkBytes, fileBytes}` of a level: the most that it can have, as nothing is compressed and no chunk is
 * left out. Chunks at the edge are stored whole. */
export function sizeOf(plan, level) {
  const { chunk, shard } = stored(plan, level);
  const chunkBytes = product(chunk) * plan.item;
  const chunks = pieces(plan.shapes[level], chunk);
  if (!shard) return { files: chunks, bytes: chunks * chunkBytes, chunkBytes, fileBytes: chunkBytes };
  const files = pieces(plan.shapes[level], shard);
  // Each shard has an index of 16 bytes a chunk and a checksum of 4 bytes; chunks outside the array are not in it:
  // https://zarr-specs.readthedocs.io/en/latest/v3/codecs/sharding-indexed/index.html
  const inShard = product(shard.map((n, i) => n / chunk[i]));
  const index = 16 * inShard + 4;
  return { files, bytes: chunks * chunkBytes + files * index, chunkBytes, fileBytes: inShard * chunkBytes + index };
}

export { product };
