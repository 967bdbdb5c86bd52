// Jobs that are not over at the end of a run because a pod of theirs is on a node that is lost: it neither ends nor goes, and a Job
// is not over before its pods are. Knows the cluster.
// Source: pkg/controller/job (a Job is Complete or Failed once none of its pods is terminating), v1.36.

import type { Job } from "../model/api/types/job.ts";
import { controllingOwner } from "../model/controlling-owner.ts";

import type { ClusterState } from "../cluster/cluster-state.ts";
import { NONE, type PodId } from "../cluster/pod-table.ts";

import { isFinished } from "../components/controllers/job-conditions.ts";

import { isNodeLost } from "../metrics/availability/outage-cause.ts";

/** `namespace/name`, in the order of the first of their pods. */
export function hangingJobs(cluster: ClusterState): readonly string[] {
  const { objects, pods } = cluster;
  if (objects.count("Job") === 0) return [];
  const hanging = new Set<string>();
  for (let pod = 0; pod < pods.size; pod += 1) {
    if (pods.nodeOf(pod) === NONE || !isNodeLost(cluster, pod)) continue;
    const job = jobOf(cluster, pod);
    if (job === undefined || isFinished(job.status)) continue;
    const { namespace = "default", name = "" } = job.metadata ?? {};
    hanging.add(`${namespace}/${name}`);
  }
  return [...hanging];
}

function jobOf(cluster: ClusterState, pod: PodId): Job | undefined {
  const { namespace, pod: object } = cluster.classOfPod(pod);
  const owner = controllingOwner(object.metadata);
  return owner?.kind === "Job" ? cluster.objects.find("Job", namespace, owner.name) : undefined;
}
