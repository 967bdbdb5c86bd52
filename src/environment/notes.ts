// Gathers what is said about many places at once: seven thousand pods with the same field that is not simulated
// give one line, with their number and the first place.

import type { Diagnostic, DiagnosticSeverity, DiagnosticSink, SourcePosition } from "../base/diagnostic.ts";

export interface Note {
  readonly code: string;
  readonly severity: Exclude<DiagnosticSeverity, "error">;
  /** Notes with the same code and message are one. */
  readonly message: string;
  readonly path?: string;
  readonly expected?: string;
  readonly suggestion?: string;
}

interface Group {
  readonly note: Note;
  readonly position: SourcePosition | undefined;
  count: number;
}

/** Grouped notes of one reading, in the order in which each was first met. */
export class Notes {
  readonly #groups = new Map<string, Group>();
  #heard: Note[] | undefined;

  /** Adds one place; `position` is asked for only if it is the first of its group. */
  add(note: Note, position: (() => SourcePosition | undefined) | undefined): void {
    this.#heard?.push(note);
    const key = `${note.code} ${note.message}`;
    const known = this.#groups.get(key);
    if (known === undefined) this.#groups.set(key, { note, position: position?.(), count: 1 });
    else known.count += 1;
  }

  /** What `action` comes to, and the notes that it adds, each place for itself. */
  hear<Result>(action: () => Result): { readonly result: Result; readonly heard: readonly Note[] } {
    const heard: Note[] = [];
    this.#heard = heard;
    const result = action();
    this.#heard = undefined;
    return { result, heard };
  }

  /** Tells one diagnostic a group and forgets them all. */
  flush(sink: DiagnosticSink): void {
    for (const group of this.#groups.values()) sink.report(diagnosticOf(group));
    this.#groups.clear();
  }
}

function diagnosticOf({ note, position, count }: Group): Diagnostic {
  const times = count === 1 ? "" : ` (${count} places; this is the first)`;
  return { ...note, message: note.message + times, ...(position === undefined ? {} : { position }) };
}
