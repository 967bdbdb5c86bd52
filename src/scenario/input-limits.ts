// How much of a file is read: so many bytes, and so many parts, which is what its values take of the memory once they are read.

/** Larger inputs are refused before they are read; unpacked ones count as they are then. Some 25,000 pods as kubectl writes them. */
export const MAX_FILE_BYTES = 256 * 1024 * 1024;

/** Each value of a text begins behind one of these: a line's end, a comma, a bracket, the dash of a list. */
export const MAX_PARTS = 16 * 1024 * 1024;

const LINE_END = 0x0a;
const SPACE = 0x20;
const COMMA = 0x2c;
const DASH = 0x2d;
const OPEN_BRACKET = 0x5b;
const OPEN_BRACE = 0x7b;

/** Whether a text of these bytes may hold more values than are read, in whatever format. */
export function hasTooManyParts(bytes: Uint8Array): boolean {
  if (bytes.length <= MAX_PARTS) return false;
  let parts = 0;
  let previous = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (byte === LINE_END || byte === COMMA || byte === OPEN_BRACKET || byte === OPEN_BRACE) parts += 1;
    else if (byte === SPACE && previous === DASH) parts += 1;
    previous = byte;
  }
  return parts > MAX_PARTS;
}
