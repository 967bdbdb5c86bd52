// A played case against its record: the timeline as a set per instant with the attempts in order, the pods, the metrics.

import { areTimesNear, withoutTimes } from "./near-times.ts";
import type { LoopRecord, TimelineEntry } from "./record.ts";
import type { World } from "./world.ts";

export interface LoopDifference {
  readonly field: string;
  readonly expected: string;
  readonly actual: string;
}

export interface Comparison {
  /** Entries, pods and metrics that the record has. */
  readonly steps: number;
  readonly differences: readonly LoopDifference[];
}

export function compareCase({ expected }: LoopRecord, world: World): Comparison {
  const timeline = expected.timeline ?? [];
  const differences = [
    ...(expected.timeline === undefined ? [] : compareTimeline(timeline, world.timeline.entries)),
    ...compareList("pod", expected.pods, world.podLines()),
    ...compareMetrics(expected.metrics, world.timeline.metrics.described()),
  ];
  return { steps: timeline.length + expected.pods.length + Object.keys(expected.metrics).length, differences };
}

/** Skips are recorded in some cases only, and so are moves between queues. */
function compareTimeline(expected: readonly TimelineEntry[], actual: readonly TimelineEntry[]): LoopDifference[] {
  const kinds = new Set(expected.map(({ kind }) => kind));
  const shown = actual.filter(({ kind }) => kinds.has(kind) || (kind !== "skip" && kind !== "queue"));
  const attempts = (entries: readonly TimelineEntry[]) =>
    entries.filter(({ kind }) => kind === "attempt").map(({ pod, attempt }) => `${pod!} ${String(attempt)}`);
  return [
    ...compareList("attempts in order", attempts(expected), attempts(shown)).slice(0, 1),
    ...compareSets(expected, shown),
  ];
}

/** What is on one side only, in order of time; entries of one instant have no order. */
function compareSets(expected: readonly TimelineEntry[], actual: readonly TimelineEntry[]): LoopDifference[] {
  const surplus = new Map<string, TimelineEntry[]>();
  for (const entry of actual) {
    const like = stable(withoutTimes(entry));
    const others = surplus.get(like);
    if (others === undefined) surplus.set(like, [entry]);
    else others.push(entry);
  }
  const missing: TimelineEntry[] = [];
  for (const entry of expected) {
    const others = surplus.get(stable(withoutTimes(entry))) ?? [];
    const found = others.findIndex((other) => areTimesNear(entry, other));
    if (found < 0) missing.push(entry);
    else others.splice(found, 1);
  }
  const extra = [...surplus.values()].flat();
  const differences = [
    ...missing.map((entry) => ({ atUs: entry.atUs, expected: stable(entry), actual: "nothing" })),
    ...extra.map((entry) => ({ atUs: entry.atUs, expected: "nothing", actual: stable(entry) })),
  ];
  return differences
    .toSorted((left, right) => left.atUs - right.atUs)
    .map(({ atUs: _atUs, ...found }) => ({ field: "timeline", ...found }));
}

/** Equal, or equal but for times that are near. */
function isSame(expected: unknown, actual: unknown, terms = 1): boolean {
  if (stable(withoutTimes(expected)) !== stable(withoutTimes(actual))) return false;
  return areTimesNear(expected, actual, terms);
}

function compareList(field: string, expected: readonly unknown[], actual: readonly unknown[]): LoopDifference[] {
  const length = Math.max(expected.length, actual.length);
  return Array.from({ length }, (_, at) => at)
    .filter((at) => !isSame(expected[at], actual[at]))
    .map((at) => ({ field: `${field} ${at}`, expected: stable(expected[at]), actual: stable(actual[at]) }));
}

function compareMetrics(
  expected: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
): LoopDifference[] {
  return Object.entries(expected).flatMap(([name, value]) => {
    const [left, right] = [inOrder(value), inOrder(actual[name])];
    return isSame(left, right, podsIn(actual)) ? [] : [{ field: name, expected: stable(left), actual: stable(right) }];
  });
}

/** Pods whose spans are summed up. */
function podsIn({ schedulingAttempts }: Readonly<Record<string, unknown>>): number {
  return (schedulingAttempts as readonly number[])[0] ?? 0;
}

/** Lists of labelled figures have no order. */
function inOrder(value: unknown): unknown {
  if (!Array.isArray(value) || typeof value[0] !== "object") return value;
  const label = (line: unknown) => stable({ ...(line as object), sumUs: 0 });
  return value.toSorted((left, right) => (label(left) < label(right) ? -1 : 1));
}

/** JSON with sorted keys. */
function stable(value: unknown): string {
  if (value === undefined) return "nothing";
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}
