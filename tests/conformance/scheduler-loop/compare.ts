// A played case against its record: the timeline as a set per instant with the attempts in order, the pods, the metrics.

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
    ...compareList(
      "pod",
      expected.pods,
      withinRounding(expected.pods, world.podLines(), "sliUs", () => 1),
    ),
    ...compareMetrics(expected.metrics, world.timeline.metrics.described()),
  ];
  return { steps: timeline.length + expected.pods.length + Object.keys(expected.metrics).length, differences };
}

/** Skips are recorded in some cases only, and so are moves between queues. */
function compareTimeline(expected: readonly TimelineEntry[], actual: readonly TimelineEntry[]): LoopDifference[] {
  const kinds = new Set(expected.map(({ kind }) => kind));
  const shown = actual.filter(({ kind }) => kinds.has(kind) || (kind !== "skip" && kind !== "queue"));
  const attempts = (entries: readonly TimelineEntry[]) =>
    entries.filter(({ kind }) => kind === "attempt").map(({ atUs, pod }) => `${atUs} ${pod!}`);
  return [
    ...compareList("attempts in order", attempts(expected), attempts(shown)).slice(0, 1),
    ...compareSets(expected.map(stable), shown.map(stable)),
  ];
}

/** What is on one side only, in order of time; entries of one instant have no order. */
function compareSets(expected: readonly string[], actual: readonly string[]): LoopDifference[] {
  const surplus = new Map<string, number>();
  for (const text of actual) surplus.set(text, (surplus.get(text) ?? 0) + 1);
  const missing: string[] = [];
  for (const text of expected) {
    const count = surplus.get(text) ?? 0;
    if (count === 0) missing.push(text);
    else surplus.set(text, count - 1);
  }
  const extra = [...surplus].flatMap(([text, count]) => Array.from({ length: count }, () => text));
  return [
    ...missing.map((text) => ({ field: "timeline", expected: text, actual: "nothing" })),
    ...extra.map((text) => ({ field: "timeline", expected: "nothing", actual: text })),
  ].toSorted((left, right) => timeOf(left) - timeOf(right));
}

function timeOf({ expected, actual }: LoopDifference): number {
  const text = expected === "nothing" ? actual : expected;
  return Number(/"atUs":(\d+)/.exec(text)?.[1] ?? 0);
}

function compareList(field: string, expected: readonly unknown[], actual: readonly unknown[]): LoopDifference[] {
  const length = Math.max(expected.length, actual.length);
  return Array.from({ length }, (_, at) => ({
    field: `${field} ${at}`,
    expected: stable(expected[at]),
    actual: stable(actual[at]),
  })).filter((found) => found.expected !== found.actual);
}

function compareMetrics(
  expected: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
): LoopDifference[] {
  return Object.entries(expected).flatMap(([name, value]) => {
    const found =
      name === "sli" ? withinRounding(value as Line[], actual[name] as Line[], "sumUs", countOf) : actual[name];
    const [left, right] = [stable(unordered(value)), stable(unordered(found))];
    return left === right ? [] : [{ field: name, expected: left, actual: right }];
  });
}

type Line = Readonly<Record<string, unknown>>;

function countOf(line: Line): number {
  return Number(line["count"]);
}

/**
 * The recorded spans are differences of nanoseconds that were cut to microseconds, so that each may be one microsecond off
 * the difference of the cut moments: where it is no more, the recorded one is taken.
 */
function withinRounding(
  expected: readonly Line[],
  actual: readonly Line[],
  field: string,
  allowance: (line: Line) => number,
): readonly Line[] {
  return actual.map((line) => {
    const label = "attempts" in line && !("pod" in line) ? "attempts" : "pod";
    const near = expected.find(
      (other) =>
        other[label] === line[label] &&
        other["createdUs"] === line["createdUs"] &&
        Math.abs(Number(other[field]) - Number(line[field])) <= allowance(line),
    );
    return near === undefined ? line : { ...line, [field]: near[field] };
  });
}

/** Lists of labelled figures have no order. */
function unordered(value: unknown): unknown {
  if (!Array.isArray(value) || typeof value[0] !== "object") return value;
  return value.map(stable).toSorted();
}

/** JSON with sorted keys. */
function stable(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === "object" && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)))
        : inner,
    ) ?? "nothing"
  );
}
