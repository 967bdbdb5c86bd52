// The option `--seed`, which many commands have.

import type { DiagnosticSink } from "../base/diagnostic.ts";

/** Tells of a seed that is given and empty: all seeds that are not given are the scenario's. */
export function checkSeed(seed: string | undefined, sink: DiagnosticSink): void {
  if (seed !== "") return;
  sink.report({ code: "wrong-value", severity: "error", message: "--seed is empty", expected: "a text or a number" });
}
