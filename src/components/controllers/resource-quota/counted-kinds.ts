// The objects of a namespace as quotas count them: pods that a quota cannot tell apart together.
// Imitates the listers behind pkg/quota/v1/evaluator/core (UsageStats), v1.36.

import { evaluatorOf } from "../../../model/admission/quota-evaluators.ts";
import type { AlikeObjects, CountedKind } from "../../../model/admission/quota-recount.ts";
import type { NamedByMetadata } from "../../../model/admission/refusal.ts";
import type { Pod } from "../../../model/objects.ts";
import type { ResourceList } from "../../../model/resource-list.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";
import { STORED_KINDS, type StoredKind } from "../../../cluster/object-store.ts";

import type { ControllerView } from "../controller.ts";

const US_PER_SECOND = 1_000_000;

/** What a pod takes while it is live, and once it is over. */
interface PodUsage {
  readonly live: ResourceList;
  readonly over: ResourceList;
}

const USAGES = new WeakMap<Pod, PodUsage>();

/** All kinds that quotas may be about. */
export function countedKinds(view: ControllerView, namespace: string): readonly CountedKind<NamedByMetadata>[] {
  return [
    { evaluator: evaluatorOf("Pod"), objects: () => alikePods(view, namespace) },
    ...STORED_KINDS.map((kind) => ({ evaluator: evaluatorOf(kind), objects: () => storedOf(view, kind, namespace) })),
  ];
}

function* storedOf(
  view: ControllerView,
  kind: StoredKind,
  namespace: string,
): Generator<AlikeObjects<NamedByMetadata>> {
  const evaluator = evaluatorOf(kind);
  for (const object of view.list(kind, namespace)) yield { object, count: 1, usage: evaluator.usage(object, 0) };
}

function* alikePods(view: ControllerView, namespace: string): Generator<AlikeObjects<NamedByMetadata>> {
  const counts = new Map<Pod, { live: number; over: number }>();
  for (const pod of view.pods(namespace)) {
    const count = counts.get(pod.object) ?? { live: 0, over: 0 };
    counts.set(pod.object, count);
    if (isOver(pod, view.clock.nowUs)) count.over += 1;
    else count.live += 1;
  }
  for (const [object, { live, over }] of counts) {
    const usage = usageOf(object);
    if (live > 0) yield { object, count: live, usage: usage.live };
    if (over > 0) yield { object, count: over, usage: usage.over };
  }
}

/** It has ended, or should have long been gone. */
export function isOver(pod: LivePod, nowUs: number): boolean {
  return pod.phase === "Succeeded" || pod.phase === "Failed" || nowUs > overdueUs(pod);
}

/** When it counts no longer though nobody has seen its end; never, where nobody has asked for it. */
export function overdueUs({ deletion }: LivePod): number {
  if (deletion === undefined) return Number.POSITIVE_INFINITY;
  return deletion.deadlineUs + deletion.graceSeconds * US_PER_SECOND;
}

function usageOf(object: Pod): PodUsage {
  let usage = USAGES.get(object);
  if (usage === undefined) {
    const evaluator = evaluatorOf("Pod");
    const ended = { ...object, status: { phase: "Succeeded" } };
    usage = { live: evaluator.usage(object, 0), over: evaluator.usage(ended, 0) };
    USAGES.set(object, usage);
  }
  return usage;
}
