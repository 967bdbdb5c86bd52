// The contract of a probe: it hears every delta, and is asked once at the end. No component knows that it exists.

import type { Snapshotable } from "../base/snapshot.ts";
import type { SimTime } from "../base/time.ts";

import type { ClusterObserver } from "../cluster/change.ts";

import type { TimeSeries } from "./findings.ts";
import type { Measurement } from "./measurement.ts";

export interface Probe extends ClusterObserver, Snapshotable {
  /** Series over time, with their last values held until the end of the run. */
  series(end: SimTime): readonly TimeSeries[];
  /** Measured values under the names that kube-scheduler and kube-state-metrics use. */
  measurements(): readonly Measurement[];
}
