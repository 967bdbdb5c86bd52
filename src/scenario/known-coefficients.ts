// Every coefficient that a scenario may replace, as its components declare them.

import type { Coefficient } from "../base/coefficient.ts";
import { suggestionFor, type DiagnosticSink } from "../base/diagnostic.ts";

import { COEFFICIENTS as API_COEFFICIENTS } from "../components/api-server/coefficients.ts";
import { COEFFICIENTS as KUBELET_COEFFICIENTS } from "../components/kubelet/coefficients.ts";
import { COEFFICIENTS as SCHEDULER_COEFFICIENTS } from "../components/scheduler/coefficients.ts";

import { COEFFICIENTS as TRAFFIC_COEFFICIENTS } from "../environment/traffic/coefficients.ts";

import type { CheckedScenario } from "./checked-scenario.ts";

/** In the order in which reports list them. */
const KNOWN_COEFFICIENTS: readonly Coefficient[] = Object.freeze([
  ...SCHEDULER_COEFFICIENTS,
  ...API_COEFFICIENTS,
  ...KUBELET_COEFFICIENTS,
  ...TRAFFIC_COEFFICIENTS,
]);

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
  const inForce = KNOWN_COEFFICIENTS.map((coefficient) => withValue(coefficient, replaced.get(coefficient.name)));
  reportDisorder(inForce, scenario, sink);
  return inForce;
}

function withValue(coefficient: Coefficient, value: number | undefined): Coefficient {
  if (value === undefined) return coefficient;
  return {
    ...coefficient,
    value,
    source: `set in the scenario (${coefficient.value} measured: ${coefficient.source})`,
  };
}

/** Beyond this, the far tail of a lognormal law leaves what time can be counted in. */
const MOST_P99_IN_MEDIANS = 100;

/** A median must be more than nothing, and its 99th percentile lie between it and a hundred times it. */
function reportDisorder(inForce: readonly Coefficient[], scenario: CheckedScenario, sink: DiagnosticSink): void {
  const valueOf = new Map(inForce.map(({ name, value }) => [name, value]));
  for (const { name, value: median } of inForce) {
    const p99Name = name.replace("Median", "P99");
    const p99 = name === p99Name ? undefined : valueOf.get(p99Name);
    if (p99 === undefined || (median > 0 && p99 >= median && p99 <= MOST_P99_IN_MEDIANS * median)) continue;
    const replaced = scenario.options.spec.coefficients ?? {};
    scenario.report(sink, ["spec", "coefficients", Object.hasOwn(replaced, p99Name) ? p99Name : name], "value", {
      code: "out-of-range",
      severity: "error",
      message: `${name} is ${median} and ${p99Name} is ${p99}`,
      expected: `a median above 0, and a 99th percentile from 1 to ${MOST_P99_IN_MEDIANS} times the median`,
    });
  }
}
