// JSON pointers: https://www.rfc-editor.org/rfc/rfc6901.

export const pointer = (keys) => keys.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
