// A recorded series: values at times, each able to say where it stands in its file.

import type { DiagnosticSink, SourcePosition } from "../../../base/diagnostic.ts";

import type { OptionProblem } from "../../option-reader.ts";

/** More points than five years of minutes: a larger file was not meant. */
export const MAX_POINTS = 3_000_000;

export interface Series {
  readonly path: string;
  /** µs since 1970, or since the series' own beginning; as the file has them, in any order. */
  readonly timesUs: Float64Array;
  /** As the file has them; empty where each point is one request. */
  readonly values: Float64Array;
  /** The time as it is written. */
  readonly timeText: (point: number) => string;
  readonly placeOf: (point: number, what: "time" | "value") => SourcePosition;
}

/** How many mistakes of one kind are told one by one. */
const TOLD = 3;

/** Mistakes in the points of a file: of many of one kind the first ones are told, and how many there are. */
export class SeriesMistakes {
  readonly #sink: DiagnosticSink;
  readonly #counts = new Map<string, number>();
  readonly #last = new Map<string, SourcePosition>();

  constructor(sink: DiagnosticSink) {
    this.#sink = sink;
  }

  get hasAny(): boolean {
    return this.#counts.size > 0;
  }

  add(position: SourcePosition, problem: OptionProblem): void {
    const count = (this.#counts.get(problem.code) ?? 0) + 1;
    this.#counts.set(problem.code, count);
    this.#last.set(problem.code, position);
    if (count <= TOLD) this.#sink.report({ ...problem, severity: "error", position });
  }

  /** Tells how many were not told. */
  flush(): void {
    for (const [code, count] of this.#counts) {
      if (count <= TOLD) continue;
      const message = `${count - TOLD} more of this kind (${code}), the last one here`;
      this.#sink.report({ code, severity: "error", message, position: this.#last.get(code)! });
    }
  }
}
