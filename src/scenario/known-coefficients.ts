// Every coefficient that a scenario may replace, as its components declare them.

import type { Coefficient } from "../base/coefficient.ts";
import { suggestionFor, type DiagnosticSink } from "../base/diagnostic.ts";

import { COEFFICIENTS as KUBELET_COEFFICIENTS } from "../components/kubelet/coefficients.ts";
import { COEFFICIENTS as SCHEDULER_COEFFICIENTS } from "../components/scheduler/coefficients.ts";

import type { CheckedScenario } from "./checked-scenario.ts";

/** In the order in which reports list them. */
const KNOWN_COEFFICIENTS: readonly Coefficient[] = Object.freeze([...SCHEDULER_COEFFICIENTS, ...KUBELET_COEFFICIENTS]);

/** All coefficients with the scenario's own values in force; unknown names are told. */
export function coefficientsInForce(scenario: CheckedScenario, sink: DiagnosticSink): readonly Coefficient[] {
  const replaced = new Map(Object.entries(scenario.options.spec.coefficients ?? {}));
  const names = KNOWN_COEFFICIENTS.map(({ name }) => name);
  for (const name of replaced.keys()) {
    if (names.includes(name)) continue;
    scenario.report(sink, ["spec", "coefficients", name], "key", {
      code: "unknown-coefficient",
      severity: "error",
      message: `there is no coefficient ${JSON.stringify(name)}`,
      expected: `one of ${names.join(", ")}`,
      ...suggestionFor(name, names),
    });
  }
  return KNOWN_COEFFICIENTS.map((coefficient) => {
    const value = replaced.get(coefficient.name);
    if (value === undefined) return coefficient;
    return {
      ...coefficient,
      value,
      source: `set in the scenario (${coefficient.value} measured: ${coefficient.source})`,
    };
  });
}
