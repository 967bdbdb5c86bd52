// ReplicaSets and their pods for tests, said in few words. Knows no rule.

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import type { ReplicaSet } from "../../../../src/model/api/types/workload.ts";
import { replicatedOf, type Replicated } from "../../../../src/components/controllers/replica-set/replicated.ts";
import { livePod, ownedBy, type PodTraits } from "../fake-view.ts";

export const LABELS = { app: "web" };

/** A ReplicaSet `web` of so many pods, of generation 1, whose status says nothing yet. */
export function replicaSet(replicas = 3, change: Partial<ReplicaSet> = {}): ReplicaSet {
  return {
    metadata: { name: "web", namespace: "default", uid: "uid-web", generation: 1, ...change.metadata },
    spec: {
      replicas,
      selector: { matchLabels: LABELS },
      template: { metadata: { labels: LABELS }, spec: { containers: [{ name: "c", image: "web:v1" }] } },
      ...change.spec,
    },
    ...(change.status === undefined ? {} : { status: change.status }),
  };
}

export function replicated(replicas = 3, change: Partial<ReplicaSet> = {}): Replicated {
  return replicatedOf("ReplicaSet", replicaSet(replicas, change));
}

/** A running and ready pod of it. */
export function webPod(name: string, traits: Partial<PodTraits> = {}): LivePod {
  return livePod({ name, labels: LABELS, owner: ownedBy("ReplicaSet", "web"), nodeName: "n1", ...traits });
}
