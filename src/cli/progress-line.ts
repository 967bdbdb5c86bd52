// One line on a terminal that tells how far a run is, rewritten in place; nothing at all where nobody watches.

import type { Terminal } from "./terminal.ts";

/** Rewriting more often costs time and cannot be read. */
const INTERVAL_MS = 100;

const CLEAR = "\r\u001B[2K";

export class ProgressLine {
  readonly #terminal: Terminal;
  readonly #nowMs: () => number;
  #shownAtMs = Number.NEGATIVE_INFINITY;
  #visible = false;

  /** `nowMs` is a clock in milliseconds. */
  constructor(terminal: Terminal, nowMs: () => number) {
    this.#terminal = terminal;
    this.#nowMs = nowMs;
  }

  /** Shows the text, unless the last one was shown a moment ago; `text` is only asked for if it is shown. */
  show(text: () => string): void {
    if (!this.#terminal.errIsTerminal) return;
    const nowMs = this.#nowMs();
    if (nowMs - this.#shownAtMs < INTERVAL_MS) return;
    this.#shownAtMs = nowMs;
    this.#visible = true;
    this.#terminal.err(CLEAR + text().slice(0, Math.max(0, this.#terminal.errColumns - 1)));
  }

  /** Removes the line, so that what is printed next stands alone. */
  clear(): void {
    if (this.#visible) this.#terminal.err(CLEAR);
    this.#visible = false;
  }
}
