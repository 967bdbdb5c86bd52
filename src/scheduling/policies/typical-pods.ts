// The pods that a cluster is typically asked for: shapes with how often they come. Fragmentation is measured by them.
// Imitates hkust-adsl/kubernetes-scheduler-simulator 8f3d641 (pkg/utils/frag.go, GetTypicalPods; pkg/type/resource.go,
// TargetPodList).

import type { SchedulingClass } from "../../cluster/class-table.ts";

import type { ExpectedPods } from "../framework/run-facts.ts";

/** What of a pod matters for fragmentation. */
export interface PodShape {
  readonly cpuMilli: number;
  /** 0 for pods without devices. */
  readonly milliEach: number;
  readonly devices: number;
  /** Models that will do; empty: any. */
  readonly models: readonly string[];
}

export interface TypicalPod extends PodShape {
  /** Part of all typical pods; they add up to 1. */
  readonly frequency: number;
}

/** Shapes are typical from the most frequent on, until they make up this much of all pods. */
const TYPICAL_PERCENT = 95;

/** The shape of a class; CPU counts as in scoring. */
export function shapeOf({ scoringRequests, deviceWish }: SchedulingClass): PodShape {
  const { cpuMilli } = scoringRequests;
  if (deviceWish === undefined) return { cpuMilli, milliEach: 0, devices: 0, models: [] };
  const { milliEach, devices, models } = deviceWish;
  return { cpuMilli, milliEach, devices, models };
}

/** The typical ones of the pods that are expected, most frequent first. */
export function typicalPodsOf(expected: readonly ExpectedPods[]): readonly TypicalPod[] {
  const counts = new Map<string, { readonly shape: PodShape; pods: number }>();
  let total = 0;
  for (const { podClass, pods } of expected) {
    const shape = shapeOf(podClass);
    const entry = counts.get(textOf(shape)) ?? { shape, pods: 0 };
    entry.pods += pods;
    total += pods;
    counts.set(textOf(shape), entry);
  }
  const shapes = [...counts.values()].sort(
    (left, right) => right.pods - left.pods || -compare(left.shape, right.shape),
  );
  return mostFrequent(shapes, total);
}

function mostFrequent(
  shapes: readonly { readonly shape: PodShape; readonly pods: number }[],
  total: number,
): readonly TypicalPod[] {
  const enough = (TYPICAL_PERCENT * total) / 100;
  let covered = 0;
  let taken = 0;
  while (covered < enough) covered += shapes[taken++]!.pods;
  const typical = shapes.slice(0, taken);
  // Two divisions, as in the source: the last bits of F decide between scores.
  const part = taken === shapes.length ? 1 : covered / total;
  return typical.map(({ shape, pods }) => ({ ...shape, frequency: pods / total / part }));
}

function textOf(shape: PodShape): string {
  return JSON.stringify([shape.cpuMilli, shape.milliEach, shape.devices, shape.models]);
}

/** Ascending by CPU, thousandths, number of devices and models. */
function compare(left: PodShape, right: PodShape): number {
  return (
    left.cpuMilli - right.cpuMilli ||
    left.milliEach - right.milliEach ||
    left.devices - right.devices ||
    compareTexts(left.models.join("|"), right.models.join("|"))
  );
}

function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
