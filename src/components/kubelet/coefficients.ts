// What a kubelet's work costs in time, each number with its source.

import type { Coefficient } from "../../base/coefficient.ts";

const PUBLISHED = "Kubernetes 1.0 performance measurements, 100 nodes, 10 % full, image present on the node";
const NOT_MEASURED = "an estimate, not a measurement";

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
  {
    name: "kubelet.containerStartSeconds",
    value: 0.2,
    unit: "s",
    source: `${NOT_MEASURED}: a runtime creates and starts each further container, and each again, in 0.1 to 0.3 s`,
  },
  {
    name: "kubelet.relistSeconds",
    value: 1,
    unit: "s",
    source: "pkg/kubelet/kubelet.go (genericPlegRelistPeriod), v1.36: an exit is noticed within this time",
  },
  {
    name: "kubelet.podRefusalSeconds",
    value: 0.02,
    unit: "s",
    source: `${NOT_MEASURED}: a kubelet turns pods away one after the other, and reads and writes the status of each in 10 to 30 ms`,
  },
  {
    name: "kubelet.imageRequestSeconds",
    value: 0.5,
    unit: "s",
    source: `${NOT_MEASURED}: from asking a registry for an image to its first byte, or its refusal`,
  },
  {
    name: "kubelet.imageMegabytesPerSecond",
    value: 100,
    unit: "MB/s",
    source: `${NOT_MEASURED}: nodes unpack images at 50 to 150 MB/s`,
  },
]);
