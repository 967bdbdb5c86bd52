// For tests: a terminal that keeps what it is told.

import type { Terminal } from "../../src/cli/terminal.ts";

export interface RecordingTerminal extends Terminal {
  readonly output: () => string;
  readonly errors: () => string;
}

/** Without colours; `columns` makes standard error a terminal of that width. */
export function recordingTerminal(columns?: number): RecordingTerminal {
  let output = "";
  let errors = "";
  return {
    out: (text) => {
      output += text;
    },
    err: (text) => {
      errors += text;
    },
    errIsTerminal: columns !== undefined,
    errColumns: columns ?? 80,
    paint: (_style, text) => text,
    paintOut: (_style, text) => text,
    output: () => output,
    errors: () => errors,
  };
}
