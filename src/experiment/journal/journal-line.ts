// One line of a journal: a checksum, a space, and JSON. A line that was cut short, or changed, gives itself away.

import { Fingerprint } from "../../base/hash.ts";

const CHECKSUM_LETTERS = 16;

/** The line with its end. */
export function journalLine(content: unknown): string {
  const text = JSON.stringify(content);
  return `${checksumOf(text)} ${text}\n`;
}

/** What the line holds (given without its end), or undefined if it is not as it was written. */
export function readJournalLine(line: string): unknown {
  const text = line.slice(CHECKSUM_LETTERS + 1);
  if (line[CHECKSUM_LETTERS] !== " " || line.slice(0, CHECKSUM_LETTERS) !== checksumOf(text)) return undefined;
  return JSON.parse(text) as unknown;
}

function checksumOf(text: string): string {
  const fingerprint = new Fingerprint();
  fingerprint.addText(text);
  return fingerprint.hex();
}
