// What is measured of a workload's availability, by the names under which thresholds ask for it.
// Pure functions. The metrics are plimsoll's own.

import type { Measurement } from "../measurement.ts";
import type { WorkloadAvailability } from "./availability.ts";

export function measurementsOf({ kind, namespace, name, ...found }: WorkloadAvailability): readonly Measurement[] {
  const labels = { kind, namespace, name };
  return [
    ["plimsoll_workload_below_desired_seconds", found.belowDesiredSeconds] as const,
    ["plimsoll_workload_below_minimum_seconds", found.belowMinimumSeconds] as const,
    ["plimsoll_workload_longest_outage_seconds", found.longestOutageSeconds] as const,
    ["plimsoll_workload_replicas_missing", Math.max(0, found.desired - found.serving)] as const,
  ].map(([metric, value]) => ({ name: metric, labels, kind: "gauge", value }));
}
