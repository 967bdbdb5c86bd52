// What the scheduler's work costs in time, each number with its source.

import type { Coefficient } from "../../base/coefficient.ts";

const MEASURED =
  "kube-scheduler v1.36.3 with kube-apiserver and etcd on 2 cores, bare pods one at a time on 100 to 5,000 nodes";

/** A scheduling cycle costs `cycleFixedUs` and `cyclePerNodeUs` for each node evaluated (Filter and Score). */
export const COEFFICIENTS: readonly Coefficient[] = Object.freeze([
  {
    name: "scheduler.cycleFixedUs",
    value: 200,
    unit: "µs",
    source: `${MEASURED}: least-squares fit of the cycle over nodes evaluated, R² 0.91`,
  },
  {
    name: "scheduler.cyclePerNodeUs",
    value: 5.4,
    unit: "µs",
    source: `${MEASURED}: slope of the same fit`,
  },
  {
    name: "scheduler.watchDelayUs",
    value: 782,
    unit: "µs",
    source: `${MEASURED}: median from the pod's creation being answered to its first attempt, 1,000 nodes, idle queue`,
  },
  {
    name: "scheduler.bindMedianUs",
    value: 3294,
    unit: "µs",
    source: `${MEASURED}: median of POST binding at the API server, 1,000 nodes`,
  },
  {
    name: "scheduler.bindP99Us",
    value: 11927,
    unit: "µs",
    source: `${MEASURED}: 99th percentile of the same`,
  },
]);
