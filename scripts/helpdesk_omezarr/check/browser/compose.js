// From planes of values to colored pixels.

const COLORS = ["ffffff", "00ff00", "ff00ff", "00ffff"]; // for channels without one
const rgb = (hex) => [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** Channels added up in their colors, each in its window; RGBA, row by row. */
export function compose(planes, channels, width, height) {
  const pixels = new Uint8ClampedArray(width * height * 4);
  const sums = new Float32Array(width * height * 3);
  planes.forEach((plane, c) => {
    const color = rgb(channels[c].color || (planes.length === 1 ? "ffffff" : COLORS[(c + 1) % COLORS.length]));
    const [low, high] =
      channels[c].window.length === 2 && channels[c].window[0] < channels[c].window[1] ? channels[c].window : range(plane);
    for (let i = 0; i < width * height; i++) {
      const bright = Math.min(1, Math.max(0, (Number(plane[i]) - low) / (high - low || 1)));
      for (let k = 0; k < 3; k++) sums[i * 3 + k] += bright * color[k];
    }
  });
  for (let i = 0; i < width * height; i++) {
    for (let k = 0; k < 3; k++) pixels[i * 4 + k] = sums[i * 3 + k];
    pixels[i * 4 + 3] = 255;
  }
  return pixels;
}

function range(plane) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of plane) {
    const number = Number(value);
    if (number < low) low = number;
    if (number > high) high = number;
  }
  return low < high ? [low, high] : [0, high > 0 && Number.isFinite(high) ? high : 1];
}

/** Lays labels over `pixels`; each has its own color or one made from its number. 0 is no label. */
export function overlay(pixels, plane, width, height, label, opacity) {
  const own = new Map(label.colors.filter(({ rgba }) => Array.isArray(rgba)).map(({ value, rgba }) => [Number(value), rgba]));
  const [from, down] = [label.width ?? width, label.height ?? height];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = Number(plane[Math.floor((y * down) / height) * from + Math.floor((x * from) / width)]);
      const at = (y * width + x) * 4;
      pixels[at + 3] = 255;
      if (!value) continue;
      const color = own.get(value) ?? byNumber(value);
      const part = opacity * ((color[3] ?? 255) / 255);
      for (let k = 0; k < 3; k++) pixels[at + k] = pixels[at + k] * (1 - part) + color[k] * part;
    }
  return pixels;
}

/** Colors far apart for numbers that follow each other. */
function byNumber(value) {
  const hue = (value * 137.508) % 360;
  return [0, 8, 4].map((n) => {
    const k = (n + hue / 30) % 12;
    return 255 * (0.55 - 0.45 * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  });
}
