// The revisions of StatefulSets that a dump lacks: `kubectl get statefulsets,pods` leaves them out. Without them the pods would be taken
// for those of another template, and replaced one by one. What the set's status names as its update revision holds its template.
// Imitates pkg/controller/statefulset/stateful_set_utils.go (newRevision), v1.36.

import type { ControllerRevision } from "../model/api/types/controller-revision.ts";
import type { StatefulSet } from "../model/api/types/workload.ts";
import { objectUid } from "../model/generated-names.ts";
import { revisionData } from "../model/hashing/controller-revision.ts";

import type { ClusterState } from "../cluster/cluster-state.ts";

import { controllerReference } from "../components/controllers/owner-references.ts";

/** `createdAt` as the API writes it. */
export function revisionsAtStart({ objects }: ClusterState, createdAt: string): readonly ControllerRevision[] {
  return [...objects.list("StatefulSet")].flatMap((set) => {
    const { namespace = "default", generation = 0 } = set.metadata ?? {};
    const { updateRevision = "", observedGeneration = 0 } = set.status ?? {};
    // A template that its controller has not seen yet is in no revision.
    if (updateRevision === "" || observedGeneration < generation) return [];
    if (objects.find("ControllerRevision", namespace, updateRevision) !== undefined) return [];
    return [revisionOf(set, updateRevision, createdAt)];
  });
}

function revisionOf(set: StatefulSet, name: string, creationTimestamp: string): ControllerRevision {
  const { namespace = "default", name: ofSet = "" } = set.metadata ?? {};
  const hash = name.startsWith(`${ofSet}-`) ? name.slice(ofSet.length + 1) : name;
  return {
    metadata: {
      name,
      namespace,
      uid: objectUid(`ControllerRevision/${namespace}/${name}`),
      creationTimestamp,
      labels: { ...set.spec?.template?.metadata?.labels, "controller.kubernetes.io/hash": hash },
      ownerReferences: [controllerReference("apps/v1", "StatefulSet", set.metadata)],
    },
    data: JSON.parse(revisionData(set.spec?.template ?? {})) as unknown,
    revision: 1,
  };
}
