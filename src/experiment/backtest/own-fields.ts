// Fields of the scenario that a backtest makes by itself: the series says how long a run is and what comes, the command how it is judged.

import { parseAssignmentPath } from "../../scenario/assignments.ts";

/** By which the load of the series is known among others of a scenario. */
export const SOURCE_NAME = "recorded";

/** Under `spec`. */
const OWN: ReadonlySet<string> = new Set([
  "horizon",
  "thresholds",
  "sweep",
  "warmUp",
  "seed",
  "load",
  "loadMode",
  "controllers",
  "workloads",
  "cluster",
]);

/** Of the load that the series makes; each has an option of its own, and what the answer says rests on these. */
const OWN_OF_LOAD: ReadonlySet<string> = new Set([
  "requestsPerSecond",
  "cpuPerRequest",
  "latency",
  "concurrency",
  "slo",
]);

/** What may be set instead. */
export const OWN_EXPECTED =
  "an option of the command, a field below it, another load by its name, or how the cluster behaves: controllerManager, metrics, kubernetes";

/**
 * Whether a path of the scenario leads to one of them as a whole; of what lies below, all but the load's own may be set. Other loads
 * of a scenario are known by their names: which place the series comes to is not to be counted out.
 */
export function isOwnPath(path: string): boolean {
  const [root, field, ...below] = parseAssignmentPath(path) ?? [];
  if (root !== "spec" || (below.length === 0 && OWN.has(String(field)))) return true;
  const [load] = below;
  if (field !== "load" || (typeof load === "string" && load !== SOURCE_NAME)) return false;
  return below.some((part) => OWN_OF_LOAD.has(String(part)));
}

/** Whether a scenario whose cluster is used keeps the field to itself. */
export function isLeftOut(field: string): boolean {
  return OWN.has(field) && !KEPT.has(field);
}

const KEPT: ReadonlySet<string> = new Set(["load", "workloads"]);
