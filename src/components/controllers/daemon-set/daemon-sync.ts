// What one look at a DaemonSet goes by: the set, the nodes with its pods, and the requests that it makes of pods.
// Imitates pkg/controller/daemon/daemon_controller.go (syncNodes), v1.36.

import type { DaemonSet } from "../../../model/api/types/workload.ts";
import { aggregatedText } from "../../../model/label-requirement.ts";
import type { Node } from "../../../model/objects.ts";

import type { RecordedEvent } from "../../../cluster/change.ts";
import type { LivePod } from "../../../cluster/live-pod.ts";

import type { Requests } from "../claim-objects.ts";
import type { Write } from "../controller.ts";
import type { Expectations } from "../expectations.ts";
import { keyOf } from "../object-key.ts";
import { controllerReference } from "../owner-references.ts";
import { isPodAvailable } from "../pod-availability.ts";
import type { DaemonPlaces } from "./daemon-places.ts";
import { daemonTemplate } from "./daemon-pods.ts";
import { nodeFit, type NodeFit } from "./node-fit.ts";

/** What went wrong; undefined: nothing. */
export type Problem = string | undefined;

/** Creations, and deletions, in one look at most. */
const BURST = 250;

export interface DaemonLook {
  readonly set: DaemonSet;
  readonly places: DaemonPlaces;
  /** Of the wanted revision. */
  readonly hash: string;
  readonly nowUs: number;
  /** What the set waits to see of its own requests. */
  readonly expectations: Expectations;
}

export function fitOf({ set }: DaemonLook, node: Node): NodeFit {
  return nodeFit(set.spec?.template ?? NO_TEMPLATE, node);
}

const NO_TEMPLATE = Object.freeze({});

export function isAvailableIn({ set, nowUs }: DaemonLook, pod: LivePod): boolean {
  return isPodAvailable(pod, set.spec?.minReadySeconds ?? 0, nowUs);
}

/** An event of the set. */
export function daemonEvent(set: DaemonSet, type: "Normal" | "Warning", reason: string, message: string): Write {
  return { verb: "event", ...eventOf(set, type, reason, message) };
}

function eventOf({ metadata }: DaemonSet, type: "Normal" | "Warning", reason: string, message: string): RecordedEvent {
  const { namespace = "default", name = "" } = metadata ?? {};
  return { kind: "DaemonSet", namespace, name, type, reason, message };
}

/**
 * Makes pods for nodes, in batches that grow while nothing fails, and deletes pods. Nothing further is to be decided until
 * that is seen.
 */
export function* syncNodes(
  look: DaemonLook,
  podsToDelete: readonly LivePod[],
  nodesNeedingPods: readonly string[],
): Requests<Problem> {
  const nodes = nodesNeedingPods.slice(0, BURST);
  const pods = podsToDelete.slice(0, BURST);
  const key = keyOf(look.set.metadata);
  look.expectations.expect(key, nodes.length, pods.map(podKey), look.nowUs);
  const problems = [...(yield* createPods(look, nodes))];
  for (const pod of pods) {
    const { namespace, name, uid } = pod;
    const answer = yield { verb: "delete-pod", namespace, name, uid };
    if (answer.kind === "done") {
      yield daemonEvent(look.set, "Normal", "SuccessfulDelete", `Deleted pod: ${name}`);
      continue;
    }
    look.expectations.deletionObserved(key, podKey(pod));
    if (answer.reason === "NotFound") continue;
    yield daemonEvent(look.set, "Warning", "FailedDelete", `Error deleting: ${answer.message}`);
    problems.push(`unable to delete pods: ${answer.message}`);
  }
  return aggregatedText(problems);
}

/** How a pod is known while its deletion is waited for. */
export function podKey({ namespace, name }: LivePod): string {
  return `${namespace}/${name}`;
}

function* createPods(look: DaemonLook, nodes: readonly string[]): Requests<readonly string[]> {
  const problems: string[] = [];
  const key = keyOf(look.set.metadata);
  let tried = 0;
  let batch = 0;
  for (let size = 1; tried < nodes.length && problems.length === 0; size *= 2) {
    for (const node of nodes.slice(tried, tried + size)) {
      const problem = yield* createPod(look, node, batch);
      tried += 1;
      if (problem === undefined) continue;
      look.expectations.creationObserved(key);
      problems.push(problem);
    }
    batch += 1;
  }
  // Those that were not tried are not waited for either.
  for (; tried < nodes.length; tried += 1) look.expectations.creationObserved(key);
  return problems;
}

/** In a namespace that is going, nothing is told, and the pod is waited for in vain. */
function* createPod({ set, hash }: DaemonLook, node: string, batch: number): Requests<Problem> {
  const { namespace = "default", name = "" } = set.metadata ?? {};
  const answer = yield {
    verb: "create-pod",
    namespace,
    template: daemonTemplate(set, hash),
    owner: controllerReference("apps/v1", "DaemonSet", set.metadata),
    generateName: `${name}-`,
    own: { pinnedTo: node },
    batch,
    ifRefused: eventOf(set, "Warning", "FailedCreate", "Error creating: "),
  };
  if (answer.kind === "done") {
    yield daemonEvent(set, "Normal", "SuccessfulCreate", `Created pod: ${answer.name}`);
    return undefined;
  }
  if (answer.reason === "NamespaceTerminating") return undefined;
  yield daemonEvent(set, "Warning", "FailedCreate", `Error creating: ${answer.message}`);
  return answer.message;
}
