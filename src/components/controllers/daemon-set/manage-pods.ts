// Which nodes lack a pod of a DaemonSet, and which pods have to go: failed and finished ones, surplus ones, and those on nodes
// where none should be.
// Imitates pkg/controller/daemon/daemon_controller.go (manage, podsShouldBeOnNode), v1.36.

import type { DaemonSet } from "../../../model/api/types/workload.ts";
import type { Backoff } from "../../../model/flow-control/backoff.ts";
import { labelOf } from "../../../model/label-selector.ts";
import type { Node } from "../../../model/objects.ts";
import { daemonSetSurge } from "../../../model/rollout/daemon-set-rollout.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import type { Requests } from "../claim-objects.ts";
import { isPodReady } from "../pod-availability.ts";
import { REVISION_LABEL } from "../revision-history.ts";
import { byAge, isPlaced } from "./daemon-pods.ts";
import { daemonEvent, fitOf, isAvailableIn, syncNodes, type DaemonLook, type Problem } from "./daemon-sync.ts";
import { WORK } from "./place-state.ts";

/** How it went; `afterUs`: a failed pod is left until then. */
export interface Managed {
  readonly problem: Problem;
  readonly afterUs: number | undefined;
}

/** What is to be done about nodes, collected. */
class Plan {
  readonly nodesNeedingPods: string[] = [];
  readonly podsToDelete: LivePod[] = [];
  afterUs: number | undefined;
}

/** Creates and deletes what is missing and surplus. */
export function* managePods(look: DaemonLook, failures: Backoff): Requests<Managed> {
  const plan = new Plan();
  for (const { node, pods } of look.places.having(WORK)) {
    if (node === undefined) plan.podsToDelete.push(...unscheduled(pods));
    else yield* planNode(look, node, pods, failures, plan);
  }
  const problem = yield* syncNodes(look, plan.podsToDelete, plan.nodesNeedingPods);
  return { problem, afterUs: plan.afterUs };
}

function* planNode(
  look: DaemonLook,
  node: Node,
  pods: readonly LivePod[],
  failures: Backoff,
  plan: Plan,
): Requests<void> {
  const { shouldRun, mayStay } = fitOf(look, node);
  if (shouldRun && pods.length === 0) {
    plan.nodesNeedingPods.push(node.metadata.name);
  } else if (mayStay) {
    const running = yield* runningPods(look, node, pods, failures, plan);
    if (allowsSurge(look.set)) planSurge(look, node, running, shouldRun, plan);
    else plan.podsToDelete.push(...byAge(running).slice(1));
  } else {
    for (const pod of pods) if (pod.deletion === undefined) plan.podsToDelete.push(pod);
  }
}

/** Pods that are neither going nor over; of those that are over, it is told and they are deleted. */
function* runningPods(
  look: DaemonLook,
  node: Node,
  pods: readonly LivePod[],
  failures: Backoff,
  plan: Plan,
): Requests<readonly LivePod[]> {
  const running: LivePod[] = [];
  for (const pod of pods) {
    if (pod.deletion !== undefined) continue;
    const what = `daemon pod ${pod.namespace}/${pod.name} on node ${node.metadata.name}`;
    if (pod.phase === "Failed") {
      if (isHeldBack(look, node, failures, plan)) continue;
      yield daemonEvent(look.set, "Warning", "FailedDaemonPod", `Found failed ${what}, will try to kill it`);
      plan.podsToDelete.push(pod);
    } else if (pod.phase === "Succeeded") {
      yield daemonEvent(look.set, "Normal", "SucceededDaemonPod", `Found succeeded ${what}, will try to delete it`);
      plan.podsToDelete.push(pod);
    } else {
      running.push(pod);
    }
  }
  return running;
}

/** A pod that fails again soon stays for a while, so that the set does not fight with a kubelet that refuses it. */
function isHeldBack({ set, nowUs }: DaemonLook, node: Node, failures: Backoff, plan: Plan): boolean {
  const item = `${set.metadata?.uid ?? ""}/${set.status?.observedGeneration ?? 0}/${node.metadata.name}`;
  if (!failures.isBackingOff(item, nowUs)) {
    failures.next(item, nowUs);
    return false;
  }
  plan.afterUs = Math.min(plan.afterUs ?? Number.POSITIVE_INFINITY, failures.delayOf(item));
  return true;
}

function allowsSurge(set: DaemonSet): boolean {
  const { type = "", rollingUpdate } = set.spec?.updateStrategy ?? {};
  const surge = daemonSetSurge({ type, ...(rollingUpdate === undefined ? {} : { rollingUpdate }) }, 1);
  return surge.kind === "scaled" && surge.value > 0;
}

/** An old and a new pod may be side by side while the old one is ready and the new one is not available yet. */
function planSurge(look: DaemonLook, node: Node, running: readonly LivePod[], shouldRun: boolean, plan: Plan): void {
  if (running.length === 0 && shouldRun) plan.nodesNeedingPods.push(node.metadata.name);
  if (running.length <= 1) return;
  const isNew = ({ object }: LivePod): boolean => labelOf(object.metadata.labels, REVISION_LABEL) === look.hash;
  const sorted = byAge(running);
  const newest = sorted.find(isNew);
  const oldest = sorted.find((pod) => !isNew(pod));
  plan.podsToDelete.push(...sorted.filter((pod) => pod !== newest && pod !== oldest));
  if (newest === undefined || oldest === undefined) return;
  if (!isPodReady(oldest) || isAvailableIn(look, newest)) plan.podsToDelete.push(oldest);
}

/** Pods for nodes that are gone: nobody schedules them, and no other controller deletes them. */
function unscheduled(pods: readonly LivePod[]): readonly LivePod[] {
  return pods.filter((pod) => !isPlaced(pod));
}
