// What is known of a pod that stood in the cluster before the run: since when it has been there, and what its status said. Read from
// a dump; a pod of which nothing is known runs and is ready. Knows the columns of pods.
// Source: k8s.io/api/core/v1/types.go (PodStatus), v1.36.

import type { SimTime } from "../base/time.ts";

import type { PodDeletion } from "../model/api-server/deletion.ts";

import type { LiveContainer } from "./live-pod.ts";
import type { PodLife, Readiness } from "./pod-life.ts";
import type { PodId, PodTable } from "./pod-table.ts";

/** Times in µs of simulated time, before 0. */
export interface PlacedStatus {
  /** metadata.creationTimestamp; undefined: as it is placed. */
  readonly createdUs: number | undefined;
  /** status.startTime; undefined: the kubelet has not said. */
  readonly startUs: number | undefined;
  /** False: its containers have not been started yet. */
  readonly runs: boolean;
  /** The condition Ready; undefined: as of a pod that runs. */
  readonly ready: { readonly status: Readiness; readonly sinceUs: number } | undefined;
  /** Of pods of whose containers there is something to say. */
  readonly containers?: readonly LiveContainer[];
  readonly initContainers?: readonly LiveContainer[];
  /** How its end was asked for. */
  readonly deletion?: PodDeletion;
}

/** Writes down what is known of a pod that has just been placed. */
export function placePod(
  { pods, life }: { readonly pods: PodTable; readonly life: PodLife },
  pod: PodId,
  status: PlacedStatus | undefined,
  now: SimTime,
): void {
  pods.bind(pod, now);
  if (status?.runs !== false) pods.start(pod, now);
  pods.setStatusStart(pod, status?.startUs);
  if (status === undefined) return;
  const { createdUs, ready, containers, initContainers, deletion } = status;
  if (createdUs !== undefined) pods.setCreation(pod, createdUs);
  if (ready !== undefined && status.runs) life.setReadiness(pod, ready.status, ready.sinceUs);
  if (containers === undefined && initContainers === undefined && deletion === undefined) return;
  life.say(pod, {
    ...(containers === undefined ? {} : { containers }),
    ...(initContainers === undefined ? {} : { initContainers }),
    ...(deletion === undefined ? {} : { deletion }),
  });
}
