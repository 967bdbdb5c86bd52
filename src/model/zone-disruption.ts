// How badly a zone is hit, and how fast its nodes may be emptied then.
// Imitates ComputeZoneState, ReducedQPSFunc and HealthyQPSFunc of pkg/controller/nodelifecycle/node_lifecycle_controller.go,
// v1.36: with its numbers of single precision.

/** `Initial` is a zone that no pass has looked at. */
export type ZoneState = "Initial" | "Normal" | "PartialDisruption" | "FullDisruption";

/** Flags of kube-controller-manager. */
export interface EvictionRates {
  /** Nodes per second; `--node-eviction-rate`. */
  readonly nodeEvictionRate: number;
  /** Nodes per second of a large zone that is hit in part; `--secondary-node-eviction-rate`. */
  readonly secondaryNodeEvictionRate: number;
  /** Nodes; `--large-cluster-size-threshold`, which counts by zone. */
  readonly largeClusterSizeThreshold: number;
}

/** So many nodes may fail without their zone counting as hit, whatever its size. */
const FAILURES_OVERLOOKED = 2;

/** `unhealthyZoneThreshold` is a share of the nodes. */
export function zoneState(ready: number, notReady: number, unhealthyZoneThreshold: number): ZoneState {
  if (ready === 0 && notReady > 0) return "FullDisruption";
  const share = Math.fround(Math.fround(notReady) / Math.fround(notReady + ready));
  const isHit = notReady > FAILURES_OVERLOOKED && share >= Math.fround(unhealthyZoneThreshold);
  return isHit ? "PartialDisruption" : "Normal";
}

/** Nodes per second that get a NoExecute taint in a zone of this state and size; undefined: the state says nothing of it. */
export function evictionRate(state: ZoneState | undefined, zoneSize: number, rates: EvictionRates): number | undefined {
  switch (state) {
    case "Normal":
    case "FullDisruption":
      return rates.nodeEvictionRate;
    case "PartialDisruption":
      return zoneSize > rates.largeClusterSizeThreshold ? rates.secondaryNodeEvictionRate : 0;
    case "Initial":
    case undefined:
      return undefined;
  }
}
