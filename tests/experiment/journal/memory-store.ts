// For tests: a journal's store in memory, which can be cut, altered, and run full.

import type { JournalStore, StoredLine } from "../../../src/experiment/journal/journal.ts";

export class MemoryStore implements JournalStore {
  /** What is stored; one letter counts as one byte. */
  text: string;
  /** What appending throws, once it is set. */
  failure: Error | undefined;

  constructor(text = "") {
    this.text = text;
  }

  *lines(): Iterable<StoredLine> {
    let start = 0;
    for (let end = this.text.indexOf("\n"); end >= 0; end = this.text.indexOf("\n", start)) {
      yield { text: this.text.slice(start, end), endByte: end + 1 };
      start = end + 1;
    }
    if (start < this.text.length) yield { text: "", endByte: this.text.length };
  }

  cutAt(endByte: number): void {
    this.text = this.text.slice(0, endByte);
  }

  append(text: string): void {
    if (this.failure !== undefined) throw this.failure;
    this.text += text;
  }
}
