// Quotas as the API shows them, for the oracle: what is used of them, counted anew. Knows the cluster's objects alone, and only the
// resources that scripts limit.

import type { PodTemplateSpec } from "../../../src/model/api/types/pod.ts";
import type { ResourceQuota } from "../../../src/model/api/types/quota.ts";

import type { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { LivePodView } from "../../../src/cluster/live-pods.ts";

import { cpuOf, existingPods, isOver } from "./api-objects.ts";
import { milliOf } from "./quantities.ts";

const NOBODY: ReadonlySet<number> = new Set();

/** What there is of a resource, in thousandths. Pods that have not gone in their time count no longer, nor do these others. */
function countedOf(cluster: ClusterState, resource: string, nowUs: number, others = NOBODY): number {
  const pods = existingPods(cluster);
  const live = pods.filter((pod) => !isOver(pod) && !isOverdue(pod, nowUs) && !others.has(pod.id));
  switch (resource) {
    case "pods":
      return live.length * 1000;
    case "count/pods":
      return pods.length * 1000;
    case "requests.cpu":
      return live.reduce((sum, pod) => sum + cpuOf(pod), 0);
    case "count/replicasets.apps":
      return cluster.objects.count("ReplicaSet") * 1000;
    case "count/jobs.batch":
      return cluster.objects.count("Job") * 1000;
    default:
      return cluster.objects.count("PersistentVolumeClaim") * 1000;
  }
}

function isOverdue({ deletion }: LivePodView, nowUs: number): boolean {
  return deletion !== undefined && nowUs > deletion.deadlineUs + deletion.graceSeconds * 1e6;
}

/** Whether the namespace's quotas are used up so far that one more of the resource may be too much. */
export function isShortOf(cluster: ClusterState, amounts: Readonly<Record<string, number>>): boolean {
  return [...cluster.objects.list("ResourceQuota")].some(({ status }) =>
    Object.entries(status?.hard ?? {}).some(([resource, hard]) => {
      const wanted = Object.hasOwn(amounts, resource) ? amounts[resource]! : 0;
      return wanted > 0 && milliOf(status?.used?.[resource]) + wanted > milliOf(hard);
    }),
  );
}

/** One more pod of a workload. */
export function onePodOf(spec: { readonly template?: PodTemplateSpec } | undefined): Readonly<Record<string, number>> {
  const containers = spec?.template?.spec?.containers ?? [];
  const cpu = containers.reduce((sum, { resources }) => sum + milliOf(resources?.requests?.["cpu"]), 0);
  return { pods: 1000, "count/pods": 1000, "requests.cpu": cpu };
}

/** Whether there is a quota on the resource. */
export function isLimited(cluster: ClusterState, resource: string): boolean {
  return [...cluster.objects.list("ResourceQuota")].some(({ spec }) => Object.hasOwn(spec?.hard ?? {}, resource));
}

/**
 * At any time: nobody has got more than there may be; some Jobs are there before the quota is. `late`: pods whose place others may
 * have, though they count once more for a second.
 */
export function overdrawn(cluster: ClusterState, nowUs: number, late: ReadonlySet<number>): readonly string[] {
  return [...cluster.objects.list("ResourceQuota")].flatMap(({ metadata, spec }) =>
    Object.entries(spec?.hard ?? {}).flatMap(([resource, hard]) =>
      resource !== "count/jobs.batch" && countedOf(cluster, resource, nowUs, late) > milliOf(hard)
        ? [`there is more ${resource} than ${metadata?.name} allows`]
        : [],
    ),
  );
}

/** Once nothing is left to happen: what is said to be used is what there is. */
export function aboutQuotas(cluster: ClusterState): readonly string[] {
  return [...cluster.objects.list("ResourceQuota")].flatMap((quota) => aboutQuota(cluster, quota));
}

function aboutQuota(cluster: ClusterState, { metadata, spec, status }: ResourceQuota): readonly string[] {
  return Object.keys(spec?.hard ?? {}).flatMap((resource) => {
    const found = countedOf(cluster, resource, cluster.now);
    const said = milliOf(status?.used?.[resource]);
    return said === found
      ? []
      : [`the quota ${metadata?.name} says ${said} m of ${resource}, and there are ${found} m`];
  });
}
