// What must hold of Jobs once nothing is left to happen: those that are over are over for the reason that they give, and have nothing
// running; others run what they want to, or wait with pods that find no room. Knows the API's objects alone.

import type { Job } from "../../../src/model/api/types/job.ts";

import type { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { LivePodView } from "../../../src/cluster/live-pods.ts";

import { controllerOf, isNodeReady, isOver, isWanted, nodeOf } from "./api-objects.ts";

import { isShortOf, onePodOf } from "./quotas.ts";

const TRACKING = "batch.kubernetes.io/job-tracking";

type Complaints = readonly string[];

export function aboutJobs(cluster: ClusterState, pods: readonly LivePodView[]): Complaints {
  return [...cluster.objects.list("Job")].flatMap((job) => {
    const own = pods.filter(({ object }) => controllerOf(object.metadata.ownerReferences)?.uid === job.metadata?.uid);
    // Its kubelet has the last word on a pod, and may have none.
    const told = own.filter((pod) => isOver(pod) || pod.nodeName === undefined || worksOn(cluster, pod));
    if (job.metadata?.deletionTimestamp !== undefined) return [];
    return [
      ...aboutCounts(job, told),
      ...(endOf(job) === undefined ? aboutUnfinished(cluster, job, own) : aboutEnd(job, told)),
    ];
  });
}

function worksOn(cluster: ClusterState, { nodeName }: LivePodView): boolean {
  const node = nodeOf(cluster, nodeName);
  return node !== undefined && isNodeReady(node);
}

function endOf({ status }: Job): "Complete" | "Failed" | undefined {
  const ended = status?.conditions?.find(
    ({ type, status: is }) => (type === "Complete" || type === "Failed") && is === "True",
  );
  return ended?.type as "Complete" | "Failed" | undefined;
}

function isDecided({ status }: Job): boolean {
  return status?.conditions?.some(({ type }) => type === "FailureTarget" || type === "SuccessCriteriaMet") === true;
}

function nameOf({ metadata }: Job): string {
  return metadata?.name ?? "";
}

/** Each end is counted once, and only then let go. */
function aboutCounts(job: Job, told: readonly LivePodView[]): Complaints {
  const { active = 0, succeeded = 0, failed = 0 } = job.status ?? {};
  const held = told.filter((pod) => isOver(pod) && (pod.object.metadata.finalizers ?? []).includes(TRACKING));
  const ended = (phase: string) => told.filter((pod) => pod.phase === phase).length;
  const there = told.filter(isWanted).length;
  return [
    ...held.map(({ name }) => `${name} is over, and its Job holds it`),
    ...(succeeded < ended("Succeeded") && job.spec?.completionMode !== "Indexed"
      ? [`${nameOf(job)} says ${succeeded} succeeded, and ${ended("Succeeded")} did`]
      : []),
    ...(failed < ended("Failed") ? [`${nameOf(job)} says ${failed} failed, and ${ended("Failed")} did`] : []),
    ...(active < there ? [`${nameOf(job)} says ${active} are active, and ${there} are`] : []),
  ];
}

function aboutEnd(job: Job, told: readonly LivePodView[]): Complaints {
  const { succeeded = 0, failed = 0, active = 0, conditions = [] } = job.status ?? {};
  const { completions = 1, backoffLimit = 6 } = job.spec ?? {};
  const { reason } = conditions.find(({ type }) => type === "Failed") ?? {};
  const running = told.filter(isWanted);
  return [
    ...running.map(({ name }) => `${name} goes on though its Job is over`),
    ...(active > 0 ? [`${nameOf(job)} is over and says ${active} are active`] : []),
    ...(endOf(job) === "Complete" && succeeded < completions
      ? [`${nameOf(job)} is complete with ${succeeded} of ${completions}`]
      : []),
    ...(reason === "BackoffLimitExceeded" &&
    failed <= backoffLimit &&
    job.spec?.template?.spec?.restartPolicy === "Never"
      ? [`${nameOf(job)} has given up after ${failed} failures, and bears ${backoffLimit}`]
      : []),
  ];
}

/** So many as may run side by side and are lacking; those that wait for room are among them. */
function aboutUnfinished(cluster: ClusterState, job: Job, own: readonly LivePodView[]): Complaints {
  const { completions = 1, parallelism = 1 } = job.spec ?? {};
  const { succeeded = 0 } = job.status ?? {};
  const wanted = Math.max(0, Math.min(parallelism, completions - succeeded));
  const found = own.filter(isWanted).length;
  // It has been decided that it fails or is complete, which is said once all that it has asked to go are over.
  if (isDecided(job) && own.some((pod) => !isOver(pod) && pod.deletion !== undefined)) return [];
  if (completions <= succeeded) return [`${nameOf(job)} has all ${completions} and is not complete`];
  if (found < wanted && isShortOf(cluster, onePodOf(job.spec))) return [];
  return found === wanted ? [] : [`${nameOf(job)} runs ${found} pods and wants ${wanted}`];
}
