// A run that is said to begin before its dump was made: its wall clock then shows times that have passed in the dump already.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import type { CheckedScenario } from "./checked-scenario.ts";

/** Warns of `spec.start` at or before `dumpedAt`; both as the API writes times, which sort as they follow one another. */
export function reportEarlyStart(scenario: CheckedScenario, dumpedAt: string | undefined, sink: DiagnosticSink): void {
  const { start } = scenario.options.spec;
  if (start === undefined || dumpedAt === undefined || start > dumpedAt) return;
  scenario.report(sink, ["spec", "start"], "value", {
    code: "early-start",
    severity: "warning",
    message: `the run begins at ${start}, before its dump was made: that tells of ${dumpedAt}`,
    expected: "a later time, or none: the run then begins a second after the dump",
  });
}
