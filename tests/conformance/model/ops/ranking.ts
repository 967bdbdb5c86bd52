// Operations of ranking.jsonl: orders of deletion, readiness, importance to preemption, the queue, ReplicaSets.

import type { Pod } from "../../../../src/model/api/types/pod.ts";
import type { ReplicaSet } from "../../../../src/model/api/types/workload.ts";
import { deletablePodOf, rankedPodOf } from "../../../../src/model/ranking/deletable-pod.ts";
import { compareActivePods, compareRankedPods, countByNode } from "../../../../src/model/ranking/deletion-order.ts";
import {
  compareImportance,
  earliestStartOfHighestPriorityUs,
  type ImportantPod,
} from "../../../../src/model/ranking/pod-importance.ts";
import {
  isActivePod,
  isTerminalPhase,
  isTerminatingPod,
  type PodLife,
} from "../../../../src/model/ranking/pod-phase.ts";
import { isAvailable, readinessOf, untilNextAvailableUs } from "../../../../src/model/ranking/pod-readiness.ts";
import {
  compareByCreation,
  compareBySizeNewer,
  compareBySizeOlder,
  type OrderedReplicaSet,
} from "../../../../src/model/ranking/replica-set-order.ts";
import { isZeroTimestamp, microTimeText, parseTime } from "../../../../src/model/time/timestamp.ts";
import type { QueuedPod } from "../../../../src/scheduling/framework/plugin.ts";
import { prioritySort } from "../../../../src/scheduling/plugins/priority-sort.ts";
import { wholeAnswer, type Operations, type RecordedValue } from "../operation.ts";

interface Named<Item> {
  readonly name: string;
  readonly item: Item;
}

/** Microseconds since 1970; undefined for no moment, which Go writes as null or as its zero time. */
function momentUs(text: string | null | undefined): number | undefined {
  if (text === undefined || text === null) return undefined;
  const parsed = parseTime(text);
  if (parsed.kind === "refused") throw new Error(parsed.message);
  if (isZeroTimestamp(parsed.timestamp)) return undefined;
  return parsed.timestamp.epochSecond * 1_000_000 + parsed.timestamp.nanosecond / 1_000;
}

/** As Go writes it: with as many decimals as it takes. */
function momentText(sinceEpochUs: number): string {
  const epochSecond = Math.floor(sinceEpochUs / 1_000_000);
  const nanosecond = (sinceEpochUs - epochSecond * 1_000_000) * 1_000;
  return microTimeText({ epochSecond, nanosecond }).replace(/\.?0+Z$/, "Z");
}

/** The order with what it does not tell apart, each such group by name. */
function ordered<Item>(
  items: readonly Named<Item>[],
  compare: (left: Item, right: Item) => number,
): { readonly order: readonly string[]; readonly ties: readonly (readonly string[])[] } {
  const sorted = items
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .toSorted((left, right) => compare(left.item, right.item));
  const groups: Named<Item>[][] = [];
  for (const entry of sorted) {
    const group = groups.at(-1);
    if (group !== undefined && compare(group[0]!.item, entry.item) === 0) group.push(entry);
    else groups.push([entry]);
  }
  const names = groups.map((group) => group.map(({ name }) => name));
  return { order: names.flat(), ties: names.filter((group) => group.length > 1) };
}

function namedPods<Item>(input: RecordedValue, item: (pod: Pod, index: number) => Item): readonly Named<Item>[] {
  return (input["pods"] as readonly Pod[]).map((pod, index) => ({
    name: pod.metadata?.name ?? "",
    item: item(pod, index),
  }));
}

function lifeOf({ status, metadata }: Pod): PodLife {
  return { phase: status?.phase ?? "", isDeleted: (metadata?.deletionTimestamp ?? null) !== null };
}

function deletion(input: RecordedValue): RecordedValue {
  const owned = [...(input["pods"] as readonly Pod[]), ...((input["related"] ?? []) as readonly Pod[])];
  const active = owned.filter((pod) => isActivePod(lifeOf(pod)));
  const counts = countByNode(active.map(({ spec }) => ({ nodeName: spec?.nodeName ?? "" })));
  const pods = namedPods(input, (pod) => rankedPodOf(pod, counts.get(pod.spec?.nodeName ?? "") ?? 0, momentUs));
  const nowUs = momentUs(input["now"] as string)!;
  return {
    ...ordered(pods, (left, right) => compareRankedPods(left, right, nowUs)),
    ranks: Object.fromEntries(pods.map(({ name, item }) => [name, item.neighbours])),
  };
}

function activePods(input: RecordedValue): RecordedValue {
  return ordered(
    namedPods(input, (pod) => deletablePodOf(pod, momentUs)),
    compareActivePods,
  );
}

function available(input: RecordedValue): RecordedValue {
  const pod = input["pod"] as Pod;
  const minReadySeconds = input["minReadySeconds"] as number;
  const nowUs = momentUs(input["now"] as string)!;
  const readiness = readinessOf(pod, momentUs);
  const life = lifeOf(pod);
  const nextUs = untilNextAvailableUs([readiness], minReadySeconds, nowUs);
  return {
    ready: readiness.isReady,
    available: isAvailable(readiness, minReadySeconds, nowUs),
    active: isActivePod(life),
    terminal: isTerminalPhase(life.phase),
    terminating: isTerminatingPod(life),
    nextCheckUs: nextUs === undefined ? null : String(nextUs),
  };
}

function importance(input: RecordedValue): RecordedValue {
  const pods = namedPods<ImportantPod>(input, ({ spec, status }) => ({
    priority: spec?.priority ?? 0,
    startedAtUs: momentUs(status?.startTime),
  }));
  const earliestUs = earliestStartOfHighestPriorityUs(pods.map(({ item }) => item));
  return {
    ...ordered(pods, compareImportance),
    earliestStartOfHighestPriority: earliestUs === undefined ? null : momentText(earliestUs),
  };
}

/** The order is the scheduler plugin's own. */
function queue(input: RecordedValue): RecordedValue {
  const plugin = prioritySort.create(undefined, undefined as never);
  const queuedAt = input["queuedAt"] as readonly string[];
  const pods = namedPods(input, ({ spec }, index) => ({
    priority: spec?.priority ?? 0,
    queuedAtUs: momentUs(queuedAt[index])!,
  }));
  return ordered(pods, (left, right) => plugin.queueSort!(left as QueuedPod, right as QueuedPod));
}

function replicaSets(input: RecordedValue): RecordedValue {
  const sets = (input["replicaSets"] as readonly ReplicaSet[]).map(({ metadata, spec }) => {
    const name = metadata?.name ?? "";
    const item: OrderedReplicaSet = {
      name,
      createdAtUs: momentUs(metadata?.creationTimestamp),
      replicas: spec?.replicas ?? 0,
    };
    return { name, item };
  });
  return {
    byCreation: ordered(sets, compareByCreation),
    bySizeOlder: ordered(sets, compareBySizeOlder),
    bySizeNewer: ordered(sets, compareBySizeNewer),
  };
}

export const RANKING_OPERATIONS: Operations = Object.freeze({
  deletion: wholeAnswer(deletion),
  activePods: wholeAnswer(activePods),
  available: wholeAnswer(available),
  importance: wholeAnswer(importance),
  queue: wholeAnswer(queue),
  replicaSets: wholeAnswer(replicaSets),
});
