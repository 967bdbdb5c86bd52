// What is found of each workload's and each Service's availability, as plain data for results. Times in seconds.

/** Why a replica that is wanted does not serve. */
export const OUTAGE_CAUSES = Object.freeze([
  "start-up",
  "scale-up",
  "rollout",
  "failure",
  "eviction",
  "preemption",
  "deletion",
  "not-ready",
  "crash-loop",
  "no-image",
  "no-room",
  "quota",
] as const);

export type OutageCause = (typeof OUTAGE_CAUSES)[number];

/** A time in which fewer replicas served than were wanted. */
export interface Outage {
  readonly fromSeconds: number;
  /** Null: it lasts at the end of the run. */
  readonly toSeconds: number | null;
  readonly fewestServing: number;
  /** For what most replicas were missing, and for longest, while it lasted. */
  readonly cause: OutageCause;
}

/** A time in which a Deployment, StatefulSet or DaemonSet went from one template to another, or a first start that got stuck. */
export interface Rollout {
  readonly fromSeconds: number;
  /** Null: it goes on at the end of the run. */
  readonly toSeconds: number | null;
  readonly fewestServing: number;
  /** When its progress deadline had passed, if it has not gone on since; else null. */
  readonly stuckSinceSeconds: number | null;
  /** Whether another template came before it was over: then `toSeconds` is when. */
  readonly isGivenUp: boolean;
  /** Whether never fewer served than the minimum. */
  readonly isWithoutDowntime: boolean;
}

export interface WorkloadAvailability {
  readonly kind: "Deployment" | "ReplicaSet" | "ReplicationController" | "StatefulSet" | "DaemonSet" | "Service";
  readonly namespace: string;
  readonly name: string;
  /** Replicas at the end; of a Service, those of the workloads behind it. */
  readonly desired: number;
  /** Ready and not on their way out, at the end. */
  readonly serving: number;
  /** What a disruption budget asks for at the end, or one replica. */
  readonly minimum: number;
  /** Time with fewer serving replicas than wanted. */
  readonly belowDesiredSeconds: number;
  /** Time with fewer than the minimum, from when it was first reached on; if it never was, all the time. */
  readonly belowMinimumSeconds: number;
  /** Missing replicas times seconds, by cause; those that did not occur are left out. */
  readonly missingReplicaSeconds: readonly { readonly cause: OutageCause; readonly replicaSeconds: number }[];
  /** The first hundred. */
  readonly outages: readonly Outage[];
  readonly outageCount: number;
  /** From the beginning of the longest outage to its end (or to the run's). */
  readonly longestOutageSeconds: number;
  readonly rollouts: readonly Rollout[];
}

/** Something that explains a change of availability. */
export interface AvailabilityMark {
  readonly atSeconds: number;
  readonly text: string;
}

export interface AvailabilityFindings {
  /** In order of kinds, namespaces and names. */
  readonly workloads: readonly WorkloadAvailability[];
  /** The first five hundred. */
  readonly marks: readonly AvailabilityMark[];
}
