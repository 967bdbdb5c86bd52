// Jobs of which nothing says how long they take: manifests do not, and containers that run are taken to run on. No such Job ever completes,
// a CronJob that forbids two at once starts one only, and what they ask for is held to the end. That is told.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import type { JobSpec } from "../model/api/types/job.ts";
import { containerBehaviour } from "../model/kubelet/container-behaviour.ts";

import type { StoredObject } from "../cluster/object-store.ts";

import { Notes } from "../environment/notes.ts";
import type { ListedObject } from "../environment/workload-source.ts";

/** Of objects whose controllers run, those that an action brings among them. */
export function reportEndlessJobs(listed: readonly ListedObject[], sink: DiagnosticSink): void {
  const notes = new Notes();
  for (const { stored, position } of listed) {
    if (!runsOn(jobOf(stored))) continue;
    const message = `nothing says how long the containers of ${stored.kind}s run: their pods run to the end, and no such Job completes`;
    const expected = "plimsoll/exit-after among the annotations of the pod template, such as 45s";
    notes.add({ code: "endless-job", severity: "warning", message, expected }, () => position);
  }
  notes.flush(sink);
}

/** Undefined of what is no Job, and of one that does not run. */
function jobOf(stored: StoredObject): JobSpec | undefined {
  if (stored.kind === "CronJob") {
    const { suspend, jobTemplate } = stored.object.spec ?? {};
    return suspend === true ? undefined : jobTemplate?.spec;
  }
  if (stored.kind !== "Job" || stored.object.spec?.suspend === true) return undefined;
  const isOver = (stored.object.status?.conditions ?? []).some(
    ({ type, status }) => (type === "Complete" || type === "Failed") && status === "True",
  );
  return isOver ? undefined : stored.object.spec;
}

function runsOn(job: JobSpec | undefined): boolean {
  const { metadata, spec } = job?.template ?? {};
  return (spec?.containers ?? []).some(
    ({ name = "" }) => containerBehaviour(metadata?.annotations, name, true).exitAfterUs === undefined,
  );
}
