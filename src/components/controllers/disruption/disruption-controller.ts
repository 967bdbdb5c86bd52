// The disruption controller: says in the status of each disruption budget how many of its pods may be evicted now.
// Imitates pkg/controller/disruption/disruption.go, v1.36.

import type { Snapshot, Snapshotable } from "../../../base/snapshot.ts";

import { isTerminalPhase } from "../../../model/ranking/pod-phase.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import { selectorOf } from "../compiled-selectors.ts";
import type { Controller, ControllerDefinition, ControllerView, KeyWish, Sync, WatchEvent } from "../controller.ts";
import { NO_KEYS } from "../key-wishes.ts";
import { keyOf, objectOfKey } from "../object-key.ts";
import { PodGroups } from "../pod-groups.ts";
import { SelectedPods } from "./selected-pods.ts";
import { isSettled, syncBudget } from "./sync-budget.ts";

const SOURCE = "pkg/controller/disruption/disruption.go, v1.36";

/** Keys of pods whose eviction was allowed and did not come; and of events about pods that several budgets select. */
const STALE_CONDITION = "stale-condition/";
const SEVERAL_BUDGETS = "several-budgets/";

const STALE_AFTER_US = 120_000_000;
const TARGET = "DisruptionTarget";

class DisruptionController implements Controller, Snapshotable {
  readonly name = "disruption";
  readonly source = SOURCE;
  readonly watches = ["PodDisruptionBudget", "Pod"] as const;
  readonly #pods = new PodGroups({
    kind: "PodDisruptionBudget",
    compile: selectorOf,
    group: (pods) => new SelectedPods(pods),
  });

  keysAfter(event: WatchEvent, view: ControllerView): readonly KeyWish[] {
    this.#pods.hear(event, view);
    if (event.kind === "Pod") return this.#afterPodEvent(event.type, event.pod, view);
    if (event.kind === "Node" || event.stored.kind !== "PodDisruptionBudget") return NO_KEYS;
    return [{ key: keyOf(event.stored.object.metadata) }];
  }

  /** Of several budgets, only the first hears of the pod. */
  #afterPodEvent(type: WatchEvent["type"], pod: LivePod, view: ControllerView): readonly KeyWish[] {
    const { namespace, object } = pod;
    const keys = this.#pods.selecting(view, namespace, object.metadata.labels);
    const staleUs = type === "deleted" ? undefined : untilStaleUs(pod, view);
    if (keys.length === 0 && staleUs === undefined) return NO_KEYS;
    const wishes: KeyWish[] = [];
    const [key, other] = keys;
    if (key !== undefined) wishes.push({ key });
    const { name } = pod;
    if (other !== undefined) wishes.push({ key: `${SEVERAL_BUDGETS}${namespace}/${name}/${objectOfKey(key!).name}` });
    if (staleUs !== undefined) wishes.push({ key: `${STALE_CONDITION}${namespace}/${name}`, afterUs: staleUs });
    return wishes;
  }

  *sync(view: ControllerView, key: string): Sync {
    if (key.startsWith(SEVERAL_BUDGETS)) return yield* tellOfSeveral(key.slice(SEVERAL_BUDGETS.length));
    if (key.startsWith(STALE_CONDITION)) return yield* endStaleCondition(view, key.slice(STALE_CONDITION.length));
    const { namespace, name } = objectOfKey(key);
    const budget = view.find("PodDisruptionBudget", namespace, name);
    if (budget === undefined) return { kind: "done" };
    const pods = this.#pods.of(view, budget, key);
    return isSettled(view, budget, pods) ? { kind: "done" } : yield* syncBudget(view, budget, pods);
  }

  snapshot(): Snapshot {
    return {};
  }

  restore(): void {
    this.#pods.forget();
  }
}

function* tellOfSeveral(key: string): Sync {
  const [namespace = "", name = "", budget = ""] = key.split("/");
  const message = `Pod "${namespace}"/"${name}" matches multiple PodDisruptionBudgets.  Chose "${budget}" arbitrarily.`;
  yield {
    verb: "event",
    kind: "Pod",
    namespace,
    name,
    type: "Warning",
    reason: "MultiplePodDisruptionBudgets",
    message,
  };
  return { kind: "done" };
}

/** How long the pod may still say that it is about to be evicted without being deleted; undefined if it says no such thing. */
function untilStaleUs(pod: LivePod, { clock }: ControllerView): number | undefined {
  if (pod.deletion !== undefined || isTerminalPhase(pod.phase)) return undefined;
  const target = pod.condition(TARGET);
  if (target?.status !== "True" || target.reason === "TerminationByKubelet") return undefined;
  return Math.max(0, STALE_AFTER_US - (clock.nowUs - (target.sinceUs ?? 0)));
}

function* endStaleCondition(view: ControllerView, key: string): Sync {
  const { namespace, name } = objectOfKey(key);
  const pod = view.findPod(namespace, name);
  const afterUs = pod === undefined ? undefined : untilStaleUs(pod, view);
  if (pod === undefined || afterUs === undefined) return { kind: "done" };
  if (afterUs > 0) return { kind: "done", afterUs };
  const condition = { type: TARGET, status: "False", reason: "", message: "" } as const;
  const answer = yield { verb: "patch-pod-status", namespace, name, uid: pod.uid, condition };
  return answer.kind === "done" ? { kind: "done" } : { kind: "failed", message: answer.message };
}

export const DISRUPTION_CONTROLLER: ControllerDefinition = Object.freeze({
  name: "disruption",
  source: SOURCE,
  create: () => new DisruptionController(),
});
