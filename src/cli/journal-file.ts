// A journal on disk. Each line is with the system when append returns, so that nothing is lost if this process is killed; it is on
// the disk itself at the latest a second and a line later, which is what a power cut can cost.

import { closeSync, constants, fdatasyncSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";

import type { JournalStore, StoredLine } from "../experiment/journal/journal.ts";

const CHUNK_BYTES = 1024 * 1024;
const SYNC_INTERVAL_MS = 1_000;
const LINE_END = 0x0a;

export class JournalFile implements JournalStore {
  readonly #descriptor: number;
  readonly #nowMs: () => number;
  #syncedAtMs: number;
  #endByte = 0;
  /** What the first failed writing said: half a line may stand there, and nothing is written behind it. */
  #failure: Error | undefined;

  /** The file is made if it is not there. `nowMs` is a clock in milliseconds. Throws what the system says. */
  constructor(path: string, nowMs: () => number) {
    this.#descriptor = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o666);
    this.#nowMs = nowMs;
    this.#syncedAtMs = nowMs();
  }

  *lines(): Iterable<StoredLine> {
    let rest: Buffer = Buffer.alloc(0);
    let position = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const count = readSync(this.#descriptor, chunk, 0, CHUNK_BYTES, position);
      if (count === 0) break;
      const bytes = Buffer.concat([rest, chunk.subarray(0, count)]);
      const firstByte = position - rest.length;
      position += count;
      let start = 0;
      for (let end = lineEnd(bytes, rest.length); end >= 0; end = lineEnd(bytes, start)) {
        yield { text: bytes.toString("utf8", start, end), endByte: firstByte + end + 1 };
        start = end + 1;
      }
      rest = bytes.subarray(start);
    }
    // Without its end a line is not whole, whatever it holds: it may be a part of a longer one.
    if (rest.length > 0) yield { text: "", endByte: position };
  }

  cutAt(endByte: number): void {
    ftruncateSync(this.#descriptor, endByte);
    this.#endByte = endByte;
  }

  append(text: string): void {
    if (this.#failure !== undefined) throw this.#failure;
    try {
      this.#write(Buffer.from(text));
      const nowMs = this.#nowMs();
      if (nowMs - this.#syncedAtMs < SYNC_INTERVAL_MS) return;
      fdatasyncSync(this.#descriptor);
      this.#syncedAtMs = nowMs;
    } catch (error) {
      this.#failure = error as Error;
      throw error;
    }
  }

  close(): void {
    try {
      fdatasyncSync(this.#descriptor);
    } finally {
      closeSync(this.#descriptor);
    }
  }

  #write(bytes: Buffer): void {
    for (let done = 0; done < bytes.length;) {
      const count = writeSync(this.#descriptor, bytes, done, bytes.length - done, this.#endByte);
      done += count;
      this.#endByte += count;
    }
  }
}

function lineEnd(bytes: Buffer, from: number): number {
  return bytes.indexOf(LINE_END, from);
}
