// What the scheduler's work costs in time, each number with its source.

import type { Coefficient } from "../../base/coefficient.ts";

const MEASURED =
  "kube-scheduler v1.36.3 with kube-apiserver and etcd on 2 cores, bare pods one at a time on 100 to 5,000 nodes";

const FITTED =
  "kube-scheduler v1.36.3 with kube-apiserver and etcd on 2 cores, one pod at a time: bare pods on 100 to 5,000 nodes, and pods " +
  "of Deployments with eight templates on 1,000 and 5,000; least squares of the mean cycle, every run within 30 %";

/** How the parts of a cycle add up stands in cycle-cost.ts. Requests and watches have the coefficients of the API server. */
export const COEFFICIENTS: readonly Coefficient[] = Object.freeze([
  { name: "scheduler.cycleFixedUs", value: 250, unit: "µs", source: FITTED },
  { name: "scheduler.cyclePerNodeUs", value: 4, unit: "µs", source: FITTED },
  { name: "scheduler.cycleSelectedPerNodeUs", value: 7.5, unit: "µs", source: FITTED },
  { name: "scheduler.cycleSelectedPerClusterNodeUs", value: 1.4, unit: "µs", source: FITTED },
  { name: "scheduler.cycleConstrainedPerClusterNodeUs", value: 1.3, unit: "µs", source: FITTED },
  {
    name: "scheduler.cycleBackToBackShare",
    value: 0.31,
    unit: "1",
    source:
      "the same, bursts of 1,000 and 3,000 pods on 100 and 1,000 nodes: a cycle without a pause before it, by one alone",
  },
  {
    name: "scheduler.watchDelayUs",
    value: 782,
    unit: "µs",
    source: `${MEASURED}: median from the pod's creation being answered to its first attempt, 1,000 nodes, idle queue`,
  },
]);
