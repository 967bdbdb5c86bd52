// The load of a scenario as plain data: the network of services that requests go through, and beside it where each service runs
// and how many requests come from outside. Part of the plan of a run.

import type { SourcePosition } from "../../base/diagnostic.ts";

import type { TrafficNetwork } from "../../queueing/traffic-model.ts";

/** Options of one profile as plain data, spans in µs. */
export type ProfileSettings = Readonly<Record<string, unknown>>;

/** A rate over time: of the kind that `load-profiles.ts` lists by this name. */
export interface PlannedProfile {
  readonly kind: string;
  /** Its definition made them. */
  readonly settings: ProfileSettings;
}

/** A rate over time: the sum of its profiles; none: nothing ever comes. */
export type PlannedRate = readonly PlannedProfile[];

/** Whose pods serve: those that a Service chooses and that are ready, or those that a workload owns and that are ready. */
export interface LoadTarget {
  readonly kind: "Service" | "Deployment" | "StatefulSet" | "DaemonSet" | "ReplicaSet";
  readonly namespace: string;
  readonly name: string;
}

/** What stands behind a service of the network. */
export interface PlannedService {
  readonly target: LoadTarget;
  /** The container whose limits hold for the requests; absent: the first of the pod. */
  readonly container?: string;
  readonly position: SourcePosition;
}

/** What stands behind a source of the network. Its chance is drawn under the source's name. */
export interface PlannedSource {
  readonly rate: PlannedRate;
  /** How long a request may take, in µs; absent: nothing is promised. */
  readonly sloUs?: number;
}

/** Request by request, by intervals, or by whichever of them is fit. */
export type LoadMode = "exact" | "intervals" | "auto";

export const LOAD_MODES: readonly LoadMode[] = Object.freeze(["exact", "intervals", "auto"]);

export interface PlannedLoad {
  readonly mode: LoadMode;
  readonly network: TrafficNetwork;
  /** In the order of `network.services`. */
  readonly services: readonly PlannedService[];
  /** In the order of `network.sources`. */
  readonly sources: readonly PlannedSource[];
}
