// Jobs that a loss keeps from their end: they fail, are not done by then, or their pods wait for room, as without it they would
// not. Knows the cluster.

import { controllingOwner } from "../../model/controlling-owner.ts";
import type { Job } from "../../model/api/types/job.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import { PENDING } from "../../cluster/pod-table.ts";

import type { TouchedJob } from "./rehearsal-result.ts";

/** Of two runs that have ended, without and with the loss. */
export function touchedJobs(before: ClusterState, after: ClusterState): readonly TouchedJob[] {
  const [waitingBefore, waitingAfter] = [waitingByJob(before), waitingByJob(after)];
  const touched: TouchedJob[] = [];
  for (const job of after.objects.list("Job")) {
    const { namespace = "default", name = "" } = job.metadata ?? {};
    const calm = before.objects.find("Job", namespace, name);
    const key = `${namespace}/${name}`;
    if (calm === undefined) continue;
    const became = becomes(calm, job, (waitingAfter.get(key) ?? 0) > (waitingBefore.get(key) ?? 0));
    if (became !== undefined) touched.push({ namespace, name, ...became });
  }
  return touched;
}

function becomes(calm: Job, job: Job, waitsMore: boolean): Pick<TouchedJob, "became" | "reason"> | undefined {
  if (holds(job, "Complete") || holds(calm, "Failed")) return undefined;
  const failed = conditionOf(job, "Failed");
  if (failed !== undefined) return { became: "failed", reason: failed.reason ?? "" };
  if (holds(calm, "Complete")) return { became: "not-complete", reason: "" };
  return waitsMore ? { became: "waiting", reason: "" } : undefined;
}

function holds(job: Job, type: string): boolean {
  return conditionOf(job, type) !== undefined;
}

function conditionOf({ status }: Job, wanted: string) {
  return status?.conditions?.find(({ type, status: value }) => type === wanted && value === "True");
}

/** How many pods of each wait for a node, by `namespace/name`. */
function waitingByJob({ classes, pods }: ClusterState): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let pod = 0; pod < pods.size; pod += 1) {
    if (pods.phaseOf(pod) !== PENDING) continue;
    const { namespace, pod: template } = classes.get(pods.classOf(pod));
    const owner = controllingOwner(template.metadata);
    if (owner?.kind !== "Job") continue;
    const key = `${namespace}/${owner.name}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
