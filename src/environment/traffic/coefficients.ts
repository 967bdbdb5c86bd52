// What it takes until callers know of a Service's pods, each number with its source.

import type { Coefficient } from "../../base/coefficient.ts";

export const COEFFICIENTS: readonly Coefficient[] = Object.freeze([
  {
    name: "kubeProxy.watchSeconds",
    value: 0.05,
    unit: "s",
    source: "an estimate, not a measurement: a watch tells of a slice in 10 to 100 ms",
  },
  {
    name: "kubeProxy.minSyncSeconds",
    value: 1,
    unit: "s",
    source:
      "pkg/proxy/apis/config/v1alpha1/defaults.go (minSyncPeriod), v1.36: rules are written at most once in this time",
  },
  {
    name: "kubeProxy.runSeconds",
    value: 0.1,
    unit: "s",
    source: "an estimate, not a measurement: a partial rewrite of the rules of an ordinary cluster",
  },
]);
