// What a user is told about their input: where, what was expected, and the nearest valid name.
// Diagnostics are collected, never thrown one by one, so that all mistakes are shown at once.

import { nearestName } from "./nearest-name.ts";

/** `error` stops the run; `not-simulated` and `ignored` are named in the report; `warning` is advice. */
export type DiagnosticSeverity = "error" | "warning" | "not-simulated" | "ignored";

/** A place in a file; line and column count from 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Diagnostic {
  /** Stable, kebab-case, e.g. `unknown-field`; the manual lists them. */
  readonly code: string;
  readonly severity: DiagnosticSeverity;
  /** A sentence without a full stop. */
  readonly message: string;
  readonly position?: SourcePosition;
  /** Where in the document, as kubectl writes it: `spec.containers[0].ports[1].hostPort`. */
  readonly path?: string;
  /** What would have been valid, in words. */
  readonly expected?: string;
  /** The nearest valid name. */
  readonly suggestion?: string;
}

/** Mistakes that are kept: far more than anybody reads, and few enough for the memory, whatever the input. */
export const MAX_MISTAKES = 100_000;

const TOO_MANY_MISTAKES: Diagnostic = Object.freeze({
  code: "too-many-mistakes",
  severity: "error",
  message: `there are more than ${MAX_MISTAKES} mistakes, of which no more are told`,
});

/** Gathers diagnostics of one run of the program. */
export class DiagnosticSink {
  readonly #found: Diagnostic[] = [];
  #errorCount = 0;

  report(diagnostic: Diagnostic): void {
    if (diagnostic.severity === "error") {
      this.#errorCount += 1;
      if (this.#errorCount > MAX_MISTAKES) {
        if (this.#errorCount === MAX_MISTAKES + 1) this.#found.push(TOO_MANY_MISTAKES);
        return;
      }
    }
    this.#found.push(diagnostic);
  }

  get hasErrors(): boolean {
    return this.#errorCount > 0;
  }

  /** All diagnostics in the order found; of too many mistakes the first, and that there are more. */
  get all(): readonly Diagnostic[] {
    return this.#found;
  }
}

/** The nearest valid name as a property to spread into a diagnostic, or nothing if none is near. */
export function suggestionFor(name: string, valid: readonly string[]): { readonly suggestion?: string } {
  const suggestion = nearestName(name, valid);
  return suggestion === undefined ? {} : { suggestion };
}
