// StatefulSets, their pods and revisions for tests, said in few words. Knows no rule.

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import type { ControllerRevision } from "../../../../src/model/api/types/controller-revision.ts";
import type { StatefulSet, StatefulSetSpec } from "../../../../src/model/api/types/workload.ts";
import { revisionData, revisionHash, revisionName } from "../../../../src/model/hashing/controller-revision.ts";
import { livePod, ownedBy, type PodTraits } from "../fake-view.ts";

const LABELS = { app: "db" };

/** A set `db` of three pods in order, of generation 1. */
export function statefulSet(
  spec: StatefulSetSpec = {},
  status: StatefulSet["status"] = {},
  image = "db:v1",
): StatefulSet {
  return {
    metadata: { name: "db", namespace: "default", uid: "uid-db", generation: 1 },
    spec: {
      replicas: 3,
      selector: { matchLabels: LABELS },
      template: { metadata: { labels: LABELS }, spec: { containers: [{ name: "c", image }] } },
      podManagementPolicy: "OrderedReady",
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 0 } },
      revisionHistoryLimit: 10,
      ...spec,
    },
    status,
  };
}

/** The revision of the set's template. */
export function revisionOf(set: StatefulSet, number = 1): ControllerRevision {
  const text = revisionData(set.spec?.template ?? {});
  return {
    metadata: {
      name: revisionName("db", revisionHash(text, 0)),
      namespace: "default",
      labels: LABELS,
      ownerReferences: [ownedBy("StatefulSet", "db")],
    },
    data: JSON.parse(text) as unknown,
    revision: number,
  };
}

/** A pod of the set with an ordinal, made of a revision. */
export function setPod(ordinal: number, revision: ControllerRevision, traits: Partial<PodTraits> = {}): LivePod {
  const name = `db-${ordinal}`;
  const labels = {
    ...LABELS,
    "controller-revision-hash": revision.metadata?.name ?? "",
    "statefulset.kubernetes.io/pod-name": name,
  };
  return livePod({ name, labels, owner: ownedBy("StatefulSet", "db"), ...traits });
}
