// What an autoscaler would say of pods that do not request what it measures against: told before anything is run.
// Imitates calculateRequests of pkg/controller/podautoscaler/replica_calculator.go, v1.36.

import type { DiagnosticSink, SourcePosition } from "../../base/diagnostic.ts";

import { listAt, mappingAt, partAt, textAt } from "./plain-object.ts";
import type { ScaledPair } from "./vary-keys.ts";

export function reportMissingRequests(
  { autoscaler, deployment }: ScaledPair,
  position: SourcePosition,
  sink: DiagnosticSink,
): void {
  const containers = listAt(deployment, ["spec", "template", "spec", "containers"]);
  for (const metric of listAt(autoscaler, ["spec", "metrics"])) {
    const part = mappingAt(metric, ["resource"]);
    const resource = textAt(part, ["name"]);
    if (resource === undefined || partAt(part, ["target", "averageUtilization"]) === undefined) continue;
    const lacking = containers.find((one) => !requests(one, resource));
    if (lacking === undefined || hasPodLevel(deployment, resource)) continue;
    const container = textAt(lacking, ["name"]) ?? "";
    const pod = textAt(deployment, ["metadata", "name"]) ?? "";
    sink.report({
      code: "missing-request",
      severity: "error",
      message: `failed to get ${resource} utilization: missing request for ${resource} in container ${container} of Pod ${pod}`,
      position,
      expected: `resources.requests.${resource} in each container, or a target with averageValue`,
    });
  }
}

/** What is limited and not requested is requested up to the limit: pods are completed so when they are created. */
function requests(container: unknown, resource: string): boolean {
  return ["requests", "limits"].some((side) => partAt(container, ["resources", side, resource]) !== undefined);
}

function hasPodLevel(deployment: unknown, resource: string): boolean {
  return requests(partAt(deployment, ["spec", "template", "spec"]), resource);
}
