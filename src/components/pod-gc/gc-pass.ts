// The pod garbage collector: one pass each 20 s. Too many ended pods, pods that cannot end on a node that is out of service,
// pods whose node is gone, and deleted pods that were never bound.
// Imitates pkg/controller/podgc/gc_controller.go and the delaying queue of client-go util/workqueue, v1.36.

import type { PodId } from "../../cluster/pod-table.ts";

/** What a pass does with a pod, in this order. */
export type GcDecision =
  /** It is marked Failed, for orphans with a condition that says why. */
  | { readonly kind: "fail-pod"; readonly pod: PodId; readonly disruption: GcDisruption | undefined }
  /** A DELETE without any grace. */
  | { readonly kind: "force-delete-pod"; readonly pod: PodId };

/** The condition DisruptionTarget. */
export interface GcDisruption {
  readonly reason: string;
  readonly message: string;
}

/** What a pass sees: pods and nodes as they are when it begins. */
export interface GcView {
  /** Pods whose phase is Succeeded or Failed, in any order. */
  endedPods(): readonly PodId[];
  /** Pods with a deletionTimestamp on a node that is not ready and tainted out of service. */
  stuckPods(): readonly PodId[];
  /** Pods by the name of a node that does not exist. */
  orphans(): ReadonlyMap<string, readonly PodId[]>;
  /** Pods with a deletionTimestamp and without a node. */
  unboundTerminating(): readonly PodId[];
  /** Which of two ended pods goes first: evicted ones, then the oldest, then by name. */
  compareEnded(left: PodId, right: PodId): number;
  isEnded(pod: PodId): boolean;
}

export interface GcPorts {
  readonly view: GcView;
  /** False if the API server would not. */
  readonly write: (decision: GcDecision) => boolean;
}

export const GC_PERIOD_US = 20_000_000;
/** So long a node must be missing before its pods go. */
const QUARANTINE_US = 40_000_000;

const ORPHANED: GcDisruption = Object.freeze({
  reason: "DeletionByPodGC",
  message: "PodGC: node no longer exists",
});

/** Nodes that were found missing, by the moment in µs at which they are looked for again. */
export type Quarantine = Map<string, number>;

/** One pass. `threshold` is the number of ended pods that may stay; 0 lets all stay. */
export function gcPass({ view, write }: GcPorts, quarantine: Quarantine, threshold: number, atUs: number): void {
  const due = leaveQuarantine(quarantine, atUs);
  const orphans = view.orphans();
  const stuck = view.stuckPods();
  const unbound = view.unboundTerminating();
  for (const pod of surplus(view, threshold)) forceDelete(pod, undefined);
  for (const pod of stuck) forceDelete(pod, undefined);
  // Who is looked for again now may be missing once more: it is put in anew, and found due 40 s later whatever happens.
  for (const name of orphans.keys()) if (!quarantine.has(name)) quarantine.set(name, atUs + QUARANTINE_US);
  for (const name of due) for (const pod of orphans.get(name) ?? []) forceDelete(pod, ORPHANED);
  for (const pod of unbound) forceDelete(pod, undefined);

  function forceDelete(pod: PodId, disruption: GcDisruption | undefined): void {
    if (!view.isEnded(pod) && !write({ kind: "fail-pod", pod, disruption })) return;
    write({ kind: "force-delete-pod", pod });
  }
}

/** Ended pods above the threshold. */
function surplus(view: GcView, threshold: number): readonly PodId[] {
  if (threshold <= 0) return [];
  const ended = view.endedPods();
  if (ended.length <= threshold) return [];
  const inOrder = ended.toSorted((left, right) => view.compareEnded(left, right));
  return inOrder.slice(0, ended.length - threshold);
}

function leaveQuarantine(quarantine: Quarantine, atUs: number): readonly string[] {
  const due = [...quarantine].flatMap(([name, readyUs]) => (readyUs <= atUs ? [name] : []));
  for (const name of due) quarantine.delete(name);
  return due;
}
