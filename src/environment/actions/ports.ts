// What somebody at a keyboard, or an agent of a cloud provider, can do to a cluster: read and write the API as kubectl does. The
// simulation stands behind it. A request is done when it returns: the milliseconds of a person's request are not simulated.
// Imitates the requests of kubectl v1.36; refusals are in the API server's words.

import type { Node, Pod } from "../../model/objects.ts";

import type { LivePod } from "../../cluster/live-pod.ts";
import type { ObjectName, StoredKind, StoredObject, StoredObjects } from "../../cluster/object-store.ts";

/** Why the API server refuses, in apimachinery's words (metav1.StatusReason). */
export type UserRefusalReason =
  "AlreadyExists" | "Conflict" | "Forbidden" | "InternalError" | "Invalid" | "NotFound" | "Timeout" | "TooManyRequests";

export interface UserRefusal {
  readonly kind: "refused";
  readonly reason: UserRefusalReason;
  /** As the server says it: `deployments.apps "web" not found`. */
  readonly message: string;
}

export type UserAnswer = { readonly kind: "done" } | UserRefusal;

/** What becomes of the objects that an object owns. */
export type UserPropagation = "Background" | "Foreground" | "Orphan";

export interface UserClient {
  find<Kind extends StoredKind>(kind: Kind, namespace: string, name: string): StoredObjects[Kind] | undefined;
  /** In order of names. */
  list<Kind extends StoredKind>(kind: Kind, namespace: string): readonly StoredObjects[Kind][];
  findPod(namespace: string, name: string): LivePod | undefined;
  /** Pods whose spec.nodeName it is, those that have ended included, in order of namespaces and names. */
  podsOnNode(node: string): readonly LivePod[];
  /** As the API has it, with its taints and conditions. */
  findNode(name: string): Node | undefined;
  /** The moment as the API writes it, cut to the second: `2026-01-10T12:00:00Z`. */
  timestampAt(us: number): string;

  /** The server fills in what is its to say; a pod by itself is created with `createPod`. */
  create(stored: StoredObject): UserAnswer;
  /** The object whole as it is to be; its status and what the server says stay as they are. */
  update(stored: StoredObject): UserAnswer;
  remove(name: ObjectName, propagation: UserPropagation): UserAnswer;
  createPod(pod: Pod): UserAnswer;
  /** `graceSeconds`: absent for the pod's own. */
  removePod(namespace: string, name: string, graceSeconds?: number): UserAnswer;
  /** Through the eviction API, which asks the disruption budgets. */
  evictPod(namespace: string, name: string, graceSeconds?: number): UserAnswer;
  createNode(node: Node, pool: string): UserAnswer;
  /** Labels, taints and whether pods may come; its status stays. */
  updateNode(node: Node): UserAnswer;
  removeNode(name: string): UserAnswer;
}
