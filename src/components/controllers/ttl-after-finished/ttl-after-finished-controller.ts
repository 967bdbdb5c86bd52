// The TTL-after-finished controller: deletes Jobs some time after they have finished, and their pods before them.
// Imitates pkg/controller/ttlafterfinished/ttlafterfinished_controller.go, v1.36.

import type { Job } from "../../../model/api/types/job.ts";

import type { Controller, ControllerDefinition, ControllerView, KeyWish, Sync, WatchEvent } from "../controller.ts";
import { finishedCondition } from "../job-conditions.ts";
import { keyOf, objectOfKey } from "../object-key.ts";

const SOURCE = "pkg/controller/ttlafterfinished/ttlafterfinished_controller.go, v1.36";

const US_PER_SECOND = 1_000_000;

class TtlAfterFinishedController implements Controller {
  readonly name = "ttl-after-finished";
  readonly source = SOURCE;
  readonly watches = ["Job"] as const;

  mayConcern(): boolean {
    return false;
  }

  keysAfter(event: WatchEvent): readonly KeyWish[] {
    if (event.kind === "Pod" || event.kind === "Node" || event.type === "deleted") return [];
    const { stored } = event;
    return stored.kind === "Job" && isToBeDeleted(stored.object) ? [{ key: keyOf(stored.object.metadata) }] : [];
  }

  *sync(view: ControllerView, key: string): Sync {
    const { namespace, name } = objectOfKey(key);
    const job = view.find("Job", namespace, name);
    if (job === undefined || !isToBeDeleted(job)) return { kind: "done" };
    const { nowUs } = view.clock;
    const finishedUs = view.clock.momentOf(finishedCondition(job.status)?.lastTransitionTime);
    if (finishedUs === undefined) {
      const problem = `unable to find the time when the Job ${key} finished`;
      return { kind: "failed", message: problem };
    }
    const leftUs = finishedUs + (job.spec?.ttlSecondsAfterFinished ?? 0) * US_PER_SECOND - nowUs;
    if (leftUs > 0) return { kind: "done", afterUs: leftUs };
    const { uid } = job.metadata ?? {};
    const precondition = uid === undefined ? {} : { uid };
    const answer = yield { verb: "delete", kind: "Job", namespace, name, propagation: "Foreground", ...precondition };
    return answer.kind === "done" ? { kind: "done" } : { kind: "failed", message: answer.message };
  }
}

/** Finished, with a time to live, and not being deleted yet. */
function isToBeDeleted({ metadata, spec, status }: Job): boolean {
  if (metadata?.deletionTimestamp !== undefined) return false;
  return spec?.ttlSecondsAfterFinished !== undefined && finishedCondition(status) !== undefined;
}

export const TTL_AFTER_FINISHED_CONTROLLER: ControllerDefinition = Object.freeze({
  name: "ttl-after-finished",
  source: SOURCE,
  create: () => new TtlAfterFinishedController(),
});
