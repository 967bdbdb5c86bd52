// Texts between quotes as package time prints them in its errors: by the bytes of their UTF-8 form.
// Imitates quote of format.go, Go 1.26. Other packages of Go quote by characters.

/** Each byte that is not printable ASCII is escaped by its number. `bytes` has one character for each byte. */
export function quotedBytes(bytes: string): string {
  let shown = "";
  for (const byte of bytes) {
    const code = byte.charCodeAt(0);
    if (code >= 0x80 || code < 0x20) shown += `\\x${code.toString(16).padStart(2, "0")}`;
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
