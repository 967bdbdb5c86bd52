// What each call costs by the coefficients in force: a law of its latency on an idle control plane, and its work. Calls that
// were not measured by themselves cost what the nearest one that was does.

import { coefficientValue, type Coefficient } from "../../base/coefficient.ts";
import { lognormalFromMedianAndP99 } from "../../base/random/distribution.ts";
import { QuantileTable } from "../../base/random/quantile-table.ts";

import type { ApiCall } from "../../cluster/api-client.ts";

/** Coefficients by what they are named after. */
const MEASURED_AS: Readonly<Record<ApiCall, string>> = Object.freeze({
  "create pods": "createPod",
  "create pods/binding": "bind",
  "create pods/eviction": "deletePod",
  "update pods": "updateObject",
  "patch pods/status": "patchStatus",
  "delete pods": "deletePod",
  "create events": "createEvent",
  "create objects": "updateObject",
  "update objects": "updateObject",
  "update objects/status": "updateStatus",
  "delete objects": "updateObject",
});

/** Costs of one call, µs. */
export interface CallCost {
  /** From the arrival at the server to the answer, nobody else there. */
  readonly latencyUs: QuantileTable;
  /** Work of the API server. */
  readonly cpuUs: number;
}

const KNOWN = new WeakMap<readonly Coefficient[], ReadonlyMap<ApiCall, CallCost>>();

/** The costs of all calls. The runs of one plan share them. */
export function callCosts(coefficients: readonly Coefficient[]): ReadonlyMap<ApiCall, CallCost> {
  let known = KNOWN.get(coefficients);
  if (known === undefined) KNOWN.set(coefficients, (known = worked(coefficients)));
  return known;
}

function worked(coefficients: readonly Coefficient[]): ReadonlyMap<ApiCall, CallCost> {
  const value = (name: string) => coefficientValue(coefficients, `apiServer.${name}`);
  const costs = new Map<string, CallCost>();
  for (const measured of new Set(Object.values(MEASURED_AS))) {
    const law = lognormalFromMedianAndP99(value(`${measured}MedianUs`), value(`${measured}P99Us`));
    costs.set(measured, { latencyUs: new QuantileTable(law), cpuUs: value(`${measured}CpuUs`) });
  }
  return new Map(
    Object.entries(MEASURED_AS).map(([call, measured]) => [call as ApiCall, costs.get(measured)!] as const),
  );
}
