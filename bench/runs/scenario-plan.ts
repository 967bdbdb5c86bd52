// The plans of the example scenarios, as a user would load them. Paths are the repository's own: benchmarks are run from
// its top (npm run bench does).

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { NODE_FILES } from "../../src/cli/file-system.ts";
import { loadScenario } from "../../src/scenario/load-scenario.ts";
import type { Plan } from "../../src/scenario/plan.ts";

export function scenarioPlan(name: string): Plan {
  const sink = new DiagnosticSink();
  const plan = loadScenario(`scenarios/${name}.yaml`, NODE_FILES, sink);
  if (plan === undefined) throw new Error(`scenario ${name} has mistakes: ${sink.all[0]?.message}`);
  // The reference knows no delays.
  return { ...plan, controlPlane: { kind: "instant" } };
}
