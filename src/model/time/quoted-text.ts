// Texts between quotes as Go prints them in error messages: strconv.Quote, and the plainer form of package time.

const SHORT_ESCAPES: Readonly<Record<string, string>> = Object.freeze({
  '"': '\\"',
  "\\": "\\\\",
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
});

const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** As Go's `%q`: what can be printed stays, everything else is escaped. */
export function quotedText(text: string): string {
  const shown = Array.from(text, (char) => SHORT_ESCAPES[char] ?? (PRINTABLE.test(char) ? char : escapedChar(char)));
  return `"${shown.join("")}"`;
}

function escapedChar(char: string): string {
  const code = char.codePointAt(0)!;
  if (code < 0x80) return `\\x${hex(code, 2)}`;
  // Half of a surrogate pair cannot be written in UTF-8: Go reads the replacement character.
  if (code >= 0xd800 && code <= 0xdfff) return "\ufffd";
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

/** As package time quotes: each byte that is not printable ASCII is escaped by its number. */
export function quotedBytes(bytes: string): string {
  let shown = "";
  for (const byte of bytes) {
    const code = byte.charCodeAt(0);
    if (code >= 0x80 || code < 0x20) shown += `\\x${hex(code, 2)}`;
    else shown += byte === '"' || byte === "\\" ? `\\${byte}` : byte;
  }
  return `"${shown}"`;
}

/** The bytes of a text's UTF-8 form, one character each. */
export function byteText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- every ASCII character is one byte
  if (/^[\u0000-\u007f]*$/.test(text)) return text;
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
