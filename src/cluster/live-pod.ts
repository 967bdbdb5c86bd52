// A pod as the API shows it to those that watch it: what it was created with, and what has become of it. Moments are
// numbers, so that nobody who looks at thousands of pods reads dates. A run makes such views on demand from the columns of
// the pod table; a test's world makes them from objects. Knows Kubernetes' pods, no component.
// Source: k8s.io/api/core/v1/types.go (PodStatus), v1.36.

import type { PodDeletion } from "../model/api-server/deletion.ts";
import type { Pod } from "../model/objects.ts";

export type ApiPodPhase = "Pending" | "Running" | "Succeeded" | "Failed" | "Unknown";

/** One condition of a pod. */
export interface LivePodCondition {
  readonly status: "True" | "False" | "Unknown";
  readonly reason?: string;
  readonly message?: string;
  /** lastTransitionTime: µs of simulated time, a whole second of the wall clock; absent: not known. */
  readonly sinceUs?: number;
}

export type LiveContainerState =
  /** `backoffUs`: of a container that was restarted before the run began, how long it is kept from its next start. */
  | { readonly kind: "waiting"; readonly reason: string; readonly backoffUs?: number }
  | { readonly kind: "running"; readonly startedUs: number }
  | { readonly kind: "terminated"; readonly exitCode: number; readonly reason: string; readonly finishedUs: number };

/** What the status says of one container. */
export interface LiveContainer {
  readonly name: string;
  readonly isReady: boolean;
  readonly restartCount: number;
  readonly state: LiveContainerState;
  readonly lastTerminated?: Extract<LiveContainerState, { kind: "terminated" }>;
}

export interface LivePod {
  /** The pod's number in the cluster's table; a world without one gives each pod a number of its own. */
  readonly id: number;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** Metadata (labels, annotations, owner references, finalizers) and spec, as they stand now. Its status is not kept here. */
  readonly object: Pod;
  /** creationTimestamp, µs; before 0 for pods that were there before. */
  readonly createdUs: number;
  readonly phase: ApiPodPhase;
  /** spec.nodeName. */
  readonly nodeName: string | undefined;
  /** Undefined: nobody has asked for its end. */
  readonly deletion: PodDeletion | undefined;
  /** status.startTime, µs; undefined: no kubelet has seen it. */
  readonly startUs: number | undefined;
  /** status.reason, as `Evicted`. */
  readonly reason: string | undefined;
  condition(type: string): LivePodCondition | undefined;
  /** In the order of the spec; empty while no kubelet has seen the pod. */
  readonly containers: readonly LiveContainer[];
  readonly initContainers: readonly LiveContainer[];
}
