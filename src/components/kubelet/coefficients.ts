// What a kubelet's work costs in time, each number with its source.

import type { Coefficient } from "../../base/coefficient.ts";

const PUBLISHED = "Kubernetes 1.0 performance measurements, 100 nodes, 10 % full, image present on the node";

export const COEFFICIENTS: readonly Coefficient[] = Object.freeze([
  {
    name: "kubelet.podStartMedianSeconds",
    value: 0.9,
    unit: "s",
    source: `${PUBLISHED}: median from the pod's creation to its running, of which scheduling was a few ms`,
  },
  {
    name: "kubelet.podStartP99Seconds",
    value: 1.59,
    unit: "s",
    source: `${PUBLISHED}: 99th percentile of the same`,
  },
]);
