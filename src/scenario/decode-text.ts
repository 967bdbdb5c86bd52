// Bytes to text as kubectl reads them: UTF-8, or UTF-16 with a byte order mark. Where kubectl would replace what is
// not UTF-8 by question marks, names would change without a word: that is refused with its place.
// Imitates k8s.io/cli-runtime pkg/resource/visitor.go, v1.36.

export type DecodedText = { readonly kind: "text"; readonly text: string } | UndecodableBytes;

export interface UndecodableBytes {
  readonly kind: "undecodable";
  readonly code: "empty-file" | "binary-file" | "not-utf8";
  /** What the bytes are instead, to be put behind the name of the file. */
  readonly message: string;
  readonly expected: string;
  /** The text before the first byte that is wrong, where that helps to find it. */
  readonly textBefore?: string;
}

const EXPECTED_TEXT = "UTF-8 text, or UTF-16 with a byte order mark";

/** The text without its byte order mark, or why there is none. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length === 0) return undecodable("empty-file", "is empty", "a file with content");
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    return undecodable("binary-file", "is compressed twice", "a file that is compressed once, or not at all");
  }
  const wide = wideEncoding(bytes);
  if (wide !== undefined) {
    const text = decodeAs(wide, bytes);
    return text === undefined
      ? undecodable("not-utf8", "begins like UTF-16 text and is none", EXPECTED_TEXT)
      : { kind: "text", text };
  }
  const zero = bytes.indexOf(0);
  if (zero >= 0) return undecodable("binary-file", `is binary: byte ${zero} is zero`, EXPECTED_TEXT);
  const text = decodeAs("utf-8", bytes);
  return text === undefined ? describeBadByte(bytes) : { kind: "text", text };
}

/** Something to show of any bytes: what is no text becomes question marks. */
export function showableText(bytes: Uint8Array): string {
  return new TextDecoder(wideEncoding(bytes) ?? "utf-8").decode(bytes);
}

function wideEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : undefined;
}

/** Undefined if the bytes are not of that encoding. */
function decodeAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function describeBadByte(bytes: Uint8Array): UndecodableBytes {
  const at = firstBadByte(bytes);
  const shown = bytes[at]!.toString(16).padStart(2, "0");
  const message = `is not UTF-8 text: byte ${at} is 0x${shown}`;
  const textBefore = new TextDecoder().decode(bytes.subarray(0, at));
  return { ...undecodable("not-utf8", message, EXPECTED_TEXT), textBefore };
}

const STRETCH_BYTES = 4096;

/** Where the first bytes stand that are no character: first the stretch is sought, then the place in it. */
function firstBadByte(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let start = 0;
  try {
    for (; start < bytes.length; start += STRETCH_BYTES) {
      decoder.decode(bytes.subarray(start, start + STRETCH_BYTES), { stream: true });
    }
  } catch {
    // The stretch that begins at `start` is wrong, or the last character before it.
  }
  return firstBadCharacter(bytes, Math.max(0, Math.min(start, bytes.length) - LONGEST_CHARACTER));
}

const LONGEST_CHARACTER = 4;

/** From `start` on, which may lie within a character. */
function firstBadCharacter(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at > 0 && (bytes[at]! & 0xc0) === 0x80) at -= 1;
  while (at < bytes.length) {
    const width = characterWidth(bytes[at]!);
    if (width > 1 && decodeAs("utf-8", bytes.subarray(at, at + width)) === undefined) return at;
    at += width;
  }
  return bytes.length - 1;
}

/** As its first byte says. */
function characterWidth(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : LONGEST_CHARACTER;
}

function undecodable(code: UndecodableBytes["code"], message: string, expected: string): UndecodableBytes {
  return { kind: "undecodable", code, message, expected };
}
