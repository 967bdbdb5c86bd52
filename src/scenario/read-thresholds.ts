// The promises of a scenario, each read on its own.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import type { Threshold } from "../metrics/threshold.ts";

import type { CheckedScenario } from "./checked-scenario.ts";
import { parseThreshold } from "./threshold-text.ts";

export function readThresholds(scenario: CheckedScenario, sink: DiagnosticSink): readonly Threshold[] {
  const thresholds: Threshold[] = [];
  for (const [index, text] of (scenario.options.spec.thresholds ?? []).entries()) {
    const threshold = parseThreshold(text);
    if (!("kind" in threshold)) {
      thresholds.push(threshold);
      continue;
    }
    const { message, expected, offset, suggestion } = threshold;
    const place = offset === 0 ? "" : ` (after ${JSON.stringify(text.slice(0, offset).trim())})`;
    scenario.report(sink, ["spec", "thresholds", index], "value", {
      code: "bad-threshold",
      severity: "error",
      message: message + place,
      expected,
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  }
  return thresholds;
}
