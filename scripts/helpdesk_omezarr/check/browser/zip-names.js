// The names of files in a ZIP file: UTF-8 where a flag says so, else the code page of the first PC.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, appendix D

const HIGH =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" +
  "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";
const UNICODE_PATH = 0x7075;

/** The name in `bytes`. `extra` pairs numbers of extra fields with their bytes; one of them may have the name in UTF-8. */
export function nameOf(bytes, isUtf8, extra) {
  const better = extra.find(([number, content]) => number === UNICODE_PATH && content[0] === 1);
  if (better) return new TextDecoder().decode(better[1].subarray(5)); // after its version and a checksum
  if (isUtf8) return new TextDecoder().decode(bytes);
  return Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : HIGH[byte - 128])).join("");
}
