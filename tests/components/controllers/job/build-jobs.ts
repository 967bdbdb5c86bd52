// Jobs and their pods for tests, said in few words.

import type { LiveContainer, LivePod } from "../../../../src/cluster/live-pod.ts";
import type { StoredObject } from "../../../../src/cluster/object-store.ts";
import { lookAt, type JobLook } from "../../../../src/components/controllers/job/job-look.ts";
import { INDEX_KEY, TRACKING_FINALIZER } from "../../../../src/components/controllers/job/job-pods.ts";
import type { Job, JobSpec, JobStatus } from "../../../../src/model/api/types/job.ts";
import { fakeView, livePod, ownedBy, type FakeWorld, type PodTraits } from "../fake-view.ts";

export const KEY = "default/work";

const SPEC: JobSpec = {
  parallelism: 1,
  completions: 1,
  backoffLimit: 6,
  completionMode: "NonIndexed",
  suspend: false,
  podReplacementPolicy: "TerminatingOrFailed",
  selector: { matchLabels: { app: "work" } },
  template: {
    metadata: { labels: { app: "work" } },
    spec: { restartPolicy: "Never", containers: [{ name: "main" }] },
  },
};

/** A Job named `work`, with the server's defaults. */
export function jobOf(spec: JobSpec = {}, status: JobStatus = {}): Job {
  const metadata = { name: "work", namespace: "default", uid: "uid-work", generation: 1 };
  return { metadata, spec: { ...SPEC, ...spec }, status };
}

export function stored(job: Job): StoredObject {
  return { kind: "Job", object: job };
}

export interface JobPodTraits extends PodTraits {
  readonly index?: number;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly exitCode?: number;
  /** When its container ended. */
  readonly finishedUs?: number;
  readonly restarts?: number;
  readonly isTracked?: boolean;
}

/** A pod of the Job `work`. */
export function jobPod({
  index,
  annotations,
  exitCode,
  finishedUs,
  restarts,
  isTracked,
  ...traits
}: JobPodTraits): LivePod {
  const isOver = traits.phase === "Succeeded" || traits.phase === "Failed";
  const pod = livePod({
    labels: { app: "work" },
    owner: { ...ownedBy("Job", "work"), apiVersion: "batch/v1" },
    ...(isOver ? { readySinceUs: undefined } : {}),
    ...traits,
  });
  const state: LiveContainer["state"] = isOver
    ? {
        kind: "terminated",
        exitCode: exitCode ?? (traits.phase === "Failed" ? 1 : 0),
        reason: "Error",
        finishedUs: finishedUs ?? 0,
      }
    : { kind: "running", startedUs: 0 };
  const metadata = {
    ...pod.object.metadata,
    annotations: { ...(index === undefined ? {} : { [INDEX_KEY]: `${index}` }), ...annotations },
    finalizers: isTracked === false ? [] : [TRACKING_FINALIZER],
  };
  const containers = [{ name: "main", isReady: !isOver, restartCount: restarts ?? 0, state }];
  return { ...pod, object: { ...pod.object, metadata }, containers };
}

/** A look at the Job with these pods. */
export function look(job: Job, pods: readonly LivePod[], world: FakeWorld = {}): JobLook {
  const view = fakeView({ stored: [stored(job)], pods, ...world });
  return lookAt(view, KEY, job, pods, new Set()).look;
}
