// Disruption budgets and what they select, for tests.

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import type { StoredObject } from "../../../../src/cluster/object-store.ts";
import type { PodDisruptionBudget } from "../../../../src/model/api/types/policy.ts";
import { livePod, ownedBy, type PodTraits } from "../fake-view.ts";

export const KEY = "default/web";

/** A budget named `web` for pods of the app `web`. */
export function budgetOf(
  spec: PodDisruptionBudget["spec"] = { minAvailable: 1 },
  status?: PodDisruptionBudget["status"],
): PodDisruptionBudget {
  return {
    metadata: { name: "web", namespace: "default", generation: 1 },
    spec: { selector: { matchLabels: { app: "web" } }, ...spec },
    ...(status === undefined ? {} : { status }),
  };
}

export function storedBudget(object: PodDisruptionBudget): StoredObject {
  return { kind: "PodDisruptionBudget", object };
}

const NUMBERS = new Map<string, number>();

/** Each name has its number, as a world gives them. */
function numbered(pod: LivePod): LivePod {
  const id = NUMBERS.get(pod.name) ?? NUMBERS.size;
  NUMBERS.set(pod.name, id);
  return { ...pod, id };
}

export function freePod(traits: PodTraits): LivePod {
  return numbered(livePod(traits));
}

/** A pod of the ReplicaSet `web`, ready unless said otherwise. */
export function webPod(traits: PodTraits): LivePod {
  return freePod({ labels: { app: "web" }, owner: ownedBy("ReplicaSet", "web"), ...traits });
}

/** A ReplicaSet named `web`; `deployment`: whose it is. */
export function replicaSet(replicas: number, deployment?: string): StoredObject {
  const ownerReferences = deployment === undefined ? [] : [{ ...ownedBy("Deployment", deployment) }];
  const metadata = { name: "web", namespace: "default", uid: "uid-web", ownerReferences };
  return { kind: "ReplicaSet", object: { metadata, spec: { replicas } } };
}
