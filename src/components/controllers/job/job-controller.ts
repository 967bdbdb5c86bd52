// The Job controller: runs pods until enough of them have succeeded, and counts each end once.
// Imitates pkg/controller/job/job_controller.go, v1.36.

import type { Snapshot, Snapshotable } from "../../../base/snapshot.ts";
import { packJson, unpackJson } from "../../../base/snapshot-parts.ts";

import type { PodFailures } from "../../../model/job/pod-backoff.ts";
import { parseLabelSelector } from "../../../model/label-selector-text.ts";
import { selectsLabels } from "../../../model/label-selector.ts";
import type { Pod } from "../../../model/objects.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import type {
  Controller,
  ControllerDefinition,
  ControllerView,
  KeyWish,
  MissedRequests,
  RetryLimits,
  Sync,
  WatchEvent,
} from "../controller.ts";
import { Expectations } from "../expectations.ts";
import { objectOfKey } from "../object-key.ts";
import { controllerOf, isOfKindOrOrphan } from "../owner-references.ts";
import { isFinished } from "../job-conditions.ts";
import { jobKeysAfter, wantingJobs, ORPHAN_POD, ORPHANS_SELECTED, ownerOf } from "./job-keys.ts";
import { hasTrackingFinalizer } from "./job-pods.ts";
import { withoutTracking } from "./job-requests.ts";
import { syncJob, type JobMemory } from "./sync-job.ts";

const SOURCE = "pkg/controller/job/job_controller.go, v1.36";

/** The name by which a Job says that this controller manages it; so does one that says nothing. */
const MANAGER = "kubernetes.io/job-controller";

class JobController implements Controller, Snapshotable {
  readonly name = "job";
  readonly source = SOURCE;
  readonly watches = ["Job", "Pod"] as const;
  readonly retries: RetryLimits = Object.freeze({ baseUs: 1_000_000, maxUs: 60_000_000 });
  readonly #memory: JobMemory = { failures: new Map(), expectations: new Expectations() };
  readonly #wanting = wantingJobs();

  /** A pod that a Job has marked and that another controls now is let go, too. */
  mayConcern(object: Pod): boolean {
    return isOfKindOrOrphan(object.metadata, "Job") || hasTrackingFinalizer({ object });
  }

  keysAfter(event: WatchEvent, view: ControllerView): readonly KeyWish[] {
    const { expectations } = this.#memory;
    return jobKeysAfter(event, view, { expectations, wanting: this.#wanting });
  }

  *sync(view: ControllerView, key: string): Sync {
    if (key.startsWith(ORPHAN_POD)) return yield* syncOrphan(view, key.slice(ORPHAN_POD.length));
    if (key.startsWith(ORPHANS_SELECTED)) return yield* syncOrphans(view, key.slice(ORPHANS_SELECTED.length));
    const { namespace, name } = objectOfKey(key);
    const job = view.find("Job", namespace, name);
    if (job === undefined || isFinished(job.status)) {
      this.#memory.failures.delete(key);
      if (job === undefined) this.#memory.expectations.forget(key);
      return { kind: "done" };
    }
    const { managedBy = MANAGER } = job.spec ?? {};
    if (managedBy !== MANAGER) return { kind: "done" };
    return yield* syncJob(view, key, job, this.#memory);
  }

  missed(key: string, requests: MissedRequests): void {
    this.#memory.expectations.missed(key, requests);
  }

  snapshot(): Snapshot {
    const { failures, expectations } = this.#memory;
    return { failures: packJson([...failures]), ...expectations.snapshot() };
  }

  restore(saved: Snapshot): void {
    const { failures, expectations } = this.#memory;
    failures.clear();
    for (const [key, known] of unpackJson(saved, "failures") as [string, PodFailures][]) failures.set(key, known);
    expectations.restore(saved);
    this.#wanting.forget();
  }
}

function* syncOrphan(view: ControllerView, key: string): Sync {
  const { namespace, name } = objectOfKey(key);
  const pod = view.findPod(namespace, name);
  if (pod === undefined || !isLeft(pod, view)) return { kind: "done" };
  const answer = yield withoutTracking(pod);
  if (answer.kind === "done" || answer.reason === "NotFound") return { kind: "done" };
  return { kind: "failed", message: answer.message };
}

/** The key's name is the text of a selector. A pod that cannot be freed now is left to its own event. */
function* syncOrphans(view: ControllerView, key: string): Sync {
  const { namespace, name: text } = objectOfKey(key);
  const parsed = parseLabelSelector(text);
  if (parsed.kind !== "requirements") return { kind: "done" };
  for (const pod of view.podsHeld?.(namespace) ?? view.pods(namespace)) {
    if (selectsLabels(parsed, pod.object.metadata.labels) && isLeft(pod, view)) yield withoutTracking(pod);
  }
  return { kind: "done" };
}

/** Nobody but the controller itself will remove the pod's finalizer. */
function isLeft(pod: LivePod, view: ControllerView): boolean {
  if (!hasTrackingFinalizer(pod)) return false;
  const owner = controllerOf(pod.object.metadata);
  if (owner === undefined) return true;
  if (owner.kind !== "Job" || owner.apiVersion !== "batch/v1") return false;
  const job = ownerOf(pod, view);
  if (job === undefined) return true;
  return (job.spec?.managedBy ?? MANAGER) === MANAGER && isFinished(job.status);
}

export const JOB_CONTROLLER: ControllerDefinition = Object.freeze({
  name: "job",
  source: SOURCE,
  create: () => new JobController(),
});
